"""Markup of Org, AsciiDoc or a wiki of another kind left in prose: `#+BEGIN_SRC`, `:PROPERTIES:`, `image::a.png[]`, `link:page[words]`, `h2. Title`.

Marks that fill a line go with it, of a link the words stay. A document that holds many of them is written so and is left alone, as
are programs, quoted code, labels of editors ([source]), plain fields, addresses, drawers of furniture, and arithmetic (#+1).
Repairs are SAFE, but for headings of the `h2.` kind, which are UNSAFE, like the lines they stand on.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.markup import notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_ORG = (
    rb"(?im)^[ \t]*#\+(?:title|author|date|options|startup|begin_?[a-z]*|end_?[a-z]*|caption|name|results|include|html|latex|attr_[a-z]+|setupfile|filetags|property|email|language|tblfm)\b:?[^\n]*$"
    rb"|^[ \t]*:(?:PROPERTIES|LOGBOOK|END|CUSTOM_ID|CREATED|EXPORT_FILE_NAME):[^\n]*$"
)
_ORG_LINK = rb"\[\[(?:https?://|file:|mailto:|#)[^\[\]\n]+\]\[[^\[\]\n]+\]\]"
_ASCIIDOC = rb"(?m)^(?:image|video|audio|include|toc)::[^\s\[\]]*\[[^\[\]\n]*\][ \t]*$|^\[(?:source|listing|quote|verse|NOTE|TIP|IMPORTANT|WARNING|CAUTION|cols|options|role|discrete|horizontal|abstract|appendix)(?:[,=%.][^\[\]\n]*)\][ \t]*$|^\[\[[a-z][\w-]*\]\][ \t]*$"
_ASCIIDOC_LINK = rb"(?:link|xref|mailto|footnote|kbd|btn|menu):[^\s\[\]]*\[[^\[\]\n]+\]|https?://[^\s\[\]]+\[[^\[\]\n^]+\^?\]"
_ADMONITION = rb"(?m)^:::+ ?(?:[a-z][a-z -]*)?(?:\{[^{}\n]*\})?[ \t]*$"
_JIRA = rb"(?m)^h[1-6]\. [^\n]+$"
_GATE = (
    rb"(?i)(?m:^)[ \t]*#\+[a-z]|(?m:^)[ \t]*:(?:PROPERTIES|LOGBOOK|END|CUSTOM_ID|CREATED):|\[\[(?:https?://|file:|mailto:|#)[^\[\]\n]+\]\[|(?m:^)(?:image|video|audio|include|toc)::"
    rb"|(?m:^)\[(?:source|listing|quote|verse|note|tip|important|warning|caution|cols|options|role|discrete|horizontal|abstract|appendix)[,=%.]|(?m:^)\[\[[a-z][\w-]*\]\][ \t]*(?m:$)"
    rb"|(?:link|xref|mailto|footnote|kbd|btn|menu):[^\s\[\]]*\[|https?://[^\s\[\]]+\[[^\[\]\n]|(?m:^)h[1-6]\. |(?m:^):::"
)
_SOURCES = frozenset(("json", "code", "org", "rst", "wiki"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    text = doc.text
    found = [
        (*match.span(), form)
        for form in (_ORG, _ORG_LINK, _ASCIIDOC, _ASCIIDOC_LINK, _JIRA, _ADMONITION)
        for match in pattern(form).finditer(doc.codes)
    ]
    reached = 0
    for start, end, form in sorted(found, key=lambda item: (item[0], -item[1])):
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if start < reached or doc.is_verbatim(start, end):
            continue
        shown = text[start:end]
        if form == _ORG_LINK:
            first, last, new = start, end, shown[shown.index("][") + 2 : -2]
        elif form == _ASCIIDOC_LINK:
            words = shown[shown.index("[") + 1 : -1].rstrip("^")
            if text[start - 1 : start].isalnum() or words.isdigit() or "=" in words or words.startswith("/"):
                continue
            if shown.startswith("footnote"):
                first, last, new = taken_out(text, start, end)
            else:
                first, last, new = start, end, words
        elif form == _JIRA:
            first, last, new = start, end, shown[4:]
        else:
            first, last, new = taken_out(text, start, end)
        reached = end
        safe = form != _JIRA
        repair = Repair(
            first,
            last,
            new,
            SAFE if safe else UNSAFE,
            0.93 if safe else 0.8,
            "a reader of the page never sees the mark" if safe else "the line may begin so on purpose",
        )
        yield RULE.finding(
            start,
            end,
            f"mark of a markup language left in the text: {shown[:40]}",
            confidence=0.9 if safe else 0.82,
            repairs=[repair],
        )


RULE = Rule(
    code="MRK122",
    name="lightweight-markup",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
