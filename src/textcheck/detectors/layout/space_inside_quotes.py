"""A stray space just inside quotation marks: “ This was late,” or “the long sleep ”.

For curly marks, which say themselves whether they open or close, a repair is SAFE: the space goes. For single marks, which
may be apostrophes, and straight marks, whose direction follows from their number on the line, it is UNSAFE, and lines that
speak of code or of inches are not judged. A single one in a document is a note, since anybody mistypes once.

Left alone: French, which sets spaces inside its marks; no-break and thin spaces, which somebody set; space between nested
marks (“ ‘Run!’ ”) and after a dash or an ellipsis; marks that are spoken of rather than used (“ and ”); ditto and inch
marks; „German“ marks, whose closing mark is the English opening one. A mark that touches the sentence before it (`.“ We`)
is the affair of joined-sentences, which moves the space; documents whose marks are all set apart are that of
treebank-tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck import language, surroundings
from textcheck.expressions import expression
from textcheck.rule import SAFE, UNSAFE, Applicability, Document, Finding, Repair, Rule, Severity, pattern

_CURLY = rb"(?:\A|[ \n\t([\x96\x97])\x93 {1,2}[^ \n\x91\x92\x93\x94]|[^ \n\t\x91-\x94] {1,2}\x94(?:[ \n\t.,;:!?)\]]|\z)"
_SINGLE = rb"(?:\A|[ \n\t(])\x91 [A-Za-z]|[A-Za-z.,!?] \x92(?:[ \n\t.,;:!?)]|\z)"
_STRAIGHT = rb"(?:\A|[ \n\t(])\" [A-Za-z]|[A-Za-z.,!?] \"(?:[ \n\t.,;:!?)]|\z)"
_SPACED = rb"|".join((_CURLY, _SINGLE, _STRAIGHT))

# A paragraph or so on either side; bounded so that cost stays linear in the number of candidates.
_PARAGRAPH = 1000
_SURROUNDINGS = 400

_SPOKEN_OF = frozenset(["", "and", "or", "to", "/", ",", "&", "vs", "und", "et", "y", "o", "e"])
_DASHES = "—–-…"
# A single mark that closes, as far as an apostrophe at the end of a word does not look the same.
_CLOSED = expression(r"[^\s‘]’(?!\w)|[^\s‘] ’(?=[\s.,;:!?)]|$)")
_NO_PROSE = expression(r"[_`{}=<>|\\@#~^*+]|\w\(|::|->|[0-9] ?\"|\" ?[,:] ?\"|\";|;$|&&")
# Marks whose spaces say which way they point: `word "word` and `word." word`.
_OPENS = expression(r"(?:^|[\s(])\"[^\s\"]\Z")
_CLOSES = expression(r"[^\s\"]\"(?:[\s.,;:!?)]|\Z)")
_LITERAL_BEFORE = expression(r"[ \t]{2,}[a-z]{0,2}\"[^\"]*\Z")
_LITERAL_AFTER = expression(r"\)?\s*\n\s*[a-z]{0,2}\"")
# Code points on either side that must be prose for a straight mark to be judged.
_NEAR = 120


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if surroundings.is_tokenised(doc):
        return
    for match in pattern(_SPACED).finditer(doc.codes):
        mark = next(at for at in range(match.start(), match.end()) if text[at] in '“”‘’"')
        if text[mark] == "“":
            finding = _after_opening(text, mark)
        elif text[mark] == "”":
            finding = _before_closing(text, mark)
        elif text[mark] == '"':
            finding = _straight(text, mark)
        else:
            finding = _single(text, mark)
        if finding is not None:
            yield finding


def _line(text: str, at: int) -> tuple[str, str]:
    """What stands on the line before and after a mark, as far as a paragraph goes."""
    start = max(0, at - _PARAGRAPH)
    start = max(start, text.rfind("\n", start, at) + 1)
    end = text.find("\n", at, at + _PARAGRAPH)
    return text[start:at], text[at + 1 : at + _PARAGRAPH if end < 0 else end]


def _after_opening(text: str, mark: int) -> Finding | None:
    left, right = _line(text, mark)
    closing = right.find("”")
    if closing < 0 or "“" in right[:closing] or left.count("“") > left.count("”"):
        return None
    if right[:closing].strip() in _SPOKEN_OF or _is_elsewhere(text, mark):
        return None
    end = mark + 1
    while text[end] == " ":
        end += 1
    return _finding(text, mark, end, mark + 1, end, SAFE, "after an opening")


def _before_closing(text: str, mark: int) -> Finding | None:
    left, _ = _line(text, mark)
    opening = left.rfind("“")
    said = left[opening + 1 :].strip()
    if opening < 0 or "”" in said or said in _SPOKEN_OF or _is_elsewhere(text, mark):
        return None
    if said[-1] in _DASHES or said.endswith((" .", "...")):
        return None
    start = mark
    while text[start - 1] == " ":
        start -= 1
    return _finding(text, start, mark + 1, start, mark, SAFE, "before a closing")


def _single(text: str, mark: int) -> Finding | None:
    """A single mark; the closing one is the apostrophe, too, so it must stand free and an opening one must wait for it."""
    left, right = _line(text, mark)
    if text[mark] == "‘":
        if _CLOSED.search(right) is None or _is_elsewhere(text, mark):
            return None
        return _finding(text, mark, mark + 2, mark + 1, mark + 2, UNSAFE, "after an opening")
    said = left.rpartition("‘")
    if not said[1] or _CLOSED.search(said[2] + " ") or said[2].strip() in _SPOKEN_OF or _is_elsewhere(text, mark):
        return None
    return _finding(text, mark - 1, mark + 1, mark - 1, mark, UNSAFE, "before a closing")


def _straight(text: str, mark: int) -> Finding | None:
    left, right = _line(text, mark)
    if _NO_PROSE.search(left[-_NEAR:]) or _NO_PROSE.search(right[:_NEAR]):
        return None
    indented = (
        bool(left)
        and left.isspace()
        and text[max(0, mark - len(left) - 20) : mark - len(left)].rstrip()[-1:] in ('"', ",", "(")
    )
    if (
        indented
        or _LITERAL_BEFORE.match(left)
        or _LITERAL_AFTER.match(right + text[mark + 1 + len(right) : mark + 1 + len(right) + _NEAR])
    ):
        # A literal of a program that goes on in the next line.
        return None
    before = left.count('"')
    opens = before % 2 == 0
    if (before + right.count('"')) % 2 == 0 or len(left) >= _PARAGRAPH or len(right) >= _PARAGRAPH - 1:
        # One mark too many or too few: only the marks on either side can say which way this one points.
        opened = before > 0 and _OPENS.search(left[: left.rfind('"') + 2]) is not None
        closes_next = '"' in right and _CLOSES.match(right, right.find('"') - 1) is not None
        if opened == closes_next:
            return None
        opens = closes_next
    said = right[: right.find('"')] if opens else left[left.rfind('"') + 1 :]
    if said.strip() in _SPOKEN_OF or _is_elsewhere(text, mark):
        return None
    if len(said.split()) == 1 and said.strip()[-1:] not in ".,!?" and not (said[0] == said[-1] == " "):
        # One word with a space on one side is as likely a string spoken of: the default is "Python ".
        return None
    if opens and right[:1] == " " and left[-1:] in ("", " ", "("):
        return _finding(text, mark, mark + 2, mark + 1, mark + 2, UNSAFE, "after an opening")
    if not opens and left[-1] == " " and not said.endswith(" . "):
        return _finding(text, mark - 1, mark + 1, mark - 1, mark, UNSAFE, "before a closing")
    return None


def _is_elsewhere(text: str, mark: int) -> bool:
    """Whether the place follows other customs: French spaces, German marks."""
    around = text[max(0, mark - _SURROUNDINGS) : mark + _SURROUNDINGS]
    return "„" in around or language.detect(around) == "fr"


def _finding(text: str, start: int, end: int, first: int, last: int, applicability: Applicability, where: str) -> Finding:
    safe = applicability is SAFE
    repair = Repair(
        first,
        last,
        "",
        SAFE if safe else UNSAFE,
        0.97 if safe else 0.85,
        "no English quotation mark has a space inside"
        if safe
        else "whether the mark opens or closes, or is an apostrophe, is a guess",
    )
    return RULE.finding(
        start,
        end,
        f"stray space {where} quotation mark",
        confidence=0.95 if safe else 0.8,
        repairs=[repair],
    )


RULE = Rule(
    code="LAY102",
    name="space-inside-quotes",
    severity=Severity.WARNING,
    detect=detect,
    gate=_SPACED,
)
