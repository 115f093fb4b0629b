"""Words and turns of phrase that say something alone, or only beside others."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from qungui.text.lexicon import Lexicon, characters_of, pairs_of
from qungui.text.own_words import own_span
from qungui.text.speech import spoken
from qungui.text.words.reported import REPORTED

type Span = tuple[int, int]
_NOTHING = Lexicon.of("")
_REPORTED = Lexicon.of(REPORTED)


@dataclass(frozen=True, slots=True)
class Together:
    """
    Words of every group in one text, at most *within* characters from the first to the last.

    Attributes:
        groups: Two or three. A longer text needs them near each other: it holds each by chance.
    """

    groups: tuple[Lexicon, ...]
    within: int = 40

    @classmethod
    def of(cls, *groups: str, within: int = 40, innocent: str = "") -> Self:
        """Each of *groups* and *innocent* are words parted by white space."""
        return cls(tuple(Lexicon.of(words, innocent=innocent) for words in groups), within)

    @property
    def rarest(self) -> Lexicon:
        """The shortest list: a text without any of its words holds no match."""
        return min(self.groups, key=lambda group: len(group.openers))

    def find(self, plain: str) -> Span | None:
        found: list[list[Span]] = []
        for group in self.groups:
            places = list(group.spans(plain))
            if not places:
                return None
            found.append(places)
        first, *others = found
        for here in first:
            near = [_nearest(each, here) for each in others]
            spans = [here, *(span for span in near if span)]
            if len(spans) < len(found):
                continue
            opens, closes = min(spans)[0], max(end for _, end in spans)
            if closes - opens <= self.within:
                return opens, closes
        return None


def _nearest(spans: list[Span], here: Span) -> Span | None:
    """Of *spans*, left to right, the one nearest to *here* and beside it: no word counts twice."""
    start, end = here
    at = bisect_left(spans, here)
    near = [span for span in spans[max(0, at - 2) : at + 2] if span[1] <= start or end <= span[0]]
    return min(near, key=lambda span: abs(span[0] - start), default=None)


@dataclass(frozen=True, slots=True)
class Cues:
    """
    What one topic is known by.

    Attributes:
        alone: Words that suffice.
        together: Words that only count beside each other.
        phrases: Patterns that suffice.
        hints: Pairs of characters and single ones, parted by white space: every text that a
            phrase matches holds one of them, so that most texts need no patterns.
        unless: Words of work, care and study: with one of them nothing is found.
        about: Words of somebody who reports, refutes or forbids it: the same.
    """

    alone: Lexicon = _NOTHING
    together: tuple[Together, ...] = ()
    phrases: tuple[re.Pattern[str], ...] = ()
    hints: str = ""
    unless: Lexicon = _NOTHING
    about: Lexicon = field(default=_REPORTED)
    _openers: frozenset[str] = field(init=False)
    _signs: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """One look settles almost every text: whether any word of any list can stand in it."""
        lists = (self.alone, *(several.rarest for several in self.together))
        hints = frozenset(self.hints.split())
        signs = frozenset(hint for hint in hints if len(hint) == 1)
        openers = (hints - signs).union(*(each.openers for each in lists))
        object.__setattr__(self, "_openers", openers)
        object.__setattr__(self, "_signs", signs)

    def find(self, plain: str, further: Iterable[str] = ()) -> Span | None:
        """The first place in *plain*; *further* are the group's own words, each sufficing."""
        if self._first(plain, further) is None:
            return None  # almost every text ends here
        mine = spoken(plain)
        if any(self.about.spans(mine)) or any(self.unless.spans(mine)):
            return None
        return self._first(mine, further)

    def _first(self, plain: str, further: Iterable[str]) -> Span | None:
        possible = not (
            self._openers.isdisjoint(pairs_of(plain))
            and self._signs.isdisjoint(characters_of(plain))
        )
        listed = (self._listed(plain) or self._phrased(plain)) if possible else None
        return listed or own_span(plain, further)

    def _listed(self, plain: str) -> Span | None:
        for span in self.alone.spans(plain):
            return span
        found = (several.find(plain) for several in self.together)
        return next((span for span in found if span), None)

    def _phrased(self, plain: str) -> Span | None:
        found = (phrase.search(plain) for phrase in self.phrases)
        return next((each.span() for each in found if each), None)
