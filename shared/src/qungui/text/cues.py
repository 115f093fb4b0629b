"""Words and turns of phrase that say something alone, or only beside others."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import field
from functools import reduce
from operator import or_
from typing import Self

from qungui.model.frozen import frozen
from qungui.text.classifier import Head
from qungui.text.lexicon import Lexicon
from qungui.text.own_words import own_span
from qungui.text.phrase import Phrase
from qungui.text.scan import ALWAYS, rarest, signs_in
from qungui.text.scores import SIGNS, is_unlike, told
from qungui.text.speech import spoken
from qungui.text.words.reported import REPORTED

type Span = tuple[int, int]
_NOTHING = Lexicon.of("")
_REPORTED = Lexicon.of(REPORTED)


@frozen
class Together:
    """
    Words of every group in one text, at most *within* characters from the first to the last.

    Attributes:
        groups: Two or three, the rarest last. A longer text needs them near each other: it holds
            each by chance.
        signs: Of all groups; a text without one of them holds no match.
    """

    groups: tuple[Lexicon, ...]
    within: int = 40
    signs: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signs", reduce(or_, (group.sign for group in self.groups)))

    @classmethod
    def of(cls, *groups: str, within: int = 40, innocent: str = "") -> Self:
        """Each of *groups* and *innocent* are words parted by white space."""
        rarest_first = [Lexicon.of(words, innocent=innocent) for words in reversed(groups)]
        return cls(tuple(reversed(rarest_first)), within)

    def find(self, plain: str) -> Span | None:
        if signs_in(plain) & self.signs != self.signs:
            return None
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


@frozen
class Cues:
    """
    What one topic is known by.

    Attributes:
        alone: Words that suffice.
        together: Words that only count beside each other.
        phrases: Patterns that suffice.
        unless: Words of work, care and study: with one of them nothing is found.
        about: Words of somebody who reports, refutes or forbids it: the same.
        head: Of the classifier: it knows what no list has, and lets pass what holds the words and
            is nothing like the topic.
    """

    alone: Lexicon = _NOTHING
    together: tuple[Together, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    unless: Lexicon = _NOTHING
    about: Lexicon = field(default=_REPORTED)
    head: Head | None = None
    _signs: tuple[int, ...] = field(init=False)
    _first_signs: int = field(init=False)  # a text without any of them, as most are, holds nothing

    def __post_init__(self) -> None:
        words = (self.alone.sign, *(several.signs for several in self.together))
        each = (*words, *(phrase.signs for phrase in self.phrases))
        signs = (SIGNS[self.head], *each) if self.head else each
        object.__setattr__(self, "_signs", signs)
        object.__setattr__(self, "_first_signs", rarest(signs))

    def waits_for(self, further: Iterable[str] = ()) -> tuple[int, ...]:
        """A text must hold all signs of one of these to be found; *further* as for ``find``."""
        return (ALWAYS,) if further else self._signs

    def find(self, plain: str, further: Iterable[str] = ()) -> Span | None:
        """The first place in *plain*; *further* are the group's own words, each sufficing."""
        span = self._by_words(plain, further)
        if self.head is None:
            return span
        if span is None:
            span = told(self.head, plain)
            return None if span and self.unless.stands_in(plain) else span
        is_meant = not is_unlike(self.head, plain, span) or own_span(plain, further)
        return span if is_meant else None

    def _by_words(self, plain: str, further: Iterable[str]) -> Span | None:
        if not further and not signs_in(plain) & self._first_signs:
            return None
        span = self._first(plain, further)
        if span is None:
            return None
        mine = spoken(plain)
        if self.about.stands_in(mine) or self.unless.stands_in(mine):
            return None
        return span if mine == plain else self._first(mine, further)

    def _first(self, plain: str, further: Iterable[str]) -> Span | None:
        signs = signs_in(plain)
        if signs & self.alone.sign and (span := next(self.alone.spans(plain), None)):
            return span
        for several in self.together:
            if signs & several.signs == several.signs and (span := several.find(plain)):
                return span
        for phrase in self.phrases:
            if signs & phrase.signs == phrase.signs and (span := phrase.search(plain)):
                return span
        return own_span(plain, further)
