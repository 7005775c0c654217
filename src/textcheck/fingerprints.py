"""A name for a finding that outlives edits elsewhere: its rule, its text, and the nearest words of its sentence.

Sentences may be moved and lines wrapped anew, and text may come and go before and behind; what changes the fingerprint is a change of the
damaged text itself or of the three words on either side of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textcheck.expressions import expression

if TYPE_CHECKING:
    from textcheck.finding import Finding

_WORD = expression(r"\w+")
# Where a sentence or a paragraph ends.
_END = expression(r"[.!?。！？…][\"'”’»)\]]*(?=\s|$)|\n[ \t\r]*\n|\r\r|[。！？]")
WORDS = 3
# Code points on either side in which those words are looked for.
REACH = 40
# Of a longer span only both ends count: it is a whole document, or a page of it.
LONGEST = 200


def fingerprint(text: str, finding: Finding) -> str:
    """The fingerprint of one finding of a text: its code and sixteen hexadecimal digits.

    >>> from textcheck.finding import Finding, Severity
    >>> one, other = "We hope {that a} deal", "New here. We hope\\n{that a} deal"
    >>> places = [text.index("{") for text in (one, other)]
    >>> findings = [Finding("ART101", "", "", Severity.ERROR, at, at + 8, "", 0.9) for at in places]
    >>> fingerprint(one, findings[0]) == fingerprint(other, findings[1])
    True
    """
    from hashlib import blake2b

    start, end = finding.start, finding.end
    span = text[start:end] if end - start <= LONGEST else text[start : start + LONGEST // 2] + text[end - LONGEST // 2 : end]
    begin, stop = sentence_around(text, start, end, REACH)
    before = _WORD.findall(text[begin:start])[-WORDS:]
    after = _WORD.findall(text[end:stop])[:WORDS]
    # A span of nothing but spaces is what its spaces are.
    parts = (finding.code, " ".join(span.split()) or span, " ".join(before), " ".join(after))
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{finding.code}:{digest}"


def sentence_around(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends, looking no further than `reach` code points to either side.

    >>> text = "One. Two three, four! Five."
    >>> text[slice(*sentence_around(text, 9, 14, 40))]
    ' Two three, four!'
    """
    first = max(0, start - reach)
    ends = [mark.end() for mark in _END.finditer(text[first:start])]
    stop = _END.search(text, end, min(len(text), end + reach))
    return first + (ends[-1] if ends else 0), stop.end() if stop else min(len(text), end + reach)


def fingerprints(text: str, findings: Sequence[Finding]) -> list[str]:
    """The fingerprints of several findings of one text. Two that stand in the same words have the same: they are counted."""
    return [fingerprint(text, finding) for finding in findings]
