"""
A linear classifier over the characters and pairs of a text, with several heads.

The grams are kept as they are, not hashed: none collides with another, what a score rests on can
be shown in the member's own words, and one look at each serves all heads. What they learnt of a
gram stands side by side in one number, so that one addition serves all heads, too.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple, Self

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


class Tally(NamedTuple):
    """
    What a text's grams add up to.

    Attributes:
        sums: Of the bytes of each head, side by side.
        grams: How many of them are known.
    """

    sums: int
    grams: int


@dataclass(frozen=True, slots=True)
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
    _every: int = field(init=False, repr=False, compare=False)  # a one in each head's place

    def __post_init__(self) -> None:
        apart, width = bytearray(_LANE * len(self.rows)), _LANE * len(self.heads)
        apart[::_LANE] = self.rows
        rows = (apart[at : at + width] for at in range(0, len(apart), width))
        numbers = (int.from_bytes(row, "little") for row in rows)
        object.__setattr__(self, "_of_gram", dict(zip(self.grams, numbers, strict=True)))
        places = {head: at * _LANE_BITS for at, head in enumerate(self.heads)}
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_every", sum(1 << place for place in places.values()))

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

    def tally(self, plain: str) -> Tally:
        known = [*filter(None, map(self._of_gram.get, grams_of(plain)))]
        return Tally(sum(known), len(known))

    def logit(self, head: Head, tally: Tally) -> float:
        """How sure *head* is of a text; ``share`` says so in parts of one."""
        bias, step = self.heads[head]
        above = _in_lane(tally.sums, self._places[head]) - _ZERO * tally.grams
        return bias + above * step * _damped(tally.grams)

    def bars(self, logits: Mapping[Head, float]) -> int:
        """What ``may_pass`` needs to hold all heads against *logits* at once."""
        return sum(
            _HIGHEST - math.floor((logits[head] - bias) / step) << self._places[head]
            for head, (bias, step) in self.heads.items()
        )

    def may_pass(self, bars: int, tally: Tally) -> bool:
        """Whether the logit of any head may reach its bar; of nearly every text none does."""
        if tally.grams > _PLENTY:
            return True
        over = tally.sums + bars - _ZERO * tally.grams * self._every
        return bool(over & _HIGHEST * self._every)

    def told_by(self, head: Head, plain: str) -> dict[str, float]:
        """What each known gram of *plain* adds to the head's logit, in no order."""
        known = {gram: row for gram in grams_of(plain) if (row := self._of_gram.get(gram))}
        place, worth = self._places[head], self.heads[head].step * _damped(len(known))
        return {gram: (_in_lane(row, place) - _ZERO) * worth for gram, row in known.items()}

    def heaviest(self, head: Head, plain: str) -> tuple[int, int]:
        """The run of *plain* whose grams add most; a gram counts at its last character."""
        row, place, unknown = self._of_gram.get, self._places[head], _ZERO << self._places[head]
        pairs = ("", *map("".join, pairwise(plain)))
        each = (
            _in_lane(row(one, unknown), place) + _in_lane(row(two, unknown), place) - 2 * _ZERO
            for one, two in zip(plain, pairs, strict=True)
        )
        totals = list(accumulate(each, initial=0))
        gains = list(map(sub, totals, accumulate(totals, min)))
        best = max(gains)
        if best == 0:
            return 0, len(plain)
        end = gains.index(best)
        return totals.index(totals[end] - best), end


def _in_lane(number: int, place: int) -> int:
    return number >> place & (1 << _LANE_BITS) - 1


def _damped(grams: int) -> float:
    return 1.0 if grams <= _PLENTY else math.sqrt(_PLENTY / grams)


def share(logit: float) -> float:
    """0 to 1."""
    return (1 + math.tanh(logit / 2)) / 2


def _step(weights: Sequence[float]) -> float:
    return max(map(abs, weights), default=0.0) / (_BYTE - _ZERO) or 1.0
