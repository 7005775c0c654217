"""Small networks of one hidden layer, as `tools/train_spinning.py` trains them: the decisions about spun text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from textcheck.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

# No feature says more than this, either way; rows of one block, few enough that no product is divided among threads (see `products`), and
# blocks that are judged at once.
CLIP, ROWS, BLOCKS = 60, 64, 64


class Network:
    """A small network of one hidden layer, as trained."""

    def __init__(self, packed: Mapping[str, Floats], name: str) -> None:
        self._mean, self._scale = packed[f"{name}-mean"], packed[f"{name}-scale"]
        self._inner, self._inner_bias = packed[f"{name}-inner"].reshape(len(self._mean), -1), packed[f"{name}-inner-bias"]
        self._outer, self._outer_bias = packed[f"{name}-outer"].reshape(-1, 1), packed[f"{name}-outer-bias"]

    def __call__(self, features: Floats, together: int = ROWS) -> Floats:
        """The logit of each row; so many are judged at once."""
        import numpy

        logits = numpy.empty(len(features), numpy.float32)
        width, step = features.shape[1], together * BLOCKS
        for start in range(0, len(features), step):
            rows = features[start : start + step]
            # In blocks of one size, because the last bits of a product of matrices depend on how many rows they have.
            blocks = numpy.zeros((-(-len(rows) // together), together, width), numpy.float32)
            own = blocks.reshape(-1, width)[: len(rows)]
            numpy.clip(rows, -CLIP, CLIP, out=own)
            own -= self._mean
            own *= self._scale
            hidden = blocks @ self._inner
            hidden += self._inner_bias
            numpy.maximum(hidden, 0, out=hidden)
            logits[start : start + step] = (hidden @ self._outer).reshape(-1)[: len(rows)]
        logits += self._outer_bias
        return logits


TRAINED = "spinning.bin"


@cache
def trained() -> Mapping[str, Any]:
    return table(TRAINED).arrays()


@cache
def network(name: str) -> Network:
    """One of the trained networks, each from rows of features to logits:

    - `glance`: from what is asked of every word, that it was replaced.
    - `word`: from the features of a place, that it was replaced.
    - `document`: from how many places of a document pass each level, that it was spun.
    - `word-in-context`, `document-in-context`: the same with what contexts say, too.
    - `last`: from what a place, its neighbours and its document show, that it was replaced.
    """
    return Network(trained(), name)
