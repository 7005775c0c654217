"""A link of a wiki left as its source: `[[Rhine|the river]]`, `[[Cologne]]`, `[http://example.org our site]`, `[[File:A.jpg|thumb|A view]]`.

The repair shows what a reader of the wiki would see: the words of the link. Images, categories and links between languages go.
SAFE where the brackets are whole; where one half is missing (`Rhine]]`), UNSAFE. A line `Category:Rivers` that lost its brackets is
found, too.

Left alone: pages written throughout as wiki text; programs and shell tests (`[[ -f a ]]`, `x[[1]]`, `[[nodiscard]]`), lists of
lists (`[[1, 2], [3]]`), quoted code, text that speaks of such brackets, editors' brackets (`[sic]`), placeholders (`[[NAME]]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.markup import is_spoken_of, notations, taken_out
from textcheck.rule import SAFE, UNSAFE, Applicability, Document, Finding, Repair, Rule, Severity, pattern

_NAMESPACES = (
    rb"(?:file|image|media|category|template|special|help|portal|user|talk|wikipedia|wikt|datei|bild|kategorie|vorlage|fichier|"
    rb"cat\xe9gorie|archivo|imagen|categor\xeda|categoria|ficheiro|arquivo|immagine|bestand|afbeelding|categorie|fil|kategori|kategoria|plik)"
)
_LINK = rb"\[\[:?[^\[\]{}\n]+\]\]"
# Its words may hold links of their own.
_IMAGE = rb"(?i)\[\[" + _NAMESPACES + rb":(?:[^\[\]\n]|\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]*\])+\]\]"
_EXTERNAL = (
    rb"\[(?:https?:|ftp:|mailto:)?//?[^\s\[\]]+(?:[ \t]+[^\[\]\n]+)?\]|\[(?:https?|ftp)://[^\s\[\]]+(?:[ \t]+[^\[\]\n]+)?\]"
)
_HALF = rb"\[\[[A-Za-z\xc0-\xff?][^\[\]{}\n=\"]*|[^\[\]{}\n=\"]+\]\]"
_LINE = rb"(?im)^" + _NAMESPACES + rb":[A-Z0-9\xc0-\xde][^\n:]+$"
# What is left of an image's settings where its brackets and its file are gone.
_SETTING = rb"(?:thumb(?:nail)?|frame(?:less)?|border|left|right|cent(?:er|re)|none|upright(?:=[\d.]+)?|alt=[^|\n\[\]]*|\d+(?:x\d+)?px)"
_SETTINGS = rb"(?im)^(?:[^|\n\[\]]+\.(?:jpe?g|png|svg|gif|tiff?) ?\|)?" + _SETTING + rb"(?: ?\| ?" + _SETTING + rb")+ ?\|"
_GATE = (
    rb"(?i)(?:(?m:^)|\.(?:jpe?g|png|svg|gif|tiff?) ?\|)" + _SETTING + rb" ?\|"
    rb"|\[\[[^\s\[\]]|[^\s\[\])\d]\]\]|\[(?:https?:|ftp:|mailto:)?//?[^\s\]]|(?m:^)"
    + _NAMESPACES
    + rb":[A-Z0-9\xc0-\xde][^\n:]+(?m:$)"
)
_PREFIX = re.compile(r"(?i):?(" + _NAMESPACES.decode("latin-1") + r"|[a-z]{2,3}(?:-[a-z]+)?)\s*:\s*\S")
_PARTS = re.compile(r"\s*\|\s*")
# Attributes of C++ and what shells, R and Python put between two brackets.
_NO_PAGE = re.compile(
    r"\[\[(?:nodiscard|maybe_unused|noreturn|fallthrough|deprecated|likely|unlikely|(?!\d{3,4}\]\])[A-Z0-9_]+|(?!\d{3,4}\]\])[-\d\s,.;\"'!$]+|\s.*|[^|]*[$\"=;<>\\@][^|]*|\w+[._]\w+)(?:\||\]\]|$)"
)
# Settings that are no words of another list.
_TELLING = re.compile(r"(?i)thumb|frame|upright|\dpx|\.(?:jpe?g|png|svg|gif|tiff?) ?\|")
_WORD = re.compile(r"[^\W\d_]{2}")
_SOURCES = frozenset(("json", "code", "wiki", "markdown", "org"))


def detect(doc: Document) -> Iterator[Finding]:
    if not pattern(_GATE).search(doc.codes) or notations(doc) & _SOURCES:
        return
    reached = 0
    found = [
        (*match.span(), form)
        for form in (_IMAGE, _LINK, _EXTERNAL, _LINE, _SETTINGS)
        for match in pattern(form).finditer(doc.codes)
    ]
    found.sort(key=lambda item: (item[0], -item[1]))
    whole: list[tuple[int, int]] = []
    for start, end, form in found:
        if start < reached:
            continue
        finding = _whole(doc, start, end, form)
        reached = end
        whole.append((start, end))
        if finding is not None:
            yield finding
    at = 0
    for match in pattern(_HALF).finditer(doc.codes):
        start, end = match.span()
        while at < len(whole) and whole[at][1] <= start:
            at += 1
        if at < len(whole) and whole[at][0] < end:
            continue
        half = _half(doc, start, end)
        if half is not None:
            yield half


def _whole(doc: Document, start: int, end: int, form: bytes) -> Finding | None:
    text = doc.text
    shown = text[start:end]
    words: str | None
    safe: Applicability = SAFE
    if form == _SETTINGS:
        if _TELLING.search(shown) is None:
            return None
        words = ""
    elif form == _LINE:
        words, safe = "", UNSAFE
    elif form == _EXTERNAL:
        words = shown[1:-1].partition(" ")[2].strip()
        if text[end : end + 1] == "(" or not (words or "://" in shown) or text[start - 1 : start].isalnum():
            return None
        if shown[1] == "/" and (not words or shown[2] == " "):
            return None
        if not words:
            # Nothing but an address: a reader sees a number; the address may be all there is.
            words, safe = shown[1:-1], UNSAFE
    else:
        words = _words(text, start, end, shown[2:-2])
        if words is None:
            return None
    if is_spoken_of(doc, start, end, "wiki", near=form != _LINE):
        return None
    first, last, new = (start, end, words) if words else taken_out(text, start, end)
    return _finding(text, start, end, Repair(first, last, new, safe, 0.95 if safe is SAFE else 0.8, _REASON[safe is SAFE]))


_REASON = {True: "a reader of the wiki sees the words of the link alone", False: "what else the source held is unknown"}


def _words(text: str, start: int, end: int, inside: str) -> str | None:
    """What a reader sees of a link, empty where that is nothing; None where this is no link."""
    before = text[start - 1 : start]
    if (
        # A class of a regular expression: [[:space:]].
        (inside[:1] == ":" and inside[-1:] == ":")
        or (before.isalnum() and not text[end : end + 1].isalpha())
        or before in (")", "]", "_", "$")
        or _NO_PAGE.match(text, start, end)
    ):
        return None
    parts = _PARTS.split(inside.strip())
    prefixed = _PREFIX.match(inside)
    if prefixed and not inside.startswith(":") and (len(prefixed.group(1)) > 3 or len(parts) == 1):
        return ""
    if not (_WORD.search(inside) or inside.isdigit()):
        return None
    words = parts[-1] or re.sub(r"^:?[^:|]*:|\s*\([^()]*\)$|, .*$", "", parts[0])
    if len(parts) == 1:
        words = words.lstrip(":")
        if words.partition("#")[0]:
            words = words.replace("#", " § ") if "#" in words else words
    return words


def _half(doc: Document, start: int, end: int) -> Finding | None:
    """Two brackets without their like on the same line."""
    text = doc.text
    opens = text.startswith("[[", start)
    mark = start if opens else end - 2
    line = text[max(0, mark - 400) : mark].rpartition("\n")[2] if not opens else text[mark + 2 : mark + 400].partition("\n")[0]
    if ("]]" if opens else "[[") in line or text[mark - 1 : mark] in ("[", "]") or text[mark + 2 : mark + 3] in ("[", "]"):
        return None
    inner = line[:1] if opens else line[-1:]
    if not (inner.isalpha() or (not opens and inner == ")")) or line.count("[") != line.count("]"):
        return None
    if opens and (_NO_PAGE.match(text[mark : mark + 60]) or text[mark - 1 : mark].isalnum()):
        return None
    if is_spoken_of(doc, mark, mark + 2, "wiki"):
        return None
    repair = Repair(mark, mark + 2, "", UNSAFE, 0.7, "where the other half of the link stood is unknown")
    return _finding(text, mark, mark + 2, repair)


def _finding(text: str, start: int, end: int, repair: Repair) -> Finding:
    shown = text[start : min(end, start + 40)]
    return RULE.finding(
        start,
        end,
        f"source of a wiki link: {shown}",
        confidence=0.95 if repair.applicability is SAFE else 0.85,
        repairs=[repair],
    )


RULE = Rule(
    code="MRK105",
    name="wiki-link",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
