"""What a failing program prints, in the middle of a text: stack traces, PHP warnings, database errors.

The whole trace is one finding. It is a repair to take it out, UNSAFE because the text may be about the failure; where the text speaks of programs,
a finding is a note.

Left alone: messages in backticks, in quotation marks or in code; people's warnings and errors ("Warning: the road is closed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, is_quoted, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_EXCEPTION = rb"(?:[A-Za-z_]+\.)*[A-Z][A-Za-z]+(?:Error|Exception|Warning)"
_MESSAGE = rb"|".join(
    (
        rb"Traceback \(most recent call last\):?",
        rb"(?:^|\n) *File \"[^\"\n]+\", line [0-9]+(?:, in [^\n]+)?",
        rb"(?:^|\n)[ \t]*at [A-Za-z_$<][A-Za-z0-9_.$<>\[\] ]* ?\([^()\n]*(?::[0-9]+|Native Method|Unknown Source|<anonymous>)\)",
        rb"\bat (?:[a-z_]+\.){2,}[A-Za-z_$.<>]+\([A-Za-z]+\.(?:java|kt|scala):[0-9]+\)",
        rb"\bException in thread \"[^\"\n]*\"[^\n]*|\bCaused by: " + _EXCEPTION + rb"[^\n]*",
        rb"\b(?:PHP )?(?:Warning|Notice|Fatal error|Parse error|Deprecated|Strict Standards|Catchable fatal error): [^\n]*? in (?:[A-Z]:\\|/)[^\n]*? on line [0-9]+",
        rb"\b(?:PHP )?(?:Warning|Notice|Fatal error|Deprecated): (?:[A-Za-z_:>-]+\(\)|Undefined (?:variable|index|offset|array key|property)|Uncaught |Division by zero|Cannot modify header|Trying to|Invalid argument|Array to string|Call to|Use of undefined)[^\n]*",
        rb"(?:\bUncaught (?:\(in promise\) )?)?\b"
        + _EXCEPTION
        + rb": (?:[^\n]*?(?:\(reading '[^'\n]*'\)|is not (?:a function|defined|iterable)|of (?:null|undefined)(?: \(reading '[^'\n]*'\))?|object has no attribute '[^'\n]*'|is not subscriptable|index out of range|list index out of range|null|undefined|has no attribute[^\n]*|invalid literal[^\n]*|No module named[^\n.]*|unexpected token[^\n.]*|Unexpected token[^\n.]*|'[^'\n]*'|[0-9]+))",
        rb"\bUncaught (?:\(in promise\) )?" + _EXCEPTION + rb":[^\n.]*\.?",
        rb"\bYou have an error in your SQL syntax[^\n]*|\bSQLSTATE\[[0-9A-Z]+\][^\n]*|\bORA-[0-9]{5}: [^\n]*|\bERROR [0-9]{4} \([0-9A-Z]{5}\)[^\n]*",
        rb"\b(?:mysql|mysqli|pg|sqlite|odbc)_[a-z_]+\(\)[^\n]*|\bMicrosoft OLE DB Provider[^\n]*|\[Microsoft\]\[ODBC[^\n]*|\b[Uu]nclosed quotation mark after the character string[^\n]*",
        rb"\bSegmentation fault\b(?: \(core dumped\))?|\bthread '[^'\n]*' panicked at [^\n]*|\bpanic: (?:runtime error|assignment to|interface conversion|close of|send on|open /|invalid memory)[^\n]*|\bgoroutine [0-9]+ \[[a-z ]+\]:",
        rb"\bundefined method `[^\n]*' for [^\n]*|\bObject reference not set to an instance of an object\.?|\bFatal Python error: [^\n]*",
        rb"\bnpm ERR! [^\n]*|\b(?:fatal|error): (?:not a git repository|unable to|could not|cannot|failed to|pathspec|expected|undefined reference)[^\n]*",
        rb"\b[A-Za-z0-9_/.-]+\.(?:c|cc|cpp|h|py|js|ts|go|rs|java|php|rb|cs):[0-9]+(?::[0-9]+)?:? (?:error|warning|note|fatal error|syntax error)?:? ?[^\n]*",
        rb"(?:^|\n)#[0-9]+ +(?:/|\{main\}|[A-Z]:\\|0x[0-9a-f]+)[^\n]*",
        rb"\bError establishing a (?:Redis |database )connection\.?|\b50[0234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Internal Server Error)\b",
        rb"\b(?:HTTP )?(?:Error|ERROR)(?i:[ :]{1,2}(?:40[0134]|500|50[234])\b[ :\x96\x97-]{1,3}(?:(?:page|file) )?(?:not found|forbidden|unauthori[sz]ed|bad request|internal server error|access denied)\.?)",
        rb"\bServer Error in '/[^'\n]*' Application\.?|\bWhitelabel Error Page\b|\bInternal Server Error\b[^\n]*500|\bHTTP/1\.[01] [45][0-9]{2} [A-Z][^\n]*",
    )
)
# Lines of a trace: they continue one that has begun.
_CONTINUES = expression(
    r"[ \t]*(?:File \"|at [\w$.<>\[\] ]+ ?\(|at [\w$.<>/:\\-]+:\d+|Caused by:|\.\.\. \d+ more|#\d+ |[\w.]*[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Warning)\b|"
    r"\[previous exception|During handling of|The above exception|Stack trace:|thrown in |goroutine |created by |note: |[ \t]{2,}\S|\tat |\^+|~+\^|npm ERR!)[^\n]*"
)
_LONGEST = 10_000


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = 0
    for match in pattern(_MESSAGE).finditer(doc.codes):
        start, end = match.span()
        while start < end and text[start] in "\n \t":
            start += 1
        if start < done or is_quoted(text, start, end):
            continue
        start, end = _line(text, start, end)
        end = _end(text, start, end)
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        done = end
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            "message of a failing program",
            confidence=0.5 if talk else 0.92,
            severity=Severity.NOTE if talk else Severity.ERROR,
            repairs=[Repair(left, right, "", UNSAFE, 0.6 if talk else 0.9, "the text may be about the failure")],
        )


_LAST = expression(r"[\w.]*[A-Z]\w*(?:Error|Exception|Exit|Interrupt)\b(?:: [^\n.]*)?")
_HEAD = expression(r"(?:[\w$]+\.)*[\w$]*(?:Error|Exception)\b[^\n]{0,300}")


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """A message that begins a line with what else stands on it, and with the line before it that names the exception."""
    left = text.rfind("\n", max(0, start - 400), start) + 1
    if text[left:start].strip():
        return start, end
    if not re.search(r"on line \d+\Z", text[start:end]):
        stop = text.find("\n", end, end + 400)
        end = stop if stop >= 0 else len(text) if len(text) - end < 400 else end
    if text.startswith(("at ", "File "), start) and left > 1:
        head = text.rfind("\n", max(0, left - 401), left - 1) + 1
        if _HEAD.fullmatch(text, head, left - 1):
            start = head
    return start, end


def _end(text: str, start: int, end: int) -> int:
    """Where the message ends: after the lines that continue it."""
    limit = start + _LONGEST
    if text[start:end].startswith("Traceback") and text[end : end + 1] == " ":
        # On one line the trace runs to its exception.
        last = _LAST.search(text, end, end + 1000)
        if last is not None and "\n" not in text[end : last.start()]:
            return last.end()
    while end < limit:
        while end < len(text) and text[end] in " \t":
            end += 1
        if text[end : end + 1] != "\n":
            break
        line = _CONTINUES.match(text, end + 1, limit)
        if line is None:
            break
        end = line.end()
    return len(text[start:end].rstrip()) + start


RULE = Rule(
    code="ART108",
    name="program-error-message",
    severity=Severity.ERROR,
    detect=detect,
    gate=_MESSAGE,
)
