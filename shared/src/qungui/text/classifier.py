"""
A linear classifier over the characters and pairs of a text, with several heads.

The grams are kept as they are, not hashed: none collides with another, what a score rests on can
be shown in the member's own words, and one look at each serves all heads.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from qungui.text.features import grams_of

_MAGIC = b"QGLM2\n"
_SIZES = struct.Struct("<HI")
_HEAD = struct.Struct("<16sdd")
_ZERO = 128  # a weight of nothing: a byte holds -128 to 127 above it
_BYTE = 255
_LANE = 3  # bytes in which the weights of one head are summed: room for 65,000 grams
_PLENTY = 120  # grams; each further one says less, or a long text would say anything
_END = "\n"  # normal text holds it, but no gram with it is worth a weight


class Head(StrEnum):
    """What the classifier tells apart; a text may be of several."""

    SPAM = "spam"  # it solicits: adverts, votes, and all of the three below
    ABUSE = "abuse"
    PORNOGRAPHY = "pornography"
    GAMBLING = "gambling"
    UNLAWFUL = "unlawful"  # frauds, forged papers, traded data, laundering


@dataclass(frozen=True, slots=True)
class Weights:
    """
    What one head learnt.

    Attributes:
        column: One byte per gram.
        scale: What one step of a byte is worth.
    """

    bias: float
    scale: float
    column: bytes


@dataclass(frozen=True, slots=True)
class Classifier:
    """
    Attributes:
        grams: In the order of every column.
    """

    grams: Sequence[str]
    heads: Mapping[Head, Weights]
    _lanes: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """By gram the weights of all heads side by side in one number, so that one sum serves."""
        width = _LANE * len(self.heads)
        rows = bytearray(width * len(self.grams))
        for at, weights in enumerate(self.heads.values()):
            rows[at * _LANE :: width] = weights.column
        starts = range(0, len(rows), width)
        lanes = (int.from_bytes(rows[at : at + width], "little") for at in starts)
        object.__setattr__(self, "_lanes", dict(zip(self.grams, lanes, strict=True)))

    @classmethod
    def of(cls, grams: Sequence[str], heads: Mapping[Head, tuple[float, Sequence[float]]]) -> Self:
        """From a bias and one weight per gram and head, rounded to what bytes can hold."""
        return cls(grams, {head: _rounded(*learnt) for head, learnt in heads.items()})

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
        found = [_HEAD.unpack_from(data, at + each * _HEAD.size) for each in range(count)]
        at += count * _HEAD.size
        heads = {}
        for name, bias, scale in found:
            heads[Head(name.rstrip(b"\0").decode())] = Weights(bias, scale, data[at : at + size])
            at += size
        return cls(data[at:].decode().split(_END) if size else (), heads)

    def to_bytes(self) -> bytes:
        """The columns one after the other, then the grams."""
        heads = [_HEAD.pack(name.encode(), w.bias, w.scale) for name, w in self.heads.items()]
        columns = [weights.column for weights in self.heads.values()]
        sizes = _SIZES.pack(len(heads), len(self.grams))
        return b"".join((_MAGIC, sizes, *heads, *columns, _END.join(self.grams).encode()))

    def scores(self, plain: str) -> dict[Head, float]:
        """By head, 0 to 1: how sure it is of *plain*."""
        known = [*filter(None, map(self._lanes.get, grams_of(plain)))]
        sums = sum(known).to_bytes(_LANE * len(self.heads), "little")
        nothing, damped = _ZERO * len(known), _damped(len(known))
        lanes = (sums[at : at + _LANE] for at in range(0, len(sums), _LANE))
        return {
            head: _share(w.bias + (int.from_bytes(lane, "little") - nothing) * w.scale * damped)
            for (head, w), lane in zip(self.heads.items(), lanes, strict=True)
        }

    def told_by(self, head: Head, plain: str) -> dict[str, float]:
        """What each known gram of *plain* adds to the head's logit, in no order."""
        weights, lane = self.heads[head], 8 * _LANE * list(self.heads).index(head)
        known = {gram: lanes for gram in grams_of(plain) if (lanes := self._lanes.get(gram))}
        worth = weights.scale * _damped(len(known))
        return {
            gram: ((lanes >> lane & _BYTE) - _ZERO) * worth for gram, lanes in known.items()
        }


def _damped(grams: int) -> float:
    return 1.0 if grams <= _PLENTY else math.sqrt(_PLENTY / grams)


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _rounded(bias: float, weights: Sequence[float]) -> Weights:
    scale = max(map(abs, weights), default=0.0) / (_BYTE - _ZERO) or 1.0
    return Weights(bias, scale, bytes(_ZERO + round(weight / scale) for weight in weights))
