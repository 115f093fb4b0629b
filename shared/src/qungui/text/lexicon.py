"""Many words in one pass: an index by their first two characters."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Self


@lru_cache(maxsize=4)
def pairs_of(plain: str) -> frozenset[str]:
    """All neighbours in *plain*; kept for the next lexicon, which looks at the same text."""
    return frozenset(map(add, plain, plain[1:]))


@lru_cache(maxsize=2)
def characters_of(plain: str) -> frozenset[str]:
    """All characters of *plain*; kept like its pairs."""
    return frozenset(plain)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    Words of two characters or more, written as ``normal`` writes them.

    An automaton buys nothing at this size: almost every text is settled by one set operation.
    """

    _index: dict[str, tuple[str, ...]]
    _innocent: frozenset[str]

    @classmethod
    def of(cls, words: str, *, innocent: str = "") -> Self:
        """
        Both arguments are words parted by white space. A single character says nothing and is
        left out.

        *innocent* words hold one of the others and mean nothing of it, as 出租车 holds 出租.
        """
        index: dict[str, tuple[str, ...]] = {}
        known = {word for word in f"{words} {innocent}".split() if len(word) > 1}
        for word in sorted(known, key=lambda word: (-len(word), word)):
            index[word[:2]] = (*index.get(word[:2], ()), word)
        return cls(index, frozenset(innocent.split()))

    @property
    def words(self) -> tuple[str, ...]:
        """Without the innocent ones."""
        listed = (word for words in self._index.values() for word in words)
        return tuple(word for word in listed if word not in self._innocent)

    @property
    def openers(self) -> AbstractSet[str]:
        """The first two characters of every word: a text without any of them holds no word."""
        return self._index.keys()

    def spans(self, plain: str) -> Iterator[tuple[int, int]]:
        """Where words stand in *plain*, left to right, the longest first, none inside another."""
        free = 0
        for start in places(plain, self._index.keys() & pairs_of(plain)):
            for word in self._index[plain[start : start + 2]]:
                if start >= free and plain.startswith(word, start):
                    free = start + len(word)
                    if word not in self._innocent:
                        yield start, free
                    break


def places(plain: str, pairs: AbstractSet[str]) -> list[int]:
    """Where any of *pairs* stands, left to right."""
    places = list[int]()
    for pair in pairs:
        at = plain.find(pair)
        while at >= 0:
            places.append(at)
            at = plain.find(pair, at + 1)
    return sorted(places)
