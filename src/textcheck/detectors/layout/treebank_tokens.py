"""Text as a tokeniser leaves it: "The `` house '' , it was said , did n't stand -LRB- long -RRB- .".

Corpora are handed on in the form of the Penn Treebank, of Moses or of WikiText, in which every mark is a word of its own. A
document whose marks are set apart throughout is reported line by line, each with the line as it was before as its repair:
UNSAFE, since some spaces leave no trace. The tokens that no writer sets, -LRB- to -RCB- and " @-@ ", and quotations in ``
these '' marks are reported wherever they stand; the repair of the former is SAFE.

Left alone: a stray space here and there, which is the affair of space-before-punctuation; LaTeX and its ``quotation marks''
without spaces, reStructuredText and Markdown, whose ``code`` stands between backticks on both sides, code, lists of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textcheck import surroundings
from textcheck.rule import SAFE, UNSAFE, Document, Finding, Repair, Rule, Severity, pattern

_TOKEN = rb"(?i)-[lr][rsc]b-|[^\s@] @[-,.:/]@ [^\s@]|(?:\A|[^`\\])``[^`\n]"
_APART = rb"[A-Za-z0-9)] [,.](?: |\n|\r|\z)"
_TREEBANK = _TOKEN + rb"|" + _APART

_BRACKETS = {"r": "()", "s": "[]", "c": "{}"}
_QUOTED = re.compile(r"``( ?)([^`\n]{1,600}?)( ?)''(?!')")
_LATEX = re.compile(r"\\[a-zA-Z]+\{|\\(?:begin|section|item)\b")

# A token at a time, in the order in which tokenisers undo each other's work. `q` stands for the double mark of the document.
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(before, re.IGNORECASE), after)
    for before, after in (
        (r"-LRB- ?", "("),
        (r" ?-RRB-", ")"),
        (r"-LSB- ?", "["),
        (r" ?-RSB-", "]"),
        (r"-LCB- ?", "{"),
        (r" ?-RCB-", "}"),
        (r" @([-,.:/])@ ", r"\1"),
        (r"(?<=\w) (n['’]t)\b", r"\1"),
        (r"(?<=[\w.)”\"]) (['’](?:s|re|ve|ll|d|m))\b", r"\1"),
        (r"(?<=s) (['’])(?= \w)", r"\1"),
        (r"\b(can) (not)\b", r"\1\2"),
        (r"\b(gon|wan|got|gim|lem) (na|ta|me)\b", r"\1\2"),
        (r"([(\[]) (?=\S)", r"\1"),
        (r"(?<=\S) ([)\]])", r"\1"),
        (r"([$£€]) (?=[0-9])", r"\1"),
        (r"(?<=[0-9]) %", "%"),
        (r" (\.\.\.|[,.;:?!])(?=[\s\"”'’)\]]|$|\Z)", r"\1"),
    )
)
_SET_APART = re.compile(r"(?:^|(?<= ))\"(?= |$)")
_OPEN, _CLOSE = re.compile(r"(?:``|“) ?"), re.compile(r" ?(?:''|”)")


def detect(doc: Document) -> Iterator[Finding]:
    if surroundings.is_tokenised(doc) and not _speaks_code(doc):
        yield from _lines(doc)
        return
    yield from _tokens(doc)
    if "``" in doc.text and not _LATEX.search(doc.text):
        yield from _quotations(doc)


def _speaks_code(doc: Document) -> bool:
    """Whether programs or formulas set their marks apart here, not a tokeniser: few words stand before their commas."""
    codes = doc.codes
    apart = len(pattern(rb"[^\s] [,.](?: |\n|\z)").findall(codes))
    words = len(pattern(rb"[A-Za-z]{3}[)'\"]* [,.](?: |\n|\z)|[0-9]{2} [,.](?: |\n|\z)").findall(codes))
    return 2 * words < apart or codes.count(b"{") + codes.count(b";\n") + codes.count(b"=") > apart


def _lines(doc: Document) -> Iterator[Finding]:
    """Every line whose marks are set apart, with the line before it was tokenised."""
    text = doc.text
    marks = '""' if "“" not in text else "“”"
    for start, end in doc.lines:
        line = text[start:end]
        repaired = _detokenised(line, marks)
        if repaired == line:
            continue
        lead = len(line) - len(line.lstrip())
        yield RULE.finding(
            start + lead,
            start + len(line.rstrip()),
            "the line is in the form of a tokeniser: its marks are set apart",
            confidence=0.95,
            repairs=[Repair(start, end, repaired, UNSAFE, 0.9, "where a tokeniser found no space, it leaves no trace of it")],
        )


def _detokenised(line: str, marks: str) -> str:
    """A line as it was before a tokeniser set its marks apart.

    >>> _detokenised("`` Wo n't it -LRB- ever -RRB- stop ? '' he asked , then left .", '""')
    '"Won\\'t it (ever) stop?" he asked, then left.'
    """
    for before, after in _STEPS:
        line = before.sub(after, line)
    # Straight marks that stand free open and close in turn.
    pieces = _SET_APART.split(line)
    if len(pieces) % 2 == 1:
        joined = pieces[0]
        for number, piece in enumerate(pieces[1:]):
            joined = joined + marks[0] + piece.lstrip() if number % 2 == 0 else joined.rstrip() + marks[1] + piece
        line = joined
    return _CLOSE.sub(marks[1], _OPEN.sub(marks[0], line))


def _tokens(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for match in pattern(_TOKEN).finditer(doc.codes):
        start, end = match.span()
        if text[start] == "-" and text[end - 1] == "-":
            if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
                continue
            opens = text[start + 1] in "lL"
            mark = _BRACKETS[text[start + 2].lower()][not opens]
            first = start if opens or text[start - 1 : start] != " " else start - 1
            last = end + 1 if opens and text[end : end + 1] == " " else end
            yield _finding(first, last, text[start:end], mark)
        elif "@" in text[start:end]:
            yield _finding(start + 1, end - 1, text[start + 1 : end - 1].strip(), text[start + 3])


def _finding(start: int, end: int, token: str, mark: str) -> Finding:
    repair = Repair(start, end, mark, SAFE, 0.97, "only a tokeniser writes this")
    return RULE.finding(start, end, f"'{token}' is a tokeniser's '{mark}'", confidence=0.97, repairs=[repair])


def _quotations(doc: Document) -> Iterator[Finding]:
    text = doc.text
    marks = "“”" if "“" in text else '""'
    for match in _QUOTED.finditer(text):
        if "''" in match.group(2) or text[match.start() - 1 : match.start()] == "`":
            continue
        # Without spaces the marks are those of typewritten and LaTeX text.
        apart = bool(match.group(1) and match.group(3))
        for start, end, mark in (
            (match.start(), match.end(1), marks[0]),
            (match.start(3), match.end(), marks[1]),
        ):
            repair = Repair(
                start,
                end,
                mark,
                SAFE if apart else UNSAFE,
                0.9,
                "which double mark the writer used is not known" if not apart else "only a tokeniser writes this",
            )
            yield RULE.finding(
                start,
                end,
                f"'{text[start:end].strip()}' stands for a quotation mark",
                confidence=0.95 if apart else 0.7,
                severity=Severity.WARNING if apart else Severity.NOTE,
                repairs=[repair],
            )


RULE = Rule(
    code="LAY113",
    name="treebank-tokens",
    severity=Severity.WARNING,
    detect=detect,
    gate=_TREEBANK,
)
