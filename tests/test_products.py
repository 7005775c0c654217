"""Products of matrices, and that none of them is divided among threads."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy
import pytest

from textcheck import distorted_terms, first_glance, networks
from textcheck.context_model import FEW
from textcheck.products import MOST, MOST_BY_VECTOR, Layer
from textcheck.tables import table

# What other threads of a process do while one judges text that leaves a doubt everywhere, as a share of what that one does.
OTHER_THREADS = """
import time
from textcheck import Checker, Config
from textcheck.batches import BEFORE_ARRAYS
checker = Checker(Config(select=("spun",)))
text = (
    "The discharge of the hostages was mentioned by the officers in the Center East, and the White Home was hoping that an deal is close. "
    "The bosom malignancy patients got chemotherapy, whilst the counterfeit consciousness of the profound learning organize was prepared. "
)
texts = [f"Number {number} of them said. {text * 4}" for number in range(60)]
checker.check("It was a long day. " * (BEFORE_ARRAYS // 19 + 1))
checker.check_batch(texts[:2])
own, whole = time.thread_time(), time.process_time()
for text in texts[:20]:
    checker.check(text)
checker.check_batch(texts)
own, whole = time.thread_time() - own, time.process_time() - whole
print((whole - own) / own)
"""


@pytest.mark.parametrize(
    ("inputs", "outputs", "rows"), [(1056, 448, 32), (448, 96, 32), (96, 1024, 8), (7, 13, 32), (1, 1, 1), (4096, 4096, 64)]
)
def test_a_product_in_pieces_is_the_product(inputs: int, outputs: int, rows: int) -> None:
    chance = numpy.random.default_rng(5)
    weights = chance.normal(size=(inputs, outputs)).astype(numpy.float32)
    block = chance.normal(size=(rows, inputs)).astype(numpy.float32)
    layer = Layer(weights, rows)
    numpy.testing.assert_allclose(layer(block), block.astype(numpy.float64) @ weights, rtol=1e-4, atol=1e-3 * inputs**0.5)


def test_a_row_has_the_same_product_wherever_it_stands_in_a_block() -> None:
    chance = numpy.random.default_rng(6)
    layer = Layer(chance.normal(size=(96, 448)).astype(numpy.float32), 32)
    block = chance.normal(size=(32, 96)).astype(numpy.float32)
    assert numpy.array_equal(layer(block)[::-1], layer(numpy.ascontiguousarray(block[::-1])))


def test_no_product_is_divided_among_threads() -> None:
    variables = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", OTHER_THREADS], capture_output=True, text=True, check=True, env=variables)
    assert float(done.stdout) < 0.05


@pytest.mark.parametrize(
    ("packed", "name", "rows"),
    [
        *(("spinning.bin", name, networks.ROWS) for name in ("glance", "word", "document", "word-in-context", "last")),
        ("distorted-terms.bin", "first", distorted_terms.ROWS),
        ("distorted-terms.bin", "second", FEW),
    ],
)
def test_blocks_of_networks_are_too_small_to_be_divided(packed: str, name: str, rows: int) -> None:
    arrays = table(packed).arrays()
    hidden = len(arrays[f"{name}-inner-bias"])
    assert rows * len(arrays[f"{name}-mean"]) * hidden <= MOST
    assert rows * hidden < MOST_BY_VECTOR


def test_what_is_seen_at_a_first_glance_is_too_little_to_be_divided() -> None:
    hidden = len(first_glance.weights().bias)
    assert first_glance.MOST_WORDS * hidden < MOST_BY_VECTOR
    assert first_glance.MOST_WORDS * first_glance._arrays().inner.size <= MOST
