"""An HTML or XML tag left in prose: `<b>soon</b>`, `one<br />two`, `<p>`, `<o:p></o:p>`, `<td class="x">`.

Neighbouring tags are one finding. A repair shows what a browser would: tags go, `<br>` and blocks become line breaks unless a
break is there already, a script or style block goes with all it holds. It is SAFE, but for `<sup>` and `<sub>`, whose loss may run a
figure into its exponent.

A name is taken for a tag where it says so itself: it has an attribute, it is closed (`<para>…</para>`), it closes itself, or it is
no word (`<div>`, `<strong>`).

In a document written in Markdown, which may hold tags, they are notes, and no repair is SAFE.

Left alone: web pages, XML and programs as such; quoted code and text that speaks of HTML (`the <b> tag`); placeholders (`<name>`,
`<input>`), generics (`List<String>`, `vector<b>`), nicknames (`<anna> hi`), addresses (`<a@b.org>`, `<https://b.org>`),
comparison (a < b > c), hearts, arrows, and jests (`<rant>`, `</sarcasm>`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from textcheck.markup import BLOCK, BREAKS, ELEMENTS, Tag, is_spoken_of, last_break, notations, taken_out
from textcheck.markup import tags as tags_of
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

# References and the like belong to wiki text.
_WIKI = frozenset(("ref", "references", "nowiki", "noinclude", "includeonly", "onlyinclude", "gallery", "timeline"))
_DROPPED = frozenset(("script", "style"))
_RAISED = frozenset(("sup", "sub"))
_BREAKING = BREAKS | BLOCK
# One break within these, a blank line around the others.
_ROWS = frozenset(("br", "hr", "li", "tr", "dt", "dd", "option", "ul", "ol", "dl", "tbody", "thead"))
_CELLS = frozenset(("td", "th", "col"))
_LONGEST_BLOCK = 100_000
_SOURCES = frozenset(("html", "json", "code"))


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    run: list[Tag] = []
    dropped = False
    kept: dict[str, list[bool]] = {}
    for tag in tags_of(doc):
        if tag.name in _WIKI:
            continue
        if run:
            end = run[-1].end
            if run[-1].name in _DROPPED and not run[-1].closes:
                # What stands in a script is none of the text.
                if tag.name != run[-1].name or not tag.closes or tag.end - run[-1].start > _LONGEST_BLOCK:
                    if tag.start - end < _LONGEST_BLOCK:
                        continue
                else:
                    run.append(tag)
                    dropped = True
                    continue
            if not _COMMENT.sub("", text[end : tag.start] if tag.start - end < 2000 else "-").strip(" \t\r\n"):
                run.append(tag)
                continue
            yield from _finding(doc, run, dropped, kept)
        run, dropped = [tag], False
    if run:
        yield from _finding(doc, run, dropped, kept)


def _finding(doc: Document, run: list[Tag], dropped: bool, kept: dict[str, list[bool]]) -> Iterator[Finding]:
    """The finding of neighbouring tags; `kept` holds, for each name that is open, whether its opening tags were left alone."""
    text = doc.text
    start, end = run[0].start, run[-1].end
    if run[0].closes and kept.get(run[0].name):
        # What closes fares as what it closes.
        spoken = kept[run[0].name].pop()
    else:
        bare = all("=" not in text[tag.start : tag.end] for tag in run)
        spoken = is_spoken_of(doc, start, end, near=bare) or (bare and _is_named(text, run[-1]))
    for tag in run:
        if not tag.closes:
            kept.setdefault(tag.name, []).append(spoken)
        elif tag is not run[0] and kept.get(tag.name):
            kept[tag.name].pop()
    if spoken:
        return
    names = {tag.name for tag in run}
    first, last, new = _repair(text, run, dropped)
    raised = bool(names & _RAISED)
    meant = "markdown" in notations(doc)
    repair = Repair(
        first,
        last,
        new,
        UNSAFE if raised or meant else SAFE,
        0.9 if raised else 0.97,
        "without the tag a raised or lowered figure runs into its neighbour"
        if raised
        else "Markdown may hold tags"
        if meant
        else "a reader never sees a tag",
    )
    shown = text[start : run[0].end]
    shown = " ".join((shown if len(shown) <= 40 else shown[:39] + "…").split())
    known = any(name in ELEMENTS or ":" in name for name in names)
    yield RULE.finding(
        start,
        end,
        f"{'tag' if len(run) == 1 else f'{len(run)} tags'} left in the text: {shown}",
        confidence=0.5 if meant else 0.97 if known else 0.9,
        severity=Severity.NOTE if meant else Severity.WARNING,
        repairs=[repair],
    )


def _is_named(text: str, tag: Tag) -> bool:
    """Whether a tag stands in a list of tags: `<s> and </s>`."""
    after = _BETWEEN.match(text, tag.end)
    return after is not None and after.group(1).lower() == tag.name


def _repair(text: str, run: list[Tag], dropped: bool) -> tuple[int, int, str]:
    start, end = run[0].start, run[-1].end
    breaking = [tag.name for tag in run if tag.name in _BREAKING]
    inner = "" if dropped else "".join(text[a.end : b.start] for a, b in pairwise(run))
    if dropped or not (breaking or "\n" in inner):
        if inner and not dropped and not text[start - 1 : start].isspace() and not text[end : end + 1].isspace():
            return start, end, " "
        return taken_out(text, start, end)
    left, right = start, end
    while left and text[left - 1] in " \t\r\n":
        left -= 1
    while right < len(text) and text[right] in " \t\r\n":
        right += 1
    if left == 0 or right == len(text):
        return left, right, last_break(text, left, end)
    gaps = [text[left:start].count("\n"), text[end:right].count("\n")]
    gaps += [text[a.end : b.start].count("\n") for a, b in pairwise(run)]
    gap = max(gaps)
    if not gap:
        if _CELLS.issuperset(breaking):
            return left, right, " "
        gap = 1 if (_ROWS | _CELLS).issuperset(breaking) and breaking.count("br") < 2 else 2
    # The indent of the next line stays; one space is none.
    indent = text[max(text.rfind("\n", end, right) + 1, end) : right] if gaps[1] else ""
    return left, right, "\n" * gap + (indent if len(indent) > 1 else "")


_BETWEEN = re.compile(r" ?(?:and|or|und|et|y|…|\.\.\.|,|/) ?</([A-Za-z0-9]+)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_GATE = rb"(?i)</[a-z]|<[a-z][a-z0-9]*(?:[:._-][a-z0-9]+)*(?:/?>|\s[^<>]*[=/]|\s+[a-z]+\s*/?>)"

RULE = Rule(
    code="MRK101",
    name="html-tag",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
