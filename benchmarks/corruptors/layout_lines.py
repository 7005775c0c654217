"""Damage to lines and pages: what extraction from print, tables and columns leaves of running text."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from itertools import pairwise

from wordfreq import zipf_frequency

from corruptors import Damage, a_match, corrupts, replaced

# A word from this frequency on is one that writers join to others.
IN_USE = 3.0

_SYLLABLES = re.compile(
    r"(?<=[aeiouy])(?=[bcdfghjklmnpqrstvwxz][aeiouy])|(?<=[aeiouy][bcdfghjklmnpqrstvwxz])(?=[bcdfghjklmnpqrstvwxz][aeiouy])"
)


def _breaks(word: str) -> list[int]:
    """Where a hyphenator may break a word: before a consonant and vowel, two letters from its start and three from its end."""
    return [match.start() for match in _SYLLABLES.finditer(word) if 2 <= match.start() <= len(word) - 3]


def _broken_word(text: str, chance: random.Random, between: str, letters: str = "[a-z]") -> Damage | None:
    words = [match for match in re.finditer(rf"(?<=[a-z,] ){letters}{{6,}}(?=[ ,.])", text) if _breaks(match.group())]
    if not words:
        return None
    word = chance.choice(words)
    at = word.start() + chance.choice(_breaks(word.group()))
    return replaced(text, at, at, between, margin=12)


@corrupts("LAY150", repaired=True)
def hyphen_at_line_end(text: str, chance: random.Random) -> Damage | None:
    """A word broken at the end of a line: `negotia-⏎tions`."""
    return _broken_word(text, chance, chance.choice(["-\n", "-\n", "-\r\n", "- \n", "\N{SOFT HYPHEN}\n", "\N{HYPHEN}\n"]))


@corrupts("LAY150", repaired=True)
def hyphen_at_page_end(text: str, chance: random.Random) -> Damage | None:
    """A word broken across a blank line."""
    return _broken_word(text, chance, "-\n\n")


@corrupts("LAY150", repaired=True)
def hyphen_of_a_compound(text: str, chance: random.Random) -> Damage | None:
    """A compound broken after its own hyphen: `well-⏎known`."""
    hyphen = a_match(r"(?<=[a-z]{2})-(?=[a-z]{3})", text, chance)
    return None if hyphen is None else replaced(text, hyphen.end(), hyphen.end(), "\n", margin=12)


@corrupts("LAY150", repaired=True)
def hyphen_and_space(text: str, chance: random.Random) -> Damage | None:
    """A word that was broken at the end of a line, the lines joined since: `negotia- tions`."""
    return _broken_word(text, chance, "- ")


@corrupts("LAY150", repaired=True)
def hyphens_in_narrow_column(text: str, chance: random.Random) -> Damage | None:
    """Several broken words in one paragraph."""
    words = [match for match in re.finditer(r"(?<=[a-z,] )[a-z]{7,}(?=[ ,.])", text) if _breaks(match.group())]
    if len(words) < 4:
        return None
    damaged, spans, shift, at = "", [], 0, 0
    for word in sorted(chance.sample(words, 3), key=lambda match: match.start()):
        place = word.start() + chance.choice(_breaks(word.group()))
        damaged += text[at:place] + "-\n"
        at, shift = place, shift + 2
        spans.append((place + shift - 12, place + shift + 10))
    return Damage(damaged + text[at:], tuple(spans))


def _prose(paragraph: str) -> bool:
    return len(paragraph) > 260 and "\n" not in paragraph and len(re.findall(r"[a-z]\. [A-Z]", paragraph)) > 0


def _one_paragraph(text: str, chance: random.Random) -> tuple[int, int] | None:
    """One of the longer paragraphs of a text that has others: alone, its lines might be how the text is written."""
    if sum(len(line) > 120 for line in text.split("\n")) < 2:
        return None
    spans = [match.span() for match in re.finditer(r"[^\n]+", text) if _prose(match.group())]
    return chance.choice(spans) if spans else None


_WIDTHS = dict.fromkeys("iljtfrI.,;:'!|()", 0.5) | dict.fromkeys("mwMW", 1.5)


def _set_in_type(paragraph: str, width: float) -> str:
    """A paragraph broken where lines of proportional type are full."""
    lines, line, used = [], "", 0.0
    for word in paragraph.split(" "):
        needed = sum(_WIDTHS.get(letter, 1.0) for letter in word)
        if line and used + 0.5 + needed > width:
            lines.append(line)
            line, used = word, needed
        else:
            line = f"{line} {word}" if line else word
            used += 0.5 + needed
    return "\n".join([*lines, line])


@corrupts("LAY151", repaired=True)
def wrapped_paragraph(text: str, chance: random.Random) -> Damage | None:
    """One paragraph broken at a column."""
    span = _one_paragraph(text, chance)
    if span is None:
        return None
    width = chance.choice([60, 64, 68, 72, 76, 80])
    return replaced(text, *span, textwrap.fill(text[slice(*span)], width, break_on_hyphens=False, break_long_words=False))


@corrupts("LAY151", repaired=True)
def paragraph_in_type(text: str, chance: random.Random) -> Damage | None:
    """One paragraph as it stood on a printed page."""
    span = _one_paragraph(text, chance)
    return None if span is None else replaced(text, *span, _set_in_type(text[slice(*span)], chance.uniform(50, 85)))


@corrupts("LAY151")
def wrapped_text(text: str, chance: random.Random) -> Damage | None:
    """Every paragraph broken at one column."""
    if _one_paragraph(text, chance) is None:
        return None
    width = chance.choice([65, 70, 72, 78, 80])
    damaged = "\n".join(textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in text.split("\n"))
    return Damage(damaged, ((0, len(damaged)),))


@corrupts("LAY151", repaired=True)
def wrapped_and_hyphenated(text: str, chance: random.Random) -> Damage | None:
    """One paragraph broken at a column, with words broken at the ends of lines."""
    span = _one_paragraph(text, chance)
    if span is None:
        return None
    width = chance.choice([50, 60, 70])
    lines, line = [], ""
    for word in text[slice(*span)].split(" "):
        room = width - len(line) - 2
        fitting = [at for at in _breaks(word) if at <= room] if word.isalpha() and word.islower() and len(word) > 6 else []
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}" if line else word
        elif fitting:
            lines.append(f"{line} {word[: fitting[-1]]}-")
            line = word[fitting[-1] :]
        else:
            lines.append(line)
            line = word
    return replaced(text, *span, "\n".join([*lines, line]))


@corrupts("LAY152", repaired=True)
def break_in_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """A break between two words of a sentence."""
    gap = a_match(r"(?<=[a-z,]) (?=[a-z])", text, chance)
    return None if gap is None else replaced(text, *gap.span(), chance.choice(["\n\n", "\n\n", "\n", "\n\n\n", " \n\n"]))


@corrupts("LAY152", repaired=True)
def breaks_in_sentences(text: str, chance: random.Random) -> Damage | None:
    """Paragraph breaks at several places of a text, as they stay where its pages or columns ended."""
    gaps = list(re.finditer(r"(?<=[a-z,]) (?=[a-z])", text))
    gaps = sorted((gap for gap in chance.sample(gaps, min(len(gaps), 3))), key=lambda gap: gap.start())
    gaps = [
        gap for gap, after in zip(gaps, [*gaps[1:], None], strict=True) if after is None or after.start() - gap.start() > 150
    ]
    if not gaps:
        return None
    damaged, spans, at = "", [], 0
    for gap in gaps:
        damaged += text[at : gap.start()] + "\n\n"
        spans.append((len(damaged) - 2, len(damaged)))
        at = gap.end()
    return Damage(damaged + text[at:], tuple(spans))


def _between_words(text: str, chance: random.Random, lines: str) -> Damage | None:
    """A page break inside a sentence: lines of their own between two words of a long paragraph."""
    gaps = [match for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text) if _far_from_breaks(text, match.start())]
    if not gaps:
        return None
    gap = chance.choice(gaps)
    around = chance.choice(["\n\n", "\n\n", "\n"])
    return replaced(text, *gap.span(), around + lines + around)


def _far_from_breaks(text: str, at: int) -> bool:
    return "\n" not in text[max(0, at - 50) : at + 50] and at >= 50 and len(text) - at >= 50


def _page(chance: random.Random) -> str:
    number = chance.randint(2, 480)
    forms = (
        "{}",
        "{}",
        "{}",
        "- {} -",
        "– {} –",
        "[{}]",
        "Page {}",
        "page {}",
        "Page {} of 500",
        "PAGE {}",
        "p. {}",
        "{} / 500",
        "{}/500",
        "| {} |",
    )
    return chance.choice(forms).format(number)


@corrupts("LAY153", repaired=True)
def page_number_in_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """The number of a page between two words of a sentence."""
    return _between_words(text, chance, _page(chance))


@corrupts("LAY153", repaired=True)
def page_number_and_hyphen(text: str, chance: random.Random) -> Damage | None:
    """The number of a page between the halves of a broken word."""
    return _broken_word(text, chance, f"-\n\n{_page(chance)}\n\n")


@corrupts("LAY153", repaired=True)
def page_label_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """A labelled page number between two paragraphs."""
    place = a_match(r"\n\n", text, chance)
    label = chance.choice(["Page {}", "Page {} of 500", "PAGE {}", "Page {} / 500"]).format(chance.randint(2, 480))
    return None if place is None else replaced(text, *place.span(), f"\n\n{label}\n\n")


@corrupts("LAY153", repaired=True)
def page_label_in_a_line(text: str, chance: random.Random) -> Damage | None:
    """A labelled page number between two words of a line."""
    gap = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    return None if gap is None else replaced(text, *gap.span(), f" Page {chance.randint(2, 480)} of 500 ")


_TITLES = (
    "The History of the Valley",
    "A Treatise on Rivers",
    "Annual Report 2019",
    "Proceedings of the Society",
    "Notes on the Harbour Question",
    "Introduction",
)


def _header(chance: random.Random, title: str, number: int) -> str:
    title = chance.choice([title, title.upper()])
    return (
        chance.choice(["{}", "{} {}", "{}   {}", "{} | {}", "{0}"]).format(title, number)
        if chance.random() < 0.6
        else f"{number} {title}"
    )


@corrupts("LAY154", repaired=True)
def header_in_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """The running title of a book inside a sentence, with or without the number of the page."""
    damage = _between_words(text, chance, _header(chance, chance.choice(_TITLES), chance.randint(2, 480)))
    if damage is None or "\n\n" in damage.text[slice(*damage.spans[0])]:
        return damage
    # In one line with the text only what looks like a header can be one.
    return damage if damage.text[slice(*damage.spans[0])].strip().isupper() else None


@corrupts("LAY154", repaired=True)
def footer_and_header(text: str, chance: random.Random) -> Damage | None:
    """The number of one page and the title of the next inside a sentence."""
    return _between_words(text, chance, f"{chance.randint(2, 480)}\n\n{chance.choice(_TITLES)}")


@corrupts("LAY154", repaired=True)
def recurring_header(text: str, chance: random.Random) -> Damage | None:
    """One running title with its page number between paragraphs, again and again."""
    breaks = [match.start() for match in re.finditer(r"\n\n", text)]
    if len(breaks) < 4:
        return None
    title, number = chance.choice(_TITLES[:5]).upper(), chance.randint(2, 300)
    before = chance.random() < 0.5
    damaged, spans, at = "", [], 0
    for place in sorted(chance.sample(breaks, 3)):
        header = f"{number} {title}" if before else f"{title} {number}"
        damaged += text[at:place] + "\n\n" + header
        spans.append((len(damaged) - len(header), len(damaged)))
        at, number = place, number + 2
    return Damage(damaged + text[at:], tuple(spans))


def _spaced(words: str, chance: random.Random, wide: bool) -> str:
    thin = chance.choice([" ", " ", " ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"])
    between = chance.choice([thin * 2, thin * 3]) if wide else thin
    return between.join(thin.join(word) for word in words.split(" "))


@corrupts("LAY155", repaired=True)
def spaced_word(text: str, chance: random.Random) -> Damage | None:
    """One word with spaces between its letters."""
    word = a_match(r"(?<=[a-z] )[a-z]{5,}(?= [a-z]{2})", text, chance)
    return None if word is None else replaced(text, *word.span(), _spaced(word.group(), chance, False))


@corrupts("LAY155", repaired=True)
def spaced_phrase(text: str, chance: random.Random) -> Damage | None:
    """Some words with spaces between their letters, and wider ones between the words."""
    words = a_match(r"(?<=[a-z]{2} )[a-z]{2,}(?: [a-z]{2,}){1,5}(?= [a-z]{2})", text, chance)
    return None if words is None else replaced(text, *words.span(), _spaced(words.group(), chance, True))


@corrupts("LAY155", repaired=True)
def evenly_spaced_phrase(text: str, chance: random.Random) -> Damage | None:
    """Some words with the same space between all letters."""
    words = a_match(r"(?<=[a-z]{2} )[a-z]{3,}(?: [a-z]{2,}){1,3}(?= [a-z]{2})", text, chance)
    return None if words is None else replaced(text, *words.span(), _spaced(words.group(), chance, False))


@corrupts("LAY155", repaired=True)
def spaced_sentence(text: str, chance: random.Random) -> Damage | None:
    """A sentence in spaced type."""
    words = a_match(r"(?<=[.!?] )[A-Z][a-z]*(?:,? [a-z]{2,}){4,12}\.(?= [A-Z])", text, chance)
    return None if words is None else replaced(text, *words.span(), _spaced(words.group(), chance, True))


@corrupts("LAY156", repaired=True)
def word_a_line(text: str, chance: random.Random) -> Damage | None:
    """Some sentences with one word a line."""
    return _shredded(text, chance, lambda words: [[word] for word in words])


@corrupts("LAY156", repaired=True)
def few_words_a_line(text: str, chance: random.Random) -> Damage | None:
    """Some sentences with one to three words a line."""

    def lines(words: list[str]) -> list[list[str]]:
        found: list[list[str]] = []
        at = 0
        while at < len(words):
            count = chance.randint(1, 3)
            while count > 1 and len(" ".join(words[at : at + count])) > 20:
                count -= 1
            found.append(words[at : at + count])
            at += count
        return found

    return _shredded(text, chance, lines)


def _shredded(text: str, chance: random.Random, lines: Callable[[list[str]], list[list[str]]]) -> Damage | None:
    stretch = a_match(r"(?<=[.!?] )[A-Z][a-z]* (?:[a-z]+,? ){12,60}[a-z]+\.(?=[ \n])", text, chance)
    if stretch is None:
        return None
    between = chance.choice(["\n", "\n", "\n\n"])
    shredded = between.join(" ".join(line) for line in lines(stretch.group().split(" ")))
    before = text[: stretch.start()].rstrip(" ")
    damaged = f"{before}{between}{shredded}{between}{text[stretch.end() :].lstrip(' ')}"
    start, end = len(before), len(before) + len(between) + len(shredded)
    # The breaks around the run stay.
    wanted = f"{before}{between}{stretch.group()}{between}{text[stretch.end() :].lstrip(' ')}"
    return Damage(damaged, ((start, end),), (wanted,))


@corrupts("LAY157", repaired=True)
def mark_on_its_own_line(text: str, chance: random.Random) -> Damage | None:
    """The mark that ends or parts a sentence on a line of its own."""
    mark = a_match(r"(?<=[a-z]{3})[.,;](?=[ \n][A-Za-z])", text, chance)
    if mark is None or "\n" in text[max(0, mark.start() - 30) : mark.start()]:
        return None
    after = text[mark.end()]
    between = chance.choice(["\n", "\n\n"])
    rest = text[mark.end() + 1 :] if after == " " else text[mark.end() :]
    new = between + mark.group() + ("\n" if after == " " else "")
    damaged = text[: mark.start()] + new + rest
    wanted = (text, text[: mark.end()] + "\n" + rest)
    return Damage(damaged, ((mark.start(), mark.start() + len(new)),), wanted)


_BULLETS = "•••▪●■◦‣➢"


def _items(text: str, chance: random.Random) -> tuple[int, int, list[str]] | None:
    """A paragraph and its sentences, as the items of a list."""
    span = _one_paragraph(text, chance)
    if span is None:
        return None
    items = re.split(r"(?<=[a-z][.!?]) (?=[A-Z])", text[slice(*span)])
    return (*span, items) if len(items) > 1 and all(len(item.split()) > 3 for item in items) else None


@corrupts("LAY158", repaired=True)
def bullets_on_their_own_lines(text: str, chance: random.Random) -> Damage | None:
    """A list whose bullets stand above its items."""
    found = _items(text, chance)
    if found is None:
        return None
    start, end, items = found
    bullet, between = chance.choice(_BULLETS), chance.choice(["\n", "\n\n"])
    listed = "\n".join(f"{bullet}{between}{item}" for item in items)
    wanted = text[:start] + "\n".join(f"{bullet} {item}" for item in items) + text[end:]
    return Damage(text[:start] + listed + text[end:], ((start, start + len(listed)),), (wanted,))


@corrupts("LAY158", repaired=True)
def bullets_in_one_line(text: str, chance: random.Random) -> Damage | None:
    """A list whose items were joined."""
    found = _items(text, chance)
    if found is None:
        return None
    start, end, items = found
    bullet = chance.choice(_BULLETS[:5])
    joined = f" {bullet} ".join(items)
    joined = f"{bullet} {joined}"
    wanted = text[:start] + "\n".join(f"{bullet} {item}" for item in items) + text[end:]
    return Damage(text[:start] + joined + text[end:], ((start, start + len(joined)),), (wanted,))


@corrupts("LAY158", repaired=True)
def bullet_in_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """A bullet between two words."""
    gap = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    return None if gap is None else replaced(text, *gap.span(), " • ")


_CHAPTERS = (
    "Introduction",
    "The old harbour",
    "Methods and materials",
    "A. Of rivers",
    "1.2 Results",
    "Index",
    "CHAPTER IV. The journey home",
    "Acknowledgements",
)


def _entry(chance: random.Random) -> str:
    leader = chance.choice(
        [
            "." * chance.randint(4, 40),
            " " + "." * chance.randint(5, 30) + " ",
            " " + ". " * chance.randint(5, 20),
            "…" * 4,
            " " + "_" * 12 + " ",
        ]
    )
    return f"{chance.choice(_CHAPTERS)}{leader}{chance.randint(2, 400)}"


@corrupts("LAY159", repaired=True)
def table_of_contents(text: str, chance: random.Random) -> Damage | None:
    """Entries of a table of contents between two paragraphs."""
    place = a_match(r"\n\n", text, chance)
    if place is None:
        return None
    lines = "\n".join(_entry(chance) for _ in range(chance.randint(1, 5)))
    return replaced(text, *place.span(), f"\n\n{lines}\n\n")


@corrupts("LAY159")
def table_of_contents_in_one_line(text: str, chance: random.Random) -> Damage | None:
    """Entries of a table of contents run together before a text."""
    line = " ".join(_entry(chance) for _ in range(chance.randint(2, 6)))
    return Damage(f"Contents {line}\n\n{text}", ((0, len(line) + 9),))


@corrupts("LAY160", repaired=True)
def rule_of_a_table(text: str, chance: random.Random) -> Damage | None:
    """A line of bars and dashes between two paragraphs."""
    place = a_match(r"(?<=[a-z.])\n\n(?=[A-Z][^\n]{60})", text, chance)
    marks = chance.choice(["|---|---|", "| | | |", "|", "+-----+-----+", "|:---|---:|", "||", "| - | - |", "+=====+=====+"])
    if place is None or len(text[: place.start()].rpartition("\n")[2]) < 60:
        return None
    return replaced(text, *place.span(), f"\n\n{marks}\n\n")


@corrupts("LAY160", repaired=True)
def bar_in_a_sentence(text: str, chance: random.Random) -> Damage | None:
    """The bar between two cells inside a sentence."""
    gap = a_match(r"(?<=[a-z]{2}) (?=[a-z]{2})", text, chance)
    return None if gap is None else replaced(text, *gap.span(), chance.choice([" | ", " | ", " || ", "| "]))


@corrupts("LAY161", repaired=True)
def many_blank_lines(text: str, chance: random.Random) -> Damage | None:
    """A gap that a removed picture left."""
    place = a_match(r"\n\n", text, chance)
    return None if place is None else replaced(text, *place.span(), "\n" * chance.randint(5, 12))


@corrupts("LAY162", repaired=True)
def tab_between_words(text: str, chance: random.Random) -> Damage | None:
    """A tab for a space."""
    gap = a_match(r"(?<=[a-z,]) (?=[a-z])", text, chance)
    return None if gap is None else replaced(text, *gap.span(), chance.choice(["\t", "\t", " \t", "\t\t"]))


@corrupts("LAY165", repaired=True)
def hyphen_left_inside(text: str, chance: random.Random) -> Damage | None:
    """A word that was broken at the end of a line, whose lines were joined with its hyphen; not between two words, where a writer may set one."""
    word = a_match(r"(?<= )([a-z]{3,5}[aeiounrlts])(?=([bcdfglmnprstv][aeiou][a-z]{2,6})[ ,.;])", text, chance)
    if word is None or min(zipf_frequency(half, "en") for half in word.groups()) >= IN_USE:
        return None
    return replaced(text, word.end(), word.end(), "-", margin=1)


@corrupts("LAY163", repaired=True)
def two_columns(text: str, chance: random.Random) -> Damage | None:
    """Two paragraphs set side by side and read across."""
    spans = [match.span() for match in re.finditer(r"[^\n]+", text) if _prose(match.group())]
    pairs = [(one, two) for one, two in pairwise(spans) if text[one[1] : two[0]] == "\n\n"]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    width = chance.choice([34, 40, 46])
    left = textwrap.wrap(text[slice(*one)], width, break_on_hyphens=False, break_long_words=False)
    right = textwrap.wrap(text[slice(*two)], width, break_on_hyphens=False, break_long_words=False)
    count = min(len(left), len(right))
    room = max(map(len, left)) + chance.randint(3, 6)
    rows = [line.ljust(room) + other for line, other in zip(left, right, strict=False)]
    rest = left[count:] or [" " * room + line for line in right[count:]]
    new = "\n".join([*rows, *rest])
    return replaced(text, one[0], two[1], new)


@corrupts("LAY158", repaired=True)
def row_of_bullets(text: str, chance: random.Random) -> Damage | None:
    """A row of bullets between two words."""
    gap = a_match(r"(?<=[a-z]) (?=[a-z])", text, chance)
    return None if gap is None else replaced(text, *gap.span(), chance.choice([" • • • ", " •• ", " • • ", " ••• "]))


@corrupts("LAY151", repaired=True)
def narrow_column(text: str, chance: random.Random) -> Damage | None:
    """One paragraph as it stood in a narrow column."""
    span = _one_paragraph(text, chance)
    if span is None or span[1] - span[0] < 400:
        return None
    return replaced(
        text, *span, textwrap.fill(text[slice(*span)], chance.randint(26, 44), break_on_hyphens=False, break_long_words=False)
    )


@corrupts("LAY164")
def rows_of_a_table(text: str, chance: random.Random) -> Damage | None:
    """The rows of a table between two paragraphs, without its form."""
    place = a_match(r"(?<=[a-z]{2}[.!?])\n\n(?=[A-Z])", text, chance)
    if place is None or len(text[: place.start()].rpartition("\n")[2]) < 60:
        return None
    between = chance.choice(["\t", "\t", " | "])
    columns = chance.randint(3, 5)
    head = between.join(chance.sample(["Year", "Town", "Total", "Share (%)", "Area", "Men", "Women"], columns))
    rows = [between.join(str(chance.randint(1, 9999)) for _ in range(columns)) for _ in range(chance.randint(2, 6))]
    return replaced(text, *place.span(), "\n\n" + "\n".join([head, *rows]) + "\n\n")


@corrupts("LAY153", repaired=True)
def page_number_between_paragraphs(text: str, chance: random.Random) -> Damage | None:
    """A bare page number between two paragraphs."""
    place = a_match(r"(?<=[a-z]{2}[.!?])\n\n(?=[A-Z][^\n]{60})", text, chance)
    if place is None or len(text[: place.start()].rpartition("\n")[2]) < 60:
        return None
    number = chance.choice(["{}", "- {} -", "[{}]", "– {} –", "{}"]).format(chance.randint(2, 480))
    return replaced(text, *place.span(), f"\n\n{number}\n\n")
