"""Filler text that a page was laid out with: `Lorem ipsum dolor sit amet, consectetur adipiscing elit`.

A finding is a run of words of the usual fillers, in which several of those occur that no other text puts together. It is a
repair to take the run out; that is SAFE where the run is a whole paragraph.

Left alone: the name of the filler where it is spoken of ("set in Lorem Ipsum"), the filler in quotation marks or backticks, and Latin
texts, whose own words stand around.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck import language
from textcheck.expressions import expression
from textcheck.residue import in_quotation, is_quoted, is_shown, removal, sentence
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_FILLER_ENGLISH = rb"(?i:lorem ipsum is simply dummy text|(?:\A|\n)[ \t]*lorem ipsum[. \t]*(?:\n|\z)|long established fact that a reader will be distracted)"
_SEED = (
    rb"(?i:lorem ipsum|dolor sit amet|consectetu|adipisc|eiusmod tempor|incididunt|quis nostrud|duis aute irure|excepteur sint|"
    rb"pellentesque|vestibulum|curabitur|vivamus|suspendisse|sollicitudin|ullamcorper|at vero eos|perspiciatis|\b(?:donec|nullam|mauris|"
    rb"phasellus|aenean|fusce|maecenas|etiam|praesent|quisque|nemo enim|temporibus autem|nam libero) [a-z])"
)
_ANY = rb"(" + _FILLER_ENGLISH + rb")|" + _SEED
# The usual passage and the words that generators of more of it draw from.
_FILLER = frozenset(
    "a ac accumsan ad adipiscing adipisicing adipisci adipiscingelit aenean alias aliqua aliquam aliquet aliquid aliquip amet anim ante "
    "aperiam aptent arcu architecto at auctor augue aute "
    "autem beatae bibendum blandit cillum class commodo condimentum congue consectetuer consectetur consequat consequatur conubia convallis "
    "cras cubilia culpa cum "
    "cupidatat curabitur curae cursus dapibus deleniti deserunt diam dicta dictum dictumst dignissim dis do dolor dolore dolorem doloremque "
    "dolores donec dui duis ea "
    "eaque efficitur egestas eget eiusmod eleifend elementum elit elitr enim eos erat eros error esse est et etiam eu euismod ex excepteur "
    "exercitation explicabo facilisi facilisis fames "
    "faucibus felis fermentum feugiat finibus fringilla fugiat fugit fusce gravida gubergren habitant habitasse hac hendrerit iaculis id illo "
    "imperdiet in "
    "incididunt inceptos integer interdum inventore ipsa ipsam ipsum irure iste iure iusto justo kasd labore laboris laborum lacinia lacus laoreet lectus leo "
    "libero ligula litora lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris maximus metus mi minim "
    "molestie mollis mollit montes morbi mus nam nascetur natoque natus nec nemo neque netus nibh nihil nisi nisl no nobis non nonumy nonummy "
    "nostra nostrud "
    "nulla nullam nunc occaecat odio odit officia omnis orci ornare parturient pariatur pellentesque penatibus per perspiciatis pharetra phasellus placerat "
    "platea porta "
    "porttitor posuere potenti praesent pretium primis proident proin pulvinar purus quae quam quasi qui quia quis quisquam quisque rebum "
    "reprehenderit "
    "rhoncus ridiculus risus rutrum sadipscing sagittis sanctus sapien scelerisque sea sed sem semper senectus sequi sint sit sociis sociosqu "
    "sodales sollicitudin stet sunt "
    "suscipit suspendisse taciti takimata tellus tempor tempus tincidunt torquent totam tortor tristique turpis ullamco ullamcorper "
    "ultrices ultricies unde urna ut "
    "varius vehicula vel velit venenatis veniam veritatis vero vestibulum vitae vivamus viverra voluptas voluptatem voluptate voluptua volutpat "
    "vulputate consetetur eirmod invidunt accusantium laudantium culpa aliquyam duo clita aspernatur consequuntur magni ratione nesciunt numquam eius modi "
    "tempora magnam quaerat quidem rerum facilis expedita distinctio cumque impedit quo maxime placeat facere possimus assumenda repellendus "
    "temporibus quibusdam officiis debitis necessitatibus saepe eveniet voluptates repudiandae recusandae itaque hic tenetur sapiente delectus "
    "reiciendis maiores perferendis doloribus asperiores repellat blanditiis praesentium atque corrupti quos molestias excepturi occaecati "
    "cupiditate ullam provident similique mollitia animi harum soluta optio cum vivamus ante eu rhoncus pede ullamco nihil esse".split()
)
_WORD = expression(r"[^\W_]+")
_NEXT = expression(r"[\s.,;:!?]{1,3}([^\W_]+)")
_FEWEST_WORDS, _FEWEST_DISTINCT = 5, 5
_LONGEST = 20_000
_SURROUNDINGS = 500


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = 0
    for match in pattern(_ANY).finditer(doc.codes):
        if match.start() < done:
            continue
        if match.group(1) is not None:
            start = match.start() + len(match.group(1)) - len(match.group(1).lstrip())
            start, end = sentence(text, start, match.start() + len(match.group(1).rstrip()))
            if not in_quotation(text, match.start()) and not doc.is_verbatim(start, end):
                yield _finding(text, start, end, "filler text")
            continue
        start, end, words = _run(text, match.start(), done)
        done = end
        if len(words) < _FEWEST_WORDS or len(set(words)) < _FEWEST_DISTINCT:
            continue
        around = text[max(0, start - _SURROUNDINGS) : start] + " " + text[end : end + _SURROUNDINGS]
        if (
            is_quoted(text, start, end)
            or doc.is_verbatim(start, end)
            or is_shown(text, start)
            or language.detect(around) == "la"
        ):
            continue
        yield _finding(text, start, end, f"filler text of {len(words)} words")


def _finding(text: str, start: int, end: int, message: str) -> Finding:
    left, right = removal(text, start, end)
    whole = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
    repair = Repair(left, right, "", SAFE if whole else UNSAFE, 0.95 if whole else 0.9, "filler text says nothing")
    return RULE.finding(start, end, message, confidence=0.97, repairs=[repair])


def _run(text: str, seed: int, floor: int) -> tuple[int, int, list[str]]:
    """The run of filler words around a seed, with the punctuation that ends it, and its words; lines of filler are one run."""
    first = _WORD.search(text, seed)
    assert first is not None
    start, end = first.span()
    if first.group().lower() not in _FILLER:
        return start, end, []
    words = [first.group().lower()]
    limit = min(len(text), end + _LONGEST)
    at = end
    waiting: list[str] = []
    while (match := _NEXT.match(text, at, limit)) is not None and (word := match.group(1).lower()) in _FILLER:
        at = match.end()
        waiting.append(word)
        if word not in _SHARED:
            words += waiting
            waiting.clear()
            end = at
    # Words are read backwards from the seed, as far as filler goes.
    low = max(floor, start - _LONGEST)
    at = start
    waiting.clear()
    while at > low:
        stop = at
        while stop > low and at - stop < 3 and text[stop - 1] in " \t\n.,;:!?":
            stop -= 1
        begin = stop
        while begin > low and stop - begin < 20 and text[begin - 1].isalnum():
            begin -= 1
        if begin == stop or stop == at or (word := text[begin:stop].lower()) not in _FILLER:
            break
        at = begin
        waiting.append(word)
        if word not in _SHARED:
            words += waiting
            waiting.clear()
            start = at
    if end < len(text) and text[end] in ".,;:!?…":
        end += 1
    return start, end, words


# Words that English has, too: they neither begin nor end a run.
_SHARED = frozenset("a ad at class cum do error ex hac in no per qui sea sit".split())


RULE = Rule(
    code="ART105",
    name="lorem-ipsum",
    severity=Severity.ERROR,
    detect=detect,
    gate=_ANY,
    gated_with="prose",
)
