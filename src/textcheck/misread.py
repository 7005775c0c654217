"""Characters of UTF-8 read in a single-byte encoding: what ftfy makes of a whole text, and each character by itself."""

from __future__ import annotations

import re
from functools import cache

from textcheck.document import Document

# The encodings by Python's names; in each, a byte that it does not define is read as Latin-1, as browsers do.
_CODEPAGES = ("cp1252", "mac_roman", "cp437", "cp850", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2")
MARKS = "’‘“”–—…•™"
_LETTERS = "éèêëáàâäãåçíìîïñóòôöõøúùûüýÿßæÉÀÁÂÄÅÇÈÍÎÑÓÔÖØÚÜœšžčćřěůłńśźżąęőűğışășțđāēīōū"
SIGNS = "°£€©®½¼±×·«»§¿¡"


def fixed(doc: Document) -> str:
    """The text as ftfy repairs it: a view, shared by all rules that ask."""
    import ftfy

    return ftfy.fix_encoding_and_explain(doc.text).text


@cache
def forms() -> dict[str, tuple[str, ...]]:
    """What a character looks like where its UTF-8 was read in some encoding, and the characters that look so."""
    found: dict[str, tuple[str, ...]] = {}
    for codepage in _CODEPAGES:
        for character in MARKS + _LETTERS + SIGNS:
            form = "".join(_read(byte, codepage) for byte in character.encode())
            if character not in found.get(form, ()):
                found[form] = (*found.get(form, ()), character)
    return found


def _read(byte: int, codepage: str) -> str:
    try:
        return bytes([byte]).decode(codepage)
    except UnicodeDecodeError:
        return chr(byte)


@cache
def any_form() -> re.Pattern[str]:
    """An expression that finds every form."""
    longest_first = sorted(forms(), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)))
