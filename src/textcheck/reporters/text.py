"""Reports for people: each finding with its place, the line it stands in, and its repair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.reporters.terminal import BOLD, CYAN, DIM, painted, visible, width

if TYPE_CHECKING:
    from textcheck.repairing import Repaired
    from textcheck.report import Report
    from textcheck.reporters.formats import Run, Shown
    from textcheck.reporters.tally import Tally

# Code points of the source line shown before and from the start of a span: together they fit a wide terminal.
BEFORE = 40
FROM_START = 70
LONGEST_MESSAGE = 300
LONGEST_REPLACEMENT = 60
MOST_REPLACEMENTS = 3

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_COLORS = {Severity.NOTE: "36", Severity.WARNING: "33", Severity.ERROR: "31"}


def piece(report: Report, shown: Shown) -> str:
    """One document."""
    return (
        render(report, color=shown.color, scores=shown.scores and bool(shown.clean or report.findings)) if shown.listed else ""
    )


def assemble(pieces: Iterator[str], run: Run) -> Iterator[str]:
    """The documents as they come, then the counts by rule where they are asked for, and the summary."""
    yield from pieces
    if run.statistics:
        yield statistics(run.tally)
    if not run.quiet and run.tally.documents:
        yield summary(run.tally, action=run.action, unsafe=run.unsafe)


def render(report: Report, *, color: bool = False, scores: bool = True) -> str:
    """All findings of a report, and its score line unless `scores` is false."""
    parts = [_finding(report, finding, color) for finding in report.findings]
    name = visible(report.name or "<text>", strict=True)
    for code, number in report.capped.items():
        parts.append(f"{name}: {number} more {_plural(number, 'finding')} of {code} {_are(number)} not listed\n\n")
    if scores:
        parts.append(score_line(report, color))
    return "".join(parts)


def fixes(report: Report, repaired: Repaired, shown: Shown) -> str:
    """What was repaired in a document, `report` being on the text before: where, by which rule, what stood there and what stands there."""
    changes = repaired.changes(report.text)
    name = visible(report.name or "<text>", strict=True)
    parts = []
    for change in changes[: shown.most_fixes]:
        place = report.position(change.start)
        done = f"{_quoted(change.old)} → {_quoted(change.new)}"
        if not (change.old and change.new):
            done = f"inserted {_quoted(change.new)}" if change.new else f"deleted {_quoted(change.old)}"
        codes = painted(", ".join(change.codes), BOLD, shown.color)
        parts.append(f"{painted(name, BOLD, shown.color)}: fixed {place.line}:{place.column} {codes}: {done}\n")
    if len(changes) > shown.most_fixes:
        more = len(changes) - shown.most_fixes
        parts.append(f"{name}: {more:,} more {_plural(more, 'repair')}; --verbose names all\n")
    return "".join(parts) + ("\n" if parts else "")


def score_line(report: Report, color: bool = False) -> str:
    """The document's probabilities on one line, the likeliest damage first."""
    name = painted(visible(report.name or "<text>", strict=True), BOLD, color)
    families = sorted(report.families.items(), key=lambda item: (-item[1], item[0]))
    damage = "".join(f", P({family}) = {probability:.2f}" for family, probability in families)
    return f"{name}: score {report.score:.2f}{damage}\n"


def _finding(report: Report, finding: Finding, color: bool) -> str:
    position = report.position(finding.start)
    name = painted(visible(report.name or "<text>", strict=True), BOLD, color)
    severity = painted(f"[{finding.severity}]", _COLORS[finding.severity], color)
    message = visible(_shortened(finding.message, LONGEST_MESSAGE))
    head = (
        f"{name}:{position.line}:{position.column}: {painted(finding.code, BOLD, color)} {severity} "
        f"{message} (confidence {finding.confidence:.2f})\n"
    )
    return head + _excerpt(report.text, finding, position.line, color) + _help(report.text, finding, color) + "\n"


def _excerpt(text: str, finding: Finding, line: int, color: bool) -> str:
    """The line in which a span begins, or the part around it, with the span underlined."""
    start, end = finding.start, finding.end
    before = (text[max(0, start - BEFORE) : start].splitlines(keepends=True) or [""])[-1]
    if before[-1:] and before[-1] in _BREAKS:
        before = ""
    after = (text[start : start + FROM_START].splitlines() or [""])[0]
    begin, stop = start - len(before), start + len(after)
    lead = "…" if begin and text[begin - 1] not in _BREAKS else ""
    more = "…" if stop < len(text) and text[stop] not in _BREAKS else ""
    shown = lead + visible(before)
    span = visible(after[: end - start], strict=True)
    rest = visible(after[end - start :])
    gutter = str(line)
    caret = "^" * max(1, width(span))
    goes_on = " (the span goes on)" if end > stop + len(_break_at(text, stop)) else ""
    margin = painted("|", DIM, color)
    return (
        f"{' ' * len(gutter)} {margin}\n"
        f"{painted(gutter, DIM, color)} {margin} {shown}{painted(span, _COLORS[finding.severity], color)}{rest}{more}\n"
        f"{' ' * len(gutter)} {margin} {' ' * width(shown)}{painted(caret, _COLORS[finding.severity], color)}{goes_on}\n"
    )


def _break_at(text: str, offset: int) -> str:
    lines = text[offset : offset + 2].splitlines(keepends=True)
    return lines[0] if lines and lines[0][0] in _BREAKS else ""


def _help(text: str, finding: Finding, color: bool) -> str:
    if not finding.repairs:
        return ""
    first = finding.repairs[0]
    edit = _edit(text, first)
    if first.start < first.end and first.text:
        same = [repair for repair in finding.repairs[1:] if repair[:2] == first[:2] and repair.text]
        edit += "".join(f" or {_quoted(repair.text)}" for repair in same[: MOST_REPLACEMENTS - 1])
    what = {Applicability.SAFE: "safe", Applicability.UNSAFE: "unsafe", Applicability.DISPLAY: "not applied by --fix"}
    label = painted("help:", CYAN, color)
    return f"{label} {edit} ({what[first.applicability]}: {visible(_shortened(first.reason, LONGEST_MESSAGE))})\n"


def _edit(text: str, repair: Repair) -> str:
    old = text[repair.start : min(repair.end, repair.start + LONGEST_REPLACEMENT + 1)]
    if repair.start == repair.end:
        return f"insert {_quoted(repair.text)}"
    if not repair.text:
        return f"delete {_quoted(old)}"
    return f"replace {_quoted(old)} with {_quoted(repair.text)}"


def _quoted(text: str) -> str:
    return f"`{visible(_shortened(text, LONGEST_REPLACEMENT), strict=True)}`"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def statistics(tally: Tally) -> str:
    """The findings counted by rule, the most frequent first."""
    ranked = sorted(tally.rules.items(), key=lambda item: (-item[1], item[0]))
    digits = len(f"{max(tally.rules.values(), default=0):,}")
    return "".join(f"{number:>{digits},}  {code}  {rule}\n" for (code, rule), number in ranked)


def summary(tally: Tally, *, action: str, unsafe: bool) -> str:
    """What was checked, found and repaired, in two lines at most. `action` is check, fix or diff."""
    lines = []
    if action != "check":
        verb = "applied" if action == "fix" else "would be applied"
        number = sum(tally.applied.values())
        rules = ", ".join(f"{count:,} {code}" for code, count in sorted(tally.applied.items()))
        done = f"{number:,} {_plural(number, 'repair')} {verb}"
        if number:
            done += f" in {tally.changed:,} {_plural(tally.changed, 'document')} ({rules})"
        skipped = sum(tally.left.values())
        if skipped:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.left.items()))
            done += f"; {skipped:,} not applied ({kinds})"
        lines.append(done)
    found = f"{tally.documents:,} {_plural(tally.documents, 'document')} checked, "
    if not tally.findings:
        found += "nothing found"
    else:
        levels = ", ".join(f"{number:,} {_plural(number, level)}" for level, number in tally.severities.items() if number)
        found += f"{tally.findings:,} {_plural(tally.findings, 'finding')} ({levels})"
        if tally.damaged < tally.documents:
            found += f" in {tally.damaged:,} of them"
        if action == "diff":
            found += " as the files stand"
        elif action == "fix":
            found += " left"
    if tally.left_out:
        found += f", {tally.left_out:,} more not listed"
    aside = [
        f"{number:,} {word}"
        for number, word in ((tally.known, "known from the baseline"), (tally.allowed, "allowed"))
        if number
    ]
    if aside:
        found += f" ({', '.join(aside)})"
    if action == "check" and (tally.safe or tally.unsafe):
        ways = [f"{tally.safe:,} can be repaired with --fix"] if tally.safe else []
        if tally.unsafe:
            ways.append(f"{tally.unsafe:,} {'more' if ways else 'can be repaired'} with --fix --unsafe-fixes")
        found += f"; {', '.join(ways)}"
    elif action == "fix" and tally.unsafe and not unsafe:
        found += f"; {tally.unsafe:,} can be repaired with --unsafe-fixes"
    lines.append(found)
    return "".join(f"{line}\n" for line in lines)


def _plural(number: int, word: str) -> str:
    return word if number == 1 else word + "s"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
