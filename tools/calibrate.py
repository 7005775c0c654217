"""Fits what turns findings into probabilities: `src/textcheck/data/calibration.tsv`, as `textcheck.scoring` reads it.

    python tools/calibrate.py --corpora FOLDER --shared FOLDER [--words 500000] [--texts 400]

False findings of each rule are counted on clean text of the genres that are not kept for measuring (`benchmarks/labelled.py`): of notes all,
of warnings those that somebody read and found false (`false_warnings.tsv`). The models are fitted to documents whose damage is known. A clean document with
a warning counts as much as such warnings are false, the damaged ones as much as one document in five, each family alike.
Deterministic; what was counted and found is kept in `--build`, and taken from there the next time. `benchmarks/calibration.py` measures on other kinds of damage and other genres.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from accuracy_spun import read  # noqa: E402
from false_alarms import documents  # noqa: E402
from labelled import NATURAL_SHARE, Checked, checked, false_warnings, is_held_out, kept, labelled, weights  # noqa: E402
from textcheck.checker import Checker  # noqa: E402
from textcheck.finding import Severity  # noqa: E402
from textcheck.scoring import Calibration, Line, evidence  # noqa: E402

DATA = ROOT / "src" / "textcheck" / "data"
TOGETHER = 128
SIZE = "code points"
# Of what was never seen, half a finding may be expected.
UNSEEN = 0.5
# One in every code point: a finding that says nothing.
HARMLESS = 1e6
# What is supposed of a model before anything is seen, and how many documents that counts for.
USUAL, TRUST = Line(-4.0, 1.0), (0.05, 1.0)
LEAST_SLOPE = 0.01


def counted(checker: Checker, corpora: Path, words: int) -> dict[str, int]:
    """Notes of each rule on clean text, and its code points."""
    notes: Counter[str] = Counter()
    for path in sorted(corpora.glob("*.jsonl*")):
        if is_held_out(path.name.split(".")[0]):
            continue
        texts = [document["text"] for _, document in documents(path, words, 1)]
        notes[SIZE] += sum(map(len, texts))
        for first in range(0, len(texts), TOGETHER):
            for report in checker.check_batch(texts[first : first + TOGETHER]):
                notes.update(finding.code for finding in report.findings if finding.severity == Severity.NOTE)
        print(path.name, notes[SIZE], file=sys.stderr, flush=True)
    return notes


def rates(checker: Checker, notes: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """False notes and false warnings of each rule on a million code points."""
    read_one_by_one = false_warnings()
    found = {}
    for rule in checker.rules:
        sure = (read_one_by_one.false.get(rule.code, 0) + UNSEEN) / read_one_by_one.millions
        # What a rule reports as notes only is nothing that a document is worse for.
        note = HARMLESS if rule.severity == Severity.NOTE else (notes.get(rule.code, 0) + UNSEEN) / (notes[SIZE] / 1e6)
        # A doubt never says more than what is sure.
        found[rule.code] = max(note, sure), sure
    return found


class Sample(NamedTuple):
    """Values, whether what they are to tell is true, and how much each counts."""

    values: np.ndarray
    truth: np.ndarray
    weights: np.ndarray


def fitted(sample: Sample) -> Line:
    """The likeliest line, drawn a little towards the usual one, by Newton's method."""
    line = np.array(USUAL)
    usual, trust = np.array(USUAL), np.array(TRUST)
    values, truth, counts = sample

    def loss(line: np.ndarray) -> float:
        logits = line[0] + line[1] * values
        return float((counts * (np.logaddexp(0, logits) - truth * logits)).sum() + (trust * (line - usual) ** 2).sum() / 2)

    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(line[0] + line[1] * values, -30, 30)))
        error, bend = counts * (chance - truth), counts * chance * (1 - chance)
        slope = np.array([error.sum(), (error * values).sum()]) + trust * (line - usual)
        mixed = (bend * values).sum()
        curve = np.array([[bend.sum() + trust[0], mixed], [mixed, (bend * values**2).sum() + trust[1]]])
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-6 and loss(line - size * step) > loss(line):
            size /= 2
        line = line - size * step
        if abs(size * step).max() < 1e-7:
            break
    return Line(round(float(line[0]), 3), round(max(float(line[1]), LEAST_SLOPE), 3))


def fit(found: Sequence[Checked], of_rules: dict[str, tuple[float, float]]) -> Calibration:
    """The models of each family, of any other, and of documents."""
    by_code = {(code, sure): pair[sure] for code, pair in of_rules.items() for sure in (False, True)}
    blank = Calibration(by_code, min(by_code.values()), {}, USUAL, USUAL)
    counts = weights(found, NATURAL_SHARE)
    said = [evidence(one.findings, len(one.document.text), blank) for one in found]
    families = sorted({one.document.family for one in found} - {""} | {family for own in said for family in own})

    def sample(family: str) -> Sample:
        rows = [row for row, own in enumerate(said) if family in own]
        truth = [found[row].document.family == family for row in rows]
        return Sample(np.array([said[row][family] for row in rows]), np.array(truth, float), counts[rows])

    samples = {family: sample(family) for family in families}
    lines = {family: fitted(own) for family, own in samples.items() if own.truth.sum() >= 5}
    together = Sample(*(np.concatenate([own[part] for own in samples.values()]) for part in range(3)))
    model = blank._replace(families=lines, family=fitted(together))
    odds = np.array([sum(_odds(model, family, value) for family, value in own.items()) for own in said])
    some = odds > 0
    damaged = np.array([one.document.family != "" for one in found], float)
    return model._replace(document=fitted(Sample(np.log(odds[some]), damaged[some], counts[some])))


def _odds(model: Calibration, family: str, value: float) -> float:
    chance = model.families.get(family, model.family).probability(value)
    return chance / (1 - chance)


def written(of_rules: dict[str, tuple[float, float]], model: Calibration) -> Iterable[str]:
    for code, (note, sure) in sorted(of_rules.items()):
        yield f"rate\t{code}\t{note:.4g}\t{sure:.4g}"
    for name, line in (*sorted(model.families.items()), ("*", model.family), ("document", model.document)):
        yield f"line\t{name}\t{line.intercept}\t{line.slope}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds spun/")
    parser.add_argument("--words", type=int, default=500_000, help="words of clean text of each genre")
    parser.add_argument("--texts", type=int, default=400, help="documents of each genre")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "calibration", help="where what was counted is kept")
    arguments = parser.parse_args()
    checker = Checker()
    packed = DATA / "calibration.tsv"
    if not packed.exists():
        # A checker scores what it finds, though nobody asks for scores here.
        packed.write_text("".join(f"{line}\n" for line in written({"ANY": (1.0, 1.0)}, Calibration({}, 1.0, {}, USUAL, USUAL))))
    kept_notes = arguments.build / "notes.json"
    if not kept_notes.exists():
        arguments.build.mkdir(parents=True, exist_ok=True)
        kept_notes.write_text(json.dumps(counted(checker, arguments.corpora, arguments.words)), encoding="utf-8")
    of_rules = rates(checker, json.loads(kept_notes.read_text(encoding="utf-8")))

    def found_anew() -> list[Checked]:
        texts = read(arguments.corpora)
        return checked(checker, labelled(texts, arguments.shared, arguments.texts, arguments.seed, held_out=False))

    found = kept(arguments.build / "found.jsonl", found_anew)
    model = fit(found, of_rules)
    lines = "".join(f"{line}\n" for line in written(of_rules, model))
    packed.write_text(lines, encoding="utf-8")
    print(f"{len(found)} documents; {model.families} {model.family} {model.document}")


if __name__ == "__main__":
    main()
