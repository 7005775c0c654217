"""An entity of HTML or XML that was left in text: "Fish &amp; chips", "don&#8217;t", "10&nbsp;km".

Text was taken out of a page without resolving its entities, or was escaped twice ("&amp;nbsp;"). Named, decimal and hexadecimal ones
are found, also without their semicolon, with a stray space ("& amp;"), without their ampersand ("don#8217;t"), and after a "<", where other
tools stop looking. In prose the repair is SAFE: the character; a no-break space becomes a space. In a passage that speaks of markup it
is UNSAFE, and the finding a note.

Left alone: sources of pages, code, addresses with parameters, entities in backticks or quoted alone, names that are
no entity, and ampersands as such (AT&T, R&D, &c).
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import lru_cache

from textcheck.characters import shown
from textcheck.escapes import is_address, is_spoken_of, standing, token
from textcheck.expressions import expression
from textcheck.residue import Standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity

# Entities that web pages spell without a semicolon. The first of them begin no word, so that letters may follow.
_BARE = "nbsp|[lr]squo|[lr]dquo|mdash|ndash|hellip|eacute|egrave|agrave|ccedil|ntilde|[aeiou]uml|[AOU]uml|szlig|[ai]acute|[aeio]circ|oacute|uacute"
_BARE_BEFORE_NO_LETTER = "amp|lt|gt|quot|apos|bull|copy|reg|trade|pound|euro|deg|middot|laquo|raquo"
_WITHOUT_AMPERSAND = "amp|nbsp|quot|rsquo|lsquo|ldquo|rdquo|mdash|ndash|hellip"
_WITHOUT_AMPERSAND_NUMBERS = "8217|8216|8220|8221|8211|8212|8230|160|0?39|0?38|0?34"
_REFERENCE = expression(
    r"&[ ]?(?:amp;){0,4}(?:#[0-9]{2,7}(?:;|(?![0-9A-Za-z]))|#(?:8[0-9]{3}|0?3[489]|160)(?![0-9;])|#[xX][0-9A-Fa-f]{2,6}(?:;|(?![0-9A-Za-z]))|[A-Za-z][A-Za-z0-9]{1,31};"
    rf"|(?:{_BARE_BEFORE_NO_LETTER})(?![A-Za-z0-9=;])|(?:{_BARE})(?![=;]))"
    rf"|(?<![&\w/#])(?:{_WITHOUT_AMPERSAND});|(?<=[\w \"“(])#(?:{_WITHOUT_AMPERSAND_NUMBERS});"
)
_GATE = (
    rf"&[ ]?(?:#[0-9xX]|[A-Za-z][A-Za-z0-9]{{1,31}};|{_BARE}|(?:{_BARE_BEFORE_NO_LETTER})(?:[^A-Za-z0-9=]|\z))"
    rf"|#(?:{_WITHOUT_AMPERSAND_NUMBERS});|(?:\A|[^&A-Za-z])(?:{_WITHOUT_AMPERSAND});"
).encode()
_NAMES = expression(r"[A-Za-z][A-Za-z0-9]*")
# What is resolved to nothing or to a space, because it is seen as such.
_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u00ad": None, "\u200b": None, "\u200e": None, "\u200f": None, "\u2028": " ", "\r": "\n"}
)
_MOST_ESCAPES = 6


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    run_start, run_end, resolved = -1, -1, ""
    for match in _REFERENCE.finditer(text):
        meant = _resolve(match.group())
        if meant is None:
            continue
        if match.start() == run_end:
            run_end, resolved = match.end(), resolved + meant
            continue
        if run_end >= 0 and (finding := _judge(doc, run_start, run_end, resolved)) is not None:
            yield finding
        run_start, run_end, resolved = match.start(), match.end(), meant
    if run_end >= 0 and (finding := _judge(doc, run_start, run_end, resolved)) is not None:
        yield finding


# What texts hold is not to be remembered without bound.
@lru_cache(1 << 12)
def _resolve(reference: str) -> str | None:
    """The text of a reference, however often it was escaped; None where it is none."""
    source = reference.replace(" ", "")
    if not source.startswith("&"):
        source = "&" + source
    if not source.endswith(";"):
        source += ";"
    for _ in range(_MOST_ESCAPES):
        resolved = html.unescape(source)
        if resolved == source:
            break
        source = resolved
    else:
        return None
    name = _NAMES.match(source[1:]) if source.startswith("&") and len(source) > 1 else None
    if name is not None:
        lower = html.unescape(source.lower())
        if lower == source.lower():
            return None
        source = lower
    if (
        not source
        or "\ufffd" in source
        or any((character < " " and character not in "\t\n\r") or "\x7f" <= character <= "\x9f" for character in source)
    ):
        return None
    if any("\ud800" <= character <= "\udfff" for character in source):
        return None
    return source


# Different entities side by side, each by itself, are spoken of: "&amp; &lt; &gt;".
_NEXT = expression(r"(?:,| and| or)?\s{1,2}(&#?\w{2,10};)(?![\w&])")
_LAST = expression(r"(?<![\w&])(&#?\w{2,10};)(?:,| and| or)?\s{1,2}$")


def _is_listed(text: str, start: int, end: int) -> bool:
    own = text[start:end]
    following, preceding = _NEXT.match(text, end, end + 20), _LAST.search(text[max(0, start - 20) : start])
    others = {found.group(1) for found in (following, preceding) if found is not None}
    return any(other != own and "nbsp" not in other for other in others) and "nbsp" not in own


def _judge(doc: Document, start: int, end: int, resolved: str) -> Finding | None:
    text = doc.text
    first, last = token(text, start, end)
    if is_address(_REFERENCE.sub(" ", text[first:start]) + " " + _REFERENCE.sub(" ", text[end:last])) or is_spoken_of(
        text, start, end
    ):
        return None
    if _is_listed(text, start, end):
        return None
    stands = standing(doc, start, end)
    if stands is Standing.NOTATION:
        return None
    meant = resolved.translate(_PLAIN)
    if not meant.strip(" ") and meant:
        before, after = text[start - 1 : start], text[end : end + 1]
        meant = "" if before in ("", " ", "\n") or after in ("", " ", "\n") else " "
    prose = stands is Standing.PROSE
    repair = Repair(
        start,
        end,
        meant,
        SAFE if prose else UNSAFE,
        0.98 if prose else 0.7,
        "prose is not escaped" if prose else "the passage speaks of markup and may show the entity",
    )
    twice = "escaped twice and " if "&amp;" in text[start:end].replace(" ", "") and resolved != "&" * len(resolved) else ""
    return RULE.finding(
        start,
        end,
        f"entity '{shown(text[start:end])}' {twice}left for '{shown(meant)}'"
        if meant
        else f"entity '{shown(text[start:end])}' {twice}left",
        confidence=0.97 if prose else 0.6,
        repairs=[repair],
        severity=Severity.WARNING if prose else Severity.NOTE,
    )


RULE = Rule(
    code="ENC304",
    name="character-reference",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
