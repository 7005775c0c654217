"""Markup of reStructuredText left in prose: a role such as ``:ref:`tides` ``, a directive `.. note::`, a target `.. _tides:`, a link `` `page <address>`_ ``.

Of a role and a link the words stay, and those of a note or another admonition; other directives and targets go with their line. Directives are SAFE. Roles stand between backticks, as
quoted code does, so that their repairs are UNSAFE.

Left alone: documents written in reStructuredText, text that speaks of roles or directives, emoji names, fields (`:name: x`), dots at the
beginning of a line (`.. and so on`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_ROLE = rb":[a-z][a-z0-9+.-]*(?::[a-z][a-z0-9-]*)?:`[^`\n]+`"
_LINK = rb"`[^`\n<>]+ <[^<>`\n]+>`__?"
_DIRECTIVE = rb"(?m)^[ \t]*\.\. (?:\|[^|\n]+\| )?[a-z][a-z0-9-]*(?::[a-z-]+)?::[^\n]*$(?:\n[ \t]+:[a-z-]+:[^\n]*$)*"
# What stands behind these on the same line is meant for readers.
_ADMONITION = re.compile(
    r"\.\. (?:note|warning|tip|hint|important|caution|attention|danger|error|seealso|todo|rubric|topic|epigraph|centered)::[ \t]+(?=\S)"
)
_TARGET = rb"(?m)^[ \t]*\.\. _[^\n:]+:[^\n]*$"
_GATE = rb":[a-z][a-z0-9+.:-]*:`|`[^`\n<>]+ <[^<>`\n]+>`_|(?m:^)[ \t]*\.\. (?:_[^\n:]+:|(?:\|[^|\n]+\| )?[a-z][a-z0-9-]*(?::[a-z-]+)?::)"
_TARGETED = re.compile(r"^(.*?)\s*<[^<>]*>$", re.DOTALL)
_TALK = re.compile(r"\b(?:reST|reStructuredText|Sphinx|docutils)\b")
# Beside the mark only, for people have roles, too.
_NAMED_BEFORE = re.compile(r"\b(?:directives?|roles?)\b[\s`]*\Z")
_NAMED_BEHIND = re.compile(r"[\s`]*(?:directives?|roles?)\b")
_SOURCES = frozenset(("json", "code", "rst"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    for form in (_ROLE, _LINK, _DIRECTIVE, _TARGET):
        for match in pattern(form).finditer(doc.codes):
            start, end = match.span()
            start = end - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if _TALK.search(text[max(0, start - 200) : start] + " . " + text[end : end + 200]):
                continue
            if _NAMED_BEFORE.search(text[max(0, start - 20) : start]) or _NAMED_BEHIND.match(text, end):
                continue
            shown = text[start:end]
            lined = form in (_DIRECTIVE, _TARGET)
            if lined:
                worded = _ADMONITION.match(shown)
                first, last, new = (start, start + worded.end(), "") if worded else taken_out(text, start, end)
            else:
                words = shown[shown.index("`") + 1 : shown.rindex("`")]
                targeted = _TARGETED.match(words)
                first, last = start, end
                new = (
                    targeted.group(1)
                    if targeted and targeted.group(1)
                    else words.lstrip("~!").rpartition(".")[2]
                    if words.startswith("~")
                    else words
                )
                if text[start - 1 : start] in ("`", "\\") or text[end : end + 1] == "`":
                    continue
            if not new and not lined:
                continue
            if lined and worded:
                end = last
                shown = text[start:end]
            repair = Repair(
                first,
                last,
                new,
                SAFE if lined else UNSAFE,
                0.93 if lined else 0.85,
                "a reader of the page never sees the line" if lined else "what the link shows may be its target's title",
            )
            yield RULE.finding(
                start,
                end,
                f"reStructuredText left in the text: {' '.join(shown[:40].split())}",
                confidence=0.93,
                repairs=[repair],
            )


RULE = Rule(
    code="MRK121",
    name="restructuredtext-markup",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
