"""Two marks of punctuation where one belongs: "the river,, and", "the end..", "at noon,. Then", "salt;, pepper".

A mark written twice is a slip that harms little: a note, whose repair is SAFE in prose, and UNSAFE where three stops and more are. Two different marks side by side
say that the words between them were lost or that two versions of the text were laid over one another: a warning, and which
of them to keep is a guess. A single one in a document is a note, since anybody mistypes once.

Left alone: ellipses of three and more, two dots as a pause in running text ("well.. maybe"), "?!", "!!!", abbreviations
(etc., i.e.:), titles that end in a mark ("Who Goes There?, a play"), ranges (1..10), paths (../x), code (::, ;;),
reStructuredText, emoticons, German opening marks (,,so“), CSV with empty fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LETTERS = rb"A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff"
_SAME = rb"[" + _LETTERS + rb"0-9)\]\"\x92\x94](?:,{2,3}|;{2,3}|::|\.\.)(?:[ \n\r\"\x94)]|\z)"
_MIXED = rb"[" + _LETTERS + rb"0-9)\x94](?:,[.;:]|;[,.:]|:[,.;])(?:[ \n\r\"\x94)]|\z)"
_STOPPED = rb"(?:[a-z]{4}|[A-Z][a-z]{5,12})\.[,;] ?[a-z]"
_DOUBLED = rb"|".join((_SAME, _MIXED, _STOPPED))

_MARKS = re.compile(r"[,.;:]{2,3}")
# A word, not a variable or a drive.
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{2}|[0-9]{2})[)\]\"’”]?\Z")
_NEXT_SENTENCE = re.compile(r"[\"”’)]*(?:\s+[“\"‘(]?[A-Z0-9]|\s*\Z)")
_PAUSE = re.compile(r"[^\W\d_]\.\.(?!\.)")
# So many pairs of dots are a habit, unless each ends a sentence, and single ones end as many.
_HABIT = 3
_NEAR = 1000
_BEFORE_SENTENCE = re.compile(r"[^\W\d_]\.\.[\"”’)]*(?:\s+[“\"‘(]?(?!I\b)[A-Z0-9]|\s*\Z)")
_SINGLE = re.compile(r"[^\W\d_]{2}\.[\"”’)]*\s+[“\"‘(]?[A-Z]")
# Letters of a capitalised word that is not cut short with a stop.
_WHOLE_NAME = 6
# Abbreviations of four letters and more that are written without a capital.
_ABBREVIATED = frozenset(
    "ibid approx govt dept misc prof vols incl assn resp cont illus trans publ univ para figs eqns admin intl natl "
    "attn excl esp corp conf symp proc suppl appx supp anon comp comb abbr incorp assoc techn elec hosp mgmt messrs "
    "assocs insts depts".split()
)


def detect(doc: Document) -> Iterator[Finding]:
    return surroundings.weighed(doc, _found(doc))


def _found(doc: Document) -> Iterator[Finding]:
    for match in pattern(_DOUBLED).finditer(doc.codes):
        marks = _MARKS.search(doc.text, match.start(), match.end())
        if marks is not None:
            finding = _finding(doc, *marks.span())
            if finding is not None:
                yield finding


def _finding(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    marks = text[start:end]
    left, right = surroundings.before(doc, start), surroundings.after(doc, end)
    if not _WORD_BEFORE.search(left) or surroundings.is_code(doc, start, end, 30):
        return None
    same = len(set(marks)) == 1
    ends = _NEXT_SENTENCE.match(right) is not None
    often = False
    if marks == "..":
        near = text[max(0, start - _NEAR) : end + _NEAR]
        often = len(_PAUSE.findall(near)) >= _HABIT
        if not ends or (often and _is_habit(near)):
            return None
    elif marks == "::":
        # At the end of a line and in directives it is a mark of reStructuredText.
        if not right.strip() or left.lstrip().startswith(".. "):
            return None
    elif marks[0] == ".":
        last = re.split(r"[\W_]", left)[-1]
        name = last.istitle() and len(last) >= _WHOLE_NAME
        if last.lower() in _ABBREVIATED or not (last.islower() or name) or not right[:1].isspace():
            return None
    elif marks[0] == ":" and not re.split(r"[\W_]", left)[-1].islower():
        # "HKLM:" and "Cert:" are drives and carry their colons.
        return None
    if same:
        if not ends and not surroundings.prose_after(doc, end):
            return None
        kept, sure = marks[0], True
    else:
        kept, sure = ("." if ends and "." in marks else marks.strip(".")[:1] or "."), False
    repair = Repair(
        start,
        end,
        kept,
        SAFE if sure and not often else UNSAFE,
        0.97 if sure else 0.6,
        "the mark was written twice"
        if sure
        else "which of the marks was meant is a guess, and words may be missing between them",
    )
    certain = not same and marks[0] != "."
    return RULE.finding(
        start,
        end,
        f"doubled punctuation '{marks}'",
        confidence=0.85 if certain else 0.75,
        severity=Severity.WARNING if certain else Severity.NOTE,
        repairs=[repair],
    )


def _is_habit(near: str) -> bool:
    """Whether the pairs of dots of a passage are a writer's pauses: some go on within a sentence, or hardly a sentence ends otherwise."""
    pauses = len(_PAUSE.findall(near))
    return len(_BEFORE_SENTENCE.findall(near)) < pauses or len(_SINGLE.findall(near)) < pauses


RULE = Rule(
    code="LAY111",
    name="doubled-punctuation",
    severity=Severity.WARNING,
    detect=detect,
    gate=_DOUBLED,
)
