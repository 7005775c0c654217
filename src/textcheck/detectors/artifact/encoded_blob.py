"""A file written out as letters: a `data:` address, a long run of base64, a dump of bytes.

No reader can read it, and it is a repair to take it out, UNSAFE because a page may have shown the picture that it is. Where the text speaks of
programs, a finding is a note.

Left alone: addresses on the web, paths, long compound words and names in camel case, sequences of genes and proteins, keys between their
`BEGIN` and `END` lines, and quoted code.
"""

from __future__ import annotations

from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, removal, standing
from textcheck.rule import UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_BLOB = (
    rb"\beyJ[A-Za-z0-9_-]{8}[A-Za-z0-9_-]*\.eyJ[A-Za-z0-9_-]{8}[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)?|"
    rb"data:[a-z]+/[A-Za-z0-9.+-]+(?:;[a-z-]+=[^;,\s]+)*;base64,[A-Za-z0-9+/=_-]*|data:(?:image|text|application|font|audio|video)/[A-Za-z0-9.+-]+[;,][^\s\"'<>()]{16}[^\s\"'<>()]*|"
    rb"[A-Za-z0-9+/_-]{40}[A-Za-z0-9+/_-]*={0,2}|\b[A-Za-z0-9+/]{14}[A-Za-z0-9+/]*={1,2}|"
    rb"\b(?:[0-9A-Fa-f]{2} ){15}(?:[0-9A-Fa-f]{2} ?)*\b"
)
# What every one of them holds; runs of letters are not counted in the scan that all documents take.
_GATE = rb"data:[a-z]+/[A-Za-z0-9.+-]+[;,]|[a-z][A-Z][A-Za-z0-9+/_-]*[0-9]|(?:[0-9A-Fa-f]{2} ){8}"
_MIXED = expression(r"[a-z][A-Z][A-Za-z0-9+/_-]*[0-9]")
_SAMPLE = 600
_KIND = expression(r"[A-Z]+|[a-z]+|[0-9]+|[+/_-]+")
# Random letters change between upper case, lower case and digits at two of three places; words and names far more rarely.
_FEWEST_CHANGES = 0.38
_MOST_HYPHENS = 0.1
_SYLLABLES = expression(r"[a-z]{5,}")
_HEX = expression(r"[0-9A-Fa-f]+")
_LINE = expression(r"\n([A-Za-z0-9+/]{2,200}={0,2})(?=\n|\Z)")
_PLAIN = expression(r"[A-Za-z]?[a-z]*|[A-Z]+|\d+")
_PATH = expression(r"/?[a-z]{3,}[a-z0-9_-]*/")
_LONGEST = 200_000


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    done = 0
    for match in pattern(_BLOB).finditer(doc.codes):
        start, end = match.span()
        if start < done:
            continue
        written = text[start : min(end, start + _SAMPLE)]
        if not written.startswith(("data:", "eyJ")) and (_is_address(text, start) or not _is_random(written)):
            continue
        # A blob may be broken into lines.
        while end - start < _LONGEST and (line := _LINE.match(text, end)) is not None and _continues(line.group(1)):
            end = line.end()
        while text[end : end + 1] == "=":
            end += 1
        done = end
        around = standing(doc, start, end)
        if around is Standing.NOTATION or "-----BEGIN" in text[max(0, start - 200) : start]:
            continue
        talk = around is Standing.TALK
        left, right = removal(text, start, end)
        yield RULE.finding(
            start,
            end,
            f"{end - start} characters of an encoded file",
            confidence=0.5 if talk else 0.92,
            severity=Severity.NOTE if talk else Severity.WARNING,
            repairs=[Repair(left, right, "", UNSAFE, 0.6 if talk else 0.9, "a page may have shown what it encodes")],
        )


def _continues(line: str) -> bool:
    """Whether a line goes on with what is encoded: its last line may be short, but has a multiple of four characters."""
    return _is_random(line) or (len(line) % 4 == 0 and _PLAIN.fullmatch(line) is None)


def _is_address(text: str, start: int) -> bool:
    """Whether a run is part of an address or a path."""
    head = text[max(0, start - 300) : start]
    head = head[max(head.rfind(mark) for mark in " \n\t") + 1 :]
    if _PATH.match(text, start, start + 60):
        return True
    return "://" in head or "www." in head or head[-1:] in ("/", "?", "&", "=", "%", ".", "@", "#", "~", "\\", "_")


def _is_random(written: str) -> bool:
    """Whether letters and digits change as no words do."""
    if " " in written:
        # Pairs of digits alone are numbers; bytes have letters in six of sixteen digits.
        return sum(not pair.isdigit() for pair in written.split()) >= 4
    if _HEX.fullmatch(written) or not (
        any(map(str.isdigit, written)) and any(map(str.islower, written)) and any(map(str.isupper, written))
    ):
        return False
    body = written.rstrip("=")
    if _MIXED.search(body) is None:
        return False
    if body.count("-") > _MOST_HYPHENS * len(body):
        # A pathway, a part number; of what is encoded one letter in 32 is a hyphen, or one in 64.
        return False
    # Words between hyphens, as chemists write them.
    if sum(map(len, _SYLLABLES.findall(body))) > 0.3 * len(body):
        return False
    return len(_KIND.findall(body)) >= _FEWEST_CHANGES * len(body)


RULE = Rule(
    code="ART119",
    name="encoded-blob",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
