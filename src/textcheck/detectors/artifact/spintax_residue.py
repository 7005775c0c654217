"""Braces, angle or square brackets of a spinner's template around ordinary words, whole or broken.

An article spinner is fed text such as `{hope|wish} {that a} deal` and picks one alternative of each group. Where it fails, the
group stays: `{that a}` or `<that a>` with one alternative left, `{a|b|c}` or `[a|b|c]` with all of them, `{{a|b} c|d}` nested, or
broken, with one brace gone: `{a|b`, `a|b}`, `{that a`.

A group of function words alone, such as `{that a}`, is repaired by taking its marks away: no template variable is called so,
and nobody could want them back. The same repair of other words, and of a brace without its fellow, is likely but UNSAFE. Of several
alternatives the first is proposed, but which one the writer meant is unknown.

Left alone: variables and placeholders (`{name}`, `{{name}}`, `${x}`, `{name of company}`), code (`{ "key": 1 }`), mathematics
(`{x | x > 0}`, `\\frac{a}{b}`), filters (`{{ name|upper }}`), wiki links and templates, tags (`<b>`, `<a href>`), stage directions,
editorial brackets, usage lines (`Usage: x {start|stop}`), types of arguments (`limit` {integer|null}). A text that speaks of programs gets notes, except for groups that are sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck.expressions import expression
from textcheck.residue import Standing, is_quoted, is_shown, is_variable, line_of, standing
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, is_foreign

# Words that stand in no template variable, placeholder or tag on their own. "a", "i", "q", "s" and "u" are tags, so a single
# word in angle brackets must have two letters.
FUNCTION_WORDS = frozenset(
    "a an the this that these those some any each every no such what which who whom whose where when while "
    "of in on at by for from to with into onto over under about after before between through during against without within "
    "and or but nor so yet as if than because although though unless until "
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "it its he him his her she they them their we us our you your i my me not also only just very more most much many".split()
)

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_WORDS = rf"{_WORD}(?: {_WORD}){{0,7}}"
_BRACED = expression(r"(?<![\\\w{}$#%=\])*+?^])(?<!\bf[\"'])(?<!\) )\{(" + _WORDS + r")\}(?![\w{}=])")
_ANGLED = expression(r"(?<![\w<\\])<(" + _WORDS + r")>(?![\w>])")
_MARKS = expression(r"[{}|\[\]\n]")
# An alternative is a phrase: anything that speaks of code, markup or mathematics ends the suspicion.
_NOT_PHRASE = expression(r"[<>=\\$%#@_~^*/+:;&\"]|\.\w|\b[b-hj-zB-HJ-Z]\b|\(\)")
_LETTERS = expression(r"[^\W\d_]{2}|[^\x00-\u024f]")
# A group that once had an end is at most so long.
LONGEST_GROUP = 2000
_LONGEST_BROKEN = 80

# Tags that take bare attributes, and words of usage lines and stage directions that stand in brackets by themselves.
_TAGS = frozenset("audio button details form iframe img input ol option script select table td textarea video".split())
_ASKING = frozenset("insert enter your add type fill choose select specify replace put any optional name".split())
_DIRECTIONS = frozenset(
    "sic laughs laughter laughing applause pause pauses sighs sigh aside exit exits exeunt enter enters coughs crosstalk inaudible "
    "unintelligible music singing sings crying cries whispers whispering shouting shouts silence beat looks turns walks reads page "
    "greek hebrew footnote note illustration".split()
)
_USAGE = expression(r"\b(?:[Uu]sage|USAGE):")
# Where a writer uses braces so often, they are the document's own notation.
_CUSTOM = 8


def detect(doc: Document) -> Iterator[Finding]:
    singles = [*_BRACED.finditer(doc.text)] if "{" in doc.text else []
    custom = sum(not FUNCTION_WORDS.issuperset(match.group(1).lower().split()) for match in singles) >= _CUSTOM
    for match in singles:
        if not doc.is_verbatim(*match.span()):
            yield from _single(doc, match, custom)
    if "<" in doc.text:
        for match in _ANGLED.finditer(doc.text):
            yield from _angled(doc, match)
    if "|" in doc.text or "{" in doc.text or "}" in doc.text:
        yield from _groups(doc)
    if "((" in doc.text and "|" in doc.text:
        yield from _round(doc)


def _single(doc: Document, match: re.Match[str], custom: bool) -> Iterator[Finding]:
    words = match.group(1).lower().split()
    if FUNCTION_WORDS.issuperset(words):
        # A lone word may be a variable's name after all, where the text is written in braces.
        if len(words) == 1 and (custom or (len(words[0]) == 1 and words[0] != "a") or match.group(1)[0].isupper()):
            return
        if len(words) == 1 and standing(doc, match.start(), match.end()) is not Standing.PROSE:
            return
        yield _stripped(doc, match.start(), match.end(), match.group(1), sure=True)
        return
    # Capitals inside speak of the names of variables; those of names among small words do not.
    odd = is_variable(match.group(1)) or words[0] in _ASKING | _DIRECTIONS or not match.group(1)[1:].islower()
    if custom or (odd and not _is_capitalised_phrase(match.group(1))) or (len(words) == 1 and len(words[0]) == 1):
        return
    if _is_mathematical(doc.text, match.start(), match.end()) or not _is_in_sentence(doc.text, match.start(), match.end()):
        return
    if not is_foreign(doc, match.start()):
        yield from _unsure(doc, match)


def _is_capitalised_phrase(words: str) -> bool:
    """Whether capitals are those of names among small words: `the White House`."""
    parts = words.split()
    mixed = 0 < sum(map(str.islower, parts)) < len(parts)
    return mixed and not is_variable(words) and parts[0].lower() not in _ASKING


def _angled(doc: Document, match: re.Match[str]) -> Iterator[Finding]:
    words = match.group(1).lower().split()
    functions = FUNCTION_WORDS.intersection(words)
    if words[0] in _TAGS and not FUNCTION_WORDS.issuperset(words):
        return
    if FUNCTION_WORDS.issuperset(words):
        if len(words) > 1 or (len(words[0]) > 1 and standing(doc, match.start(), match.end()) is Standing.PROSE):
            yield _stripped(doc, match.start(), match.end(), match.group(1), sure=len(words) > 1)
        return
    if len(words) == 1 or words[0] in _ASKING or is_variable(match.group(1)) or not (functions or match.group(1).islower()):
        return
    if is_foreign(doc, match.start()) or not _is_in_sentence(doc.text, match.start(), match.end()):
        return
    yield from _unsure(doc, match)


# Comments on a game stand in braces behind a move.
_CHESS = expression(r"\b(?:[KQRBN]?[a-h]?[1-8]?x?[a-h][1-8](?:=[QRBN])?|O-O(?:-O)?)[+#!?]* \Z")
_LIST_IN_BRACES = expression(r"\{[^{}\n]{0,80},|,[^{}\n]{0,80}\}")


def _is_mathematical(text: str, start: int, end: int) -> bool:
    """Whether a notation uses the braces: a game of chess, sets on the same line, or a brace that is open around the span."""
    left, right = line_of(text, start, end)
    if left.count("{") > left.count("}") and right.count("}") > right.count("{"):
        return True
    return bool(_CHESS.search(left) or _LIST_IN_BRACES.search(left) or _LIST_IN_BRACES.search(right))


def _is_in_sentence(text: str, start: int, end: int) -> bool:
    """Whether words stand on both sides of a span, or on one where a sentence begins or ends with it, and nothing quotes it."""
    if is_quoted(text, start, end):
        return False
    left, right = line_of(text, start, end, 40)
    before, after = left[-1:], right[:1]
    if before and not (before.isspace() or before in "(“‘\"'—-–,¿¡«"):
        return False
    if after and not (after.isspace() or after in ".,;:!?)”’\"'—-–…"):
        return False
    # Alone between sentences it is a direction or a note.
    if left.rstrip()[-1:] in ("", ".", "!", "?") and (not right.strip() or right.strip()[0].isupper()):
        return False
    return bool(_LETTER_NEAR.search(left) or _LETTER_NEAR.search(right))


_LETTER_NEAR = expression(r"[^\W\d_]")


def _unsure(doc: Document, match: re.Match[str]) -> Iterator[Finding]:
    """A finding on words that another notation might mark, too; a note where the text speaks of programs."""
    around = standing(doc, match.start(), match.end())
    if around is not Standing.NOTATION:
        finding = _stripped(doc, match.start(), match.end(), match.group(1), sure=False)
        yield finding if around is Standing.PROSE else _noted(finding)


def _noted(finding: Finding) -> Finding:
    return finding._replace(severity=Severity.NOTE, confidence=0.6)


def _stripped(doc: Document, start: int, end: int, words: str, *, sure: bool) -> Finding:
    reason = "the marks are left over from a spinner's template"
    repair = Repair(start, end, words, SAFE if sure else UNSAFE, 0.99 if sure else 0.85, reason)
    return RULE.finding(
        start,
        end,
        f"template marks around '{words}': one alternative of a spinner's template was left unresolved",
        confidence=0.98 if sure else 0.85,
        severity=Severity.ERROR if sure else Severity.WARNING,
        repairs=[repair],
    )


# Round brackets stand for choices in many notations; two about words that a bar parts, in none.
_ROUND = expression(r"(?<![\\\w(/|^.])\(\((" + _WORDS + r")((?:\|" + _WORDS + r")+)\)\)(?![\w)*+?|/{$])")


def _round(doc: Document) -> Iterator[Finding]:
    for match in _ROUND.finditer(doc.text):
        if standing(doc, *match.span()) is Standing.PROSE and _is_in_sentence(doc.text, *match.span()):
            words = match.group(1)
            repair = Repair(*match.span(), words, UNSAFE, 0.5, "which alternative was meant is not known")
            yield RULE.finding(
                *match.span(),
                f"alternatives of a spinner's template: '{match.group()[:40]}'",
                confidence=0.9,
                repairs=[repair],
            )


def _groups(doc: Document) -> Iterator[Finding]:
    """Groups with a bar, outermost first, then what is broken; a line break ends all open groups."""
    text = doc.text
    # Each open group: where it began, its mark, and where its last bar stands.
    open_at: list[tuple[int, str, int]] = []
    found: list[tuple[int, int]] = []
    broken: list[tuple[int, int, bool]] = []
    free_bar = -1
    for match in _MARKS.finditer(f"{text}\n"):
        mark, at = match.group(), match.start()
        if mark == "\n":
            broken += [(start, last, True) for start, kind, last in open_at[:1] if kind == "{"]
            open_at.clear()
            free_bar = -1
        elif mark in "{[":
            open_at.append((at, mark, -1))
        elif mark == "|":
            if open_at:
                start, kind, _ = open_at[-1]
                open_at[-1] = (start, kind, at)
            else:
                free_bar = at
        elif open_at and open_at[-1][1] == ("{" if mark == "}" else "["):
            start, _, last = open_at.pop()
            # A group without a bar of its own is nested about another that does not fill it: {{a|b} c}.
            if last >= 0 or (mark == "}" and found and found[-1][0] > start and _is_shell(text, start, at, found[-1])):
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, at + 1))
        elif mark == "}" and not open_at:
            broken.append((at, free_bar, False))
            free_bar = -1
    for start, end in found:
        finding = _group(doc, start, end)
        if finding is not None:
            yield finding
    taken = {start for start, _ in found} | {end - 1 for _, end in found}
    for at, bar, opens in broken[:_MOST_BROKEN]:
        if at not in taken:
            finding = _broken(doc, at, bar, opens)
            if finding is not None:
                yield finding


# A text with more braces that lack their fellow is written in a notation.
_MOST_BROKEN = 50


def _is_shell(text: str, start: int, end: int, inner: tuple[int, int]) -> bool:
    """Whether braces stand around a group and further words, beginning or ending with the group."""
    before, after = (
        text[start + 1 : min(inner[0], start + LONGEST_GROUP)].strip(),
        text[inner[1] : min(end, inner[1] + LONGEST_GROUP)].strip(),
    )
    return bool(before) != bool(after) and expression(_WORDS).fullmatch(before or after) is not None


def _group(doc: Document, start: int, end: int) -> Finding | None:
    text = doc.text
    group = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if (
        len(group) > LONGEST_GROUP
        or (before and before in "[\\$#%=/")
        or (before == "{" and text[start - 2 : start - 1] not in ("", " ", "\n"))
        or (before and before.isalnum())
        or after in ("}", "]", "(")
    ):
        return None
    square = group[0] == "["
    # A wiki link inside, or a group that is only the shell of another.
    if "[[" in group or (square and ("{" in group or len(group) > 300)):
        return None
    choices = _choices(group)
    plain = re.sub(r"[{}\[\]]", " ", group)
    if _NOT_PHRASE.search(plain) or not all(_LETTERS.search(choice) for choice in choices if choice.strip()):
        return None
    # A set is written by its member and what is true of it: {n | n is even}.
    if not choices or (len(choices) > 1 and choices[1].startswith(f"{choices[0]} ")):
        return None
    if _are_types(choices) and text[max(0, start - 3) : start].rstrip()[-1:] in _BEFORE_TYPE:
        return None
    around = standing(doc, start, end)
    if square and around is Standing.NOTATION:
        return None
    if is_quoted(text, start, end) or is_shown(text, start) or _USAGE.search(text, max(0, start - 60), start):
        return None
    repairs = [
        Repair(start, end, choice, UNSAFE, 0.9 / len(choices), "which alternative the writer meant is unknown")
        for choice in dict.fromkeys(choices)
    ]
    finding = RULE.finding(
        start,
        end,
        f"unresolved spinner template with {max(2, len(choices))} alternatives",
        confidence=0.95 if not square else 0.85,
        severity=Severity.ERROR if not square else Severity.WARNING,
        repairs=repairs,
    )
    return _noted(finding) if square and around is Standing.TALK else finding


# What documentation of programs names in braces behind an argument: `limit` {integer|null}.
_TYPES = frozenset(
    "any array bigint bool boolean buffer byte bytes char date dict double error false float function int integer iterable list long map "
    "none null number object promise regexp set str string symbol true tuple undefined void".split()
)
_BEFORE_TYPE = "`:*-"


def _are_types(choices: list[str]) -> bool:
    """Whether alternatives are types of a programming language, or names written as such."""
    types = [choice.lower() in _TYPES or is_variable(choice) for choice in choices]
    return 2 * sum(types) >= len(types)


def _choices(group: str) -> list[str]:
    """The alternatives of an outermost group, each with its inner groups resolved to their first alternative."""
    inner: list[list[list[str]]] = []
    for part in re.split(r"([{}|\[\]])", group):
        if part in ("{", "["):
            inner.append([[]])
        elif part == "|":
            inner[-1].append([])
        elif part in ("}", "]"):
            resolved = ["".join(pieces).strip() for pieces in inner.pop()]
            if not inner:
                return resolved
            inner[-1][-1].append(resolved[0])
        elif part and inner:
            inner[-1][-1].append(part)
    return []


def _broken(doc: Document, at: int, bar: int, opens: bool) -> Finding | None:
    """A brace without its fellow on the line: before or after a bar, or beside words."""
    text = doc.text
    # Only braces that touch a word on the inner side and none on the outer one.
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    outer, inner = (before, after) if opens else (after, before)
    if not inner.isalpha() or (outer and (outer.isalnum() or outer in "\\$#%={}[]()<>_^\"'`@&/;:|")):
        return None
    if opens:
        piece = text[at : at + _LONGEST_BROKEN].partition("\n")[0]
        if 0 <= bar < at + _LONGEST_BROKEN:
            match = re.match(rf"\{{({_WORDS})(?:\|{_WORDS})*?\|({_WORD})", piece)
            if match is None:
                return None
            start, end, choice = at, at + match.end(), match.group(1)
        else:
            match = re.match(r"\{(" + _WORD + ")", piece)
            if match is None or bar >= 0 or is_variable(match.group(1)):
                return None
            start, end, choice = at, at + match.end(), match.group(1)
    else:
        low = max(0, at - _LONGEST_BROKEN)
        piece = text[low:at]
        piece = piece[piece.rfind("\n") + 1 :]
        match = re.search(rf"({_WORD})((?:\|{_WORD}(?: {_WORD}){{0,3}})+)\Z" if bar > low else rf"({_WORD})\Z", piece)
        if match is None or (bar < 0 and is_variable(match.group(1))):
            return None
        start, end, choice = at - (len(piece) - match.start()), at + 1, match.group(1)
    # Its fellow may stand on the next line of the paragraph.
    left = text[max(0, start - LONGEST_GROUP) : start].rpartition("\n\n")[2]
    right = text[end : end + LONGEST_GROUP].partition("\n\n")[0]
    around = standing(doc, start, end)
    if (opens and "}" in right) or (not opens and "{" in left) or around is Standing.NOTATION:
        return None
    reason = "which words belong to the broken group is a guess" if bar >= 0 else "the brace has no fellow"
    finding = RULE.finding(
        start,
        end,
        f"brace of a spinner's template without its fellow at '{text[start:end]}'",
        confidence=0.9,
        severity=Severity.WARNING,
        repairs=[Repair(start, end, choice, UNSAFE, 0.8, reason)],
    )
    return finding if around is Standing.PROSE else _noted(finding)


RULE = Rule(
    code="ART101",
    name="spintax-residue",
    severity=Severity.ERROR,
    detect=detect,
    gate=rb"\{[^}\n\"0-9:=$%\\ ]|[A-Za-z\x80-\xff?] ?\}|<[A-Za-z\x80-\xff?'-]+[ >]|\|",
)
