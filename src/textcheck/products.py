"""Products of matrices in pieces so small that no library divides them among threads.

What divides a product waits for all of its threads. Where another process has a processor, that took OpenBLAS five to twenty times as long as
one thread takes for the whole; and batches are divided among processes already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

# Multiplications of one product, and numbers of a matrix that a vector is multiplied by: OpenBLAS, which comes with numpy, divides no less.
MOST, MOST_BY_VECTOR = 1 << 18, 9 << 10
# Columns of a piece; with fewer, more time goes into reading what is multiplied.
_COLUMNS = 128


class Layer:
    """A matrix by which blocks of up to `rows` rows are multiplied."""

    def __init__(self, weights: Floats, rows: int) -> None:
        import numpy

        inputs, self._outputs = weights.shape
        columns = _piece(self._outputs, _COLUMNS)
        size = _piece(inputs, max(1, MOST // (rows * columns)))
        self._parts = inputs // size
        shape = self._parts, size, self._outputs // columns, columns
        # First by columns, then by rows of the matrix, which are parts of one sum.
        self._pieces = numpy.ascontiguousarray(weights.reshape(shape).transpose(2, 0, 1, 3))

    def __call__(self, block: Floats) -> Floats:
        """The product of a block, which lies row by row in memory, and the matrix."""
        rows = len(block)
        parts = block.reshape(rows, self._parts, -1).transpose(1, 0, 2)
        found: Floats = (parts @ self._pieces).sum(1).transpose(1, 0, 2).reshape(rows, self._outputs)
        return found


def _piece(whole: int, most: int) -> int:
    """The greatest size, at most `most`, of which a whole is a multiple."""
    return next(size for size in range(min(whole, most), 0, -1) if whole % size == 0)
