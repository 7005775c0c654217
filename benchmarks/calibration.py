"""How far scores can be believed: on kinds of damage, and on genres, that nothing was fitted to.

    python benchmarks/calibration.py --corpora FOLDER --shared FOLDER [--texts 400] [--seed 2] [--write docs/scores.md]

The documents are those of `labelled.py` that are kept for measuring. A clean document with a warning counts as much as warnings on clean text
are false (`tools/false_warnings.tsv`); damaged ones count so that they are one in five, each family alike, or half of all. The expected calibration error is
the mean distance, over ten bins of what was said, between the mean of that and the share for which it was true. With `--write`, the tables
take the place of what stands below their heading on the page, and the diagram is drawn beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from accuracy_spun import read  # noqa: E402
from labelled import NATURAL_SHARE, Checked, checked, labelled, weights  # noqa: E402
from textcheck.checker import Checker  # noqa: E402
from textcheck.scoring import score  # noqa: E402

BINS = 10
HALF = 0.5
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99)
HEADING = "## How far scores can be believed"


class Said(NamedTuple):
    """Probabilities, whether each was of something true, and how much it counts."""

    chances: np.ndarray
    truth: np.ndarray
    counts: np.ndarray

    def bins(self) -> Iterator[tuple[int, float, float, float]]:
        """Bins that are not empty: how many are in one, what is said of them, what is true, and their share of all."""
        where = np.minimum((self.chances * BINS).astype(int), BINS - 1)
        for number in range(BINS):
            inside = where == number
            if (total := self.counts[inside].sum()) > 0:
                means = [float((values[inside] * self.counts[inside]).sum() / total) for values in (self.chances, self.truth)]
                yield int(inside.sum()), *means, float(total / self.counts.sum())

    def error(self) -> float:
        """The expected calibration error."""
        return sum(share * abs(said - true) for _, said, true, share in self.bins())

    def area(self) -> float:
        """The area under the ROC curve: how often something true is said to be likelier than something false, ties as a half."""
        false = self.truth == 0
        order = np.argsort(self.chances[false])
        values, passed = self.chances[false][order], np.append(0, np.cumsum(self.counts[false][order]))
        true, counts = self.chances[~false], self.counts[~false]
        below = (passed[values.searchsorted(true, "left")] + passed[values.searchsorted(true, "right")]) / 2
        return float((below * counts).sum() / counts.sum() / passed[-1])


class Measured(NamedTuple):
    """What was found in documents, with what is said of each."""

    found: Sequence[Checked]
    scores: np.ndarray
    families: Sequence[dict[str, float]]

    @classmethod
    def of(cls, found: Sequence[Checked]) -> Measured:
        said = [score(one.findings, len(one.document.text)) for one in found]
        return cls(found, np.array([total for total, _ in said]), [families for _, families in said])

    def document(self, share: float) -> Said:
        """Whether documents are damaged."""
        truth = np.array([one.document.family != "" for one in self.found], float)
        return Said(1 - self.scores, truth, weights(self.found, share))

    def family(self, family: str, share: float) -> Said:
        """Whether documents are damaged in one family."""
        truth = np.array([one.document.family == family for one in self.found], float)
        return Said(np.array([own.get(family, 0.0) for own in self.families]), truth, weights(self.found, share))


def tables(measured: Measured) -> Iterator[str]:
    natural, half = measured.document(NATURAL_SHARE), measured.document(HALF)
    clean = sum(not one.document.family for one in measured.found)
    kinds = {one.document.kind for one in measured.found} - {""}
    genres = sorted({one.document.genre for one in measured.found})
    yield (
        f"{clean:,} clean and {len(measured.found) - clean:,} damaged documents of {', '.join(genres)}, with {len(kinds)} kinds of damage. The area\n"
        f"under the ROC curve, clean against damaged, is **{natural.area():.3f}**.\n\n"
    )
    yield (
        f"| expected calibration error | one in {1 / NATURAL_SHARE:.0f} damaged | half damaged | documents | found likelier than not |\n"
        f"|---|---|---|---|---|\n"
    )
    yield f"| `score` | {natural.error():.3f} | {half.error():.3f} | {len(measured.found):,} | {share_over(natural):.0%} |\n"
    for family in sorted({one.document.family for one in measured.found} - {""}):
        own = measured.family(family, NATURAL_SHARE)
        yield (
            f'| `families["{family}"]` | {own.error():.3f} | {measured.family(family, HALF).error():.3f} '
            f"| {int(own.truth.sum()):,} | {share_over(own):.0%} |\n"
        )
    yield "\n| 1 − `score` between | documents | said, on average | damaged, one in five | said | damaged, half |\n|---|---|---|---|---|---|\n"
    evenly = {round(said, 6): (said, true) for _, said, true, _ in half.bins()}
    for (number, said, true, _), (even_said, even_true) in zip(natural.bins(), evenly.values(), strict=True):
        low = min(int(said * BINS), BINS - 1) / BINS
        yield f"| {low:.1f} and {low + 1 / BINS:.1f} | {number:,} | {said:.3f} | {true:.3f} | {even_said:.3f} | {even_true:.3f} |\n"
    yield "\n| dropping what has a `score` below | loses of clean documents | catches of damaged ones |\n|---|---|---|\n"
    for threshold in THRESHOLDS:
        dropped = measured.scores < threshold
        lost, caught = (
            float(natural.counts[dropped & (natural.truth == truth)].sum() / natural.counts[natural.truth == truth].sum())
            for truth in (0, 1)
        )
        yield f"| {threshold} | {lost:.2%} | {caught:.1%} |\n"


def share_over(said: Said) -> float:
    """Of what is true, the share of which more than one half was said."""
    true = said.truth > 0
    return float(said.counts[true & (said.chances > 0.5)].sum() / said.counts[true].sum())


def diagram(named: Iterable[tuple[str, Said]]) -> str:
    """A reliability diagram as SVG: what was said against what was true, the area of a dot for the documents in its bin."""
    side, edge = 260, 40
    parts = []
    for number, (name, said) in enumerate(named):
        left = edge + number * (side + 2 * edge)
        parts.append(f'<rect x="{left}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#888"/>')
        parts.append(f'<path d="M{left} {edge + side}L{left + side} {edge}" stroke="#888" stroke-dasharray="4"/>')
        parts.append(f'<text x="{left + side / 2}" y="{edge - 12}" text-anchor="middle">{name}</text>')
        parts.append(f'<text x="{left + side / 2}" y="{edge + side + 28}" text-anchor="middle">said to be damaged</text>')
        for at in (0, 0.5, 1):
            parts.append(f'<text x="{left + side * at}" y="{edge + side + 14}" text-anchor="middle">{at:g}</text>')
            parts.append(f'<text x="{left - 4}" y="{edge + side * (1 - at) + 4}" text-anchor="end">{at:g}</text>')
        for _, chance, true, share in said.bins():
            parts.append(
                f'<circle cx="{left + side * chance:.1f}" cy="{edge + side * (1 - true):.1f}" r="{3 + 20 * share**0.5:.1f}" '
                'fill="#2a6f97" fill-opacity="0.6"/>'
            )
    width = 2 * (side + 2 * edge)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {side + 2 * edge}" font-family="sans-serif" font-size="12" '
        f'fill="#666" role="img" aria-label="Reliability of scores">{"".join(parts)}</svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds spun/")
    parser.add_argument("--texts", type=int, default=400, help="documents of each genre")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    arguments = parser.parse_args()
    documents = labelled(read(arguments.corpora), arguments.shared, arguments.texts, arguments.seed, held_out=True)
    measured = Measured.of(checked(Checker(), documents))
    said = "".join(tables(measured))
    print(said)
    if arguments.write is not None:
        page = arguments.write.read_text(encoding="utf-8")
        before, heading, _ = page.partition(HEADING)
        if not heading:
            sys.exit(f"{arguments.write} has no heading {HEADING!r}")
        arguments.write.write_text(f"{before}{HEADING}\n\n{INTRODUCTION}\n{said}", encoding="utf-8")
        image = arguments.write.parent / "images" / "reliability.svg"
        image.parent.mkdir(exist_ok=True)
        image.write_text(
            diagram(
                (("one document in five damaged", measured.document(NATURAL_SHARE)), ("half damaged", measured.document(HALF)))
            ),
            encoding="utf-8",
        )


INTRODUCTION = """\
Written by `benchmarks/calibration.py --write`: kinds of damage, and genres, that nothing was fitted to.

![What was said of documents against what was true of them](images/reliability.svg)
"""


if __name__ == "__main__":
    main()
