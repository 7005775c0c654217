"""A tag that steers a template and was never run: `{% if user %}`, `<% end %>`, `{{#each items}}`, `<?php echo $x; ?>`, `*|IF:NAME|*`.

Such a tag prints nothing where the template works, so taking it out restores what a reader was to see; that is SAFE in running prose. What a
condition would have hidden stays.

Left alone: tags in backticks, in quotation marks, in code and in templates that are shown as such. A text that speaks of programs
gets a note whose repair is not SAFE. Tags that print a value (`{{ name }}`, `<%= name %>`) are the affair of template-variable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.residue import Standing, is_quoted, line_of, removal, standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_TAG = rb"|".join(
    (
        rb"\{%-? ?[A-Za-z][^{}\n]*%\}",
        rb"\{#-? [^{}\n]*#\}",
        rb"\{\{\{?[#/^!>~&][^{}\n]*\}\}\}?",
        rb"\{\{-? ?(?:else|end|if|range|with|template|block|define)\b[^{}\n]*\}\}",
        rb"\{[/:#@](?:if|else|each|foreach|await|html|loop|section|end)\b[^{}\n]*\}",
        rb"\{/?(?:foreach|section|include|literal|capture|if \$)[^{}\n]*\}",
        rb"<%[^=%\n][^%\n]*%>",
        rb"\[%-? ?(?:IF|ELSE|ELSIF|END|FOREACH|INCLUDE|BLOCK|SET|UNLESS|PROCESS|WRAPPER|USE)\b[^%\n]*%\]",
        rb"<\?(?:php|xml)?[ \n][^<>]*\?>",
        rb"\*\|(?:IF|IFNOT|ELSE|END|ELSEIF|INTERESTED)[:|][^|*\n]*\|?\*?",
        rb"@(?:if|elseif|foreach|unless|include|extends|section|yield)\([\x22\x27$][^()\n]*\)|@end(?:if|foreach|unless|section|auth|guest)\b",
        rb"<!--#[a-z]+ [^<>\n]*-->",
        rb"</?cf(?:if|else|elseif|output|set|loop|query|include|param|script|switch|case)\b[^<>\n]*>|<#(?:if|list|else|assign|include)[^<>\n]*>|</#[a-z]+>|</?c:[a-z]+[^<>\n]*>",
        rb"(?:\{\{|\}\}|\{%|%\})(?:[ \n]|\z)",
    )
)
_LONGEST = 600


# Half a tag, and the brace that would close or open it.
_LONE = {"{{": "}", "}}": "{", "{%": "}", "%}": "{"}


def _is_lone(text: str, start: int, end: int, mark: str) -> bool:
    """Whether half a tag stands free and its other half is not on the line."""
    left, right = line_of(text, start, end)
    if left and not left[-1].isspace():
        return False
    return _LONE[mark] not in (right if mark in ("{{", "{%") else left)


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_TAG).finditer(doc.codes):
        start, end = match.span()
        while text[end - 1].isspace():
            end -= 1
        if end - start > _LONGEST or is_quoted(text, start, end) or text[start - 1 : start] == "\\":
            continue
        written = text[start:end]
        if written in _LONE and not _is_lone(text, start, end, written):
            continue
        if written.startswith("<?") and re.match(r"<\?xml\b", written):
            continue
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        reason = "a tag that steers a template prints nothing"
        if talk:
            reason = f"the text speaks of programs and may show it; {reason}"
        yield RULE.finding(
            start,
            end,
            "tag of a template that was never run",
            confidence=0.5 if talk else 0.95,
            severity=Severity.NOTE if talk else Severity.ERROR,
            repairs=[Repair(left, right, "", UNSAFE if talk else SAFE, 0.7 if talk else 0.95, reason)],
        )


RULE = Rule(
    code="ART103",
    name="template-tag",
    severity=Severity.ERROR,
    detect=detect,
    gate=_TAG,
)
