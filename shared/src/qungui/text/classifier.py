"""
A linear classifier over the characters and pairs of a text, with several heads.

The grams are kept as they are, not hashed: none collides with another, what a score rests on can
be shown in the member's own words, and one look at each serves all heads. What they learnt of a
gram stands side by side in one number, so that one addition serves all heads, too.
"""

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import accumulate
from operator import sub
from typing import NamedTuple, Self

from qungui.model.frozen import frozen
from qungui.text.features import grams_of

_MAGIC = b"QGLM4\n"
_SIZES = struct.Struct("<HI")
_HEAD = struct.Struct("<16sdd")
_ZERO = 128  # a weight of nothing: a byte holds -128 to 127 above it
_BYTE = 255
_PLENTY = 120  # grams; each further one says less, or a long text would say anything
_END = "\n"  # normal text holds it, but no gram with it is worth a weight
_LANE = 3  # bytes of a head's place in a number: as many grams as there are can be added up in it
_LANE_BITS = 8 * _LANE
_LANE_FULL = (1 << _LANE_BITS) - 1
_HIGHEST = 1 << (_LANE_BITS - 1)


class Head(StrEnum):
    """What the classifier tells apart; a text may be of several."""

    SPAM = "spam"  # it solicits: adverts, and the three below
    PORNOGRAPHY = "pornography"
    GAMBLING = "gambling"
    UNLAWFUL = "unlawful"  # frauds, forged papers, traded data, laundering
    ABUSE = "abuse"
    CHARITY = "charity-plea"
    CONFIDENTIALITY = "confidentiality"
    CONTACT = "contact-control"
    COPYRIGHT = "copyright"
    DEFAMATION = "defamation"
    DISCRIMINATION = "discrimination"
    DRUGS = "drugs"
    FACTION = "faction"
    HARASSMENT = "harassment"
    INCITEMENT = "incitement"
    NEGATIVITY = "negativity"
    PHOTOGRAPHS = "photo-consent"
    POLITICAL = "political"
    PRIVACY = "privacy"
    RECRUITING = "link-recruiting"
    RELIGION = "religion"
    RUMOR = "rumor-unverified"
    VIOLENCE = "violence"
    VIRUS = "virus-link"
    VOTES = "vote-begging"


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
    _of_gram: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _places: Mapping[Head, int] = field(init=False, repr=False, compare=False)
    _nothing: int = field(init=False, repr=False, compare=False)  # a zero weight of each head
    _highest: int = field(init=False, repr=False, compare=False)  # the first bit of each lane

    def __post_init__(self) -> None:
        """
        One number for each gram holds a one, then all its bytes, each in a lane of its own, so
        that one sum counts the grams and adds up every head.
        """
        size, width = len(self.grams), len(self.heads)
        whole = (1 + width) * _LANE
        apart = bytearray(size * whole)
        apart[::whole] = bytes([1]) * size
        for at in range(width):
            apart[(1 + at) * _LANE :: whole] = self.rows[at::width]
        rows = (apart[at : at + whole] for at in range(0, len(apart), whole))
        numbers = (int.from_bytes(row, "little") for row in rows)
        object.__setattr__(self, "_of_gram", dict(zip(self.grams, numbers, strict=True)))
        places = {head: at * _LANE_BITS for at, head in enumerate(self.heads, start=1)}
        object.__setattr__(self, "_places", places)
        every = sum(1 << place for place in places.values())
        object.__setattr__(self, "_nothing", _ZERO * every)
        object.__setattr__(self, "_highest", _HIGHEST * every)

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

    def tally(self, plain: str) -> int:
        """What the grams of *plain* add up to: how many are known, and the bytes of each head."""
        return sum(filter(None, map(self._of_gram.get, grams_of(plain))))

    def logit(self, head: Head, tally: int) -> float:
        """How sure *head* is of a text; ``share`` says so in parts of one."""
        bias, step = self.heads[head]
        return bias + self._above(head, tally) * step * _damped(tally & _LANE_FULL)

    def bars(self, logits: Mapping[Head, float]) -> int:
        """What ``near`` needs to hold every head against its one of *logits* at once."""
        return sum(
            _HIGHEST - math.floor((logits[head] - bias) / step) << self._places[head]
            for head, (bias, step) in self.heads.items()
        )

    def near(self, bars: int, tally: int) -> Iterable[Head]:
        """Those heads whose logit may reach its bar; for nearly every text none."""
        known = tally & _LANE_FULL
        if known > _PLENTY:
            return self.heads
        over = tally + bars - known * self._nothing & self._highest
        if not over:
            return ()
        return [head for head, place in self._places.items() if over >> place & _HIGHEST]

    def told_by(self, head: Head, plain: str) -> dict[str, float]:
        """What each known gram of *plain* adds to the head's logit, in no order."""
        weights = self._weights(head, plain)
        worth = self.heads[head].step * _damped(len(weights))
        return {gram: weight * worth for gram, weight in weights.items()}

    def heaviest(self, head: Head, pieces: Sequence[str]) -> tuple[int, int]:
        """The half-open range of *pieces* of a text whose grams add most; all where none do."""
        so_far = [0, *accumulate(self._above(head, self.tally(each)) for each in pieces)]
        risen = list(map(sub, so_far, accumulate(so_far, min)))
        most = max(risen)
        if not most:
            return 0, len(pieces)
        end = risen.index(most)
        return so_far.index(so_far[end] - most), end

    def _above(self, head: Head, tally: int) -> int:
        """What grams speak for *head*, in its steps; below zero they speak against it."""
        return (tally >> self._places[head] & _LANE_FULL) - _ZERO * (tally & _LANE_FULL)

    def _weights(self, head: Head, plain: str) -> dict[str, int]:
        """Of the known grams of *plain*, in steps of the head."""
        place, row_of = self._places[head], self._of_gram.get
        return {
            gram: (row >> place & _LANE_FULL) - _ZERO
            for gram in grams_of(plain)
            if (row := row_of(gram))
        }


def _damped(grams: int) -> float:
    return 1.0 if grams <= _PLENTY else math.sqrt(_PLENTY / grams)


def share(logit: float) -> float:
    """0 to 1."""
    return (1 + math.tanh(logit / 2)) / 2


def _step(weights: Sequence[float]) -> float:
    return max(map(abs, weights), default=0.0) / (_BYTE - _ZERO) or 1.0
