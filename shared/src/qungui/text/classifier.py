"""
A linear classifier over the characters and pairs of a text, with several heads.

The grams are kept as they are, not hashed: none collides with another, what a score rests on can
be shown in the member's own words, and one look at each serves all heads.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import chain, repeat
from operator import add
from typing import NamedTuple, Self

from qungui.model.frozen import frozen
from qungui.text.features import grams_of

_MAGIC = b"QGLM3\n"
_SIZES = struct.Struct("<HI")
_HEAD = struct.Struct("<16sdd")
_ZERO = 128  # a weight of nothing: a byte holds -128 to 127 above it
_BYTE = 255
_LANE = 4  # bytes: the sum of more grams than any text holds
_PLENTY = 120  # grams; each further one says less, or a long text would say anything
_END = "\n"  # normal text holds it, but no gram with it is worth a weight


class Head(StrEnum):
    """What the classifier tells apart; a text may be of several."""

    SPAM = "spam"  # it solicits: adverts, votes, and all of the three below
    ABUSE = "abuse"
    PORNOGRAPHY = "pornography"
    GAMBLING = "gambling"
    UNLAWFUL = "unlawful"  # frauds, forged papers, traded data, laundering


class Scale(NamedTuple):
    """
    How one head reads the sum of its bytes.

    Attributes:
        step: What one step of a byte is worth.
    """

    bias: float
    step: float


@frozen
class Classifier:
    """
    Attributes:
        rows: What each head learnt of each of *grams*: gram after gram, one byte per head.
    """

    grams: Sequence[str]
    heads: Mapping[Head, Scale]
    rows: bytes
    _sums: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _lanes: struct.Struct = field(init=False, repr=False, compare=False)
    _weights: dict[Head, Mapping[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """One number for each gram holds all its bytes far apart, so that one sum adds them all."""
        width = len(self.heads)
        lanes = struct.Struct(f"<{1 + width}I")
        apart = bytearray(len(self.grams) * lanes.size)
        apart[:: lanes.size] = bytes([1]) * len(self.grams)
        for at in range(width):
            apart[(1 + at) * _LANE :: lanes.size] = self.rows[at::width]
        rows = struct.iter_unpack(f"{lanes.size}s", apart)
        sums = (int.from_bytes(row, "little") for (row,) in rows)
        object.__setattr__(self, "_sums", dict(zip(self.grams, sums, strict=True)))
        object.__setattr__(self, "_lanes", lanes)
        object.__setattr__(self, "_weights", {})

    @classmethod
    def of(cls, grams: Sequence[str], heads: Mapping[Head, tuple[float, Sequence[float]]]) -> Self:
        """From a bias and one weight per gram and head, rounded to what bytes can hold."""
        scales, columns = {}, list[bytes]()
        for head, (bias, weights) in heads.items():
            scales[head] = Scale(bias, _step(weights))
            columns.append(bytes(_ZERO + round(each / scales[head].step) for each in weights))
        return cls(grams, scales, b"".join(map(bytes, zip(*columns, strict=True))))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """
        Raises:
            ValueError: These are not the bytes of a classifier.
        """
        if not data.startswith(_MAGIC):
            msg = "not a classifier"
            raise ValueError(msg)
        at = len(_MAGIC)
        count, size = _SIZES.unpack_from(data, at)
        at += _SIZES.size
        ends = at + count * _HEAD.size
        heads = {
            Head(name.rstrip(b"\0").decode()): Scale(bias, step)
            for name, bias, step in _HEAD.iter_unpack(data[at:ends])
        }
        at, ends = ends, ends + count * size
        return cls(data[ends:].decode().split(_END) if size else (), heads, data[at:ends])

    def to_bytes(self) -> bytes:
        """The heads, the rows, then the grams."""
        heads = [
            _HEAD.pack(name.encode(), each.bias, each.step) for name, each in self.heads.items()
        ]
        sizes = _SIZES.pack(len(heads), len(self.grams))
        return b"".join((_MAGIC, sizes, *heads, self.rows, _END.join(self.grams).encode()))

    def logits(self, plain: str) -> dict[Head, float]:
        """By head, how sure it is of *plain*; ``share`` says so in parts of one."""
        sums = sum(map(self._sums.get, grams_of(plain), repeat(0)))
        known, *rows = self._lanes.unpack(sums.to_bytes(self._lanes.size, "little"))
        nothing, damped = _ZERO * known, _damped(known)
        return {
            head: bias + (row - nothing) * step * damped
            for row, (head, (bias, step)) in zip(rows, self.heads.items(), strict=True)
        }

    def told_by(self, head: Head, plain: str) -> dict[str, float]:
        """What each known gram of *plain* adds to the head's logit, in no order."""
        weights = self._weights_of(head)
        known = [gram for gram in grams_of(plain) if gram in weights]
        worth = self.heads[head].step * _damped(len(known))
        return {gram: weights[gram] * worth for gram in known}

    def heaviest(self, head: Head, plain: str) -> tuple[int, int]:
        """The run of *plain* whose grams add most; a gram counts at its last character."""
        weight, nothing = self._weights_of(head).get, repeat(0)
        pairs = chain(("",), map(add, plain, plain[1:]))
        each = map(add, map(weight, plain, nothing), map(weight, pairs, nothing))
        start = added = most = 0
        found = 0, len(plain)
        for end, own in enumerate(each, start=1):
            added += own
            if added < 0:
                start, added = end, 0
            elif added > most:
                most, found = added, (start, end)
        return found

    def _weights_of(self, head: Head) -> Mapping[str, int]:
        """By gram; made for the first text of the head."""
        if head not in self._weights:
            column = self.rows[list(self.heads).index(head) :: len(self.heads)]
            weights = (byte - _ZERO for byte in column)
            self._weights[head] = dict(zip(self.grams, weights, strict=True))
        return self._weights[head]


def _damped(grams: int) -> float:
    return 1.0 if grams <= _PLENTY else math.sqrt(_PLENTY / grams)


def share(logit: float) -> float:
    """0 to 1."""
    return (1 + math.tanh(logit / 2)) / 2


def _step(weights: Sequence[float]) -> float:
    return max(map(abs, weights), default=0.0) / (_BYTE - _ZERO) or 1.0
