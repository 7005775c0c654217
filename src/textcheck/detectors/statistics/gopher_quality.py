"""The quality rules of Gopher, a published filter of web text: length, word length, symbols, bullets, ellipses, letters, stop words.

Every rule that the document breaks is a finding of its own, with the value and the threshold; a document with at least one would be dropped.

| criterion | wanted |
|---|---|
| words | 50 to 100,000 |
| mean length of a word | 3 to 10 characters |
| number signs, and ellipses, for each token | at most 0.1 |
| lines that start with a bullet | at most 0.9 |
| lines that end in an ellipsis | at most 0.3 |
| tokens with a letter | at least 0.8 |
| of "the", "be", "to", "of", "and", "that", "have", "with" | at least 2 occur |

Source: Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training Gopher", arXiv:2112.11446, section A1.1. Where the paper
leaves room, what datatrove's GopherQualityFilter does with its default values decides: a token is one of spaCy's English tokens, and a
word is a token that does not consist of marks.

The rule is not in the default set: such figures describe a text, they do not prove damage. Poems, lists, code and every text in another
language than English break them without being broken. Select it by its code, its name, or the family.
Not judged: anything that these figures do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from textcheck import statistics, tokens
from textcheck.batches import following
from textcheck.rule import CERTAIN, Document, Finding, Rule, Severity

FEWEST_WORDS, MOST_WORDS = 50, 100_000
SHORTEST_MEAN, LONGEST_MEAN = 3, 10
MOST_SYMBOLS = 0.1
MOST_BULLETS = 0.9
MOST_ELLIPSES = 0.3
FEWEST_WITH_LETTER = 0.8
FEWEST_STOP_WORDS = 2
STOP_WORDS = ("the", "be", "to", "of", "and", "that", "have", "with")

_BULLETS = ("•", "-")
_ELLIPSES = ("...", "…")


def detect(doc: Document) -> Iterator[Finding]:
    for message in doc.view(failures):
        yield RULE.finding(0, len(doc.text), f"Gopher quality: {message}", confidence=CERTAIN)


def _failures(doc: Document) -> Iterator[str]:
    text = doc.text
    hashes, ellipses = text.count("#"), sum(map(text.count, _ELLIPSES))
    if not _is_within(doc, hashes, ellipses):
        yield from _token_failures(doc, hashes, ellipses)
    if not text.strip():
        return
    lines = text.splitlines()
    if "•" in text or "-" in text:
        bulleted = sum([line.lstrip().startswith(_BULLETS) for line in lines]) / len(lines)
        if bulleted > MOST_BULLETS:
            yield f"{bulleted:.3f} of the lines start with a bullet, at most {MOST_BULLETS} wanted"
    if ellipses:
        trailing = sum([line.rstrip().endswith(_ELLIPSES) for line in lines]) / len(lines)
        if trailing > MOST_ELLIPSES:
            yield f"{trailing:.3f} of the lines end in an ellipsis, at most {MOST_ELLIPSES} wanted"
    # Nearly every English text shows two of them between spaces; only then are the tokens asked.
    if sum([f" {word} " in text for word in STOP_WORDS]) < FEWEST_STOP_WORDS:
        stop_words = len(_packed_stop_words().intersection(tokens.packed(statistics.pieces(doc))))
        if stop_words < FEWEST_STOP_WORDS:
            yield f"{stop_words} of the commonest English words occur, at least {FEWEST_STOP_WORDS} wanted"


@cache
def _packed_stop_words() -> frozenset[int]:
    return frozenset(tokens.packed(list(STOP_WORDS)))


def _is_within(doc: Document, hashes: int, ellipses: int) -> bool:
    """Whether bounds alone show that the document passes all that is counted in tokens."""
    bounds = statistics.bounds(doc)
    if bounds is None:
        return False
    fewest = statistics.SLACK * bounds.fewest
    return (
        fewest >= FEWEST_WORDS
        and bounds.most <= MOST_WORDS
        and bounds.characters >= SHORTEST_MEAN * bounds.most
        and bounds.length <= LONGEST_MEAN * fewest
        and max(hashes, ellipses) <= MOST_SYMBOLS * fewest
        and fewest >= FEWEST_WITH_LETTER * (fewest + bounds.others)
    )


def _token_failures(doc: Document, hashes: int, ellipses: int) -> Iterator[str]:
    count, words, with_letter, characters = statistics.counts(doc)
    if words < FEWEST_WORDS:
        yield f"{words} words, at least {FEWEST_WORDS} wanted"
    if words > MOST_WORDS:
        yield f"{words} words, at most {MOST_WORDS} wanted"
    if not count:
        return
    if words and not SHORTEST_MEAN <= (mean := characters / words) <= LONGEST_MEAN:
        yield f"the mean word has {mean:.3f} characters, {SHORTEST_MEAN} to {LONGEST_MEAN} wanted"
    if hashes / count > MOST_SYMBOLS:
        yield f"{hashes / count:.3f} number signs for each token, at most {MOST_SYMBOLS} wanted"
    if ellipses / count > MOST_SYMBOLS:
        yield f"{ellipses / count:.3f} ellipses for each token, at most {MOST_SYMBOLS} wanted"
    if (share := with_letter / count) < FEWEST_WITH_LETTER:
        yield f"{share:.3f} of the tokens have a letter, at least {FEWEST_WITH_LETTER} wanted"


failures = following(statistics.bounded, lambda doc, _: list(_failures(doc)))
"""What fails, and with which value: a view."""

RULE = Rule(code="STA101", name="gopher-quality", severity=Severity.WARNING, detect=detect, when=failures, default=False)
