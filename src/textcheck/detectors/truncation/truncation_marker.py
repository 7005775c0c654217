"""A mark that a program or an editor put where text was cut: `[+1234 chars]`, `[truncated]`, `[… 310 more lines]`, `(continued on page 7)`.

The mark says surely that something is missing there. Marks of news agencies that more is to come, `(more)` and `-more-`, count
at the end of a line of their own. The repair takes the mark away, and is UNSAFE: the text is then no longer whole to the eye, and a
pipeline may rather drop it.

Left alone: an ellipsis in brackets inside a quotation, `[continued]` as a heading of a second part, square brackets that are editors'
words of other kinds ("[sic]"), sentences that speak of truncation, and marks in quoted code, where they are notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_MARK = (
    rb"(?i)(?:\x85|\.{3})? ?\[ ?(?:\+ ?[0-9,]+ (?:chars?|characters|words|more|lines)"
    rb"|(?:\.{3}|\x85)? ?(?:text |content |output |message |article |rest |remainder )?(?:is |was |has been |of text )?"
    rb"(?:truncated|abridged|cut off|clipped|snipped|shortened|snip|omitted for brevity|continued(?: (?:on|in|below|overleaf)[^\]\n]*)?|"
    rb"to be continued|cont'?d\.?)(?: (?:due to length|for length|for brevity|here|at [0-9,]+ \w+))? ?(?:\.{3}|\x85)?"
    rb"|[0-9,]+ (?:more|remaining|additional) (?:chars?|characters|words|lines|items|bytes|rows)(?: truncated| omitted| not shown)?"
    rb"|(?:\.{3}|\x85) ?[0-9,]+ (?:more |remaining |additional )?(?:chars?|characters|words|lines|items|bytes|rows)[^\]\n]*"
    rb"|(?:read|see|show|view|load|click for)? ?more ?(?:\.{3}|\x85)?|(?:end of )?(?:preview|excerpt|free preview)) ?\]"
    rb"|\((?:continued (?:on|from|in) (?:next |the next |previous |the previous )?(?:page|p\.)[^)\n]*|continued overleaf|cont'?d\.? (?:on|from)[^)\n]*)\)"
    rb"|<(?:truncated|snip|snipped|cut|text truncated|output truncated)/?>"
    rb"|(?:^|\n)[ \t]*(?:\(more\)|-{1,2} ?more ?-{1,2}|\x97 ?more ?\x97|\(continued\)|\(cont'd\)|continued on (?:next )?page ?[0-9]*)[ \t]*(?:\r?\n|\z)"
    rb"|\((?:more|mf|continued)\)\s*\z"
)
# What begins each of them; bounded, since all gates are one automaton.
_GATE = (
    rb"(?i)\[ ?(?:\+ ?[0-9]|(?:\.{3}|\x85) ?[a-z0-9]|(?:text |content |output |message |article |rest |remainder )?(?:is |was |has been |of text )?"
    rb"(?:truncated|abridged|cut off|clipped|snip|shortened|omitted for|continued|to be continued|cont'?d)"
    rb"|[0-9,]+ (?:more|remaining|additional) |(?:read |see |show |view |load |click for )?more|end of |preview|excerpt|free preview)"
    rb"|\((?:continued (?:on|from|in|overleaf)|cont'?d)"
    rb"|<(?:truncated|snip|cut|text truncated|output truncated)"
    rb"|(?:^|\n)[ \t]*(?:\(more\)|-{1,2} ?more ?-|\x97 ?more ?\x97|\(continued\)|\(cont'd\)|continued on )"
    rb"|\((?:more|mf|continued)\)\s*\z"
)


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_MARK).finditer(doc.codes):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        # An index or a slice of a program follows its name at once.
        if _is_heading(text, start, end) or (
            text[start] == "[" and text[max(0, start - 1) : start].isalnum() and "+" not in text[start:end]
        ):
            continue
        erased = start
        while erased and text[erased - 1] in " \t":
            erased -= 1
        yield RULE.finding(
            start,
            end,
            f"text was cut here: {text[start:end][:60]!r}",
            confidence=0.95,
            repairs=[Repair(erased, end, "", UNSAFE, 0.8, "what the mark stands for stays missing")],
        )


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether `[continued]` follows a title: alone at the end of a short line with text below."""
    if "ontinued" not in text[start:end] or "page" in text[start:end]:
        return False
    begin = text.rfind("\n", max(0, start - _TITLE), start)
    before = text[max(begin + 1, start - _TITLE) : start].strip()
    is_short = begin >= 0 or start < _TITLE
    return is_short and text[end : end + 1] == "\n" and before[-1:] not in tuple(".,;…")


# Code points of a title.
_TITLE = 80


RULE = Rule(
    code="TRN105",
    name="truncation-marker",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
