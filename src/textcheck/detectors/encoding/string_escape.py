"""Escapes of a program that were left in prose: "don\\u2019t", "it\\'s", "the end.\\nThe beginning".

Text was printed as a string literal, or escaped twice. Codes of characters (`\\u2019`, `\\u{1F600}`, `\\xc3\\xa9`, `\\303\\251`), marks
(`\\'`, `\\"`, `\\/`) and breaks (`\\n`, `\\r\\n`, `\\t`) are found, also with the backslash doubled, "donu2019t", where it is gone, and
`<U+2019>` and `<e2><80><99>`, which R prints.
Decoding them is SAFE in prose, except for single bytes and slashes, and UNSAFE where the passage speaks of programs.

Left alone: programs, JSON, regular expressions, TeX (`\\nu`, `\\'e`, `\\"o`), Windows paths, backticks, and escapes quoted alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.characters import is_word, shown
from textcheck.escapes import in_literal, is_spoken_of, standing, token
from textcheck.expressions import expression
from textcheck.lost_letters import is_contraction, is_elision
from textcheck.residue import Standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_ESCAPES = expression(
    r"(?:\\{1,2}[uU][dD][89aAbB][0-9a-fA-F]{2}\\{1,2}[uU][dD][c-fC-F][0-9a-fA-F]{2}|\\{1,2}u[0-9a-fA-F]{4}|\\{1,2}u\{[0-9a-fA-F]{1,6}\}"
    r"|\\{1,2}U[0-9a-fA-F]{8})+"
    r"|(?:\\{1,2}x[0-9a-fA-F]{2})+|(?:\\{1,2}[0-3][0-7]{2})+|(?:\\{1,2}r\\{1,2}n|\\{1,2}[nrt])+|\\{1,3}[\"'/]"
    r"|(?:<U\+[0-9A-Fa-f]{4,8}>)+|(?:<[0-9a-f]{2}>){2,}|(?<=[A-Za-z])u00[c-f][0-9a-f]"
    r"|(?<=[a-z])u2019(?=(?:t|s|re|ve|ll|d|m)\b)"
)
_GATE = (
    rb"\\(?:u\{?[0-9a-fA-F]|U[0-9a-fA-F]{8}|[uU][dD]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|[nrt\"'/])|[a-z]u2019[a-z]"
    rb"|<U\+[0-9A-Fa-f]{4}|<[c-f][0-9a-f]><[89ab]|[A-Za-z]u00[c-f][0-9a-f]"
)
_HEX = expression(r"[uU]\{?([0-9a-fA-F]{4,8}|[0-9a-fA-F]{1,6}(?=\}))")
# Commands of TeX that begin like a break of lines; what follows the letter may else be a word.
_TEX = frozenset(
    "nu ne neq ni nabla not notin noindent nolimits newline newpage newcommand neg natural nonumber normalsize nocite nopagebreak "
    "numberline nmid nless ngtr ncong nearrow nwarrow nexists tau theta times to top text textbf textit texttt textsc textrm textsf "
    "textwidth tfrac tan tanh title tag tilde today table tableofcontents tiny thanks therefore triangle rho right rangle rightarrow "
    "ref rm real rule renewcommand raggedright rfloor rceil rvert rbrace root relax require item".split()
)
_DRIVE = expression(r"(?:^|[\"'(])[A-Za-z]:\\|^\\\\[\w.]+\\")
_PATH = expression(r"\w\\[\w.-]+\\\w|\.(?:exe|dll|txt|docx?|py|bat|ini|log)\b", re.I)
_COMMAND = expression(r"\\(?:[a-zA-Z]{3,}[{\[\\ ]|begin|end|frac|[dswDSWb][+*?\])])|\$[^$\n]{1,80}\\")
_COMMON = 1e-6


def detect(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in _escapes(doc):
        judged = _meant(doc, match)
        if judged is None:
            continue
        start, end = match.span()
        first, last = token(text, start, end)
        raw = text[first:last]
        if (
            in_literal(text, start)
            or "://" in raw
            or _DRIVE.search(raw)
            # Seldom anything looks like a path, and escapes are only then taken out.
            or (_PATH.search(raw) and _PATH.search(_ESCAPES.sub(" ", raw)))
            or is_spoken_of(text, start, end)
        ):
            continue
        if _is_among_commands(doc, start // _PLACE):
            continue
        stands = standing(doc, start, end)
        if stands is Standing.NOTATION:
            continue
        meant, sure = judged
        prose = stands is Standing.PROSE
        repair = Repair(
            start,
            end,
            meant,
            SAFE if sure and prose else UNSAFE,
            0.97 if sure and prose else 0.8,
            "prose is not escaped" if sure and prose else "it may be meant as it stands",
        )
        yield RULE.finding(
            start,
            end,
            f"escape '{shown(match.group())}' left for '{shown(meant)}'",
            confidence=0.95 if prose else 0.6,
            repairs=[repair],
            severity=Severity.WARNING if prose else Severity.NOTE,
        )


def _escapes(doc: Document) -> Iterator[re.Match[str]]:
    """What looks like an escape: where the gate matches, since to try each code point of a text takes twenty times as long."""
    text, end = doc.text, 0
    for found in pattern(_GATE).finditer(doc.codes):
        # Of backslashes in a row the gate takes the last, and of some escapes the letter before.
        tried = range(max(end, found.start() - 2), found.start() + 2)
        match = next(filter(None, (_ESCAPES.match(text, at) for at in tried)), None)
        if match is not None:
            end = match.end()
            yield match


# Code points that share one answer to whether commands stand around.
_PLACE = 100


def _is_among_commands(doc: Document, place: int) -> bool:
    known = doc.view(_commands)
    if place not in known:
        around = doc.text[max(0, (place - 2) * _PLACE) : (place + 3) * _PLACE]
        known[place] = _COMMAND.search(around) is not None and _COMMAND.search(_ESCAPES.sub(" ", around)) is not None
    return known[place]


def _commands(doc: Document) -> dict[int, bool]:
    return {}


def _meant(doc: Document, match: re.Match[str]) -> tuple[str, bool] | None:
    """What an escape stands for, and whether that is sure; None where it is none."""
    text, (start, end) = doc.text, match.span()
    escape = match.group()
    if escape[0] == "<":
        return _of_r(escape)
    if escape.startswith("u00"):
        meant = chr(int(escape[1:], 16))
        whole = _letters_before(text, start) + meant + _letters_after(text, end)
        return (meant, False) if is_word(whole) else None
    if escape[0] == "u":
        head = _letters_before(text, start)
        tail = _letters_after(text, end)
        return ("’", True) if is_contraction(head, tail) or (tail == "s" and is_word(head)) else None
    kind = escape.lstrip("\\")[0]
    if kind in "uU":
        return _characters(escape)
    if kind == "x" or kind.isdigit():
        return _bytes(text, start, end, escape, kind)
    if kind in "nrt":
        return _break(text, start, end, escape)
    if kind == "/":
        between = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        return ("/", False) if between and escape == "\\/" else None
    return _quote(doc, start, end, kind)


def _characters(escape: str) -> tuple[str, bool] | None:
    units = "".join(chr(min(int(code, 16), 0x10FFFF)) for code in _HEX.findall(escape))
    try:
        meant = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    meant = meant.replace("\u00a0", " ")
    if not meant or any(
        not character.isprintable() and character not in "\n\t\u200b\u200d\ufe0f\ufeff\u00ad\u2028" for character in meant
    ):
        return None
    return meant, True


def _of_r(escape: str) -> tuple[str, bool] | None:
    """What R prints as <U+2019> or <e2><80><99> where it cannot print the character."""
    codes = re.findall(r"[0-9A-Fa-f]+", escape.replace("U+", ""))
    if escape[1] == "U":
        meant = "".join(chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "" for code in codes)
    else:
        try:
            meant = bytes(int(code, 16) for code in codes).decode("utf-8")
        except UnicodeDecodeError:
            return None
        if meant.isascii():
            return None
    meant = meant.replace("\u00a0", " ")
    return (meant, True) if meant.isprintable() and meant else None


def _bytes(text: str, start: int, end: int, escape: str, kind: str) -> tuple[str, bool] | None:
    if kind == "x":
        data = bytes(int(code, 16) for code in re.findall(r"x(..)", escape))
    else:
        data = bytes(int(code, 8) for code in re.findall(r"[0-3][0-7]{2}", escape))
    if data.isascii():
        meant = data.decode("ascii")
        if kind != "x" or not meant.isprintable() or not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            return None
        return meant, len(meant) == 1
    try:
        meant = data.decode("utf-8").replace("\u00a0", " ")
        sure = True
    except UnicodeDecodeError:
        if kind != "x" or len(data) > 2:
            return None
        meant, sure = data.decode("cp1252", "replace"), False
        head, tail = _letters_before(text, start), _letters_after(text, end)
        if not (
            (meant == "’" and (is_contraction(head, tail) or (head and tail == "s")))
            or (meant in "“”‘’–—…" and not (head and tail))
            or (meant.isalpha() and is_word(_word_around(text, start, end)))
            or meant in "£°"
        ):
            return None
    return (meant, sure) if meant.isprintable() else None


_END_OF_LITERAL = expression(r"[\"'](?:[),;]| \\)")
_BASE64 = re.compile(r"(?=[^\s]{0,29}[0-9])(?=[^\s]{0,29}[A-Z])(?=[^\s]{0,29}[a-z])[A-Za-z0-9+/=]{24,30}$")
_PIECE = r"[^\W\d_]|\\{1,2}x[0-9a-fA-F]{2}"
_HEAD = expression(rf"(?:{_PIECE})*$")
_TAIL = expression(rf"(?:{_PIECE})*")


def _word_around(text: str, start: int, end: int) -> str:
    """The word that an escaped byte of Windows-1252 stands in, with all its escapes resolved so."""
    head, tail = _HEAD.search(text[max(0, start - 40) : start]), _TAIL.match(text[end : end + 40])
    word = (head.group() if head else "") + text[start:end] + (tail.group() if tail else "")
    return re.sub(r"\\{1,2}x(..)", lambda code: bytes([int(code[1], 16)]).decode("cp1252", "replace"), word)


def _break(text: str, start: int, end: int, escape: str) -> tuple[str, bool] | None:
    if _END_OF_LITERAL.match(text, end) or _BASE64.search(text[max(0, start - 30) : start]):
        return None
    letters = re.findall(r"[nrt]", escape)
    meant = "".join(letters).replace("rn", "\n").replace("n", "\n").replace("r", "\n").replace("t", "\t")
    before, after = text[start - 1 : start], text[end : end + 1]
    if len(letters) > 1 and (before or after):
        return meant, True
    if before == "\\" or after == "\\":
        return None
    if before in ("", " ", "(", "\t") and after in ("", " ", ")", "\t", ",", ".") and not _ends_sentence(text, start, end):
        # Alone between spaces it is spoken of, unless it parts two sentences.
        return None
    rest = _letters_after(text, end)
    if rest and rest[0].islower():
        # One backslash and letters may be a command, or the name of a folder: the rest must be a word, and the whole none.
        whole = letters[-1] + rest
        if whole in _TEX or not is_word(rest) or (len(rest) < 2 and rest != "a"):
            return None
        if letters[-1] != "n" or not (before in '.!?:,;"”)' or (before.isalpha() and not is_word(whole))):
            return None
        return meant, before in '.!?:;"”'
    if letters[-1] == "n":
        sure = before in ".!?:;,\"”’')]…" or not after or not before
        return (meant, sure) if before.isalnum() or before.isspace() or sure else None
    if letters[-1] == "t":
        return (meant, True) if before.isalnum() and after.isalnum() else None
    return (meant, False) if before in '.!?:"”' and before else None


def _ends_sentence(text: str, start: int, end: int) -> bool:
    left, right = text[max(0, start - 3) : start].rstrip(), text[end : end + 3].lstrip()
    return left[-1:] in (".", "!", "?", "”", '"') and (not right or right[0].isupper() or right[0] in '\\“"')


def _quote(doc: Document, start: int, end: int, mark: str) -> tuple[str, bool] | None:
    text = doc.text
    head, tail = _letters_before(text, start), _letters_after(text, end)
    if mark == "'":
        if is_contraction(head, tail) or is_elision(head, tail) or (head and tail == "s"):
            return mark, True
        if head in ("O", "D", "d", "L") and tail[:1].isupper():
            return mark, True
        before, after = text[start - 1 : start], text[end : end + 1]
        if head and len(head) > 1 and not tail and not after.isalnum() and after not in "{\\":
            return mark, True
        return (mark, True) if not head and before in ("", " ", "(") and len(tail) > 2 and text.count("\\'") > 1 else None
    line_start = text.rfind("\n", max(0, start - 1000), start) + 1 or max(0, start - 1000)
    line_end = text.find("\n", end, end + 1000)
    line = text[line_start : end + 1000 if line_end < 0 else line_end]
    # In TeX a letter follows the mark; here marks close as often as they open.
    if text[end : end + 1] in ("{", "}", "[", "]", ":", "=") or text[start - 1 : start] in ("{", "[", "(", ":", "="):
        return None
    if text[start - 1 : start] == "," and tail:
        return None
    if text[end : end + 2] == ",\\" or text[end : end + 3] == ",\n\\":
        return None
    closing = len(re.findall(r"(?<=[\w.,!?…;:'’)-])\\{1,3}\"(?=[\s.,;:!?)\]—–-]|$)", line))
    return (mark, True) if closing and (not head or not tail) else None


def _letters_before(text: str, at: int) -> str:
    found = re.search(r"[^\W\d_]{1,30}$", text[max(0, at - 30) : at])
    return found.group() if found else ""


def _letters_after(text: str, at: int) -> str:
    found = re.match(r"[^\W\d_]{1,30}", text[at : at + 30])
    return found.group() if found else ""


RULE = Rule(
    code="ENC303",
    name="string-escape",
    severity=Severity.WARNING,
    detect=detect,
    gate=_GATE,
)
