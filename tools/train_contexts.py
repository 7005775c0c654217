"""Train `textcheck.context_model` on clean corpora and pack it.

    python tools/train_contexts.py CORPORA BUILD

The network reads five words on either side of a word, and the mean of the words around, and is to tell the word from others drawn by
chance. In seven of ten passages up to three in ten of the words that it reads are replaced by what a spinner may write for them, since that is what
it will read. What `ngram_counts.held_out` and `build_language_model.for_training` keep out of the counts is kept out here, too. Training
is resumed from BUILD where it was broken off. About an hour on one core with bfloat16 products; same corpora and same
processor, same bytes.
"""

# build: torch (BSD-3-Clause)

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from build_language_model import batches_of
from textcheck.candidates import candidates
from textcheck.context_model import AROUND, BETWEEN, FIRST, NUMERAL, OTHER, TOPIC_PRIOR, TOPIC_SCALE
from textcheck.language_model import BOUNDARY, NUMBER, sequences, stream
from textcheck.tables import packed

DATA = Path(__file__).parents[1] / "src/textcheck/data/contexts.bin"
WORDS = 28_000
WIDTH, HIDDEN = 96, 448
# Passages of a step, and words of each; words drawn by chance that all of a step are told from.
PASSAGES, LENGTH, OTHERS = 64, 128, 768
STEPS = 4500
RATE, WARM = 2e-3, 200
# Of the commonest words not every one is asked for: this share of all words and less is.
COMMON = 2e-3
# How many passages have replaced words, and the most of those; what may be written for a word, at most.
NOISY, NOISE, WRITTEN = 0.7, 0.3, 8
# Words by whose sum that over all is told.
SAMPLE = 1024

Keys = NDArray[np.uint64]


def counted(corpora: Path, build: Path) -> None:
    """Write the stream of all text as numbers of words, the commonest first, and the hashes and counts of those."""
    hashes = np.zeros(0, np.uint64)
    counts = np.zeros(0, np.int64)
    waiting: list[tuple[Keys, NDArray[np.int64]]] = []
    total = 0
    with (build / "stream.part").open("wb") as file:
        for batch in batches_of(corpora):
            found = stream(batch).hashes
            file.write(found.tobytes())
            total += len(found)
            waiting.append(np.unique(found, return_counts=True))
            if len(waiting) > 40:
                hashes, counts = joined([(hashes, counts), *waiting])
                waiting = []
                print(f"\r{total / 1e6:.0f} M words", end="", file=sys.stderr)
    print(file=sys.stderr)
    hashes, counts = joined([(hashes, counts), *waiting])
    words = (hashes != np.uint64(BOUNDARY)) & (hashes != np.uint64(NUMBER))
    common = np.argsort(-counts[words], kind="stable")[:WORDS]
    hashes, counts = hashes[words][common], counts[words][common]
    found = np.fromfile(build / "stream.part", np.uint64)
    numbers = np.zeros(len(found), np.uint16)
    for start in range(0, len(found), 1 << 22):
        numbers[start : start + (1 << 22)] = numbers_of(hashes, found[start : start + (1 << 22)])
    np.savez(build / "words.npz", hashes=hashes, counts=counts)
    np.save(build / "numbers.npy", numbers)
    (build / "stream.part").unlink()


def joined(parts: list[tuple[Keys, NDArray[np.int64]]]) -> tuple[Keys, NDArray[np.int64]]:
    hashes, same = np.unique(np.concatenate([some for some, _ in parts]), return_inverse=True)
    return hashes, np.bincount(same, np.concatenate([times for _, times in parts])).astype(np.int64)


def numbers_of(words: Keys, hashes: Keys) -> NDArray[np.int64]:
    """The numbers of hashes where `words` are the known ones."""
    order = np.argsort(words)
    place = np.minimum(np.searchsorted(words[order], hashes), len(words) - 1)
    found = np.where(words[order][place] == hashes, order[place] + FIRST, OTHER)
    found[hashes == np.uint64(BOUNDARY)] = BETWEEN
    found[hashes == np.uint64(NUMBER)] = NUMERAL
    return found


def written_for(words: Keys) -> NDArray[np.int64]:
    """For each number WRITTEN words that a spinner may write for it, drawn by chance; 0 where there is none."""
    packed = candidates()
    chance = np.random.default_rng(0)
    options: dict[int, list[int]] = {}
    number_of = numbers_of(words, packed.hashes)
    for number, place in enumerate(packed.find(sequences(words, 1)).tolist()):
        if place < 0:
            continue
        for option in range(packed.first[place], packed.first[place + 1]):
            first, last = packed.option_first[option : option + 2].tolist()
            original = int(number_of[packed.option_words[first]])
            if last - first == 1 and original >= FIRST:
                options.setdefault(original, []).append(number + FIRST)
    table = np.zeros((len(words) + FIRST, WRITTEN), np.int64)
    for original, some in options.items():
        table[original] = chance.choice(some, WRITTEN)
    return table


class Reader(nn.Module):
    """The network of `ContextModel`."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding(words, WIDTH)
        nn.init.normal_(self.vectors.weight, 0, 0.1)
        self.biases = nn.Parameter(torch.zeros(words))
        self.layers = nn.ModuleList(
            [nn.Linear(WIDTH * (2 * AROUND + 1), HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, WIDTH)]
        )

    def forward(self, passages: Tensor, asked: Tensor) -> Tensor:
        """The direction of each place asked for, as numbers of a passage times its length plus those of a word."""
        length = passages.shape[1] - 2 * AROUND
        vectors = self.vectors(passages).bfloat16()
        known = (passages >= FIRST).bfloat16()[..., None]
        own, own_known = vectors[:, AROUND : AROUND + length], known[:, AROUND : AROUND + length]
        topic = ((vectors * known).sum(1, keepdim=True) - own * own_known) * TOPIC_SCALE
        topic = topic / (known.sum(1, keepdim=True) - own_known + TOPIC_PRIOR)
        around = [vectors[:, step : step + length] for step in range(2 * AROUND + 1) if step != AROUND]
        inputs = torch.cat([*around, topic], 2).reshape(len(passages) * length, -1)[asked]
        inner = torch.relu(self.layers[0](inputs))
        inner = inner + torch.relu(self.layers[1](inner))
        found: Tensor = self.layers[2](inner)
        return found


class Told(torch.autograd.Function):
    """The mean loss of telling each word from those drawn by chance: cross-entropy, its gradient computed with it in one pass."""

    @staticmethod
    def forward(ctx, pointed, right, others, right_bias, other_bias, same):  # type: ignore[no-untyped-def]
        low, low_others = pointed.bfloat16(), others.bfloat16()
        scores = (low @ low_others.t()).float()
        scores += other_bias
        scores.masked_fill_(same, -1e4)
        own = (pointed.float() * right).sum(1) + right_bias
        greatest = torch.maximum(scores.amax(1), own)
        scores -= greatest[:, None]
        scores.exp_()
        own_share = (own - greatest).exp()
        total = scores.sum(1) + own_share
        loss = (total.log() + greatest - own).mean()
        scores /= (total * len(own))[:, None]
        error = (own_share / total - 1) / len(own)
        shares = scores.bfloat16()
        ctx.gradients = (
            ((shares @ low_others).float() + error[:, None] * right).to(pointed.dtype),
            error[:, None] * pointed.float(),
            (shares.t() @ low).float(),
            error,
            scores.sum(0),
            None,
        )
        return loss

    @staticmethod
    def backward(ctx, _):  # type: ignore[no-untyped-def]
        return ctx.gradients


def trained(build: Path) -> Reader:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    numbers = np.load(build / "numbers.npy", mmap_mode="r")
    with np.load(build / "words.npz") as words:
        hashes, known = words["hashes"], words["counts"]
    written = torch.from_numpy(written_for(hashes))
    counts = np.concatenate([np.zeros(FIRST), known.astype(float)])
    drawn = torch.from_numpy(counts**0.75 / (counts**0.75).sum())
    log_drawn = torch.log(drawn.clamp(min=1e-12) * OTHERS).float()
    share = counts / counts.sum()
    asked_for = torch.from_numpy(np.minimum(1, np.sqrt(COMMON / np.maximum(share, 1e-12)))).float()
    reader = Reader(len(counts))
    with torch.no_grad():
        reader.biases.copy_(torch.from_numpy(np.log(np.maximum(counts, 1) / counts.sum())).float())
    adam = torch.optim.Adam(reader.parameters(), lr=RATE, betas=(0.9, 0.99), fused=True)
    begin = 0
    kept = build / "training.pt"
    if kept.exists():
        state = torch.load(kept)
        reader.load_state_dict(state["reader"])
        adam.load_state_dict(state["adam"])
        begin = state["step"]
    order = torch.randperm((len(numbers) - LENGTH - 2 * AROUND - 1) // LENGTH, generator=torch.Generator().manual_seed(2))
    started, mean = time.monotonic(), math.nan
    for step in range(begin, STEPS):
        torch.manual_seed(step)
        for group in adam.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM) * (0.5 * (1 + math.cos(math.pi * step / STEPS)) + 0.01)
        some = order[(step * PASSAGES) % (len(order) - PASSAGES) :][:PASSAGES] * LENGTH
        passages = torch.from_numpy(np.stack([numbers[at : at + LENGTH + 2 * AROUND] for at in some.tolist()]).astype(np.int64))
        words = passages[:, AROUND : AROUND + LENGTH].reshape(-1)
        rate = torch.rand(PASSAGES, 1) * NOISE * (torch.rand(PASSAGES, 1) < NOISY)
        other = written[passages, torch.randint(0, WRITTEN, passages.shape)]
        read = torch.where((torch.rand(passages.shape) < rate) & (other > 0), other, passages)
        asked = ((words >= FIRST) & (torch.rand(words.shape) < asked_for[words])).nonzero()[:, 0]
        right, others = words[asked], torch.multinomial(drawn, OTHERS, replacement=True)
        with torch.autocast("cpu", torch.bfloat16):
            pointed = reader(read, asked)
        loss = Told.apply(
            pointed,
            reader.vectors(right),
            reader.vectors(others),
            reader.biases[right] - log_drawn[right],
            reader.biases[others] - log_drawn[others],
            others[None, :] == right[:, None],
        )
        adam.zero_grad(set_to_none=True)
        loss.backward()
        adam.step()
        mean = loss.item() if math.isnan(mean) else 0.98 * mean + 0.02 * loss.item()
        if step % 100 == 99:
            left = (time.monotonic() - started) / (step + 1 - begin) * (STEPS - step - 1)
            print(f"\rstep {step + 1:,} of {STEPS:,}, loss {mean:.3f}, {left:.0f} s left", end="", file=sys.stderr)
        if step % 500 == 499:
            state = {"reader": reader.state_dict(), "adam": adam.state_dict(), "step": step + 1}
            torch.save(state, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)
    print(file=sys.stderr)
    return reader


def parts_of(reader: Reader, hashes: Keys, counts: NDArray[np.int64]) -> dict[str, NDArray]:
    """What is packed of the network: its vectors in bytes, words in the order of their hashes."""
    order = np.argsort(hashes)
    rows = np.concatenate([np.arange(FIRST), order + FIRST])
    vectors = reader.vectors.weight.detach().float().numpy()[rows]
    scales = (np.maximum(np.abs(vectors).max(1), 1e-6) / 127).astype(np.float32)
    biases = reader.biases.detach().float().numpy()[rows]
    share = counts[order] ** 0.75 / (counts**0.75).sum()
    sample = np.random.default_rng(5).choice(len(counts), SAMPLE, p=share)
    found = {
        "words": hashes[order],
        "vectors": np.round(vectors / scales[:, None]).astype(np.int8),
        "scales": scales,
        "biases": biases,
        "sample": (sample + FIRST).astype(np.uint32),
        "sample-biases": (biases[sample + FIRST] - np.log(share[sample] * SAMPLE)).astype(np.float32),
    }
    for number, layer in enumerate(reader.layers):
        found[f"layer-{number}"] = layer.weight.detach().float().numpy().T.astype(np.float16)
        found[f"bias-{number}"] = layer.bias.detach().float().numpy()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("build", type=Path)
    options = parser.parse_args()
    options.build.mkdir(parents=True, exist_ok=True)
    if not (options.build / "numbers.npy").exists():
        counted(options.corpora, options.build)
    reader = trained(options.build)
    with np.load(options.build / "words.npz") as words:
        parts = parts_of(reader, words["hashes"], words["counts"])
    partial = DATA.with_suffix(".part")
    partial.write_bytes(packed(parts))
    partial.replace(DATA)


if __name__ == "__main__":
    main()
