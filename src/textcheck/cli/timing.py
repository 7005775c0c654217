"""`--timings`: where the time of a run went, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from textcheck.rule import Document, Finding, Hit, Rule

if TYPE_CHECKING:
    from textcheck.checker import Checker

# Rules that are listed; the others cost less than any of them.
MOST_LISTED = 20


class Timings:
    """Seconds and calls by rule. What a rule asks for first, such as a view that others share, is counted as its own."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}
        self.documents = 0
        self._started = perf_counter()

    def watch(self, checker: Checker) -> None:
        """Time the rules of a checker that has not checked anything yet."""
        checker.rules = tuple(self._timed(rule) for rule in checker.rules)

    def _timed(self, rule: Rule) -> Rule:
        entry = self.spent.setdefault(rule.code, [0.0, 0.0])

        def measured(ask: Callable[[], Any]) -> Any:
            started = perf_counter()
            try:
                return ask()
            finally:
                entry[0] += perf_counter() - started
                entry[1] += 1

        def detect(doc: Document) -> Iterable[Finding]:
            assert rule.detect is not None
            inner = rule.detect
            found: list[Finding] = measured(lambda: list(inner(doc)))
            return found

        def judge(doc: Document, hit: Hit) -> Finding | None:
            assert rule.judge is not None
            inner = rule.judge
            found: Finding | None = measured(lambda: inner(doc, hit))
            return found

        def detect_batch(docs: Sequence[Document]) -> Iterable[Iterable[Finding]]:
            assert rule.detect_batch is not None
            inner = rule.detect_batch
            found: list[list[Finding]] = measured(lambda: [list(each) for each in inner(docs)])
            return found

        return rule.but(
            detect=detect if rule.detect else None,
            judge=judge if rule.judge else None,
            detect_batch=detect_batch if rule.detect_batch else None,
        )

    def text(self, names: dict[str, str]) -> str:
        """The rules that took longest, and all else together."""
        total = perf_counter() - self._started
        ranked = sorted(((seconds, calls, code) for code, (seconds, calls) in self.spent.items() if calls), reverse=True)
        rules = sum(seconds for seconds, _, _ in ranked)
        lines = [f"{'ms':>10}  {'calls':>8}  rule\n"]
        lines += [
            f"{1000 * seconds:>10,.1f}  {int(calls):>8,}  {code} {names.get(code, '')}\n"
            for seconds, calls, code in ranked[:MOST_LISTED]
        ]
        if len(ranked) > MOST_LISTED:
            rest = ranked[MOST_LISTED:]
            lines.append(f"{1000 * sum(each[0] for each in rest):>10,.1f}  {'':>8}  {len(rest)} other rules\n")
        lines.append(f"{1000 * (total - rules):>10,.1f}  {'':>8}  reading, scans, scores, reports\n")
        lines.append(f"{1000 * total:>10,.1f}  {'':>8}  in all\n")
        return "".join(lines)
