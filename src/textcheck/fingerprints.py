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
    lead, trail = text[max(0, start - REACH) : start], text[end : end + REACH]
    ends = [stop.end() for stop in _END.finditer(lead)]
    lead = lead[ends[-1] :] if ends else lead
    if stopped := _END.search(trail):
        trail = trail[: stopped.start()]
    before = _WORD.findall(lead)[-WORDS:]
    after = _WORD.findall(trail)[:WORDS]
    # A span of nothing but spaces is what its spaces are.
    parts = (finding.code, " ".join(span.split()) or span, " ".join(before), " ".join(after))
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{finding.code}:{digest}"


def fingerprints(text: str, findings: Sequence[Finding]) -> list[str]:
    """The fingerprints of several findings of one text. Two that stand in the same words have the same: they are counted."""
    return [fingerprint(text, finding) for finding in findings]
