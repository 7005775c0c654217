"""Checks one document, a batch, or a stream."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from textcheck import registry, scoring
from textcheck.batches import Batch, BatchView, batches
from textcheck.config import Config, nearest
from textcheck.document import Context, Document, RoleHolders
from textcheck.errors import ConfigError, InputError
from textcheck.finding import Applicability, Finding, Severity
from textcheck.language_detector import require
from textcheck.lexicon import Lexicon
from textcheck.own_terms import OwnTerms
from textcheck.patterns import union_of
from textcheck.report import Report
from textcheck.rule import Rule

Value = TypeVar("Value")

if TYPE_CHECKING:
    import datetime

    from textcheck.repairing import Repaired
    from textcheck.rosters import Roster

# Documents that are checked together, or handed to a worker at a time: so many, or as many as have so many code points. What is asked of a
# whole batch costs short texts half as much in 256 as in 64.
BATCH, CODE_POINTS = 256, 1 << 19
# Families whose gates are asked in a union of their own, those of all others in one more, but for rules that name a union (`Rule.gated_with`).
# Each scan costs as much as its text; but what lines begin with, what code holds and what stands between words would in one automaton have
# a state for each of their combinations, which takes memory, and far more time than the scan, as long as text brings new ones.
GATED_TOGETHER = (("name",), ("boilerplate",), ("layout", "truncation"), ("artifact",))


class Checker:
    """The selected rules, compiled once; stateless between documents.

    Pickles as its Config and profile, and compiles again where it is unpickled.

    >>> Checker(Config(select=("artifact",))).check("The White House is hoping {that a} deal is near.").findings[0].code
    'ART101'
    """

    def __init__(self, config: Config | None = None, *, profile: RoleHolders | None = None) -> None:
        """Raises ConfigError where the configuration names a rule that does not exist, InputError where a roster cannot be read."""
        self.config = config or Config()
        self.profile = profile
        known = registry.rules()
        for name in (*self.config.select, *self.config.ignore, *self.config.severities, *self.config.thresholds):
            if not any(registry.matches(rule, (name,)) for rule in known):
                words = {word for rule in known for word in (rule.code, rule.name, rule.family, rule.code[:3])}
                raise ConfigError(f"no rule is called {name!r}{nearest(name, words)}")
        self.rules: tuple[Rule, ...] = tuple(
            rule
            for rule in known
            if registry.matches(rule, self.config.select) and not registry.matches(rule, self.config.ignore)
        )
        detector = self.config.language_detector
        if detector is not None:
            require(detector)
        self._own_terms = OwnTerms.of(self.config)
        self._context = Context(
            facts=self.config.facts,
            profile=profile,
            date=self.config.date,
            language=self.config.language,
            roster=self._roster(),
            language_detector=detector,
            own_terms=self._own_terms,
        )
        self._severities = _by_code(self.rules, self.config.severities)
        self._thresholds = _by_code(self.rules, self.config.thresholds)

    @cached_property
    def _asked(self) -> tuple[Rule, ...]:
        """The selected rules that have what they need."""
        return tuple(rule for rule in self.rules if rule.needs is None or getattr(self._context, rule.needs))

    def _roster(self) -> Roster | None:
        if not self.config.rosters:
            return None
        from textcheck.rosters import Roster

        return Roster.read(self.config.rosters)

    def __reduce__(self) -> tuple[Any, ...]:
        return _build, (self.config, self.profile)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(rule.terms for rule in self._asked if rule.terms is not None)

    @cached_property
    def _always(self) -> tuple[tuple[Callable[[Document], object] | None, tuple[Rule, ...]], ...]:
        """The rules without gate, by the view that must be true of a document for them to run, None where there is none."""
        found: dict[Callable[[Document], object] | None, list[Rule]] = {}
        for rule in self._asked:
            if rule.gate is None and (rule.terms is None or rule.when is not None) and rule.detect_batch is None:
                found.setdefault(rule.when, []).append(rule)
        # Views of whole batches first, since other rules may ask for them, too.
        groups = sorted(found.items(), key=lambda group: not isinstance(group[0], BatchView))
        return tuple((when, tuple(rules)) for when, rules in groups)

    @cached_property
    def _by_terms(self) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
        """The rules that run where a term of theirs was found, by the name of the term set."""
        found: dict[str, list[Rule]] = {}
        for rule in self._asked:
            if rule.terms is not None and rule.gate is None and rule.when is None and rule.detect_batch is None:
                found.setdefault(rule.terms.name, []).append(rule)
        return tuple((name, tuple(rules)) for name, rules in found.items())

    @cached_property
    def _gates(self) -> tuple[tuple[Any, tuple[tuple[Rule, ...], ...]], ...]:
        """Unions of gates, compiled, and the rules behind each pattern of each."""
        groups: dict[str, dict[bytes, list[Rule]]] = {}
        together = {family: families[0] for families in GATED_TOGETHER for family in families}
        for rule in self._asked:
            if rule.gate is not None and rule.detect_batch is None:
                union = groups.setdefault(rule.gated_with or together.get(rule.family, ""), {})
                union.setdefault(rule.gate, []).append(rule)
        return tuple((union_of(gates), tuple(map(tuple, gates.values()))) for gates in groups.values())

    def check(self, text: str, *, name: str | None = None, date: datetime.date | None = None) -> Report:
        """The report on one text. `date` is when the document was written, where the caller knows.

        Raises InputError where `text` is not a str; strange text never raises.
        """
        return self.check_documents((self.document(text, name=name, date=date),))[0]

    def check_bytes(self, data: bytes, *, name: str | None = None, date: datetime.date | None = None) -> Report:
        """The report on one text as bytes: decoded as UTF-8, with what could not be decoded among the findings."""
        from textcheck.decoding import decode

        if not isinstance(data, bytes | bytearray | memoryview):
            raise InputError(f"cannot decode a {type(data).__name__}: wanted bytes; use check for a str")
        decoded = decode(bytes(data))
        doc = Document(decoded.text, name=name, source=decoded, context=self._context_of(date))
        return self.check_documents((doc,))[0]

    def check_batch(
        self,
        texts: Sequence[str],
        *,
        names: Sequence[str | None] | None = None,
        dates: Sequence[datetime.date | None] | None = None,
    ) -> list[Report]:
        """The reports on several texts, in order: the same as checking each alone, at less cost.

        `dates` says when each was written, None where that is unknown. Raises InputError where `texts` is a single str or one of them is
        not a str.
        """
        _refuse_one_text(texts)
        if names is None and dates is None and all(type(text) is str for text in texts):
            # Nearly all batches are such, and of short texts a call for each is felt.
            context = self._context
            return self.check_documents([Document(text, context=context) for text in texts])
        labels: Sequence[str | None] = names if names is not None else (None,) * len(texts)
        if len(labels) != len(texts):
            raise InputError(f"{len(labels)} names for {len(texts)} texts: wanted one for each, None where there is none")
        days: Sequence[datetime.date | None] = dates if dates is not None else (None,) * len(texts)
        if len(days) != len(texts):
            raise InputError(f"{len(days)} dates for {len(texts)} texts: wanted one for each, None where it is unknown")
        return self.check_documents(
            [self.document(text, name=label, date=day) for text, label, day in zip(texts, labels, days, strict=True)]
        )

    def check_many(
        self, texts: Iterable[str], *, jobs: int = 1, dates: Iterable[datetime.date | None] | None = None
    ) -> Iterator[Report]:
        """The reports on a stream of texts, in order, in bounded memory; with `jobs` above 1 in that many processes.

        `dates` says when each was written, in the same order. Raises ConfigError where `jobs` is below 1, InputError where `texts` is a
        single str, one of them is not a str, or there are fewer dates than texts.
        """
        _refuse_one_text(texts)
        if not isinstance(jobs, int) or jobs < 1:
            raise ConfigError(f"jobs = {jobs!r}: wanted at least 1")
        days = None if dates is None else iter(dates)
        batches = ((batch, _dates_of(batch, days)) for batch in _batched(texts))
        if jobs == 1:
            for batch, dated in batches:
                yield from self.check_batch(batch, dates=dated)
            return
        from textcheck.workers import in_order

        for (batch, _), reports in in_order(batches, _work, jobs=jobs, start=_start_worker, given=(self,)):
            # The texts are here already: sending them back would double the traffic.
            yield from (replace(report, text=text) for text, report in zip(batch, reports, strict=True))

    def repair(self, text: str, *, unsafe: bool = False, date: datetime.date | None = None) -> Repaired:
        """The text with its SAFE repairs applied, and the UNSAFE ones too where `unsafe` is true. `date` is when it was written."""
        from textcheck import repairing

        return repairing.apply(text, partial(self.findings, date=date), unsafe=unsafe)

    def findings(self, text: str, *, date: datetime.date | None = None) -> list[Finding]:
        """Every finding of one text, in text order, beyond the cap: it bounds what a report lists, not what is repaired."""
        return self._collect((self.document(text, date=date),), None)[0].in_text_order()

    def document(self, text: str, *, name: str | None = None, date: datetime.date | None = None) -> Document:
        """A document of this checker's context. Raises InputError where `text` is not a str."""
        if not isinstance(text, str):
            hint = "; use check_bytes for bytes" if isinstance(text, bytes | bytearray) else ""
            raise InputError(f"cannot check a {type(text).__name__}: wanted a str{hint}")
        return Document(text, name=name, context=self._context if date is None else self._context_of(date))

    def check_documents(self, docs: Sequence[Document]) -> list[Report]:
        """The reports on several documents, in order."""
        collected = self._collect(docs, self.config.max_findings_per_rule)
        return [self._report(doc, found) for doc, found in zip(docs, collected, strict=True)]

    def _context_of(self, date: datetime.date | None) -> Context:
        if date is not None:
            import datetime

            if not isinstance(date, datetime.date) or isinstance(date, datetime.datetime):
                raise InputError(f"date = {date!r}: wanted a date (datetime.date) or None")
        return self._context if date is None else self._context._replace(date=date)

    def _collect(self, docs: Sequence[Document], cap: int | None) -> list[_Found]:
        """The findings of each document as the configuration wants them, at most `cap` of each rule."""
        own_terms = self._own_terms if self._own_terms is not None and self._own_terms.allow else None
        wanted = _Wanted(cap, self._severities, self._thresholds, own_terms)
        collected = [_Found(doc, wanted) for doc in docs]
        pairs = list(zip(docs, collected, strict=True))
        parts = self._parts(pairs)
        # One question after another, each to all documents: what answers it then stays in the processor's cache.
        if self._lexicon.names:
            for batch, some in parts:
                if batch is not None:
                    self._lexicon.scan_batch(batch)
                else:
                    for doc, _ in some:
                        doc.hits = self._lexicon.scan(doc)
        for when, rules in self._always:
            for batch, some in parts:
                for doc, found in _where(when, batch, some):
                    for rule in rules:
                        found.take(_run(rule, doc))
        for name, rules in self._by_terms:
            for doc, found in pairs:
                if doc.hits[name]:
                    for rule in rules:
                        found.take(_run(rule, doc))
        for union, gated in self._gates:
            for doc, found in pairs:
                if doc.text:
                    for index in union.Match(doc.codes) or ():
                        for rule in gated[index]:
                            found.take(_run(rule, doc))
        for rule in self._asked:
            if rule.detect_batch is not None:
                for found, findings in zip(collected, rule.detect_batch(docs), strict=True):
                    found.take(findings)
        return collected

    def _parts(self, pairs: Sequence[_Pair]) -> list[tuple[Batch | None, Sequence[_Pair]]]:
        """The documents, batch by batch, and those that are asked one by one."""
        parts: list[tuple[Batch | None, Sequence[_Pair]]] = []
        alone: list[_Pair] = []
        at = 0
        # Batches keep the order of the documents, and leave some out.
        for batch in batches([doc for doc, _ in pairs]):
            if len(batch.docs) == len(pairs):
                return [(batch, pairs)]
            some = []
            for doc in batch.docs:
                while pairs[at][0] is not doc:
                    alone.append(pairs[at])
                    at += 1
                some.append(pairs[at])
                at += 1
            parts.append((batch, some))
        alone += pairs[at:]
        if alone:
            parts.append((None, alone))
        return parts

    def _report(self, doc: Document, found: _Found) -> Report:
        length = len(doc.text)
        if found.is_empty:
            return Report((), 1.0, {}, length, doc.name, self.config.language, None, doc.text)
        findings = found.in_text_order()
        total, families = scoring.score(findings, length)
        return Report(tuple(findings), total, families, length, doc.name, self.config.language, found.capped, doc.text)


class InForce(Protocol):
    """A configuration, and a key that is equal where configurations are."""

    @property
    def key(self) -> Any:
        """What tells it from others."""
        ...

    @property
    def config(self) -> Config:
        """What is configured."""
        ...


class Checkers:
    """A checker for each configuration that is in force somewhere, compiled when it is first asked for; `made` is told of each new one."""

    def __init__(self, profile: RoleHolders | None, made: Callable[[Checker], None] | None = None) -> None:
        self._profile = profile
        self._made = made
        self._known: dict[Any, Checker] = {}

    def of(self, resolved: InForce) -> Checker:
        """The checker of a configuration. Raises ConfigError where it leaves no rule."""
        if resolved.key not in self._known:
            checker = Checker(resolved.config, profile=self._profile)
            if not checker.rules:
                raise ConfigError("no rule is left to check with: --ignore takes away all that --select names")
            if self._made is not None:
                self._made(checker)
            self._known[resolved.key] = checker
        return self._known[resolved.key]


class _Wanted(NamedTuple):
    """What a configuration wants of the findings of a document: at most `cap` of each rule, None for all; the rest by code."""

    cap: int | None
    severities: Mapping[str, Severity]
    thresholds: Mapping[str, float]
    own_terms: OwnTerms | None = None


class _Found:
    """The findings of one document as rules yield them; of each rule the first in text order are kept, as many as are wanted.

    Memory is bounded by the cap even where a rule yields a finding for every few characters of a very long text.
    """

    __slots__ = ("_doc", "_kept", "_wanted", "capped")

    def __init__(self, doc: Document, wanted: _Wanted) -> None:
        self._doc = doc
        self._wanted = wanted
        self._kept: dict[str, list[Finding]] = {}
        self.capped: dict[str, int] = {}

    def take(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            cap, severities, thresholds, own_terms = self._wanted
            code = finding.code
            if finding.repairs and self._doc.is_quoted(finding.start, finding.end):
                finding = _quoted(finding)
            if finding.confidence < thresholds.get(code, 0.0):
                continue
            if own_terms is not None and own_terms.allows(self._doc, finding.start, finding.end):
                continue
            if code in severities:
                finding = finding._replace(severity=severities[code])
            kept = self._kept.setdefault(code, [])
            kept.append(finding)
            if cap is not None and len(kept) > 2 * cap:
                self._trim(code, kept, cap)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was kept."""
        return not self._kept

    def in_text_order(self) -> list[Finding]:
        """All that was kept, by start, end and code."""
        cap = self._wanted.cap
        if cap is not None:
            for code, kept in self._kept.items():
                if len(kept) > cap:
                    self._trim(code, kept, cap)
        return sorted((finding for kept in self._kept.values() for finding in kept), key=_text_order)

    def _trim(self, code: str, kept: list[Finding], cap: int) -> None:
        kept.sort(key=_text_order)
        self.capped[code] = self.capped.get(code, 0) + len(kept) - cap
        del kept[cap:]


def _quoted(finding: Finding) -> Finding:
    """A finding inside quoted code, which is as likely shown as broken: a note, half as sure, whose repairs are not safe."""
    repairs = tuple(
        repair._replace(applicability=Applicability.UNSAFE, reason=f"it stands in quoted code; {repair.reason}")
        if repair.applicability is Applicability.SAFE
        else repair
        for repair in finding.repairs
    )
    return finding._replace(severity=Severity.NOTE, confidence=finding.confidence / 2, repairs=repairs)


# A document and its findings.
_Pair = tuple[Document, _Found]


def _where(when: Callable[[Document], object] | None, batch: Batch | None, pairs: Iterable[_Pair]) -> Iterable[_Pair]:
    """The documents of which a view is true."""
    if when is None:
        return pairs
    if batch is not None and isinstance(when, BatchView):
        return itertools.compress(pairs, when.fill(batch))
    if isinstance(when, BatchView):
        return [pair for pair in pairs if pair[0].view(when)]
    return [pair for pair in pairs if when(pair[0])]


def _run(rule: Rule, doc: Document) -> Iterable[Finding]:
    if rule.detect is not None:
        return rule.detect(doc)
    judge, terms = rule.judge, rule.terms
    assert judge is not None
    assert terms is not None
    return filter(None, (judge(doc, hit) for hit in doc.hits[terms.name]))


def _refuse_one_text(texts: object) -> None:
    # A str is a sequence of strs: without this, each of its characters would be a document.
    if isinstance(texts, str | bytes):
        raise InputError(
            f"cannot check a {type(texts).__name__} as several texts: use check for one text, or wrap it in a list"
        )


def _text_order(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.code


def _by_code(rules: Iterable[Rule], named: Mapping[str, Value]) -> dict[str, Value]:
    """What a configuration says of rules by code, prefix, family or name, as one value a code; the last that matches wins."""
    return {rule.code: value for selector, value in named.items() for rule in rules if registry.matches(rule, (selector,))}


def _batched(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        # What is no text is refused when it is checked.
        size += len(text) if isinstance(text, str) else 0
        if len(batch) == BATCH or size >= CODE_POINTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _dates_of(batch: Sequence[str], days: Iterator[datetime.date | None] | None) -> list[datetime.date | None] | None:
    if days is None:
        return None
    taken = list(itertools.islice(days, len(batch)))
    if len(taken) < len(batch):
        raise InputError("fewer dates than texts: wanted one for each, None where it is unknown")
    return taken


def _build(config: Config, profile: RoleHolders | None) -> Checker:
    return Checker(config, profile=profile)


_worker: Checker | None = None


def _start_worker(checker: Checker) -> None:
    global _worker
    _worker = checker


def _work(task: tuple[list[str], list[datetime.date | None] | None]) -> list[Report]:
    assert _worker is not None
    texts, dates = task
    return [replace(report, text="") for report in _worker.check_batch(texts, dates=dates)]
