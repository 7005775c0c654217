"""Products of matrices, and that none of them is divided among threads."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy
import pytest

from textcheck.products import Layer

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
