"""What a terminal needs: text that cannot steer it, its width in columns, and colours."""

from __future__ import annotations

import unicodedata

BOLD = "1"
DIM = "2"
RED = "31"
GREEN = "32"
CYAN = "36"

# Invisible, and without effect on a terminal; Persian, the languages of India and emoji are unreadable without them.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def painted(text: str, codes: str, color: bool) -> str:
    """A text in ANSI colours where `color` is true."""
    return f"\x1b[{codes}m{text}\x1b[0m" if color and text else text


def visible(text: str, *, strict: bool = False) -> str:
    r"""A text that a terminal shows as it is: what is invisible, or would steer the terminal, is written out.

    With `strict`, for the damaged span itself, odd spaces and joiners are written out, too.

    >>> visible("a\tb\x1b[31m\u202e"), visible("no\u00a0break") == "no\u00a0break", visible("\u00a0", strict=True)
    ('a␉b␛[31m<U+202E>', True, '<U+00A0>')
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _written_out(char, strict) for char in text)


def _written_out(char: str, strict: bool) -> str:
    point = ord(char)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if not strict and (char in _JOINERS or unicodedata.category(char) == "Zs"):
        return char
    return f"<U+{point:04X}>"


def width(text: str) -> int:
    """How many columns a terminal needs for a text.

    >>> width("abc"), width("日本"), width("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if char in _JOINERS or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
