"""How well spun text is found and restored: words, documents, tortured phrases, and clean text of every genre.

    python benchmarks/accuracy_spun.py --corpora FOLDER --shared FOLDER [--texts 40] [--seed 1] [--counts BUILD]

Clean text is what `tools/ngram_counts.py` held out: news of December 2023 and one document in ten of the other genres, which no table
has seen. It is spun by the simulated spinners of `tools/spinners.py`; the one named farm-b and the terms of `is_unseen_term` serve
for measuring only. FOLDER of `--shared` holds `spun/`. With `--counts`, the folder of the n-gram counts, recall is told by how odd a
replacement is where it stands. Deterministic: the same options give the same tables. Needs `lemminflect`.

Word level: every word of a spun text is a case, true where it stands in a replacement and not in what was replaced; its score is the
highest confidence of a substitution that covers it. A finding, of severity warning or above, is true where it touches a replacement,
and restores it where its repair gives the original text, letter case aside.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from false_alarms import OPENERS  # noqa: E402
from ngram_counts import TOKEN, WORD, held_out  # noqa: E402
from spinners import UNSEEN, Change, Spinner, SpunText, Tortured, is_unseen_term, spinners, tortured_phrases  # noqa: E402
from textcheck import distorted_terms  # noqa: E402
from textcheck.batches import Batch  # noqa: E402
from textcheck.checker import Checker  # noqa: E402
from textcheck.config import Config  # noqa: E402
from textcheck.document import Document  # noqa: E402
from textcheck.finding import Finding, Severity  # noqa: E402
from textcheck.substitutions import Spun, analyse  # noqa: E402
from train_distorted_terms import slots  # noqa: E402

SHARES = (0.05, 0.12, 0.18, 0.30)
# Genres are told apart at this one.
GENRE_SHARE = 0.12
# Texts of about so many words each are told from clean ones.
LENGTHS = (60, 120, 250, 600)
LENGTH_SHARES = (0.12, 0.30)
LEAST_WORDS = 120
# Texts are cut to so many words before they are spun, at the end of a sentence.
MOST_WORDS = 400
CALIBRATION_WORDS = 60
# The share of documents that P(spun) supposes to be spun.
NATURAL_SHARE = 0.05
# A spinner may know too few words of a text; where it reaches less than this of the share, the document counts for no share.
REACHED = 0.8
PRECISION = 0.95
FALSE_POSITIVES = (0.001, 0.01)
PER_WORDS = 15_000
# A finding on more words is about the document.
WIDEST = 12
BATCH = 256
NEWS = "news-2023"
# News is short and there is much of it: so many times the documents of another genre.
NEWS_TIMES = 8
SPINS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Row = Sequence[object]


class Checked(NamedTuple):
    """What the product says of one text."""

    spun: Spun
    findings: list[Finding]


def check(checker: Checker, texts: Iterable[str], least: Severity = Severity.WARNING) -> Iterator[Checked]:
    """The verdicts on texts; of the findings those that are warnings, or of the least severity asked for, and about a span."""
    stream = iter(texts)
    while batch := list(islice(stream, BATCH)):
        docs = [checker.document(text) for text in batch]
        for doc, report in zip(docs, checker.check_documents(docs), strict=True):
            findings = [
                finding
                for finding in report.findings
                if finding.severity >= least and len(doc.text[finding.start : finding.end].split()) <= WIDEST
            ]
            yield Checked(doc.view(analyse), findings)


def read(corpora: Path) -> dict[str, list[str]]:
    """The held-out texts of each genre, in file order."""
    found = {}
    for path in sorted(corpora.glob("*.jsonl*")):
        with OPENERS[path.suffix](path, "rt", encoding="utf-8") as lines:
            entries = map(json.loads, lines)
            found[path.name.split(".")[0]] = [entry["text"] for entry in entries if held_out(entry)]
    return found


def excerpt(text: str, most: int) -> str:
    """The beginning of a text, to the end of a sentence."""
    for number, match in enumerate(SPINS.finditer(text), 1):
        if number == most:
            ends = [end.end() for end in re.finditer(r"[.!?][\"'”’)]*(?=\s)|\n", text[: match.end() + 200])]
            at = bisect_left(ends, match.end() // 2)
            return text[: ends[-1]].rstrip() if at < len(ends) else text[: match.end()]
    return text


def size(text: str) -> int:
    """How many words a text has."""
    return len(SPINS.findall(text))


def draw(texts: Sequence[str], number: int, seed: str, least: int, most: int | None = None) -> list[str]:
    """So many texts of at least so many words, drawn by chance, cut where they are longer than `most`."""
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    found: list[str] = []
    for index in order:
        if len(found) == number:
            break
        if size(texts[index]) >= least:
            found.append(texts[index] if most is None else excerpt(texts[index], most))
    return found


# Words


class Cases(NamedTuple):
    """The words of spun text: their scores and whether they are true."""

    scores: np.ndarray
    truths: np.ndarray

    @classmethod
    def of(cls, cases: Sequence[tuple[float, bool]]) -> Cases:
        return cls(np.array([score for score, _ in cases]), np.array([truth for _, truth in cases], bool))

    def average_precision(self) -> float:
        """The area under the steps of precision over recall; words of equal score count together."""
        precision, recall, _ = self._curve()
        return float(np.sum(np.diff(recall, prepend=0.0) * precision))

    def recall_at(self, wanted: float) -> tuple[float, float]:
        """The best recall at a precision of at least so much, and the threshold that gives it."""
        precision, recall, thresholds = self._curve()
        good = np.flatnonzero((precision >= wanted) & (thresholds > 0))
        return (float(recall[good[-1]]), float(thresholds[good[-1]])) if len(good) else (0.0, 2.0)

    def _curve(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        order = np.argsort(-self.scores, kind="stable")
        scores, hits = self.scores[order], np.cumsum(self.truths[order])
        last = np.flatnonzero(np.append(scores[1:] != scores[:-1], True))
        return hits[last] / (last + 1), hits[last] / max(1, hits[-1]), scores[last]


def is_new(change: Change, word: str) -> bool:
    """Whether a word of a replacement did not stand in the original: of "brand new" for "new", the first."""
    return word.lower() not in {old.lower() for old in SPINS.findall(change.original)}


def word_cases(made: SpunText, spun: Spun) -> Iterator[tuple[float, bool]]:
    """Score and truth of every word; those that stand on both sides of a replacement are no case."""
    changes, found = made.changes, sorted(spun.substitutions)
    at = seen = 0
    for match in SPINS.finditer(made.text):
        start, end = match.span()
        while at < len(changes) and changes[at].end <= start:
            at += 1
        while seen < len(found) and found[seen].end <= start:
            seen += 1
        truth = at < len(changes) and changes[at].start < end
        if truth and not is_new(changes[at], match.group()):
            continue
        score = 0.0
        for item in found[seen:]:
            if item.start >= end:
                break
            if item.end > start:
                score = max(score, item.confidence)
        yield score, truth


def touched(changes: Sequence[Change], start: int, end: int) -> Sequence[Change]:
    """The changes that a span touches."""
    return [change for change in changes if change.start < end and change.end > start]


def folded(text: str) -> str:
    """Lower case with straight apostrophes, of the same length."""
    return text.replace("’", "'").replace("\u0130", "I").lower()


def restores(made: SpunText, start: int, end: int, text: str) -> bool:
    """Whether putting a text in the place of a span gives the original there."""
    changes = touched(made.changes, start, end)
    low, high = min([start, *(change.start for change in changes)]), max([end, *(change.end for change in changes)])
    repaired = made.text[low:start] + text + made.text[end:high]
    parts, at = [], low
    for change in changes:
        parts += [made.text[at : change.start], change.original]
        at = change.end
    return folded(repaired) == folded("".join([*parts, made.text[at:high]]))


class Tally(NamedTuple):
    """What the findings of spun texts come to."""

    counts: Counter[str]

    def add(self, made: SpunText, findings: Sequence[Finding]) -> None:
        counts = self.counts
        found: set[Change] = set()
        for finding in findings:
            changes = touched(made.changes, finding.start, finding.end)
            counts["findings"] += 1
            if not changes:
                continue
            counts["true"] += 1
            found.update(changes)
            right = [restores(made, repair.start, repair.end, repair.text) for repair in finding.repairs[:3]]
            counts["first"] += bool(right) and right[0]
            counts["three"] += any(right)
        counts["changes"] += len(made.changes)
        counts["found"] += len(found)

    def share(self, part: str, whole: str) -> str:
        return percent(self.counts[part], self.counts[whole])


def percent(part: float, whole: float, digits: int = 1) -> str:
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


def table(title: str, heads: Row, rows: Iterable[Row]) -> None:
    print(f"\n## {title}\n\n| {' | '.join(map(str, heads))} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    sys.stdout.flush()


# Oddness


class Oddness:
    """How odd a replacement is where it stands, by what clean text has been counted to say."""

    KINDS = (
        "three words around it are in clean text three times and more",
        "three words around it are in clean text",
        "two words are on either side",
        "two words are on one side",
        "no two words are",
    )

    def __init__(self, build: Path) -> None:
        words = (build / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._ids = {word: number for number, word in enumerate(words)}
        self._tables = {}
        for n in (2, 3):
            with np.load(build / f"{n}-grams.npz") as stored:
                self._tables[n] = stored["key"], stored["count"]
                self._bits = np.uint64(int(stored["bits"]))

    def kinds(self, made: SpunText) -> list[int]:
        """The place in KINDS of every change, which of several words is judged by the first and the last."""
        text = folded(made.text)
        spans = [match.span() for match in TOKEN.finditer(text)]
        unknown = len(self._ids)
        ids = [self._ids.get(text[a:b], unknown) if WORD.search(text, a, b) else 0 for a, b in spans]
        padded = np.array([0, 0, *ids, 0, 0], np.uint64)
        counted = {n: self._counts(padded, n) for n in (2, 3)}
        ends = [end for _, end in spans]
        found = []
        for change in made.changes:
            first = last = bisect_left(ends, change.start + 1)
            while last + 1 < len(spans) and spans[last + 1][0] < change.end:
                last += 1
            # In `padded`, the n-gram that begins with word i is number i + 2.
            left, right = counted[2][first + 1], counted[2][last + 2]
            inner = counted[2][first + 2 : last + 2]
            threes = [*counted[3][first : first + 1], *counted[3][first + 1 : last + 2], *counted[3][last + 2 : last + 3]]
            most = max(threes)
            if first != last and inner.min() == 0:
                found.append(4)
            elif first != last:
                # A known phrase by itself tells nothing about where it stands: only what reaches beyond it counts.
                most = max(counted[3][first], counted[3][first + 1], counted[3][last + 1], counted[3][last + 2])
                found.append(self._kind(most, left, right))
            else:
                found.append(self._kind(most, left, right))
        return found

    @staticmethod
    def _kind(three: int, left: int, right: int) -> int:
        if three:
            return 0 if three >= 3 else 1
        return 2 if left and right else 3 if left or right else 4

    def known(self, phrase: str) -> int:
        """How often clean text has a phrase; of more than three words, the rarest three of them."""
        ids = np.array([self._ids.get(word, len(self._ids)) for word in TOKEN.findall(phrase)], np.uint64)
        return int(self._counts(ids, min(3, len(ids))).min()) if len(ids) > 1 else 0

    def _counts(self, ids: np.ndarray, n: int) -> np.ndarray:
        count = len(ids) - n + 1
        keys = np.zeros(count, np.uint64)
        inside = np.ones(count, bool)
        for offset in range(n):
            part = ids[offset : offset + count]
            keys = (keys << self._bits) | part
            inside &= (part != 0) & (part < len(self._ids))
        table, counts = self._tables[n]
        at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
        result: np.ndarray = np.where(inside & (table[at] == keys), counts[at], 0)
        return result


# Parts of the report


class Material(NamedTuple):
    """What all parts measure with."""

    checker: Checker
    texts: dict[str, list[str]]
    spinners: dict[str, Spinner]
    shared: Path
    number: int
    clean: int
    seed: int
    oddness: Oddness | None

    def spun(self, spinner: str, share: float, texts: Sequence[str]) -> list[SpunText]:
        """The texts spun, each with a chance of its own."""
        return [
            self.spinners[spinner].spin(text, share, random.Random(f"{self.seed}/{spinner}/{share}/{number}"))
            for number, text in enumerate(texts)
        ]

    def sample(self, purpose: str, number: int, least: int, most: int | None = None) -> list[tuple[str, str]]:
        """So many texts of each genre, with its name."""
        return [
            (genre, text)
            for genre, texts in self.texts.items()
            for text in draw(texts, number, f"{self.seed}/{purpose}/{genre}", least, most)
        ]


def clean_part(material: Material) -> np.ndarray:
    """Prints what is found in clean text; P(spun) of the documents that are long enough, in descending order."""
    rows: list[Row] = []
    probabilities = []
    total: Counter[str] = Counter()
    for genre, texts in material.texts.items():
        number = material.clean * (NEWS_TIMES if genre == NEWS else 1)
        sample = draw(texts, number, f"{material.seed}/clean/{genre}", 1)
        counts: Counter[str] = Counter()
        for text, checked in zip(sample, check(material.checker, sample), strict=True):
            words = size(text)
            counts["texts"] += 1
            counts["words"] += words
            counts["spun"] += checked.spun.probability > 0.5
            counts["findings"] += len(checked.findings)
            if words >= LEAST_WORDS:
                counts["long"] += 1
                probabilities.append(checked.spun.probability)
        total += counts
        rows.append(clean_row(genre, counts))
    rows.append(clean_row("all", total))
    heads = ("genre", "documents", "words", "P(spun) > 0.5", "share", f"warnings per {PER_WORDS:,} words")
    table("Clean held-out text", heads, rows)
    return np.sort(np.array(probabilities))[::-1]


def clean_row(genre: str, counts: Counter[str]) -> Row:
    rate = counts["findings"] * PER_WORDS / max(1, counts["words"])
    spun = counts["spun"]
    return genre, f"{counts['texts']:,}", f"{counts['words']:,}", spun, percent(spun, counts["texts"], 2), f"{rate:.2f}"


def spun_part(material: Material, clean: np.ndarray) -> None:
    """Prints words, restoration and documents for each spinner and share."""
    labelled = material.sample("spun", material.number, LEAST_WORDS, MOST_WORDS)
    sample = [text for _, text in labelled]
    thresholds = [float(clean[int(len(clean) * rate)]) for rate in FALSE_POSITIVES]
    words: list[Row] = []
    documents: list[Row] = []
    odd: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    by_genre: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for name in material.spinners:
        label = f"{name} (unseen)" if name in UNSEEN else name
        for share in SHARES:
            made = material.spun(name, share, sample)
            cases: list[tuple[float, bool]] = []
            tally = Tally(Counter())
            probabilities = []
            changed = all_words = 0
            kept = []
            verdicts = check(material.checker, (one.text for one in made))
            for (genre, source), one, checked in zip(labelled, made, verdicts, strict=True):
                new = list(word_cases(one, checked.spun))
                cases += new
                if share == GENRE_SHARE:
                    by_genre[genre] += new
                tally.add(one, checked.findings)
                replaced, whole = sum(size(change.original) for change in one.changes), size(source)
                changed, all_words = changed + replaced, all_words + whole
                if replaced >= REACHED * share * whole:
                    probabilities.append(checked.spun.probability)
                kept.append(checked)
            scored = Cases.of(cases)
            recall, threshold = scored.recall_at(PRECISION)
            words.append(
                (
                    label,
                    f"{share:.0%}",
                    percent(changed, all_words),
                    f"{scored.average_precision():.3f}",
                    f"{recall:.3f}",
                    tally.share("true", "findings"),
                    tally.share("found", "changes"),
                    tally.share("first", "true"),
                    tally.share("three", "true"),
                )
            )
            found = np.array(probabilities)
            documents.append(
                (
                    *(label, f"{share:.0%}", len(found)),
                    *(percent(int((found > least).sum()), len(found)) for least in (*thresholds, 0.5)),
                )
            )
            if material.oddness is not None:
                for one, checked in zip(made, kept, strict=True):
                    count_odd(odd[label], material.oddness, one, checked, threshold)
    heads: tuple[str, ...] = (
        *("spinner", "share asked", "changed", "average precision", f"recall at precision {PRECISION}"),
        *("findings true", "changes found", "first repair right", "one of three right"),
    )
    table(f"Words: {len(sample)} texts of {LEAST_WORDS} to {MOST_WORDS} words, all genres", heads, words)
    rates = [f"found at {rate:.1%} false" for rate in FALSE_POSITIVES]
    heads = ("spinner", "share", "documents", *rates, "P(spun) > 0.5")
    table(f"Documents, {len(clean):,} clean ones to compare", heads, documents)
    genres: list[Row] = []
    for genre, cases in by_genre.items():
        scored = Cases.of(cases)
        recall, _ = scored.recall_at(PRECISION)
        genres.append((genre, f"{len(cases):,}", f"{scored.average_precision():.3f}", f"{recall:.3f}"))
    heads = ("genre", "words", "average precision", f"recall at precision {PRECISION}")
    table(f"Words by genre, {GENRE_SHARE:.0%} asked, all spinners together", heads, genres)
    if material.oddness is not None:
        print_odd(odd)


def count_odd(counts: Counter[tuple[int, str]], oddness: Oddness, made: SpunText, checked: Checked, threshold: float) -> None:
    """Count the changes of a text by how odd they are, and those found."""
    sure = [item for item in checked.spun.substitutions if item.confidence >= threshold]
    for change, kind in zip(made.changes, oddness.kinds(made), strict=True):
        counts[kind, "all"] += 1
        counts[kind, "sure"] += any(item.start < change.end and item.end > change.start for item in sure)
        counts[kind, "found"] += any(item.start < change.end and item.end > change.start for item in checked.findings)


def print_odd(odd: dict[str, Counter[tuple[int, str]]]) -> None:
    rows: list[Row] = []
    for label, counts in odd.items():
        changes = sum(counts[kind, "all"] for kind in range(len(Oddness.KINDS)))
        missed = changes - sum(counts[kind, "sure"] for kind in range(len(Oddness.KINDS)))
        for kind, text in enumerate(Oddness.KINDS):
            whole, sure = counts[kind, "all"], counts[kind, "sure"]
            rows.append(
                (
                    *(label, text, percent(whole, changes), percent(sure, whole)),
                    *(percent(counts[kind, "found"], whole), percent(whole - sure, missed)),
                )
            )
    heads = ("spinner", "the replacement in its place", "of the changes", f"recall at precision {PRECISION}")
    table("Recall by oddness, all shares together", (*heads, "changes found", "of what is missed"), rows)


def calibration_part(material: Material) -> None:
    """Prints the expected calibration error of P(spun), where half of the documents are spun and where NATURAL_SHARE of them is."""
    chance = random.Random(f"{material.seed}/calibration")
    sample = [text for _, text in material.sample("calibration", 2 * material.number, CALIBRATION_WORDS, MOST_WORDS)]
    names = list(material.spinners)
    chance.shuffle(sample)
    clean, source = sample[: len(sample) // 2], sample[len(sample) // 2 :]
    spun = [
        material.spinners[names[number % len(names)]].spin(text, chance.uniform(0.03, 0.3), chance).text
        for number, text in enumerate(source)
    ]
    found = np.array([checked.spun.probability for checked in check(material.checker, [*clean, *spun])])
    truth = np.repeat([0.0, 1.0], [len(clean), len(spun)])
    bins = np.minimum((found * 10).astype(int), 9)
    # So much does a spun document count where few are spun.
    weight = np.where(truth > 0, NATURAL_SHARE / (1 - NATURAL_SHARE) * len(clean) / len(spun), 1.0)
    even = natural = 0.0
    rows: list[Row] = []
    for number in range(10):
        inside = bins == number
        if not inside.any():
            continue
        said, true = float(found[inside].mean()), float(truth[inside].mean())
        even += abs(said - true) * inside.mean()
        often = weight[inside]
        shares = [float((values[inside] * often).sum() / often.sum()) for values in (found, truth)]
        natural += abs(shares[0] - shares[1]) * often.sum() / weight.sum()
        rows.append(
            (
                *(f"{number / 10:.1f} to {number / 10 + 0.1:.1f}", int(inside.sum()), f"{said:.3f}", f"{true:.3f}"),
                *(f"{share:.3f}" for share in shares),
            )
        )
    title = f"Calibration: {len(found):,} documents of {CALIBRATION_WORDS} words and more, half of them spun by 3 to 30 %"
    of_few = f"where {NATURAL_SHARE:.0%} are spun"
    table(title, ("P(spun)", "documents", "mean P(spun)", "share spun", f"mean {of_few}", f"share {of_few}"), rows)
    print(f"\nExpected calibration error: {even:.3f}; {of_few}: {natural:.3f}")


def length_part(material: Material) -> None:
    """Prints P(spun) of texts of several lengths."""
    rows: list[Row] = []
    for length in LENGTHS:
        sample = [excerpt(text, length) for _, text in material.sample("lengths", max(1, material.number // 2), length)]
        for share in (0.0, *LENGTH_SHARES):
            texts = [one.text for name in material.spinners for one in material.spun(name, share, sample)] if share else sample
            found = np.array([checked.spun.probability for checked in check(material.checker, texts)])
            rows.append(
                (
                    *(length, f"{share:.0%}" if share else "none", len(found)),
                    *(f"{found.mean():.3f}", percent(int((found > 0.5).sum()), len(found))),
                )
            )
    heads = ("words", "share spun", "documents", "mean P(spun)", "P(spun) > 0.5")
    table("Lengths, all spinners together", heads, rows)


def section_part(material: Material) -> None:
    """Prints whether a long document with one spun section is found, and where."""
    rows: list[Row] = []
    sources = [
        text
        for genre, texts in material.texts.items()
        for text in draw(texts, max(1, material.number // 4), f"{material.seed}/section/{genre}", 1000)
    ]
    for name, spinner in material.spinners.items():
        made, places = [], []
        for number, text in enumerate(sources):
            breaks = [match.end() for match in re.finditer(r"\n+|(?<=[.!?]) ", text)]
            start = breaks[bisect_left(breaks, len(text) // 3)] if breaks and breaks[-1] > len(text) // 3 else len(text) // 3
            section = excerpt(text[start:], 300)
            spun = spinner.spin(section, 0.18, random.Random(f"{material.seed}/section/{name}/{number}"))
            made.append(text[:start] + spun.text + text[start + len(section) :])
            places.append((start, start + len(spun.text)))
        found = 0
        common = told = true = 0
        for (start, end), checked in zip(places, check(material.checker, made), strict=True):
            if checked.spun.probability > 0.5:
                found += 1
                common += max(0, min(end, checked.spun.end) - max(start, checked.spun.start))
                told += checked.spun.end - checked.spun.start
                true += end - start
        rows.append((name, len(made), percent(found, len(made)), percent(common, told), percent(common, true)))
    heads = ("spinner", "documents", "P(spun) > 0.5", "of the stretch told, spun", "of the section, told")
    table("One section of 300 words spun by 18 % in a document of 1,000 words and more", heads, rows)


# Tortured phrases

# A phrase that clean text has been counted to use so often is an ordinary one.
ORDINARY_COUNT = 3
# A term that no held-out text has is put here.
CARRIERS = (
    "The results are given in Table 2. We use {} in this study because it is well understood. Further details follow below.",
    "Several authors have considered {} in recent years. Their methods differ in many ways. We compare three of them here.",
    "This chapter is about {}. It begins with a short history. The second part shows how it works in practice.",
    "The work was done at two sites over four years. The role of {} was not known at the time. It has since been described in detail.",
    "A short account of {} is given in the next section. Readers who know it may go on to the examples.",
    "Our approach depends on {}, as earlier work did. The data were collected in the spring and checked by hand.",
)
# Terms, and plain words in their plain sense, of which a careless reader of lists would take some for tortured.
ORDINARY = (
    "Machine learning is taught in the second year, and deep learning in the third.",
    "The surface region of the lake freezes first, while the water below stays warm.",
    "They walked through thick woods until the path came out beside the river.",
    "The army kept its supply route open through the winter.",
    "A second request was sent to the office in March, and no answer came.",
    "Nobody can know the final destiny of these letters.",
    "The third party in the contract was a bank from Ohio.",
    "She had a heart attack in 2010 and was treated for breast cancer later.",
    "The neural network was trained on images of big data centres.",
    "The random forest did better than the decision tree on this data set.",
    "Blood pressure and heart rate were measured every hour.",
    "The signal to noise ratio fell as the temperature rose.",
    "A profound knowledge of the law is not needed to read this book.",
    "The bosom of the family was where he felt safe.",
    "Her motor skills improved, and the nervous system recovered well.",
    "The cloud computing service was built on open source software.",
    "The information in the table came from a colony of ants near the house.",
    "The climate of the valley is mild, and the growing season is long.",
    "The general population was told to boil the water.",
    "The mean square error of the linear model was small.",
    "The irregular woodland on the hill was cut down in 1950.",
    "He has an enormous amount of information about old trains.",
    "The arbitrary decision of the judge was set aside.",
    "Solar power and wind energy are cheaper than coal in most places.",
    "The underground insect state of the bees was dug up by a badger.",
    "The remaining task was to paint the counterfeit window on the wall.",
)


class Embedded(NamedTuple):
    """A tortured phrase in clean text, the text with the established term, and where the phrase begins."""

    pair: Tortured
    spun: str
    clean: str
    start: int


def embed(material: Material, pairs: Sequence[Tortured]) -> tuple[list[Embedded], set[str]]:
    """Each pair in paragraphs of science and encyclopedia that have the term, else in a carrier; and phrases that clean text has."""
    by_term: dict[str, list[Tortured]] = defaultdict(list)
    for pair in pairs:
        by_term[pair.term].append(pair)
    phrases = {pair.phrase for pair in pairs}
    # Most places in a text are passed by their first two words.
    longest: Counter[tuple[str, str]] = Counter()
    for text in [*by_term, *phrases]:
        words = SPINS.findall(text)
        longest[words[0], words[1]] = max(longest[words[0], words[1]], len(words))
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    ordinary: set[str] = set()
    if material.oddness is not None:
        ordinary = {phrase for phrase in phrases if material.oddness.known(phrase) >= ORDINARY_COUNT}
    for genre, texts in material.texts.items():
        for text in texts:
            for paragraph in re.findall(r"\S[^\n]*", text):
                lower = folded(paragraph)
                spans = [match.span() for match in SPINS.finditer(lower)]
                words = [lower[start:end] for start, end in spans]
                for first, two in enumerate(pairwise(words)):
                    start = spans[first][0]
                    for last in range(first + 1, min(first + longest.get(two, 0), len(spans))):
                        term = lower[start : spans[last][1]]
                        if term in phrases:
                            ordinary.add(term)
                        if term in by_term and len(places[term]) < 3 and genre in ("science", "encyclopedia"):
                            places[term].append((paragraph, start))
    found: list[Embedded] = []
    for term, made in sorted(by_term.items()):
        for number, pair in enumerate(made):
            if pair.phrase in ordinary:
                continue
            known = places.get(term)
            if known:
                paragraph, start = known[number % len(known)]
                # The sentence and its neighbours.
                low, high = around(paragraph, start, start + len(term))
                clean, start = paragraph[low:high], start - low
            else:
                carrier = CARRIERS[len(found) % len(CARRIERS)]
                start = carrier.index("{}")
                clean = carrier.replace("{}", term)
            phrase = pair.phrase
            if clean[start].isupper():
                phrase = phrase[0].upper() + phrase[1:]
            found.append(Embedded(pair, clean[:start] + phrase + clean[start + len(term) :], clean, start))
    return found, ordinary


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a span with one before and one behind it."""
    breaks = [match.end() for match in re.finditer(r"[.!?][\"'”’)]* +", text)]
    at = bisect_left(breaks, start + 1)
    low = breaks[at - 2] if at >= 2 else 0
    after = bisect_left(breaks, end)
    high = breaks[after + 1] if after + 1 < len(breaks) else len(text)
    return low, high


def tortured_part(material: Material) -> None:
    """Prints recall and precision on tortured phrases, of terms that tables may know and of others."""
    pairs = tortured_phrases(material.shared)
    rows: list[Row] = []
    for label, unseen in (("unseen half", True), ("listed half", False)):
        embedded, ordinary = embed(material, [pair for pair in pairs if is_unseen_term(pair.term) == unseen])
        print(f"\n{label}: {len(ordinary)} phrases left out that clean text has", file=sys.stderr)
        counts: Counter[str] = Counter()
        spun = check(material.checker, (one.spun for one in embedded))
        clean = check(material.checker, (one.clean for one in embedded))
        for one, checked, untouched in zip(embedded, spun, clean, strict=True):
            end = one.start + len(one.pair.phrase)
            change = Change(one.start, end, one.clean[one.start : one.start + len(one.pair.term)])
            made = SpunText(one.spun, (change,))
            true = [finding for finding in checked.findings if finding.start < end and finding.end > one.start]
            counts["texts"] += 1
            counts["words"] += size(one.clean)
            counts["found"] += bool(true)
            counts["false"] += len(checked.findings) - len(true)
            # One phrase may have several findings; what joins their first repairs is the term.
            counts["first"] += bool(true) and restored(made, true)
            term = one.start + len(one.pair.term)
            counts["terms"] += any(finding.start < term and finding.end > one.start for finding in untouched.findings)
        rows.append(
            (
                *(label, counts["texts"], percent(counts["found"], counts["texts"])),
                percent(counts["found"], counts["found"] + counts["false"]),
                percent(counts["first"], counts["found"]),
                f"{counts['terms']} of {counts['texts']}",
            )
        )
    heads = ("established terms", "phrases", "recall", "precision", "restored by the first repairs", "terms themselves found")
    table("Tortured phrases, one in three sentences of clean text", heads, rows)
    found = [
        text[finding.start : finding.end]
        for text, checked in zip(ORDINARY, check(material.checker, ORDINARY), strict=True)
        for finding in checked.findings
    ]
    print(f"\nOrdinary terms in {len(ORDINARY)} sentences: {len(found)} findings{': ' if found else ''}{'; '.join(found)}")


def restored(made: SpunText, findings: Sequence[Finding]) -> bool:
    """Whether the first repairs of some findings together give the original."""
    text, stop = made.text, len(made.text)
    # From the last to the first, so that places before stay where they are.
    for finding in sorted(findings, key=lambda finding: -finding.start):
        if finding.repairs and finding.repairs[0].end <= stop:
            repair = finding.repairs[0]
            text = text[: repair.start] + repair.text + text[repair.end :]
            stop = repair.start
    return folded(text) == folded(made.source)


# Of a text of so many words one in so many is put into a phrase, as far as there is room.
ABSTRACT_WORDS, WORDS_A_PHRASE = (120, 300), 60
ABSTRACT_GENRES = ("science", "technical", "education", "encyclopedia")
# The precision that is asked of what is found without the list.
UNLISTED_PRECISION = 0.80


class Holding(NamedTuple):
    """A text with phrases in it, where they stand, and the text as it was."""

    spun: SpunText
    clean: str


def abstracts(material: Material, pairs: Sequence[Tortured], chance: random.Random) -> list[Holding]:
    """Parts of held-out scientific texts, each with several phrases in the places of other terms."""
    found = []
    order = list(pairs)
    chance.shuffle(order)
    for genre in ABSTRACT_GENRES:
        for text in draw(material.texts[genre], material.number * 4, f"{material.seed}/abstracts/{genre}", ABSTRACT_WORDS[0]):
            clean = excerpt(text, ABSTRACT_WORDS[1])
            places = slots(clean)
            wanted = size(clean) // WORDS_A_PHRASE
            if len(places) < wanted or not order:
                continue
            parts, at, length, changes = [], 0, 0, []
            for start, end in sorted(chance.sample(places, wanted)):
                phrase = order[-1].phrase
                order.insert(0, order.pop())
                parts += [clean[at:start], phrase]
                length += start - at
                changes.append(Change(length, length + len(phrase), clean[start:end]))
                length += len(phrase)
                at = end
            found.append(Holding(SpunText("".join([*parts, clean[at:]]), tuple(changes)), clean))
    return found


def ranked(texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> float:
    """The recall at UNLISTED_PRECISION where pairs of words are told by how odd they are, whatever their documents show."""
    before = distorted_terms.LEAST_DOUBTFUL
    distorted_terms.LEAST_DOUBTFUL = -math.inf
    scores: list[tuple[float, bool]] = []
    wanted = 0
    for at in range(0, len(texts), BATCH):
        batch = Batch([Document(text) for text in texts[at : at + BATCH]])
        found = distorted_terms.find(batch)
        best: dict[tuple[int, int], float] = {}
        starts, ends = batch.words.starts[found.pairs.first], batch.words.ends[found.pairs.second]
        for start, end, document, nats in zip(
            starts.tolist(), ends.tolist(), found.owner.tolist(), found.nats.tolist(), strict=True
        ):
            start, end = start - batch.offsets[document], end - batch.offsets[document]
            own = [number for number, (low, high) in enumerate(spans[at + document]) if low < end and high > start]
            if own:
                best[document, own[0]] = max(best.get((document, own[0]), -math.inf), nats)
            else:
                scores.append((nats, False))
        scores += [(nats, True) for nats in best.values()]
    wanted = sum(map(len, spans))
    distorted_terms.LEAST_DOUBTFUL = before
    recall = true = 0
    for number, (_, truth) in enumerate(sorted(scores, key=lambda score: -score[0]), 1):
        true += truth
        if true / number >= UNLISTED_PRECISION:
            recall = true
    return recall / max(1, wanted)


def unlisted_part(material: Material) -> None:
    """Prints what is found of tortured phrases where no list of them is known."""
    checker = Checker(Config(select=("spun",), ignore=("SPN106",)))
    pairs = tortured_phrases(material.shared)
    rows: list[Row] = []
    for label, unseen in (("unseen half", True), ("training half", False)):
        embedded, ordinary = embed(material, [pair for pair in pairs if is_unseen_term(pair.term) == unseen])
        alone = []
        for one in embedded:
            end = one.start + len(one.pair.phrase)
            change = Change(one.start, end, one.clean[one.start : one.start + len(one.pair.term)])
            alone.append(Holding(SpunText(one.spun, (change,)), one.clean))
        usable = [pair for pair in pairs if is_unseen_term(pair.term) == unseen and pair.phrase not in ordinary]
        several = abstracts(material, usable, random.Random(f"{material.seed}/abstracts"))
        for setting, texts in (("one in three sentences", alone), ("several in an abstract", several)):
            counts: Counter[str] = Counter()
            for severity in (Severity.WARNING, Severity.NOTE):
                spun = check(checker, (one.spun.text for one in texts), severity)
                clean = check(checker, (one.clean for one in texts), severity)
                for one, checked, untouched in zip(texts, spun, clean, strict=True):
                    found = checked.findings
                    own = [
                        change
                        for change in one.spun.changes
                        if any(f.start < change.end and f.end > change.start for f in found)
                    ]
                    counts[f"found {severity.name}"] += len(own)
                    counts[f"false {severity.name}"] += sum(not touched(one.spun.changes, f.start, f.end) for f in found)
                    counts[f"clean {severity.name}"] += len(untouched.findings)
                    if severity == Severity.WARNING and setting.startswith("one"):
                        counts["first"] += bool(own) and restored(
                            one.spun, [f for f in found if touched(one.spun.changes, f.start, f.end)]
                        )
            total = sum(len(one.spun.changes) for one in texts)
            spans = [[(change.start, change.end) for change in one.spun.changes] for one in texts]
            columns: list[object] = [label, setting, total]
            for severity in (Severity.WARNING, Severity.NOTE):
                right, wrong = counts[f"found {severity.name}"], counts[f"false {severity.name}"]
                columns += [percent(right, total), percent(right, right + wrong), counts[f"clean {severity.name}"]]
            columns.append(percent(ranked([one.spun.text for one in texts], spans), 1))
            columns.append(percent(counts["first"], counts["found WARNING"]) if setting.startswith("one") else "–")
            rows.append(columns)
    heads = (
        "established terms",
        "phrases",
        "number",
        "recall",
        "precision",
        "findings in the texts as they were",
        "recall with notes",
        "precision",
        "findings in the texts as they were",
        f"recall at precision {UNLISTED_PRECISION:.2f}, by oddness alone",
        "restored by the first repairs",
    )
    table("Tortured phrases without the list", heads, rows)


PARTS: dict[str, Callable[[Material], Any]] = {
    "lengths": length_part,
    "calibration": calibration_part,
    "sections": section_part,
    "tortured": tortured_part,
    "unlisted": unlisted_part,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.xz files with a `text` field")
    parser.add_argument("--shared", type=Path, required=True, help="folder with spun/synsets.tsv and spun/tortured-phrases.csv")
    parser.add_argument("--texts", type=int, default=40, help="texts of each genre to spin (default: %(default)s)")
    parser.add_argument(
        "--clean",
        type=int,
        default=600,
        help=f"clean documents of each genre, {NEWS_TIMES} times as many of news (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--counts", type=Path, help="folder of the n-gram counts, to tell recall by oddness")
    parser.add_argument("--spinners", nargs="+", help="only these")
    parser.add_argument("--parts", nargs="+", default=["clean", "spun", *PARTS], choices=["clean", "spun", *PARTS])
    options = parser.parse_args()
    known = spinners(options.shared)
    unknown = [name for name in options.spinners or () if name not in known]
    if unknown:
        parser.error(f"--spinners: {', '.join(unknown)} is none of {', '.join(known)}")
    chosen = {name: spinner for name, spinner in known.items() if not options.spinners or name in options.spinners}
    material = Material(
        Checker(Config(select=("spun",))),
        read(options.corpora),
        chosen,
        options.shared,
        options.texts,
        options.clean,
        options.seed,
        Oddness(options.counts) if options.counts else None,
    )
    if "clean" in options.parts or "spun" in options.parts:
        clean = clean_part(material)
        if "spun" in options.parts:
            spun_part(material, clean)
    for name, part in PARTS.items():
        if name in options.parts:
            part(material)


if __name__ == "__main__":
    main()
