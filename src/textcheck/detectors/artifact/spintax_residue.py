"""Braces or angle brackets of a spinner's template around ordinary words.

An article spinner is fed text such as `{hope|wish} {that a} deal` and picks one alternative of each group. Where it fails, the
group stays: `{that a}` or `<that a>` with one alternative left, `{a|b|c}` with all of them.

A group of function words alone, such as `{that a}`, is repaired by taking its marks away: no template variable is called so,
and nobody could want them back. Of several alternatives the first is proposed, but which one the writer meant is unknown.

Left alone: variables and placeholders (`{name}`, `{{name}}`, `${x}`, `{name of company}`), code (`{ "key": 1 }`), mathematics
(`{x | x > 0}`, `\\frac{a}{b}`), filters (`{{ name|upper }}`), wiki templates, tags (`<b>`, `<a href>`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

# Words that stand in no template variable, placeholder or tag on their own. "a", "i", "q", "s" and "u" are tags, so a single
# word in angle brackets is never taken.
FUNCTION_WORDS = frozenset(
    "a an the this that these those some any each every no such what which who whom whose where when while "
    "of in on at by for from to with into onto over under about after before between through during against without within "
    "and or but nor so yet as if than because although though unless until "
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "it its he him his she her they them their we us our you your i my me not also only just very more most much many".split()
)

_WORDS = r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?: [A-Za-z]+(?:['’-][A-Za-z]+)*){0,7}"
_BRACED = re.compile(r"(?<![\\\w{}$#%=\])*+?])(?<!\bf[\"'])\{(" + _WORDS + r")\}(?![\w{}=])")
_ANGLED = re.compile(r"(?<![\w<])<(" + _WORDS + r")>(?![\w>])")
_BRACE_OR_BAR = re.compile(r"[{}|\n]")
# An alternative is a phrase: anything that speaks of code, markup or mathematics ends the suspicion.
_NOT_PHRASE = re.compile(r"[<>=\\$%#@_~^*/\[\]:;&\"]|\.\w|\b[b-hj-zB-HJ-Z]\b|\(\)")
_LETTERS = re.compile(r"[A-Za-z]{2}")
LONGEST_GROUP = 2000


def detect(doc: Document) -> Iterator[Finding]:
    yield from _single(doc, _BRACED)
    yield from _single(doc, _ANGLED)
    yield from _groups(doc.text)


def _single(doc: Document, form: re.Pattern[str]) -> Iterator[Finding]:
    for match in form.finditer(doc.text):
        words = match.group(1).lower().split()
        if form is _ANGLED and len(words) == 1:
            continue
        if not FUNCTION_WORDS.issuperset(words):
            continue
        repair = Repair(
            match.start(), match.end(), match.group(1), SAFE, 0.99, "the marks are left over from a spinner's template"
        )
        yield RULE.finding(
            match.start(),
            match.end(),
            f"template marks around '{match.group(1)}': one alternative of a spinner's template was left unresolved",
            confidence=0.98,
            repairs=[repair],
        )


def _groups(text: str) -> Iterator[Finding]:
    """Balanced groups with a bar, outermost first; a line break ends all open groups."""
    open_at: list[int] = []
    barred: list[bool] = []
    found: list[tuple[int, int]] = []
    for match in _BRACE_OR_BAR.finditer(text):
        mark = match.group()
        if mark == "\n":
            open_at.clear()
            barred.clear()
        elif mark == "{":
            open_at.append(match.start())
            barred.append(False)
        elif mark == "|":
            if barred:
                barred[-1] = True
        elif open_at:
            start, has_bar = open_at.pop(), barred.pop()
            if has_bar:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.end()))
    for start, end in found:
        group = text[start:end]
        before, after = text[start - 1 : start], text[end : end + 1]
        if len(group) > LONGEST_GROUP or before in ("{", "\\", "$", "#", "%", "=") or after == "}" or "{{" in group:
            continue
        choices = _choices(group)
        plain = group.replace("{", " ").replace("}", " ")
        if _NOT_PHRASE.search(plain) or not all(_LETTERS.search(choice) for choice in choices if choice.strip()):
            continue
        if len(choices) < 2:
            continue
        repairs = [
            Repair(start, end, choice, UNSAFE, 0.9 / len(choices), "which alternative the writer meant is unknown")
            for choice in dict.fromkeys(choices)
        ]
        yield RULE.finding(
            start,
            end,
            f"unresolved spinner template with {len(choices)} alternatives",
            confidence=0.95,
            repairs=repairs,
        )


def _choices(group: str) -> list[str]:
    """The alternatives of an outermost group, each with its inner groups resolved to their first alternative."""
    inner: list[list[list[str]]] = []
    for part in re.split(r"([{}|])", group):
        if part == "{":
            inner.append([[]])
        elif part == "|":
            inner[-1].append([])
        elif part == "}":
            resolved = ["".join(pieces) for pieces in inner.pop()]
            if not inner:
                return resolved
            inner[-1][-1].append(resolved[0])
        elif part and inner:
            inner[-1][-1].append(part)
    return []


RULE = Rule(
    code="ART101",
    name="spintax-residue",
    severity=Severity.ERROR,
    detect=detect,
    gate=rb"\{[^}\n]*[ |a-z]|<[A-Za-z]+ [A-Za-z]",
)
