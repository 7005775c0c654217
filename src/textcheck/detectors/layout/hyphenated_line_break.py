"""A word broken by a hyphen at the end of a line: `negotia-⏎tions`, also across a blank line, and `negotia- tions` on one line.

The repair makes the halves one word: without the hyphen where the whole is a word of the language (by its frequency, and by how
much more frequent it is than chance would bring its halves together), with it where both halves are words and the whole is
none (`well-⏎known`), or where the document itself writes it so. Among lines that are broken at a column the line break moves
behind the word; elsewhere it goes. A repair is SAFE where the whole is a well-known word. In a document that keeps the lines of its print
throughout, the hyphens at their ends are its style: one note names all of them, and no repair is applied; nor is it in an old or badly
read print.

Left alone: hyphens that wait for another word (`pre- and post-war`, `Vor- und Nachteile`), hyphens that stand for a dash, at the end of
a verse, say, list markers, numbers and years, and halves of which the second begins a name (`away-⏎Then`). In quoted code a repair is only
proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.flow import NARROWEST, WIDEST, is_old_print, is_set_in_lines, joined
from textcheck.rule import DISPLAY, SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern, severity_at

_LETTER = rb"[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]"
_SMALL = rb"[a-z\xdf-\xf6\xf8-\xff]"
# The question mark stands for U+2010 HYPHEN and for U+FFFE, which some extractors write in its place.
_AT_END = _LETTER + rb"[-\xad\xac?][ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]*" + _LETTER
_IN_LINE = _SMALL + _SMALL + rb"[-\xad\xac] " + _SMALL + _SMALL
_BROKEN = _AT_END + rb"|" + _IN_LINE

_HYPHENS = "-\xad¬\N{HYPHEN}\ufffe"
_LEFT = re.compile(r"(?:[^\W\d_]+[-’'])*[^\W\d_]+$")
_RIGHT = re.compile(r"\s*([^\W\d_]+)")
_LONGEST = 60
# What follows a hyphen that waits for another word or stands for a dash, in several languages.
_APART = frozenset(
    "and or to und oder bis sowie et ou y o e en of och eller og eller i a but nor as than through the vs versus "
    "which who that is was are were he she it they we you in on for with at by from this not so if when where what how".split()
)
_PREFIXES = frozenset("anti non pre post mid un pan trans pro neo sub ex inter all".split())


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    of_style: list[Finding] = []
    for match in pattern(_BROKEN).finditer(doc.codes):
        hyphen = match.start() + 1
        # In a line two letters stand before the hyphen.
        if text[hyphen].isalpha():
            hyphen += 1
        if text[hyphen] not in _HYPHENS:
            continue
        left = _LEFT.search(text, max(0, hyphen - _LONGEST), hyphen)
        right = _RIGHT.match(text, hyphen + 1, match.end() + _LONGEST)
        if left is not None and right is not None:
            finding = _judge(doc, left, hyphen, right)
            if finding is None:
                continue
            if "\n" in text[finding.start : finding.end] and is_set_in_lines(doc):
                of_style.append(finding)
            elif is_old_print(doc, hyphen):
                yield _shown(finding)
            else:
                yield finding
    if of_style:
        yield _style(of_style)


def _shown(finding: Finding) -> Finding:
    return finding._replace(repairs=tuple(repair._replace(applicability=DISPLAY) for repair in finding.repairs))


def _style(found: list[Finding]) -> Finding:
    """The one note on a document that breaks its words at the ends of its lines."""
    many = f"{len(found)} words are broken by hyphens at the ends of lines, as the document is set"
    return RULE.finding(
        found[0].start,
        found[-1].end,
        found[0].message if len(found) == 1 else many,
        confidence=0.75,
        severity=Severity.NOTE,
        repairs=[repair._replace(applicability=DISPLAY) for repair in found[0].repairs] if len(found) == 1 else (),
    )


def _judge(doc: Document, left: re.Match[str], hyphen: int, right: re.Match[str]) -> Finding | None:
    text = doc.text
    before, after = left.group(), right.group(1)
    start, end = left.start(), right.end()
    at_end = "\n" in text[hyphen:end]
    if after[0].isupper() and not before[0].isupper() and before.lower() not in _PREFIXES:
        return None
    word = joined(doc, before, after, start)
    if (after.lower() in _APART and (word.hyphen or not at_end)) or (word.hyphen and not at_end):
        return None
    if start and text[start - 1].isdigit():
        return None
    if not at_end and word.confidence < 0.9:
        return None
    # A prefix may have had its hyphen before the line ended there.
    sure = not word.hyphen and word.confidence >= 0.99 and before.lower() not in _PREFIXES
    replaced_start, replaced_end, replacement = start, end, word.text
    # Among lines that are broken at a column the break moves to the nearer end of the word.
    if at_end and _is_among_lines(text, start, end):
        if len(before) < len(after) and text[start - 1 : start] == " ":
            replaced_start, replacement = start - 1, "\n" + word.text
        else:
            while replaced_end < len(text) and not text[replaced_end].isspace():
                replaced_end += 1
            replacement = word.text + text[end:replaced_end]
            if text[replaced_end : replaced_end + 1] == " ":
                replaced_end += 1
                replacement += "\n"
    reason = (
        "the whole is a well-known word"
        if sure
        else "whether the word keeps its hyphen is a guess by the frequency of its halves"
    )
    confidence = 0.97 if sure else 0.9 if at_end else 0.85
    return RULE.finding(
        start,
        end,
        f"{word.text!r} is broken by a hyphen {'at the end of a line' if at_end else 'and a space'}",
        confidence=confidence,
        severity=severity_at(confidence),
        repairs=[Repair(replaced_start, replaced_end, replacement, SAFE if sure else UNSAFE, word.confidence, reason)],
    )


def _is_among_lines(text: str, start: int, end: int) -> bool:
    """Whether a word stands in text that is broken into lines: both its lines are short, and a sentence runs on into a third."""
    first = text.rfind("\n", max(0, start - WIDEST), start)
    last = text.find("\n", end, end + WIDEST)
    if (first < 0 and start >= WIDEST) or (last < 0 and end + WIDEST < len(text)) or text.count("\n", start, end) > 1:
        return False
    before = first > 0 and start - first > NARROWEST // 2 and text[first - 1] in _RUNNING and text[first + 1].islower()
    after = last - end > NARROWEST // 2 and text[last - 1] in _RUNNING and text[last + 1 : last + 2].islower()
    return before or after


# A line that another hyphen ends says nothing: one torn paragraph may hold several broken words.
_RUNNING = frozenset("abcdefghijklmnopqrstuvwxyz,")

RULE = Rule(
    code="LAY150",
    name="hyphenated-line-break",
    severity=Severity.WARNING,
    detect=detect,
    gate=_BROKEN,
)
