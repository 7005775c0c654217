"""What a pipeline writes beside each record: the columns that a report becomes, the same on every engine.

    textcheck_score     the probability that the document is clean, in [0, 1]
    textcheck_families  every family, with the probability that it has damaged the document, in [0, 1]; 0 where nothing was found
    textcheck_findings  a list: code, rule, family, severity, start, end (code points, half-open), message, confidence, text (the span, at most
                        its first 1,000 code points), repairs (start, end, text, applicability, confidence, reason)
    textcheck_error     why the record could not be checked; null where it was
    textcheck_text      the repaired text, only where repairs were asked for

A record whose text is null or no string is not checked and not dropped: `textcheck_error` says what came in, and the other columns are
null. All values can be written as UTF-8, whatever the text holds: a lone surrogate is a replacement character (U+FFFD) in
`textcheck_text`, as long as it was, and an escape such as `\\ud800` elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from textcheck.config import nearest
from textcheck.errors import ConfigError
from textcheck.finding import Applicability, Finding
from textcheck.readers.records import day_of
from textcheck.reporters import records
from textcheck.rule import FAMILIES as FAMILY_PREFIXES

if TYPE_CHECKING:
    import datetime

    from textcheck.report import Report

SCORE = "textcheck_score"
FAMILIES = "textcheck_families"
FINDINGS = "textcheck_findings"
ERROR = "textcheck_error"
TEXT = "textcheck_text"

# Which repairs are applied to `textcheck_text`; None leaves that column out.
Repairs = Literal["safe", "unsafe"] | None

# The columns of one record by name.
Row = dict[str, Any]

_CLEAN = dict.fromkeys(FAMILY_PREFIXES, 0.0)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Checks(Protocol):
    """What rows are made with: a `Checker`."""

    def check_batch(self, texts: Sequence[str], *, dates: Sequence[datetime.date | None] | None = None) -> list[Report]:
        """The reports on several texts, in order."""
        ...

    def findings(self, text: str, *, date: datetime.date | None = None) -> list[Finding]:
        """Every finding of one text."""
        ...


def names(repair: Repairs = None) -> tuple[str, ...]:
    """The columns in order. Raises ConfigError where `repair` is not "safe", "unsafe" or None."""
    if repair not in ("safe", "unsafe", None):
        raise ConfigError(f"repair = {repair!r}: wanted 'safe', 'unsafe', or None for no repaired text")
    always = (SCORE, FAMILIES, FINDINGS, ERROR)
    return always if repair is None else (*always, TEXT)


def rows(
    checker: Checks,
    values: Sequence[object],
    *,
    dates: Sequence[datetime.date | None] | None = None,
    repair: Repairs = None,
) -> list[Row]:
    """The columns of several records, in order; `values` are their texts, or what stands in the place of one.

    >>> from textcheck.checker import Checker
    >>> clean, none = rows(Checker(), ["The ferry leaves at nine.", None])
    >>> clean[SCORE], none[SCORE], none[ERROR]
    (1.0, None, 'no text: null where a string was wanted')
    """
    wanted = names(repair)
    given = [None] * len(values) if dates is None else dates
    pairs = [(value, day) for value, day in zip(values, given, strict=True) if isinstance(value, str)]
    days = [day for _, day in pairs]
    reports = checker.check_batch([text for text, _ in pairs], dates=days)
    repaired = [None if repair is None else _repaired(checker, *pair, repair) for pair in zip(reports, days, strict=True)]
    checked = iter(zip(reports, repaired, strict=True))
    found = []
    for value in values:
        if isinstance(value, str):
            report, text = next(checked)
            found.append(row(report, repaired=text))
        else:
            found.append({**dict.fromkeys(wanted), ERROR: trouble(value)})
    return found


def row(report: Report, *, repaired: str | None = None) -> Row:
    """The columns of one report, the repaired text among them where it is given."""
    families = _CLEAN
    findings: list[dict[str, Any]] = []
    if report.findings:
        families = _CLEAN | {family: records.rounded(probability) for family, probability in report.families.items()}
        findings = [_encodable(records.finding_values(report, finding)) for finding in report.findings]
    values = {SCORE: records.rounded(report.score), FAMILIES: dict(families), FINDINGS: findings, ERROR: None}
    return values if repaired is None else {**values, TEXT: _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", repaired)}


def trouble(value: object) -> str:
    """What `textcheck_error` says of a value that is no text."""
    came = "null" if value is None else f"a value of type {type(value).__name__}"
    return f"no text: {came} where a string was wanted"


def day(value: object) -> datetime.date | None:
    """When a record was written, from what its date column holds: a date, a time, or a text that begins with an ISO date; else None.

    >>> day("2023-05-01T12:30:00Z")
    datetime.date(2023, 5, 1)
    """
    return day_of(value)[0]


def refusal(row: Row, *, min_score: float = 0.0, max_families: Mapping[str, float] | None = None) -> str | None:
    """Why a record is not kept, None where it is.

    "error" where it could not be checked; the name of a family whose probability is above what `max_families` allows; the
    likeliest family where the score is below `min_score`.

    >>> from textcheck.checker import Checker
    >>> refusal(row(Checker().check("They say {that a} deal is near.")), min_score=0.5)
    'artifact'
    """
    if row[ERROR] is not None:
        return "error"
    for family, most in (max_families or {}).items():
        if row[FAMILIES][family] > most:
            return family
    if row[SCORE] < min_score:
        return max(FAMILY_PREFIXES, key=row[FAMILIES].__getitem__)
    return None


def bounds(min_score: float, max_families: Mapping[str, float] | None) -> None:
    """Raises ConfigError where `refusal` cannot be asked with these."""
    for name, value in (
        ("min_score", min_score),
        *((f"max_families[{name!r}]", most) for name, most in (max_families or {}).items()),
    ):
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise ConfigError(f"{name} = {value!r}: wanted a probability between 0 and 1")
    for family in max_families or ():
        if family not in FAMILY_PREFIXES:
            raise ConfigError(f"max_families: no family is called {family!r}{nearest(family, FAMILY_PREFIXES)}")


def by_column(rows: Iterable[Row], repair: Repairs = None) -> dict[str, list[Any]]:
    """The rows as columns, in order."""
    found: dict[str, list[Any]] = {name: [] for name in names(repair)}
    for values in rows:
        for name, column in found.items():
            column.append(values[name])
    return found


def arrow_schema(repair: Repairs = None) -> Any:
    """The columns as a pyarrow Schema. Raises ConfigError where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ConfigError("columns of a table need pyarrow: pip install 'textcheck[arrow]'") from error
    text, whole, fraction = pa.string(), pa.int64(), pa.float64()
    repairs = pa.struct(
        {
            "start": whole,
            "end": whole,
            "text": text,
            "applicability": text,
            "confidence": fraction,
            "reason": text,
        }
    )
    findings = pa.struct(
        {
            "code": text,
            "rule": text,
            "family": text,
            "severity": text,
            "start": whole,
            "end": whole,
            "message": text,
            "confidence": fraction,
            "text": text,
            "repairs": pa.list_(repairs),
        }
    )
    kinds = {
        SCORE: fraction,
        FAMILIES: pa.struct(dict.fromkeys(FAMILY_PREFIXES, fraction)),
        FINDINGS: pa.list_(findings),
        ERROR: text,
        TEXT: text,
    }
    return pa.schema([(name, kinds[name]) for name in names(repair)])


def _repaired(checker: Checks, report: Report, day: datetime.date | None, repair: Repairs) -> str:
    """The repaired text; repairing checks again, so it is only begun where there is something to repair, with what was found."""
    wanted = {Applicability.SAFE} if repair == "safe" else {Applicability.SAFE, Applicability.UNSAFE}
    # A capped report may leave out the very findings that have repairs.
    if not report.capped and all(item.applicability not in wanted for finding in report.findings for item in finding.repairs):
        return report.text
    from textcheck import repairing

    def findings(text: str) -> Sequence[Finding]:
        known = text == report.text and not report.capped
        return report.findings if known else checker.findings(text, date=day)

    return repairing.apply(report.text, findings, unsafe=repair == "unsafe").text


def _encodable(values: Any) -> Any:
    """Plain values without lone surrogates, which no table of UTF-8 can hold."""
    if isinstance(values, str):
        return values if _SURROGATE.search(values) is None else values.encode("utf-8", "backslashreplace").decode()
    if isinstance(values, dict):
        return {name: _encodable(value) for name, value in values.items()}
    if isinstance(values, list):
        return [_encodable(value) for value in values]
    return values
