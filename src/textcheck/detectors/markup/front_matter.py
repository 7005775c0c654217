"""The head of a page's source at the beginning of a text: fields between `---` (YAML) or `+++` (TOML), before the text itself.

It tells a site generator the title, the date and the layout. The repair takes it out; SAFE where it holds a field that only generators know (`layout`,
`draft`, `tags` and the like), else UNSAFE. In a document written in Markdown it is where it belongs: a note.

Left alone: YAML and TOML files, which have no text after; rules of dashes that open a chapter; plain fields without marks
(Title: …); letters with a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import notations
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_GATE = rb"\A\s?[a-z][a-z_-]*:[^\n]*\n(?:[ \t-][^\n]*\n)*[a-z][a-z_-]*:[^\n]*\n(?:[^\n]+\n)*---[ \t]*\r?\n|\A[\s?]{0,3}(?:---|\+\+\+|;;;)[ \t]*\r?\n[ \t]*[\w\"\x27#-]"
_YAML = re.compile(
    r"\A[\s\ufeff]{0,3}---[ \t]*\r?\n((?:(?:[\"']?[\w][\w .-]{0,40}[\"']?[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t]+.*|#.*|[ \t]*|\]|\})\r?\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
# The opening fence may be lost.
_HEADLESS = re.compile(
    r"\A\s{0,3}((?:[a-z][\w-]{0,30}:(?:[ \t].*)?\r?\n(?:[ \t]+\S.*\r?\n|-[ \t]+.*\r?\n){0,20}){2,40})---[ \t]*\r?\n"
)
_TOML = re.compile(
    r"\A[\s\ufeff]{0,3}(?P<fence>\+\+\+|;;;)[ \t]*\r?\n((?:(?:[\"']?[\w][\w .-]{0,40}[\"']?[ \t]*=.*|\[.*|[ \t]+\S.*|#.*|[ \t]*|\]|\})\r?\n){1,200}?)(?P=fence)[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"^[\"']?([\w][\w .-]{0,40}?)[\"']?[ \t]*[:=]", re.MULTILINE)
_TELLING = frozenset(
    "layout draft tags categories category slug permalink aliases weight published template excerpt featured_image image cover date author authors title "
    "description toc lang comments sidebar_position sidebar_label keywords menu series thumbnail lastmod updated id type output summary header redirect_from".split()
)
_LONGEST = 20_000


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes):
        return
    text = doc.text
    match = _YAML.match(text, 0, _LONGEST) or _TOML.match(text, 0, _LONGEST) or _HEADLESS.match(text, 0, _LONGEST)
    if match is None:
        return
    end = match.end()
    rest = end
    while rest < len(text) and text[rest].isspace():
        rest += 1
    if rest == len(text):
        return
    fields = {name.lower() for name in _FIELD.findall(match.group())}
    telling = fields & _TELLING
    if len(fields) < 2 and (not telling or match.re is _HEADLESS):
        return
    if not telling and match.re is _HEADLESS:
        return
    start = len(text[:end]) - len(text[:end].lstrip(" \t\r\n\ufeff"))
    end = start + len(text[start:end].rstrip())
    within = notations(doc) & {"markdown", "rst", "org"}
    safe = bool(telling)
    repair = Repair(
        0 if not text[:start].strip() else start,
        rest,
        "",
        SAFE if safe else UNSAFE,
        0.95 if safe else 0.75,
        "it speaks to the generator of a site, not to a reader" if safe else "its fields may be part of the text",
    )
    yield RULE.finding(
        start,
        end,
        f"front matter of a page's source with {len(fields)} field{'' if len(fields) == 1 else 's'}",
        confidence=0.95 if safe else 0.82,
        severity=Severity.NOTE if within else Severity.WARNING,
        repairs=[repair],
    )


RULE = Rule(
    code="MRK120",
    name="front-matter",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
