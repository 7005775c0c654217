"""A reference that a language model's page was to turn into a link: `:contentReference[oaicite:0]{index=0}`, `turn0search3`, `【4†source】`.

Such tokens mean nothing outside the page for which they were written, so taking one out is SAFE.

Left alone: tokens in backticks, in quotation marks or in code, and a text that speaks of them, which gets a note; footnotes (`[1]`, `[^1]`),
lenticular brackets of Chinese and Japanese (`【注意】`), and daggers.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.residue import Standing, is_quoted, removal, standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# A private-use character or a lenticular bracket is a question mark in the codes.
_TURN = rb"turn[0-9]+(?:search|view|news|image|file|fetch|academia|product|reddit|youtube|forecast|finance|sports|maps|click|business|calculator|time|msearch)[0-9]+"
_TOKEN = rb"|".join(
    (
        rb":?contentReference\[oaicite:[0-9]+\](?:\{index=[0-9]+\})?",
        rb"\[oaicite:[0-9]+\](?:\{index=[0-9]+\})?|\boaicite(?::[0-9]+)?\b|\boai_citation(?:_attribution)?:?[0-9]*(?:[\x87?][^\s()\[\]]*[^\s()\[\].,;:])?",
        rb"\??(?:\b(?:cite|filecite|navlist|image_group|i|products?|video|forecast|entity))?\??(?:" + _TURN + rb"\??)+",
        rb"\?(?:cite|filecite|navlist)\?[^\n?]*\?",
        rb"\?[0-9]+(?::[0-9]+)?\x86[^\n?]+\?|\[[0-9]+(?::[0-9]+)?\x86[A-Za-z][^\]\n]*\]",
        rb"\[cite_(?:start|end)\]|\[cite: ?[0-9][0-9, -]*\]|\[/?cite\]",
        rb"<grok[:-][a-z_-]+[^<>\n]*>(?:[^<>\n]*<argument[^<>\n]*>[^<>\n]*</argument>)*[^<>\n]*(?:</grok[:-][a-z_-]+>)?|</grok[:-][a-z_-]+>",
        rb"grok_render_citation_card_json=\{[^{}\n]*\}",
        rb"<cite index=\"[0-9, :-]+\">|\(\{\"attribution\":\{\"attributableIndex\":\"[0-9-]+\"\}\}\)",
        rb"\[(?:web|attached_file|file|memory|image|post|page|conversation_history|generated_image):[0-9]+\]|\[sources?: ?[0-9][0-9, ]*\]",
        rb"\[\^[0-9]+\^\]|\[INLINE_CITATION\]|<ref_[0-9]+>|\[attached_image:[0-9]+\]|\bppl-ai-file-upload\b[^\s)]*",
    )
)


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_TOKEN).finditer(doc.codes):
        start, end = match.span()
        # The question marks of the codes must stand for marks of such tokens, not be question marks.
        if any(code == 63 and not _is_mark(text[place]) for place, code in enumerate(doc.codes[start:end], start)):
            trimmed = _trimmed(text, start, end)
            if trimmed is None:
                continue
            start, end = trimmed
        if end - start > 500 or is_quoted(text, start, end):
            continue
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            "reference of a language model's page that leads nowhere",
            confidence=0.5 if talk else 0.97,
            severity=Severity.NOTE if talk else Severity.ERROR,
            repairs=[
                Repair(
                    left,
                    right,
                    "",
                    UNSAFE if talk else SAFE,
                    0.8 if talk else 0.97,
                    "it means nothing outside the page for which it was written",
                )
            ],
        )


def _is_mark(letter: str) -> bool:
    return "\ue000" <= letter <= "\uf8ff" or letter in "【】†‡"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without question marks at its ends; None where one lies inside, or where nothing else made it a token."""
    if text[start] == "?" or text[end - 1] == "?":
        while start < end and text[start] == "?":
            start += 1
        while start < end and text[end - 1] == "?":
            end -= 1
        inner = text[start:end]
        return (start, end) if "?" not in inner and "turn" in inner else None
    return None


RULE = Rule(
    code="ART117",
    name="citation-token",
    severity=Severity.ERROR,
    detect=detect,
    gate=_TOKEN,
)
