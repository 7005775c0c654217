"""Findings that are allowed to stand: by a comment in the document, by fingerprint, by record.

A comment is one of the format at hand, and names rules by code, prefix, family or name:

    <!-- textcheck: allow SPN101 -->                 HTML, Markdown; # and // and % and /* */ and -- and .. for other formats
    <!-- textcheck: allow-next-line SPN, NAM101 -->  the line after it
    <!-- textcheck: allow-file BLR -->               the whole document

A comment that stands alone on its line speaks for the next line, one behind text for its own. In plain text the bare line
`textcheck: allow SPN101` does the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from textcheck.errors import ConfigError
from textcheck.expressions import expression

if TYPE_CHECKING:
    from textcheck.finding import Finding
    from textcheck.report import Report

MARK = "textcheck:"


@dataclass(frozen=True, kw_only=True)
class Suppressions:
    """What is allowed to stand beside what comments say.

    `inline` says whether comments of documents are obeyed: switch it off for documents that strangers wrote. `suppress` are fingerprints of
    findings. `records` maps the id of a record, or the name of a document, to the rules whose findings may stand there.
    """

    inline: bool = field(
        default=True, metadata={"help": "Whether comments in documents, such as `textcheck: allow SPN101`, are obeyed."}
    )
    suppress: tuple[str, ...] = field(
        default=(), metadata={"help": "Fingerprints of findings that may stand, as reports give them."}
    )
    records: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata={"help": "Rules whose findings may stand in one record, or one document: by record id, or by name."},
    )

    def __post_init__(self) -> None:
        if not isinstance(self.inline, bool):
            raise ConfigError(f"inline = {self.inline!r}: wanted true or false")
        if not isinstance(self.suppress, list | tuple) or not all(isinstance(item, str) for item in self.suppress):
            raise ConfigError(f"suppress = {self.suppress!r}: wanted a list of fingerprints")
        object.__setattr__(self, "suppress", tuple(self.suppress))
        if not isinstance(self.records, Mapping):
            raise ConfigError(f"records = {self.records!r}: wanted a table from record ids to lists of rules")
        for record, rules in self.records.items():
            if not isinstance(rules, list | tuple) or not all(isinstance(rule, str) for rule in rules):
                raise ConfigError(f"records[{record!r}] = {rules!r}: wanted a list of rules")
        object.__setattr__(self, "records", {record: tuple(rules) for record, rules in self.records.items()})


class Directive(NamedTuple):
    """One comment: its span, the rules it names, and the span of the text it speaks for."""

    start: int
    end: int
    rules: tuple[str, ...]
    first: int
    last: int


class Warned(NamedTuple):
    """A comment that allows what it cannot, or what nobody finds."""

    start: int
    message: str


# What opens a comment, directly before the mark, and what closes it.
_LEAD = expression(r"(?:<!--|/\*|\{#|\#{1,6}|/{2,4}|%{1,3}|-{2,4}|;{1,4}|\.\.|\(\*)[ \t]{0,8}\Z")
_TAIL = expression(r"textcheck:[ \t]{0,8}([A-Za-z][A-Za-z-]{0,30})([^\n\r]{0,400})")
_CLOSING = expression(r"-->|\*/|#\}|\*\)")
_WORD = expression(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*(,?)")
_CODE = expression(r"[A-Z]{3}[0-9]{0,3}")
_BREAK = expression(r"[\n\r]")
_VERBS = ("allow", "allow-next-line", "allow-file")
# Comments are looked for in lines of prose and of code; of a line as long as a document only the part around the mark is its line.
_LONGEST_LINE = 10_000
_LONGEST_LEAD = 20


def directives(text: str) -> tuple[list[Directive], list[Warned]]:
    r"""What the comments of a text allow, and what is wrong with them.

    >>> directives("One <!-- textcheck: allow SPN101 -->\ntwo")[0]
    [Directive(start=4, end=36, rules=('SPN101',), first=0, last=36)]
    """
    found: list[Directive] = []
    warned: list[Warned] = []
    at = text.find(MARK)
    while at >= 0:
        lead = _LEAD.search(text[max(0, at - _LONGEST_LEAD) : at])
        start = at - len(lead[0]) if lead else at
        begin = _line_start(text, start)
        if lead or not text[begin:start].strip():
            _take(text, start, at, begin, bool(lead), found, warned)
        at = text.find(MARK, at + 1)
    return found, warned


def _take(text: str, start: int, at: int, begin: int, marked: bool, found: list[Directive], warned: list[Warned]) -> None:
    match = _TAIL.match(text, at)
    verb = match[1] if match else ""
    if match is None or verb not in _VERBS:
        # A bare line that begins so may be prose.
        if marked:
            warned.append(Warned(start, f"`textcheck: {verb}` is not understood: wanted {', '.join(_VERBS)}"))
        return
    closing = _CLOSING.search(text, match.start(2), match.end(2))
    rules = _named(match[2][: closing.start() - match.start(2)] if closing else match[2])
    stop = closing.end() if closing else match.end()
    if not rules:
        warned.append(Warned(start, f"`textcheck: {verb}` names no rule: wanted a code, a family or a name behind it"))
        return
    end = _line_end(text, stop)
    alone = not (text[begin:start].strip() or text[stop:end].strip())
    if verb == "allow-file":
        span = 0, len(text)
    elif verb == "allow-next-line" or alone:
        following = _next_line(text, end)
        span = following, _line_end(text, following)
    else:
        span = begin, end
    found.append(Directive(start, stop, rules, *span))


def _named(words: str) -> tuple[str, ...]:
    """The rules at the head of a text: words with commas between them, or codes; what follows is the reason, which is for people."""
    rules: list[str] = []
    goes_on = True
    for match in _WORD.finditer(words):
        if not goes_on and not _CODE.fullmatch(match[1]):
            break
        rules.append(match[1])
        goes_on = bool(match[2])
    return tuple(rules)


def _line_start(text: str, at: int) -> int:
    least = max(0, at - _LONGEST_LINE)
    return max(least, text.rfind("\n", least, at) + 1, text.rfind("\r", least, at) + 1)


def _line_end(text: str, at: int) -> int:
    most = min(len(text), at + _LONGEST_LINE)
    match = _BREAK.search(text, at, most)
    return match.start() if match else most


def _next_line(text: str, end: int) -> int:
    """Where the next line with something on it begins: comments may stack, and stand apart from what they speak for."""
    for _ in range(_MOST_BETWEEN):
        if end >= len(text):
            break
        end += 2 if text[end : end + 2] == "\r\n" else 1
        stop = _line_end(text, end)
        line = text[end:stop]
        if line.strip() and MARK not in line:
            return end
        end = stop
    return end


# Lines looked at between a comment and the line it speaks for.
_MOST_BETWEEN = 20


class Outcome(NamedTuple):
    """A report without what is allowed, the findings that were, and what is wrong with the allowances."""

    report: Report
    suppressed: tuple[Finding, ...]
    warned: tuple[Warned, ...]


def names(finding: Finding, word: str) -> bool:
    """Whether a word, as `--select` takes it, names the rule of a finding."""
    return finding.code.startswith(word.upper()) or word in ("ALL", finding.family, finding.rule)


def suppress(
    report: Report,
    allowed: Suppressions,
    *,
    unknown: Callable[[str], str],
    selected: Callable[[str], bool],
    record: str | None = None,
) -> Outcome:
    """The report without the findings that are allowed to stand, its score that of what is left.

    `unknown(word)` says what is wrong with a word that should name rules, empty where it does; `selected(word)` tells whether a rule so
    named was asked for: a comment for one that was not cannot be used. `record` is the id of the record, where the document is one.
    """
    from textcheck import scoring

    comments, warned = directives(report.text) if allowed.inline and MARK in report.text else ([], [])
    by_record = [rule for key in (record, report.name) if key is not None for rule in allowed.records.get(key, ())]
    if not comments and not by_record and not allowed.suppress:
        return Outcome(report, (), tuple(warned))
    hashes: Sequence[str] = ()
    if allowed.suppress:
        from textcheck.fingerprints import fingerprints

        hashes = fingerprints(report.text, report.findings)
    wanted = set(allowed.suppress)
    everywhere: set[str] = set()
    # By the place where it begins: where the part ends for which comments speak, and the rules they name.
    by_line: dict[int, tuple[int, set[str]]] = {}
    for comment in comments:
        rules = {rule for rule in comment.rules if not unknown(rule)}
        if comment.first == 0 and comment.last == report.length:
            everywhere |= rules
        else:
            by_line.setdefault(comment.first, (comment.last, set()))[1].update(rules)
    firsts = sorted(by_line)
    used: set[tuple[int, str]] = set()
    spans = sorted((comment.start, comment.end) for comment in comments)
    kept, dropped = [], []
    for number, finding in enumerate(report.findings):
        stays = not (hashes and hashes[number] in wanted) and not any(names(finding, rule) for rule in by_record)
        at = bisect_right(firsts, finding.start) - 1
        first = firsts[at] if at >= 0 and by_line[firsts[at]][0] >= finding.start else -1
        for place, rules in ((-1, everywhere), (first, by_line[first][1] if first >= 0 else set())):
            for rule in rules:
                if names(finding, rule):
                    used.add((place, rule))
                    stays = False
        # A comment to this linter is no damage.
        if stays and not _inside(spans, finding):
            kept.append(finding)
        else:
            dropped.append(finding)
    for comment in comments:
        place = -1 if comment.first == 0 and comment.last == report.length else comment.first
        for rule in comment.rules:
            if wrong := unknown(rule):
                warned.append(Warned(comment.start, f"`textcheck: allow {rule}`: {wrong}"))
            elif (place, rule) not in used and selected(rule):
                warned.append(
                    Warned(comment.start, f"`textcheck: allow {rule}` is not used: it allows nothing that is found there")
                )
    if not dropped:
        return Outcome(report, (), tuple(warned))
    score, families = scoring.score(kept, report.length)
    return Outcome(replace(report, findings=tuple(kept), score=score, families=families), tuple(dropped), tuple(warned))


def _inside(spans: list[tuple[int, int]], finding: Finding) -> bool:
    at = bisect_right(spans, (finding.start + 1, -1)) - 1
    return at >= 0 and finding.end <= spans[at][1] and finding.start < spans[at][1]


def without(findings: Iterable[Finding], text: str, gone: Mapping[tuple[str, str], int]) -> list[Finding]:
    """Findings without those that were suppressed before, by rule and damaged text, as often as each was.

    A repair nearby changes the surroundings of a finding, and with them its fingerprint; what was allowed to stand must stay allowed.
    """
    left = dict(gone)
    kept = []
    for finding in findings:
        key = finding.code, text[finding.start : finding.end]
        if left.get(key, 0):
            left[key] -= 1
        else:
            kept.append(finding)
    return kept
