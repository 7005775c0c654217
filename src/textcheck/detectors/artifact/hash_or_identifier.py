"""A digest or an identifier of a machine in a text for readers: `d41d8cd98f00b204e9800998ecf8427e`, `3f2504e0-4f89-11d3-9a0c-0305e82c3301`.

Where the words around name it (a commit, a checksum, a key) it is a note; elsewhere it is a warning. It is a repair to take it out with
the brackets that enclose it, UNSAFE because somebody may look it up.

Left alone: parts of addresses, paths and file names, numbers without letters, words without digits, and quoted code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_DIGEST = rb"\b(?:0x)?[0-9a-f]{24}[0-9a-f]*\b|\b(?:0x)?[0-9A-F]{24}[0-9A-F]*\b|\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b"
_LENGTHS = frozenset([24, 32, 40, 48, 56, 64, 96, 128])
_NAMED = expression(
    r"\b(?:commits?|hash(?:es|ed)?|sha-?\d*|md5|checksums?|digests?|fingerprints?|signatures?|[ug]uids?|ids?|identifiers?|keys?|address(?:es)?|revisions?|git|torrent|magnet|"
    r"wallets?|transactions?|blocks?|tokens?|serial|contract|etag|tx)\b",
    re.IGNORECASE,
)
_NEAR = 60
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_DIGEST).finditer(doc.codes):
        start, end = match.span()
        written = text[start:end]
        body = written.removeprefix("0x")
        if "-" not in body and len(body) not in _LENGTHS:
            continue
        letters = sum(map(str.isalpha, body))
        if letters < 3 or len(body) - letters < 3:
            continue
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if (
            (before and before in "/=_.@%#-\\&?~:+'\"")
            or (after and after in "/_@%=&\\-'\"")
            or (after == "." and text[end + 1 : end + 2].isalnum())
        ):
            continue
        around = standing(doc, start, end)
        if around is Standing.NOTATION:
            continue
        named = _NAMED.search(text[max(0, start - _NEAR) : start]) or _NAMED.search(text[end : end + _NEAR])
        noted = around is Standing.TALK or named is not None
        if before and _PAIRS.get(before) == after:
            start, end = start - 1, end + 1
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            f"'{written}' is a digest or an identifier of a machine",
            confidence=0.5 if noted else 0.9,
            severity=Severity.NOTE if noted else Severity.WARNING,
            repairs=[Repair(left, right, "", UNSAFE, 0.5 if noted else 0.85, "somebody may look it up")],
        )


RULE = Rule(
    code="ART120",
    name="hash-or-identifier",
    severity=Severity.WARNING,
    detect=detect,
    gate=_DIGEST,
)
