"""Lines with a role: lines of a page, such as a share bar or a cookie notice, that are no part of its text.

A role is a table of what such lines say. A line has the role where all its segments (its sentences, or what stands between bars)
are in the table, so that prose that speaks of the same things has it not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from textcheck.document import Document
from textcheck.finding import Applicability, Repair
from textcheck.patterns import pattern

# A line of a page that is longer is a paragraph.
LONGEST = 400
# Neighbours of the same kind, such as the names of networks below "Share", are taken so far.
_FURTHEST = 40
# A longer line is a paragraph that happens to mention the same things.
_LONGEST_ASIDE = 80
# Code points of the shortest line of any role.
_SHORTEST = 2
# Between two neighbours lie a few blank lines at most.
_WIDEST_GAP = 6

_LEADING = " \t\N{NO-BREAK SPACE}>*•·–—»›|#_[](){}<«‹▶►→←↓↑✓+~=:;,.\"'“”‘’…\\/-©®&\N{ZERO WIDTH SPACE}\ufeff"
_TRAILING = _LEADING + "!?¿¡"
# The first class is all that is looked for in prose.
_SPLIT = re.compile(
    r"[.!?…\s|•·▪●►▶](?:(?<=[.!?…])[\"”’)\]]*\s+|(?<=[|•·▪●►▶\t])[|•·▪●►▶\t]*\s*"
    r"|(?<=\s)\s*(?:[|•·▪●►▶\t]+\s*|[»›→]+\s*|(?<=\s{3})))"
)


# Direct speech and quotations are text whatever they say.
_QUOTES = "\"'“‘«„"
_SPEECH = re.compile(r"[\"'“‘«„][^\"”’»“|]*[\"'”’»“]")


class Role(NamedTuple):
    """How the lines of a role read; all tables are alternatives of `re`, one a line, that ignore case.

    `says` is matched with a whole segment, marks at its ends aside. `asides` are segments that mean nothing alone and are taken
    beside one that says. `sentence` are sentences sure enough to be found inside a paragraph. `share` is the least part of a line,
    its first segment included, that has to be known. `button` are words that stand alone in a line, without any mark, with a capital.
    """

    says: str
    asides: str = ""
    sentence: str = ""
    share: float = 1.0
    button: str = ""


def gate(opens: str, holds: str = "") -> bytes:
    """An RE2 pattern over `Document.codes`: a line that begins with one of `opens`, or a place that reads like one of `holds`.

    Both are tables like those of a role; letters match in either case.
    """
    parts = []
    if opens:
        parts.append(rf"(?:\A|[\n\r])[^A-Za-z0-9\n]{{0,8}}(?:{_joined(opens)})")
    if holds:
        parts.append(f"(?:{_joined(holds)})")
    return f"(?i:{'|'.join(parts)})".encode("cp1252")


def role_lines(doc: Document, role: Role, candidates: Iterator[Any]) -> Iterator[tuple[int, int]]:
    """The spans of the lines, or sentences, of a role among the lines that hold a candidate, in text order.

    Lines that follow each other are one span.
    """
    text = doc.text
    last = len(text) - _SHORTEST
    done = -1
    for match in candidates:
        at, end = match.span()
        # The break before a line and white space at its beginning belong to the match, not to the line.
        while at < end - 1 and text[at].isspace():
            at += 1
        if at < done:
            continue
        line = line_at(text, at)
        if line is None:
            done = end
        elif has_role(text[line[0] : line[1]], role):
            start, done = _reach_back(text, line, role, done), _reach_on(text, line, role)
            yield start, done
            if done > last:
                # Mostly such a line is the last one, so that the rest need not be searched.
                return
            continue
        if role.sentence:
            span = _sentence_at(text, at)
            if span is not None and span[0] >= done and _fits(role.sentence, _bare(text[span[0] : span[1]])):
                yield span
            # No other candidate in the same sentence makes it fit, and where none ends nearby the next will find none either.
            done = max(done, at + LONGEST // 2 if span is None else span[1])


def has_role(line: str, role: Role) -> bool:
    """Whether a line says what lines of a role say, and nothing else."""
    if line[:1] in _QUOTES and _SPEECH.match(line):
        return False
    if role.button and line[:1].isupper() and _fits(role.button, line):
        return True
    bare = _bare(line)
    if _fits(role.says, bare):
        return True
    first = _SPLIT.search(line)
    # Prose is dismissed by its first sentence.
    if first is None or ((begins := _bare(line[: first.start()])) and not _is_known(role, begins)):
        return False
    segments = segments_of(line)
    if not segments or not _is_known(role, segments[0]) or not any(_fits(role.says, segment) for segment in segments):
        return False
    known = sum(len(segment) for segment in segments if _is_known(role, segment))
    return known >= role.share * sum(map(len, segments))


def segments_of(line: str) -> list[str]:
    """The sentences of a line, or what stands between its bars, without marks at their ends."""
    return [segment for part in _SPLIT.split(line) if (segment := _bare(part))]


def _bare(part: str) -> str:
    """A part of a line without the marks at its ends, but for the bracket that closes one in it."""
    bare = part.strip(_TRAILING)
    return bare + ")" if bare.count("(") > bare.count(")") and ")" in part[-4:] else bare


def line_at(text: str, at: int) -> tuple[int, int] | None:
    """The span of the line around a place without white space at its ends, None where it is blank or too long for a line of a page."""
    low = max(0, at - LONGEST)
    start = text.rfind("\n", low, at) + 1
    if start == 0 and low > 0:
        return None
    end = text.find("\n", at, at + LONGEST)
    if end < 0:
        end = min(len(text), at + LONGEST)
        if end < len(text):
            return None
    if end - start > LONGEST:
        return None
    return _stripped(text, start, end)


def deletion(text: str, start: int, end: int, reason: str, applicability: Applicability = Applicability.UNSAFE) -> Repair:
    """The repair that takes a line out with the breaks on its shorter side, or a sentence with the space beside it."""
    low, high = max(0, start - _WIDEST_GAP), min(len(text), end + _WIDEST_GAP)
    before, after = start, end
    while before > low and text[before - 1] in " \t\r\n":
        before -= 1
    while after < high and text[after] in " \t\r\n":
        after += 1
    gap_before, gap_after = text[before:start], text[end:after]
    if gap_before and not gap_after and text[end : end + 1] in ".,;:!?)":
        start = before
    elif after == len(text) or (before > 0 and gap_before.count("\n") < gap_after.count("\n")):
        start = before if gap_before else start
        end = after if after == len(text) and before == 0 else end
    else:
        end = after
    return Repair(start, end, "", applicability, 0.9, reason)


def _reach_back(text: str, line: tuple[int, int], role: Role, done: int) -> int:
    """Where the first of the lines before one of a role begins that say what it says, too, or hold nothing but asides."""
    start = line[0]
    for _ in range(_FURTHEST):
        # A gap without a break is none.
        gap = text.rfind("\n", max(0, start - _WIDEST_GAP), start)
        if gap < 0:
            break
        low = max(0, gap - LONGEST)
        before = text[low:gap].rstrip()
        said = before[before.rfind("\n") + 1 :].lstrip()
        end = low + len(before)
        begin = end - len(said)
        # A longer line is a paragraph, or is found for itself.
        if not said or len(said) > _LONGEST_ASIDE or start - end > _WIDEST_GAP or begin < done:
            break
        if not _goes_along(said, role):
            break
        start = begin
    return start


def _reach_on(text: str, line: tuple[int, int], role: Role) -> int:
    """Where the last of the lines after one of a role ends that say what it says, too, or hold nothing but asides."""
    end = line[1]
    for _ in range(_FURTHEST):
        gap = text[end : end + _WIDEST_GAP]
        after = gap.lstrip()
        if not after or "\n" not in gap[: len(gap) - len(after)]:
            break
        neighbour = line_at(text, end + len(gap) - len(after))
        if neighbour is None or neighbour[1] - neighbour[0] > _LONGEST_ASIDE:
            break
        if not _goes_along(text[neighbour[0] : neighbour[1]], role):
            break
        end = neighbour[1]
    return end


def _goes_along(said: str, role: Role) -> bool:
    return has_role(said, role) or _are_known(role, segments_of(said))


_END = re.compile(r"[.!?…][\"”’)\]]*(?=\s|$)")
_START = re.compile(r"[.!?…][\"”’)\]]*\s+")


def _sentence_at(text: str, at: int) -> tuple[int, int] | None:
    """The span of the sentence around a place, None where it has no end nearby."""
    low = max(0, at - LONGEST)
    low = max(low, text.rfind("\n", low, at) + 1)
    starts = [match.end() for match in _START.finditer(text, low, at)]
    start = starts[-1] if starts else low
    break_at = text.find("\n", at, at + LONGEST)
    end = _END.search(text, at, at + LONGEST if break_at < 0 else break_at)
    return _stripped(text, start, end.end() if end else break_at) if end or break_at > 0 else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    line = text[start:end]
    bare = line.strip()
    if not bare:
        return None
    start += len(line) - len(line.lstrip())
    return start, start + len(bare)


def _joined(table: str) -> str:
    return "|".join(filter(None, (line.strip() for line in table.splitlines())))


@cache
def _compiled(table: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_joined(table)})", re.IGNORECASE)


def _are_known(role: Role, segments: list[str]) -> bool:
    return bool(segments) and all(_is_known(role, segment) for segment in segments)


def _is_known(role: Role, segment: str) -> bool:
    return _fits(role.says, segment) or (role.asides != "" and _fits(role.asides, segment))


def _fits(table: str, segment: str) -> bool:
    # The shortest lines fit more often than not.
    return (len(segment) <= _SHORT or _may_fit(table, segment)) and _compiled(table).fullmatch(segment) is not None


def _may_fit(table: str, segment: str) -> bool:
    """Whether a table may match a segment: an automaton tells at once that most prose does not.

    It leaves aside lengths and the edges of words, which would make it large.
    """
    try:
        codes = segment.encode() if segment.isascii() else segment.translate(_CAPITALS).encode("cp1252")
    except UnicodeEncodeError:
        return True
    return _filter(table).fullmatch(codes) is not None


_SHORT = 24
# RE2 knows no capitals but those of ASCII.
_CAPITALS = {ord(letter): letter.lower() for letter in "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŠŒŽŸ"}
# What RE2 reads in another way than `re`, has not, or counts at great cost; without it a pattern matches more.
_EDGE = re.compile(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\\b")
_COUNTED = re.compile(r"(?<!\\)\{[0-9]+(?:,[0-9]*)?\}")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\[ws]")
# What is in Windows-1252 of the classes `\w` and `\s`; what is not in it at all, and a byte that is never written instead.
_LETTERS = r"0-9A-Z_a-z\x83\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xaa\xb2\xb3\xb5\xb9-\xbe\xc0-\xd6\xd8-\xf6\xf8-\xff"
_BLANKS = r"\x09-\x0d\x1c-\x20\xa0"
_UNENCODABLE = re.compile("[^\x00-\xff‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€ƒ]")
_NEVER = r"\x81"


@cache
def _filter(table: str) -> Any:
    """A pattern of RE2 over `Document.codes` that matches whatever the table does, and more."""
    wider = _CLASS.sub(_in_codes, _COUNTED.sub("*", _EDGE.sub("", _joined(table))))
    return pattern(f"(?i:{_UNENCODABLE.sub(lambda _: _NEVER, wider.translate(_CAPITALS))})".encode("cp1252"))


def _in_codes(found: re.Match[str]) -> str:
    """A class of `re` as one of RE2 over codes."""
    part = found.group()
    inner = part.replace(r"\w", _LETTERS).replace(r"\s", _BLANKS)
    return inner if part[0] == "[" else f"[{inner}]"
