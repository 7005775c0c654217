"""What a compiled core would buy where numpy is the limit: the first glance at spun text, which every word passes, in numpy and as a pass in C.

    python benchmarks/compiled_sketch.py --input ../shared/corpora/news-2023.jsonl.xz

Needs a C compiler. The C gives the same words, levels and logits, which is checked before anything is timed. Times are medians of rounds in turn,
as ratios to `re.findall(r"\\w+")` on the same documents. What words may replace, and contexts, are asked afterwards, of few words.
"""

from __future__ import annotations

import argparse
import ctypes
import re
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy

from speed import read, seconds
from textcheck import noisy_channel
from textcheck.batches import Batch, hashes_of
from textcheck.candidates import candidates
from textcheck.document import Document
from textcheck.language_model import (
    BOUNDARIES,
    BOUNDARY,
    TOTAL,
    WORD_BITS,
    language_model,
    sequence_counts,
    stream,
    word_counts,
    word_nats,
)
from textcheck.networks import network

SOURCE = Path(__file__).with_name("compiled_glance.c")
BATCH = 256


def pointer(array: Any) -> Any:
    return ctypes.c_void_p(array.ctypes.data)


class Compiled:
    """The functions of the C file over the packed tables."""

    def __init__(self, folder: Path) -> None:
        library = folder / "glance.so"
        subprocess.run(["cc", "-O3", "-shared", "-fPIC", "-o", library, SOURCE, "-lm"], check=True)
        self._library = ctypes.CDLL(str(library))
        self._library.words.restype = ctypes.c_size_t
        model = language_model()
        self._entries, self._slots = model.entries, model._words
        net = network("glance")
        self._net = [
            numpy.ascontiguousarray(part, numpy.float32)
            for part in (net._mean, net._scale, net._inner, net._inner_bias, net._outer)
        ]
        self._last = ctypes.c_float(float(net._outer_bias[0]))
        self._nats, self._counts, self._sequence = word_nats(), word_counts(), sequence_counts()

    def words(self, codes: bytes) -> tuple[Any, Any]:
        """The hashes and the starts of the words of codes."""
        hashes, starts = numpy.empty(len(codes), numpy.uint64), numpy.empty(len(codes), numpy.int64)
        count = self._library.words(codes, ctypes.c_size_t(len(codes) - 8), pointer(hashes), pointer(starts))
        return hashes[:count], starts[:count]

    def glance(self, hashes: Any, at: Any, pressure: Any) -> Any:
        """The logits of the words at some places of a stream."""
        length = len(hashes)
        size = ctypes.c_size_t(length)
        twos, threes, singles = (numpy.empty(length, numpy.uint8) for _ in range(3))
        self._library.sequences(
            pointer(hashes), size, pointer(self._entries), ctypes.c_uint64(len(self._entries)), pointer(twos), pointer(threes)
        )
        self._library.singles(pointer(hashes), size, pointer(self._slots), ctypes.c_uint(WORD_BITS), pointer(singles))
        words, counts = self._nats[singles], self._counts[singles]
        is_boundary = numpy.ones(length, bool)
        is_boundary[at] = False
        words[is_boundary] = BOUNDARIES
        counts[is_boundary] = numpy.exp(numpy.float32(BOUNDARIES))
        nats = numpy.empty(length + 2, numpy.float32)
        nats[length:] = 0
        trusts = [
            ctypes.c_float(value) for value in (float(numpy.exp(TOTAL)), noisy_channel.TRUST_TWO, noisy_channel.TRUST_THREE)
        ]
        self._library.probabilities(
            pointer(counts), pointer(twos), pointer(threes), size, pointer(self._sequence), *trusts, pointer(nats)
        )
        logits = numpy.empty(len(at), numpy.float32)
        self._library.glance(
            pointer(at), ctypes.c_size_t(len(at)), pointer(hashes), pointer(words), pointer(twos), pointer(threes), pointer(nats),
            pointer(pressure), ctypes.c_uint64(BOUNDARY), *map(pointer, self._net), self._last, pointer(logits),
        )  # fmt: skip
        return logits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True, help="JSONL, plain or .xz")
    parser.add_argument("--text-field", default="text")
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    texts = read(given.input, given.text_field, given.megabytes)
    batches = [Batch([Document(text) for text in texts[at : at + BATCH]]) for at in range(0, len(texts), BATCH)]
    streams = [stream(batch) for batch in batches]
    spaced = [b" " + bytes(batch.word_codes) + b" " * 16 for batch in batches]
    asked = [candidates().find(noisy_channel.sequences(found.hashes, 1)[found.places]) for found in streams]
    pressures = [numpy.ascontiguousarray(candidates().pressure[written], numpy.float32) for written in asked]
    with tempfile.TemporaryDirectory() as name:
        compiled = Compiled(Path(name))

        def numpy_glance() -> list[Any]:
            return [
                noisy_channel._glance(noisy_channel._counted(found), found.places, written)
                for found, written in zip(streams, asked, strict=True)
            ]

        def compiled_glance() -> list[Any]:
            return [compiled.glance(found.hashes, found.places, own) for found, own in zip(streams, pressures, strict=True)]

        for batch, codes in zip(batches, spaced, strict=True):
            hashes, _ = compiled.words(codes)
            assert numpy.array_equal(hashes, batch.words.hashes), "other words"
        for one, other in zip(numpy_glance(), compiled_glance(), strict=True):
            assert numpy.allclose(one, other, atol=1e-3), "other logits"
        ways: dict[str, Callable[[], object]] = {
            "findall": lambda: [re.findall(r"\w+", text) for text in texts],
            "words and their hashes, numpy": lambda: [hashes_of(codes) for codes in spaced],
            "words and their hashes, C": lambda: [compiled.words(codes) for codes in spaced],
            "first glance, numpy": numpy_glance,
            "first glance, C": compiled_glance,
        }
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(given.rounds):
            for way, work in ways.items():
                times[way].append(seconds(work))
    floor = statistics.median(times["findall"])
    words = sum(len(found.places) for found in streams)
    print(f"{len(texts):,} documents, {words:,} words; findall {1e9 * floor / words:.0f} ns a word")
    for way, found in times.items():
        print(
            f"{way}: {statistics.median(found) / floor:.2f} times findall, {1e9 * statistics.median(found) / words:.0f} ns a word"
        )


if __name__ == "__main__":
    main()
