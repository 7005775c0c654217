"""What nearly equal documents have in common: sketches by MinHash, counted over a corpus.

A document of words w1 w2 w3 ... is the set of its word 5-grams. Two documents share as large a part of their MinHash values as their sets share of
their union (the Jaccard similarity s). Fourteen bands of eight values each are hashed to one key a band, as FineWeb does it
(Penedo et al. 2024: 112 hash functions, 14 buckets of 8, 5-grams), so that a band agrees with probability s^8. Documents count as nearly the same where
two bands agree:

    s              0.5    0.6    0.7    0.75   0.8    0.85   0.9    0.95
    found          0.1 %  2 %    19 %   42 %   71 %   93 %   100 %  100 %

A sketch is these 14 keys and one of the words altogether, 8 bytes each, and each with a count in the sum: at most 180 bytes a document.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from textcheck.errors import ConfigError

if TYPE_CHECKING:
    import numpy

GRAM = 5
BANDS, VALUES = 14, 8
# Bands that must agree: one alone agrees in 5 of 100 pairs of documents that have half in common.
LEAST_BANDS = 2
# Shorter documents have too few 5-grams to tell a copy from a form that was filled in twice.
FEWEST_WORDS = 30
# 5-grams hashed at once: each takes half a kilobyte then.
TOGETHER = 10_000
# Keys in one record of a file.
CHUNK = 20_000

# Scripts that put no space between words have a word a character.
_SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W_{_SPACELESS}]+")


def keys_of(text: str) -> list[int]:
    """The key of the whole document, then those of its bands; none where it is too short to tell.

    Case, spaces and marks do not matter. Raises ConfigError where datasketch is not installed.
    """
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return []
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    sketch = _empty().copy()
    last = len(encoded) - GRAM + 1
    for start in range(0, last, TOGETHER):
        sketch.update_batch({b" ".join(encoded[at : at + GRAM]) for at in range(start, min(start + TOGETHER, last))})
    values = sketch.hashvalues.astype("<u4").reshape(BANDS, VALUES)
    return [_key(0, b" ".join(encoded)), *(_key(band, row.tobytes()) for band, row in enumerate(values, start=1))]


class Sketches:
    """How many documents have each key. A value with addition, like the profile that holds it."""

    def __init__(self, keys: numpy.ndarray[Any, Any], counts: numpy.ndarray[Any, Any]) -> None:
        self._keys = keys
        self._counts = counts

    @classmethod
    def of(cls, keys: Iterable[int]) -> Sketches:
        """The keys of some documents, counted."""
        import numpy

        found, counts = numpy.unique(numpy.fromiter(keys, numpy.uint64), return_counts=True)
        return cls(found, counts.astype(numpy.uint32))

    @classmethod
    def total(cls, parts: Iterable[Sketches]) -> Sketches:
        """The sum of several."""
        import numpy

        some = list(parts)
        if len(some) == 1:
            return some[0]
        keys = numpy.concatenate([numpy.empty(0, numpy.uint64), *(part._keys for part in some)])
        counts = numpy.concatenate([numpy.empty(0, numpy.uint32), *(part._counts for part in some)])
        found, place = numpy.unique(keys, return_inverse=True)
        # Counts of a corpus stay exact far beyond 2**32 documents: float64 holds whole numbers up to 2**53.
        return cls(found, numpy.bincount(place, weights=counts, minlength=len(found)).astype(numpy.uint32))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sketches) and list(self.records()) == list(other.records())

    __hash__ = None  # type: ignore[assignment]

    def copies(self, text: str) -> int:
        """How many documents are nearly the same as a text, the text itself not counted where the corpus holds it."""
        import numpy

        keys = numpy.array(keys_of(text), numpy.uint64)
        if not len(keys) or not len(self._keys):
            return 0
        places = numpy.minimum(numpy.searchsorted(self._keys, keys), len(self._keys) - 1)
        counts = numpy.where(self._keys[places] == keys, self._counts[places], 0)
        whole, bands = int(counts[0]), sorted(map(int, counts[1:]), reverse=True)
        return max(0, bands[LEAST_BANDS - 1] - min(whole, 1))

    def records(self) -> Iterator[dict[str, str]]:
        """Plain values: `keys`, sorted 64-bit numbers, and `counts`, 32-bit numbers, both little-endian in Base64."""
        for start in range(0, len(self._keys), CHUNK):
            part = slice(start, start + CHUNK)
            yield {
                "keys": base64.b64encode(self._keys[part].astype("<u8").tobytes()).decode("ascii"),
                "counts": base64.b64encode(self._counts[part].astype("<u4").tobytes()).decode("ascii"),
            }

    @classmethod
    def read(cls, record: Mapping[str, str]) -> Sketches:
        """What `records` wrote. Raises ValueError where it is something else."""
        import numpy

        keys = numpy.frombuffer(base64.b64decode(record["keys"], validate=True), "<u8").astype(numpy.uint64)
        counts = numpy.frombuffer(base64.b64decode(record["counts"], validate=True), "<u4").astype(numpy.uint32)
        if len(keys) != len(counts) or (keys[1:] <= keys[:-1]).any():
            raise ValueError("sketches: wanted a count for each key, and the keys sorted")
        return cls(keys, counts)


def require() -> None:
    """Raises ConfigError where datasketch is not installed."""
    _empty()


@cache
def _empty() -> Any:
    """The sketch of nothing, whose permutations all share."""
    try:
        from datasketch import MinHash
    except ImportError as error:
        raise ConfigError("near-duplicate documents need datasketch: pip install 'textcheck[duplicates]'") from error
    return MinHash(BANDS * VALUES, seed=1, scheme="affine32", hashfunc=zlib.crc32)


def _key(band: int, data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8, salt=bytes([band])).digest(), "little")
