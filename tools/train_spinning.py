"""Train the two decisions of `textcheck.spinning`: which words were replaced, and whether a document was spun.

    python tools/train_spinning.py CORPORA BUILD --shared FOLDER

Clean text of all genres that `build_language_model.for_training` keeps out of the counts is spun by the simulated spinners of
`spinners.py`, but for those that are for measuring only. The first step writes the features of all places to BUILD; the second trains a
network of one hidden layer on them, and the third what documents show. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_language_model import for_training
from spinners import UNSEEN, Spinner, SpunText, spinners
from textcheck import context_model, networks, noisy_channel
from textcheck.batches import Batch
from textcheck.candidates import Candidates
from textcheck.candidates import candidates as all_candidates
from textcheck.context_model import context_features
from textcheck.document import Document, words_of
from textcheck.language_model import stream
from textcheck.networks import CLIP, Network
from textcheck.noisy_channel import glances, places
from textcheck.spinning import IN_CONTEXT, above_steps, document_rows, keys_of, last_rows
from textcheck.tables import packed

candidates = all_candidates
DATA = Path(__file__).parents[1] / "src/textcheck/data/spinning.bin"
# Words of a piece of text, and pieces of each genre.
LEAST, MOST = 40, 700
PIECES = 1400
SHARES = (0.03, 0.30)
# One batch of pieces in so many is judged as if half of the options were not known. Of every third the unseen dictionary gained as much, and clean essays
# had more false findings.
STRANGE = 5
# Spun copies of each piece.
COPIES = 3


class Piece(NamedTuple):
    genre: str
    text: str
    spinner: str
    share: float
    changes: tuple[tuple[int, int, str], ...]


def pieces(corpora: Path, wanted: Callable[[dict[str, str]], bool], limit: int, seed: int) -> list[tuple[str, str]]:
    """Whole paragraphs of documents of each genre, cut where they grow long; lengths spread evenly on a logarithmic scale."""
    import json
    import lzma

    found: list[tuple[str, str]] = []
    for path in sorted(corpora.glob("*.jsonl.xz")):
        genre = path.name.split(".")[0]
        own: list[tuple[str, str]] = []
        chance = random.Random(f"{seed} {genre}")
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                if not wanted(entry):
                    continue
                taken: list[str] = []
                words, most = 0, int(np.exp(chance.uniform(np.log(LEAST), np.log(MOST))))
                for paragraph in entry["text"].split("\n\n"):
                    taken.append(paragraph)
                    words += len(paragraph.split())
                    if words >= most:
                        if words < 2 * MOST:
                            own.append((genre, "\n\n".join(taken)))
                        taken, words, most = [], 0, int(np.exp(chance.uniform(np.log(LEAST), np.log(MOST))))
                if words >= LEAST:
                    own.append((genre, "\n\n".join(taken)))
        chance.shuffle(own)
        found += own[: limit * (3 if genre.startswith("news") else 1)]
    return found


def spun(some: list[tuple[str, str]], by: dict[str, Spinner], copies: int, seed: int) -> list[Piece]:
    """Every piece as it is, and so many copies of it, each by some spinner."""
    chance = random.Random(seed)
    names = sorted(by)
    found = []
    for number, (genre, text) in enumerate(some):
        found.append(Piece(genre, text, "", 0.0, ()))
        for _ in range(copies):
            name, share = chance.choice(names), chance.uniform(*SHARES)
            made: SpunText = by[name].spin(text, share, chance)
            if made.changes:
                words = max(1, len(text.split()))
                found.append(Piece(genre, made.text, name, len(made.changes) / words, tuple(map(tuple, made.changes))))  # type: ignore[arg-type]
        if number % 500 == 0:
            print(f"\r{number:,} of {len(some):,} pieces spun", end="", file=sys.stderr)
    print(file=sys.stderr)
    return found


class Glances(NamedTuple):
    """What is asked of every word of all pieces, and which were replaced."""

    features: NDArray[np.float32]
    replaced: NDArray[np.bool_]


class Labelled(NamedTuple):
    """The places of all pieces: their features, which were replaced, their piece, their first word and size in it, and which option by its
    rank is what stood there (100 where none is, -1 where nothing was replaced); for each piece its words and changes."""

    features: NDArray[np.float32]
    contexts: NDArray[np.float32]
    replaced: NDArray[np.bool_]
    piece: NDArray[np.int64]
    start: NDArray[np.int64]
    size: NDArray[np.int64]
    right: NDArray[np.int8]
    written: NDArray[np.uint64]
    words: NDArray[np.int64]
    changes: NDArray[np.int64]


def in_batches(some: list[Piece], size: int = 200) -> Iterator[tuple[int, list[Piece], Batch]]:
    for at in range(0, len(some), size):
        part = some[at : at + size]
        yield at, part, Batch([Document(piece.text) for piece in part])
        print(f"\r{at:,} of {len(some):,} pieces", end="", file=sys.stderr)
    print(file=sys.stderr)


def glanced(some: list[Piece]) -> Glances:
    features, replaced = [], []
    for _, part, batch in in_batches(some):
        rows = glances(stream(batch))
        truth = np.zeros(len(rows), bool)
        for piece, offset, low, high in zip(part, batch.offsets, batch.words.bounds, batch.words.bounds[1:], strict=False):
            starts = batch.words.starts[low:high] - offset
            ends = batch.words.ends[low:high] - offset
            for start, stop, _ in piece.changes:
                at = int(np.searchsorted(starts, start))
                if at < len(starts) and starts[at] == start and ends[at] == stop:
                    truth[low + at] = True
        features.append(rows)
        replaced.append(truth)
    return Glances(np.concatenate(features), np.concatenate(replaced))


class KnownInPart(Candidates):
    """Candidates of which half of the options are left out, always the same ones: what they are to a spinner with another dictionary."""

    def __init__(self) -> None:
        super().__init__()
        counts = np.diff(self.first.astype(np.int64))
        kept = np.random.default_rng(6).random(int(counts.sum())) < 0.5
        # Every phrase keeps one option at least, so that it stays known.
        kept[self.first[:-1].astype(np.int64)[np.add.reduceat(kept, self.first[:-1].astype(np.int64)) == 0]] = True
        lengths = np.diff(self.option_first.astype(np.int64))
        words = np.repeat(kept, lengths)
        owner = np.repeat(np.arange(len(counts)), counts)
        self.first = np.append(0, np.cumsum(np.bincount(owner[kept], minlength=len(counts)))).astype(np.uint32)
        self.option_first = np.append(0, np.cumsum(lengths[kept])).astype(np.uint32)
        self.option_words = self.option_words[words]
        self.sources = self.sources[kept]


@contextmanager
def known_in_part() -> Iterator[None]:
    """Let the package know but a part of what spinners write."""
    part = _known_in_part()
    for module in (noisy_channel, context_model, sys.modules[__name__]):
        module.candidates = lambda: part  # type: ignore[attr-defined]
    yield
    for module in (noisy_channel, context_model, sys.modules[__name__]):
        module.candidates = all_candidates  # type: ignore[attr-defined]


@cache
def _known_in_part() -> KnownInPart:
    return KnownInPart()


def labelled(some: list[Piece]) -> Labelled:
    columns: list[list[NDArray]] = [[] for _ in range(8)]
    words: list[int] = []
    for at, part, batch in in_batches(some):
        found = stream(batch)
        with known_in_part() if at // len(part) % STRANGE == 0 else nullcontext():
            # All documents are learned from, also those that a glance would dismiss.
            here = places(found, batch.words.bounds, -np.inf)
            assert here is not None
            contexts = context_features(found, batch.words.bounds, here)
            texts = [candidates().text(int(option)) for option in here.options]
        number_of = np.full(len(found.hashes), -1)
        number_of[found.places] = np.arange(len(found.places))
        first = number_of[here.starts]
        document = np.searchsorted(batch.words.bounds, first, "right") - 1
        offsets = np.array(batch.offsets)
        begin = batch.words.starts[first] - offsets[document]
        end = batch.words.ends[first + here.sizes - 1] - offsets[document]
        replaced = np.zeros(len(first), bool)
        right = np.full(len(first), -1, np.int8)
        spans = [{(start, stop): original for start, stop, original in piece.changes} for piece in part]
        for row, (piece, start, stop) in enumerate(zip(document.tolist(), begin.tolist(), end.tolist(), strict=True)):
            original = spans[piece].get((start, stop))
            if original is None:
                continue
            replaced[row] = True
            first, count = int(here.first[row]), int(here.counts[row])
            said = b" ".join(words_of(original)).decode("cp1252")
            ranked = [texts[first + place] for place in np.argsort(-here.weights[first : first + count], kind="stable")]
            right[row] = ranked.index(said) if said in ranked else 100
        own_columns = (
            here.features,
            contexts,
            replaced,
            document + at,
            first - batch.words.bounds[document],
            here.sizes,
            right,
            keys_of(found, here.starts, here.sizes),
        )
        for column, values in zip(columns, own_columns, strict=True):
            column.append(values)
        words += np.diff(batch.words.bounds).tolist()
    joined = [np.concatenate(column) for column in columns]
    return Labelled(*joined, np.array(words), np.array([len(piece.changes) for piece in some]))


def trained(
    name: str,
    features: NDArray[np.float32],
    truth: NDArray[np.bool_],
    weight: NDArray[np.float32],
    hidden: int,
    epochs: int,
    seed: int,
    rate: float = 2e-3,
    decay: float = 1e-5,
) -> dict[str, NDArray[np.float32]]:
    """A network of one hidden layer, by Adam on the cross-entropy."""
    chance = np.random.default_rng(seed)
    clipped = np.clip(features, -CLIP, CLIP)
    mean = clipped.mean(0)
    scale = 1 / np.maximum(clipped.std(0), 1e-3)
    inputs = ((clipped - mean) * scale).astype(np.float32)
    layers = [
        chance.normal(0, 1 / np.sqrt(inputs.shape[1]), (inputs.shape[1], hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        chance.normal(0, 1 / np.sqrt(hidden), (hidden, 1)).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    moments = [(np.zeros_like(layer), np.zeros_like(layer)) for layer in layers]
    step = 0
    target = truth.astype(np.float32)
    for epoch in range(epochs):
        order = chance.permutation(len(inputs))
        speed = rate * (0.5 * (1 + np.cos(np.pi * epoch / epochs)) + 0.02)
        for at in range(0, len(order), 1024):
            some = order[at : at + 1024]
            x, y, w = inputs[some], target[some], weight[some]
            inner = np.maximum(x @ layers[0] + layers[1], 0)
            logit = (inner @ layers[2] + layers[3])[:, 0]
            error = ((1 / (1 + np.exp(-logit)) - y) * w / w.sum())[:, None]
            back = (error @ layers[2].T) * (inner > 0)
            gradients = [x.T @ back + decay * layers[0], back.sum(0), inner.T @ error + decay * layers[2], error.sum(0)]
            step += 1
            for layer, gradient, (first, second) in zip(layers, gradients, moments, strict=True):
                first += 0.1 * (gradient - first)
                second += 0.001 * (gradient**2 - second)
                layer -= speed * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    parts = (mean.astype(np.float32), scale.astype(np.float32), *layers)
    keys = ("mean", "scale", "inner", "inner-bias", "outer", "outer-bias")
    return {f"{name}-{key}": part for key, part in zip(keys, parts, strict=True)}


def average_precision(score: NDArray, truth: NDArray, missed: int = 0) -> float:
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(truth[order])
    precision = hits / np.arange(1, len(order) + 1)
    return float((precision * truth[order]).sum() / (truth.sum() + missed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    options.build.mkdir(parents=True, exist_ok=True)
    kept = options.build / "pieces.pickle"
    if not kept.exists():
        by = {name: spinner for name, spinner in spinners(options.shared).items() if name not in UNSEEN}
        made = spun(pieces(options.corpora, for_training, PIECES, 1), by, COPIES, 2)
        kept.with_suffix(".part").write_bytes(pickle.dumps([tuple(piece) for piece in made]))
        kept.with_suffix(".part").replace(kept)
    some = [Piece(*piece) for piece in pickle.loads(kept.read_bytes())]
    first = glanced(some)
    print(f"{len(first.replaced):,} words, {int(first.replaced.sum()):,} replaced", file=sys.stderr)
    parts = trained("glance", first.features, first.replaced, np.ones(len(first.replaced), np.float32), 16, 2, 1)
    use(parts)
    found = labelled(some)
    np.savez(options.build / "places.npz", **found._asdict())
    print(f"{len(found.replaced):,} places, {int(found.replaced.sum()):,} replaced", file=sys.stderr)
    parts |= judgements(found)
    partial = DATA.with_suffix(".part")
    partial.write_bytes(packed(parts))
    partial.replace(DATA)


def judgements(found: Labelled) -> dict[str, NDArray]:
    """The networks for places and documents, by counts and with what contexts say, and for places in the light of their documents."""
    parts, _, _ = by_places(found, found.features, "")
    features = np.concatenate([found.features, found.contexts], 1)
    more, logits, documents = by_places(found, features, IN_CONTEXT)
    last = last_rows(logits, documents, found.piece, found.start, found.written, found.words, features)
    even = np.ones(len(found.replaced), np.float32)
    return parts | more | trained("last", last, found.replaced, even, HIDDEN, EPOCHS, 5)


def by_places(
    found: Labelled, features: NDArray[np.float32], way: str
) -> tuple[dict[str, NDArray], NDArray[np.float32], NDArray[np.float32]]:
    """The networks for places and documents, the logits of all places, and those of all documents.

    Documents are trained on what the network for places says of text that it was not trained on.
    """
    spun_piece = found.changes > 0
    # A piece and its spun copies stay together.
    fold = (np.cumsum(~spun_piece) % 3)[found.piece]
    even = np.ones(len(found.replaced), np.float32)
    logits = np.zeros(len(found.replaced), np.float32)
    for number in range(3):
        own = fold != number
        part = trained("word", features[own], found.replaced[own], even[own], HIDDEN, EPOCHS, number)
        logits[~own] = Network(part, "word")(features[~own])
    parts = trained(f"word{way}", features, found.replaced, even, HIDDEN, EPOCHS, 3)
    above = above_steps(logits, found.piece, len(found.words))
    usual = (above[~spun_piece].sum(0) / found.words[~spun_piece].sum()).astype(np.float32)
    rows = document_rows(above, found.words, usual)
    even_weight = np.where(spun_piece, (~spun_piece).sum() / spun_piece.sum(), 1).astype(np.float32)
    parts |= {f"usual{way}": usual} | trained(f"document{way}", rows, spun_piece, even_weight, 16, 30, 4)
    return parts, logits, Network(parts, f"document{way}")(rows)


HIDDEN, EPOCHS = 48, 8


def use(parts: dict[str, NDArray]) -> None:
    """Let the package use what is trained so far, without touching its data."""
    networks.trained = lambda: parts  # type: ignore[assignment]
    networks.network.cache_clear()


if __name__ == "__main__":
    main()
