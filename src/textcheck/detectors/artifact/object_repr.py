"""What a program shows of its own objects: `<User object at 0x7f2c>`, `['a', 'b']`, `b'text'`, `datetime.date(2024, 3, 1)`, `Foo@1a2b3c`.

A list of quoted words and the text behind `b'...'` or `Decimal('...')` can be read, and is proposed as an UNSAFE repair. Addresses in
memory say nothing, and what belonged there is unknown.

Left alone: such text in backticks, in code and in talk of programs, which gets notes; lists of quoted words without brackets, quotations in
square brackets; e-mail addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_REPR = rb"|".join(
    (
        rb"<[A-Za-z_][^<>\n]* at 0x[0-9A-Fa-f]+(?:[^<>\n]*)>",
        rb"<(?:class|function|bound method|built-in|generator object|module|enum|Response|QuerySet|unbound method|property object|coroutine object) ?['\[A-Za-z0-9_](?:[^<>\n]|<[^<>\n]*>)*>",
        rb"<[A-Za-z_]+(?:\.[A-Za-z_]+)+ object[^<>\n]*>",
        rb"<[A-Z][A-Za-z]+: [^<>\n]+>|<[A-Z][A-Za-z]+\.[A-Z_]+: [^<>\n]+>",
        rb"#<[A-Z][A-Za-z:]*(?::0x[0-9a-f]+)?[^<>\n]*>",
        rb"[\[(]u?'(?:[^'\n]|\\')*'(?:, ?u?'(?:[^'\n]|\\')*')*,?[\])]|\[\"[^\"\n]*\"(?:, ?\"[^\"\n]*\")+\]",
        rb"\bb'[^' \n][^'\n]*'|\bb\"[^\" \n][^\"\n]*\"",
        rb"\b(?:datetime|dt)\.(?:datetime|date|time|timedelta|timezone)\([^()\n]*(?:\([^()\n]*\))?[^()\n]*\)",
        rb"\b(?:Decimal|UUID|Timestamp|ObjectId|ISODate|PosixPath|WindowsPath|Fraction|Text|Symbol|Markup)\(['\"][^'\"\n]*['\"][^()\n]*\)",
        rb"\b(?:OrderedDict|defaultdict|Counter|deque|frozenset|dict_keys|dict_values|dict_items|array|tensor|odict_keys)\([\[{<](?:[^\n()]|\([^()\n]*\))*\)?",
        rb"\b(?:[a-z_]+\.)+[A-Z][A-Za-z0-9_$]*@[0-9a-f]{4,8}\b|\[L[a-z]+(?:\.[A-Za-z]+)+;@[0-9a-f]+|\[[BCIDJ]@[0-9a-f]{5,8}\b",
        rb"\bSystem\.(?:String|Object|Int32|Byte|Collections\.Generic\.[A-Za-z]+|Data\.[A-Za-z]+|Web\.[A-Za-z.]+|Linq\.[A-Za-z.]+|Threading\.Tasks\.Task)(?:`[0-9])?(?:\[[A-Za-z., \[\]0-9`]*\])",
        rb"\bArray\s*\(\s*\[[A-Za-z0-9_]+\] => [^()]*\)?|\bstdClass Object\s*\([^()]*\)?|\bobject\([A-Za-z_\\]+\)#[0-9]+ \([0-9]+\) \{[^{}]*\}?|\barray\([0-9]+\) \{[^{}]*\}?|\bstring\([0-9]+\) \"[^\"\n]*\"",
        rb"\bObject \{ ?[A-Za-z_]+: [^{}\n]*\}|(?:\b[A-Za-z]+: [A-Za-z0-9_]+, )?\bdtype: (?:object|int64|float64|bool)\b",
        rb"\[Function(?:: [A-Za-z_]+|\])|\[native code\]|\[Getter/Setter\]|\[Circular\]|\[Symbol\([A-Za-z.]+\)\]",
    )
)
_LIST = expression(r"[\[(]u?['\"].*['\"],?[\])]")
_ITEM = expression(r"u?'((?:[^'\n]|\\')*)'|\"([^\"\n]*)\"")
_LETTERS = expression(r"[^\W\d_]")
_TIMES = expression(r"datetime\.(?:datetime|date)\((\d{4}), (\d{1,2}), (\d{1,2})")
_LONGEST = 2000
_TAGGED = expression(r"<[A-Z][A-Za-z]+: [^<>\n]+>")


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_REPR).finditer(doc.codes):
        start, end = match.span()
        written = text[start:end]
        if end - start > _LONGEST or (
            start and (text[start - 1].isalnum() or text[start - 1] in "_\\.`=") and written[0] in "[(b"
        ):
            continue
        if text[max(0, start - 3) : start].rstrip().endswith(('":', "':")):
            # A value in a record.
            continue
        if text[end : end + 1] in ("(", "[") or (written[0] in "[(" and not _LETTERS.search(written)):
            continue
        # One quotation in brackets is an aside of a writer; editors put single letters and words so.
        if written[0] == "(" and not written.endswith("',)"):
            continue
        if written[0] == "b" and (
            len(written) > 80
            or re.search(r"[\"“”]", written[2:-1])
            or text[end : end + 1].isalnum()
            or text[max(0, start - 1) : start] in ('"', "@", "-")
        ):
            continue
        if _TAGGED.fullmatch(written) and not re.match(r"<[A-Z][a-z]+[A-Z]|<[A-Z][a-z]+: (?:[A-Z0-9]|\S+>)", written):
            continue
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        talk = around is Standing.TALK
        doubtful = written[0] == "(" or written.startswith('["')
        shown = _shown(written)
        yield RULE.finding(
            start,
            end,
            "a program shows one of its own objects",
            confidence=0.5 if talk else 0.85 if doubtful else 0.93,
            severity=Severity.NOTE if talk else Severity.WARNING,
            repairs=[]
            if shown is None
            else [Repair(start, end, shown, UNSAFE, 0.8, "how the value was to be written is a guess")],
        )


def _shown(written: str) -> str | None:
    """What a reader would have been shown, None where the program's words do not say."""
    if _LIST.fullmatch(written):
        return ", ".join(single or double for single, double in _ITEM.findall(written)).replace("\\'", "'")
    if written.startswith(("b'", 'b"')):
        return None if "\\x" in written else written[2:-1]
    date = _TIMES.match(written)
    if date is not None and written.count(",") == 2:
        return f"{date.group(1)}-{int(date.group(2)):02}-{int(date.group(3)):02}"
    value = re.fullmatch(r"\w+\(['\"]([^'\"\n]*)['\"]\)", written)
    return value.group(1) if value else None


RULE = Rule(
    code="ART107",
    name="object-repr",
    severity=Severity.WARNING,
    detect=detect,
    gate=_REPR,
)
