"""An apostrophe or quotation mark read in a wrong single-byte encoding: "donÕt", "itâ€TMs", "ìHelloî", "don´t",
"it‘s".

Text of an old Macintosh read as Windows-1252 has `Õ` for the apostrophe and `Ò` and `Ó` for the quotation marks, Windows text read on a Macintosh
`í`, `ì` and `î`, one read as DOS text `Æ`, `ô` and `ö`; mail programs left `¹`, `³` and `²`, keyboards `´` and the grave accent, programs that set marks by the space before them `‘`; and UTF-8 leaves `â€TM` where the sign ™ was
spelled out, or `â` where its controls were dropped. In a contraction the repair is SAFE; before an s, and for quotation marks around what
is said, it is UNSAFE. None of these is UTF-8 misread as a whole, so `mojibake` does not see them.

Left alone: words of other languages (Õhtul, país, bâton, Ætna, fraîche), feet and minutes, exponents (m², x³), accents that stand alone, and
grave accents around code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import frequency, is_word
from textcheck.expressions import expression
from textcheck.lost_letters import apostrophe, is_contraction
from textcheck.rule import SAFE, UNSAFE, Applicability, Document, Finding, Repair, Rule, Severity, is_foreign

# What stands for U+2019 between the letters of a word. Those of UTF-8 come with a space where a control or sign was lost.
_WORD = expression(
    r"(?<![^\W\d_])([A-Za-z]{1,30})(â€TM|â€\(TM\)|â€|‚Äô|â ?|[ÕÔ´`‘ÆíìŐХ¹ýʹ′‛＇])(t|s|re|ve|ll|d|m|S|T|RE|VE|LL|D|M)(?![^\W_])"
)
# Pairs of quotation marks by the encodings that were confused.
_QUOTED = tuple(
    (
        opening,
        closing,
        expression(
            rf"(?:^|(?<=[\s(\[—–-])){opening}(?=[A-Za-z])((?:[^\n{opening}{closing}]|(?<=[^\W\d_])[{opening}{closing}](?=[a-z])){{1,400}}?){closing}(?=[\s.,;:!?)\]—–-]|$)",
            re.M,
        ),
    )
    for opening, closing in (("Ò", "Ó"), ("ì", "î"), ("ô", "ö"), ("³", "²"), ("â", "â"))
)
_LETTERS = frozenset("íìâÆýÔ")
_COMMON = 1e-7
# A grave accent that opens code, and how far before another one it is looked for.
_OPENED = expression(r"(?<![A-Za-z])`")
_NEAR = 200


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    # One that is certain speaks for the others that look the same.
    certain: set[str] = set()
    doubtful: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        before, mark, after = match.groups()
        if mark == "`" and _is_code(text, match.start(2)):
            continue
        if is_contraction(before, after) and not (
            mark in _LETTERS and is_word(before + mark + after) and before.lower() not in ("don", "didn")
        ):
            certain.add(mark)
            yield _apostrophe(doc, match, SAFE)
        else:
            doubtful.append(match)
    for match in doubtful:
        before, mark, after = match.groups()
        if after.lower() != "s" or len(before) < 2:
            continue
        if mark in _LETTERS and (mark not in certain or is_word(before + mark + after) or frequency(before) < _COMMON):
            continue
        if mark == "â " and mark not in certain:
            continue
        if mark in certain or not is_foreign(doc, match.start()):
            yield _apostrophe(doc, match, UNSAFE)
    yield from _quotations(doc, certain)


def _is_code(text: str, at: int) -> bool:
    """Whether a grave accent may close what another one opened on its line."""
    return _OPENED.search(text, max(text.rfind("\n", 0, at) + 1, at - _NEAR), at) is not None


def _apostrophe(doc: Document, match: re.Match[str], applicability: Applicability) -> Finding:
    start, end = match.span(2)
    safe = applicability is SAFE
    repair = Repair(
        start,
        end,
        apostrophe(doc),
        SAFE if safe else UNSAFE,
        0.98 if safe else 0.9,
        "the contraction has its apostrophe there" if safe else "a word and an s have an apostrophe between them",
    )
    return RULE.finding(
        start,
        end,
        f"'{match.group(2)}' for the apostrophe of '{match.group(1)}’{match.group(3)}'",
        confidence=0.97 if safe else 0.9,
        repairs=[repair],
    )


def _quotations(doc: Document, certain: set[str]) -> Iterator[Finding]:
    text = doc.text
    for opening, _closing, form in _QUOTED:
        if opening not in text:
            continue
        for match in form.finditer(text):
            said = match.group(1)
            ends = said[-1] in ",.!?…" or text[match.end() : match.end() + 1] in (".", ",", ";")
            several = " " in said.strip()
            if not (ends or several or certain) or is_foreign(doc, match.start()):
                continue
            first = re.match(r"[^\W\d_]+", said)
            if opening in "ìôâ" and first is not None and is_word(opening + first.group()):
                continue
            for at, mark in ((match.start(), "“"), (match.end() - 1, "”")):
                repair = Repair(at, at + 1, mark, UNSAFE, 0.9, "the marks enclose what is said")
                yield RULE.finding(at, at + 1, f"'{text[at]}' for '{mark}'", confidence=0.9, repairs=[repair])


RULE = Rule(
    code="ENC102",
    name="misread-punctuation",
    severity=Severity.WARNING,
    detect=detect,
    gate=rb"[A-Za-z](?:\xe2\x80|\xe2 ?|\x82\xc4\xf4|[\xd5\xd4\xb4`\x91\xc6\xed\xec\xb9\xfd?])(?:TM|\(TM\)|[\x99\x98])?(?:[tsdmTSDM]|re|ve|ll|RE|VE|LL)(?:[^A-Za-z0-9]|\z)"
    rb"|(?:\A|[\s(\[\x96\x97-])[\xd2\xec\xf4\xb3\xe2][A-Za-z]",
)
