"""A line that sends the reader elsewhere for the rest of the text: "Continue reading", "Read the full story at …", "Click here to read more".

It says that the document is an excerpt, which is no damage but worth knowing: a note. The repair takes the line, or the sentence at the
end of a line, away; it is UNSAFE, since somebody may want to know where the rest is.

Left alone: sentences that go on ("Read the full story before you judge"), the same words inside a paragraph, "read more" in a sentence of
advice ("Children should read more books"), and quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_WHAT = rb"(?:(?:blog )?post|story|article|piece|report|interview|review|text|press release|column|essay|recipe|guide|transcript|entry|analysis|feature)"
_WHOLE = rb"(?:full|complete|entire|whole|original|rest of (?:the|this)|full text of (?:the|this))"
_CALLS = (
    rb"(?:continue|keep) reading",
    rb"read (?:more|on)(?: of this " + _WHAT + rb")?",
    rb"(?:you can )?(?:read|see|view|find|get) (?:the |this |our |his |her |my |their )?" + _WHOLE + rb" " + _WHAT,
    rb"read the rest",
    rb"(?:please )?(?:click|tap|go)(?: on)?(?: the link)?(?: here| below| this link)?(?: to|,) (?:continue reading|read)",
    rb"to (?:read|continue reading|see) [^.\n]*(?:click|visit|go to|tap)",
    rb"the post [^\n]+ (?:appeared first|first appeared|was first published) on",
)
# At the beginning of a line or of a sentence; what ends the call is looked at in the text.
# One that begins with a capital may be run into the sentence that it cuts off.
_RUN_IN = rb"[a-z,;0-9] (?-i:Continue reading|Keep reading|Read more|Read the (?:full|rest|whole))\b[^\n.!]{0,60}(?:\n|\z)"
_CALL = rb"(?i)(?:(?:^|\n|[.!?\x85\"\x94)\]]\s)[ \t>(\[\x9b\xbb*]*(?:" + rb"|".join(_CALLS) + rb")\b|" + _RUN_IN + rb")"
# Bounded, since all gates are one automaton.
_GATE = (
    rb"(?i)(?:^|\n|[.!?\x85\"\x94)\]]\s)[ \t>(\[\x9b\xbb*]*(?:(?:you can )?(?:continue|keep|read|see|view|find|get) "
    rb"(?:reading|more|on|the|this|our|his|her|my|their|full|complete|entire|whole|original)\b|(?:please )?(?:click|tap|go)(?: on)?(?: the link)?"
    rb"(?: here| below| this link)?(?: to|,) (?:continue reading|read)|to (?:read|continue reading|see) )"
    rb"|(?:appeared first|first appeared|was first published) on|[a-z,;0-9] (?-i:Continue reading|Keep reading|Read more|Read the (?:full|rest|whole))\b"
)

_GOES_ON = re.compile(
    r"\b(?:more|on|story|article|post|piece|report|text|reading|rest|review|interview)\s+(?:before|if|when|and then|than|because|so|"
    r"aloud|carefully|widely|books|poetry|newspapers|novels|until|again|twice|with|slowly|like|as|but|and|is|was|has|or|in order|for (?:fun|pleasure))\b",
    re.IGNORECASE,
)
# Code points of the shortest call, and of a call with the name of what it calls for.
_SHORTEST, _LONGEST = 8, 200
# Code points of marks at the end of a call that is nothing more.
_CLOSING = 4
_ENDED = re.compile(r"[.!?](?<=[a-z]{2}.) +[A-Z]")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    last = -1
    at = 0
    # Mostly nothing follows a call, so that it need not be searched.
    while len(text) - at >= _SHORTEST and (match := pattern(_CALL).search(doc.codes, at)) is not None:
        at = match.end()
        start, called = match.span()
        # The stop or the break before the call belongs to what is before it.
        if not (start == 0 or text[start - 1] == "\n") or text[start] in '\n.!?…"”)]':
            start += 1
        if text[called - 1] == "\n":
            called -= 1
        while text[start].isspace():
            start += 1
        end = text.find("\n", called, called + _LONGEST)
        if end < 0:
            end = len(text)
        end = start + len(text[start : min(end, start + 2 * _LONGEST)].rstrip())
        call = text[start:end]
        if (
            start < last
            or len(call) > _LONGEST
            or (end - called > _CLOSING and _GOES_ON.search(call))
            or doc.is_verbatim(start, end)
        ):
            continue
        # Another sentence behind the call: it stands inside a paragraph.
        if end - called > _CLOSING and _ENDED.search(call) and not call.startswith("The post"):
            continue
        last = at = end
        yield RULE.finding(
            start,
            end,
            f"the rest of the text is elsewhere: {call[:60]!r}",
            confidence=0.8,
            repairs=[
                Repair(_erased_from(text, start, end), end, "", UNSAFE, 0.8, "the call says where the rest of the text is")
            ],
        )


def _erased_from(text: str, start: int, end: int) -> int:
    """Where the erasing of a call begins: with the blanks before it on its line, and with the breaks where it is the last line."""
    while start and (text[start - 1] in " \t" or (text[start - 1] in "\r\n" and not text[end : end + 2].strip(" \r"))):
        start -= 1
    return start


RULE = Rule(
    code="TRN106",
    name="call-to-read-on",
    severity=Severity.NOTE,
    detect=detect,
    gate=_GATE,
)
