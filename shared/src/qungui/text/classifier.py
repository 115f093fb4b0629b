"""
A linear classifier over the characters and pairs of a text, with several heads.

The grams are kept as they are, not hashed: none collides with another, what a score rests on can
be shown in the member's own words, and one look at each serves all heads.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from qungui.text.features import grams_of

_MAGIC = b"QGLM1\n"
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


@dataclass(frozen=True, slots=True)
class Weights:
    """
    What one head learnt.

    Attributes:
        column: One byte per gram, from the second on: the first place is nobody's.
        scale: What one step of a byte is worth.
    """

    bias: float
    scale: float
    column: bytes


@dataclass(frozen=True, slots=True)
class Classifier:
    """
    Attributes:
        places: The place of each gram in every column, from 1.
    """

    places: Mapping[str, int]
    heads: Mapping[Head, Weights]

    @classmethod
    def of(cls, grams: Sequence[str], heads: Mapping[Head, tuple[float, Sequence[float]]]) -> Self:
        """From a bias and one weight per gram and head, rounded to what bytes can hold."""
        places = {gram: place for place, gram in enumerate(grams, 1)}
        return cls(places, {head: _rounded(*learnt) for head, learnt in heads.items()})

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
        grams = data[at:].decode().split(_END)
        return cls(dict(zip(grams, range(1, size), strict=True)), heads)

    def to_bytes(self) -> bytes:
        """The columns one after the other, then the grams."""
        size = len(self.places) + 1
        heads = [_HEAD.pack(name.encode(), w.bias, w.scale) for name, w in self.heads.items()]
        columns = [weights.column for weights in self.heads.values()]
        grams = _END.join(self.places).encode()
        return b"".join((_MAGIC, _SIZES.pack(len(heads), size), *heads, *columns, grams))

    def known(self, plain: str) -> tuple[int, ...]:
        """The places of those grams of *plain* that the classifier knows."""
        return tuple(filter(None, map(self.places.get, grams_of(plain))))

    def score(self, head: Head, known: Sequence[int]) -> float:
        """0 to 1: how sure *head* is of a text with the grams *known*."""
        weights = self.heads[head]
        told = sum(map(weights.column.__getitem__, known)) - _ZERO * len(known)
        return _share(weights.bias + told * weights.scale * _damped(len(known)))

    def told_by(self, head: Head, plain: str) -> dict[str, float]:
        """What each known gram of *plain* adds to the head's logit, in no order."""
        weights = self.heads[head]
        known = {gram: place for gram in grams_of(plain) if (place := self.places.get(gram))}
        worth = weights.scale * _damped(len(known))
        return {gram: (weights.column[at] - _ZERO) * worth for gram, at in known.items()}


def _damped(grams: int) -> float:
    return 1.0 if grams <= _PLENTY else math.sqrt(_PLENTY / grams)


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _rounded(bias: float, weights: Sequence[float]) -> Weights:
    scale = max(map(abs, weights), default=0.0) / (_BYTE - _ZERO) or 1.0
    column = bytes((_ZERO, *(_ZERO + round(weight / scale) for weight in weights)))
    return Weights(bias, scale, column)
