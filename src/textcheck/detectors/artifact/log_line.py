"""Lines of a program's log among the lines of a text: `2024-03-01 12:00:01,123 INFO server: started`, `[ERROR] timeout`, access logs.

Neighbouring lines are one finding. It is a repair to take them out, UNSAFE because the text may show them on purpose.

Left alone: documents that are logs, in which most lines look so; quoted code; diaries, chat logs and minutes with their dates and times;
people's remarks that begin with "Note" or "Error"; a text that speaks of programs gets a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.residue import Standing, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_LEVEL = rb"(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL|CRITICAL|NOTICE|SEVERE|VERBOSE|info|debug|warn|warning|error|notice)"
_TIME = rb"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_CLOCK = rb"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?"
_LINE = (
    rb"(?:^|\n)[ \t]*(?:"
    + rb"|".join(
        (
            rb"[\[(]?" + _TIME + rb"[\])]?:?(?: UTC)?[ |:-]+[^\n]*(?:\b" + _LEVEL + rb"\b|: |\[[^\]\n]*\])[^\n]*",
            rb"[\[(]?" + _CLOCK + rb"[\])]?[ |:-]+[\[<(]?(?:" + _LEVEL + rb"\b|[a-z_.]+\]|[A-Z][A-Za-z]+/[A-Z]+\])[^\n]*",
            rb"[\[<]" + _LEVEL + rb"[\]>]:? [^\n]*",
            rb"(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL|CRITICAL|SEVERE)(?::[A-Za-z0-9_.]+:| {1,4}[\[(]?"
            + _TIME
            + rb"| {1,4}\[[^\]\n]*\]| {1,4}[A-Za-z_.]+(?:\.[A-Za-z_]+)+| - )[^\n]*",
            rb"[0-9]{1,3}(?:\.[0-9]{1,3}){3} [^\n\[]*\[[^\]\n]*\] \"[^\n]*",
            rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}[0-9]{1,2} "
            + _CLOCK
            + rb" [A-Za-z0-9_.-]+ [^\n:]*(?:\[[0-9]+\])?: [^\n]*",
            rb"[0-9]{2}-[0-9]{2} " + _CLOCK + rb" +[0-9]+ +[0-9]+ [VDIWEF] [^\n]*|[DIWEF]/[A-Za-z_.]+\( *[0-9]+\): [^\n]*",
            rb"\[[A-Za-z]{3} [A-Za-z]{3} [0-9]{1,2} " + _CLOCK + rb"[^\]\n]*\] [^\n]*",
            rb"\[ *[0-9]+\.[0-9]{6}\] [^\n]*|level=(?:info|debug|warn|warning|error|fatal) [^\n]*|time=\"[^\n]*|[EWI][0-9]{4} "
            + _CLOCK
            + rb"[^\n]*",
            rb"\[(?:webpack|HMR|vite|nodemon|GA|GTM|Violation|Deprecation|main|http-nio[^\]\n]*)\] [^\n]*|(?:GET|POST|PUT|DELETE|HEAD) /[^ \n]* (?:HTTP/|[1-5][0-9]{2} )[^\n]*",
        )
    )
    + rb")"
)
# The same in the middle of a line, where only their heads are certain.
_INLINE = rb"|".join(
    (
        rb"[\[(]?"
        + _TIME
        + rb"[\])]?[ |:,-]+(?:\[[^\]\n]*\] |[a-z]+\.)?[\[<(]?\b(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL|CRITICAL|NOTICE|SEVERE)\b[\]>)]?:?",
        rb"\b(?:INFO|DEBUG|WARNING|ERROR|CRITICAL):[A-Za-z_][A-Za-z0-9_.]*:",
        rb"\b[0-9]{1,3}(?:\.[0-9]{1,3}){3} - [^\n\[\]]*\[[^\]\n]*\] \"[A-Z]+ [^\"\n]*\" [0-9]{3}(?: [0-9-]+)?(?: \"[^\"\n]*\"){0,2}",
    )
)
_ANY = rb"(?:" + _LINE + rb")|" + _INLINE
_MOSTLY = 0.5


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    spans: list[tuple[int, int, int]] = []
    for match in pattern(_ANY).finditer(doc.codes):
        start, end = match.span()
        while start < end and text[start] in "\n \t":
            start += 1
        if start == end:
            continue
        end = len(text[start:end].rstrip()) + start
        if spans and not text[spans[-1][1] : start].strip() and text.count("\n", spans[-1][1], start) <= 1:
            spans[-1] = (spans[-1][0], end, spans[-1][2] + 1)
        else:
            spans.append((start, end, 1))
    if sum(end - start for start, end, _ in spans) > _MOSTLY * len(text):
        return
    for start, end, lines in spans:
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            f"{lines} lines of a program's log" if lines > 1 else "a line of a program's log",
            confidence=0.5 if talk else 0.92,
            severity=Severity.NOTE if talk else Severity.WARNING,
            repairs=[Repair(left, right, "", UNSAFE, 0.6 if talk else 0.9, "the text may show it on purpose")],
        )


RULE = Rule(
    code="ART109",
    name="log-line",
    severity=Severity.WARNING,
    detect=detect,
    gate=_ANY,
)
