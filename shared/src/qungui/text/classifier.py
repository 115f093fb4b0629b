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
from itertools import accumulate, chain, repeat
from operator import add, sub
from typing import NamedTuple, Self

from qungui.model.frozen import frozen
from qungui.text.features import grams_of

_MAGIC = b"QGLM3\n"
_SIZES = struct.Struct("<HI")
_HEAD = struct.Struct("<16sdd")
_ZERO = 128  # a weight of nothing: a byte holds -128 to 127 above it
_BYTE = 255
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
    _of_gram: Mapping[str, bytes] = field(init=False, repr=False, compare=False)
    _scales: Sequence[tuple[int, Head, float, float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        width = len(self.heads)
        rows = (self.rows[at : at + width] for at in range(0, len(self.rows), width))
        object.__setattr__(self, "_of_gram", dict(zip(self.grams, rows, strict=True)))
        scales = [(at, head, *scale) for at, (head, scale) in enumerate(self.heads.items())]
        object.__setattr__(self, "_scales", scales)

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
        known = [*filter(None, map(self._of_gram.get, grams_of(plain)))]
        rows, width = b"".join(known), len(self.heads)
        nothing, damped = _ZERO * len(known), _damped(len(known))
        return {
            head: bias + (sum(rows[at::width]) - nothing) * step * damped
            for at, head, bias, step in self._scales
        }

    def told_by(self, head: Head, plain: str) -> dict[str, float]:
        """What each known gram of *plain* adds to the head's logit, in no order."""
        at = list(self.heads).index(head)
        known = {gram: row for gram in grams_of(plain) if (row := self._of_gram.get(gram))}
        worth = self.heads[head].step * _damped(len(known))
        return {gram: (row[at] - _ZERO) * worth for gram, row in known.items()}

    def heaviest(self, head: Head, plain: str) -> tuple[int, int]:
        """The run of *plain* whose grams add most; a gram counts at its last character."""
        row, unknown = self._of_gram.get, bytes([_ZERO] * len(self.heads))
        pairs = chain(("",), map(add, plain, plain[1:]))
        at, width = list(self.heads).index(head), len(self.heads)
        alone, with_last = (
            b"".join(map(row, grams, repeat(unknown)))[at::width] for grams in (plain, pairs)
        )
        each = map(sub, map(add, alone, with_last), repeat(2 * _ZERO))
        totals = list(accumulate(each, initial=0))
        gains = list(map(sub, totals, accumulate(totals, min)))
        best = max(gains)
        if best == 0:
            return 0, len(plain)
        end = gains.index(best)
        return totals.index(totals[end] - best), end


def _damped(grams: int) -> float:
    return 1.0 if grams <= _PLENTY else math.sqrt(_PLENTY / grams)


def share(logit: float) -> float:
    """0 to 1."""
    return (1 + math.tanh(logit / 2)) / 2


def _step(weights: Sequence[float]) -> float:
    return max(map(abs, weights), default=0.0) / (_BYTE - _ZERO) or 1.0
