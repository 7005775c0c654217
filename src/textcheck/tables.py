"""Packed arrays of one file, mapped into memory: processes share them, nothing is read before it is asked for, and numpy is not needed.

A file begins with one line for all arrays, `name:type:count` each, types as `array` and `struct` write them; the arrays follow, each from a
multiple of eight bytes on.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from textcheck.resources import path_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# numpy's names of the types; numbers are little-endian.
_TYPES = {"B": "<u1", "b": "<i1", "H": "<u2", "I": "<u4", "Q": "<u8", "e": "<f2", "f": "<f4"}
_SIZES = {"B": 1, "b": 1, "H": 2, "I": 4, "Q": 8, "e": 2, "f": 4}
_ALIGNED = 8


@cache
def mapped(name: str) -> memoryview[int]:
    """The bytes of a packaged file, mapped into memory once."""
    with open(path_of(name), "rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class Table:
    """The arrays of a packaged file, by name."""

    def __init__(self, name: str) -> None:
        data = mapped(name)
        header = bytes(data[: 1 << 12]).partition(b"\n")[0]
        self._parts: dict[str, tuple[str, memoryview[int]]] = {}
        at = len(header) + 1
        for entry in header.decode().split(" "):
            part, kind, count = entry.rsplit(":", 2)
            at += -at % _ALIGNED
            end = at + _SIZES[kind] * int(count)
            self._parts[part] = kind, data[at:end]
            at = end

    def values(self, part: str) -> memoryview[Any]:
        """An array, for asking single items without numpy."""
        kind, data = self._parts[part]
        found: memoryview[Any] = data.cast(kind)  # type: ignore[call-overload]
        return found

    def array(self, part: str) -> NDArray[Any]:
        """An array of numpy over the same memory."""
        import numpy

        kind, data = self._parts[part]
        return numpy.frombuffer(data, _TYPES[kind])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of them."""
        return {part: self.array(part) for part in self._parts}


@cache
def table(name: str) -> Table:
    """A packaged file, opened once."""
    return Table(name)


def packed(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """What a file of arrays holds; names are without blanks, and arrays lose their shape."""
    import numpy

    kinds = {numpy.dtype(numpy_name): kind for kind, numpy_name in _TYPES.items()}
    header = " ".join(f"{name}:{kinds[array.dtype]}:{array.size}" for name, array in arrays.items())
    found = bytearray(header.encode() + b"\n")
    for array in arrays.values():
        found += bytes(-len(found) % _ALIGNED)
        found += array.tobytes()
    return bytes(found)
