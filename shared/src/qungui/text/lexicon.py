"""Lists of words, and where their words stand in a text."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Self

from qungui.model.frozen import frozen
from qungui.text.scan import pairs_of, sign_for, signs_in

_SHORTEST = 2


@frozen
class Lexicon:
    """
    Words of two characters or more, written as ``normal`` writes them.

    Attributes:
        sign: Found in the texts that hold one of the words, see ``scan``.
        listed, innocent: As ``of`` takes them.
    """

    sign: int
    listed: str
    innocent: str

    @classmethod
    def of(cls, words: str, *, innocent: str = "") -> Self:
        """
        Both arguments are words parted by white space. A single character says nothing and is
        left out.

        *innocent* words hold one of the others and mean nothing of it, as 出租车 holds 出租.
        """
        harmless = frozenset(innocent.split())
        meant = (word for word in words.split() if len(word) >= _SHORTEST and word not in harmless)
        return cls(sign_for(meant), words, innocent)

    @property
    def words(self) -> tuple[str, ...]:
        """Without the innocent ones."""
        index, innocent = _indexed(self)
        listed = (word for words in index.values() for word in words)
        return tuple(word for word in listed if word not in innocent)

    def spans(self, plain: str) -> Iterator[tuple[int, int]]:
        """Where words stand in *plain*, left to right, the longest first, none inside another."""
        return self._spans(plain) if signs_in(plain) & self.sign else iter(())

    def stands_in(self, plain: str) -> bool:
        return bool(signs_in(plain) & self.sign) and any(self._spans(plain))

    def _spans(self, plain: str) -> Iterator[tuple[int, int]]:
        (index, innocent), free = _indexed(self), 0
        for start in places(plain, index.keys() & pairs_of(plain)):
            for word in index[plain[start : start + _SHORTEST]]:
                if start >= free and plain.startswith(word, start):
                    free = start + len(word)
                    if word not in innocent:
                        yield start, free
                    break


@cache
def _indexed(lexicon: Lexicon) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """
    Its words by their first two characters, the longest first, and those that are innocent. Made
    for a list that a text asks for.
    """
    index: dict[str, tuple[str, ...]] = {}
    words = f"{lexicon.listed} {lexicon.innocent}".split()
    known = {word for word in words if len(word) >= _SHORTEST}
    for word in sorted(known, key=lambda word: (-len(word), word)):
        index[word[:_SHORTEST]] = (*index.get(word[:_SHORTEST], ()), word)
    return index, frozenset(lexicon.innocent.split())


def places(plain: str, pairs: AbstractSet[str]) -> list[int]:
    """Where any of *pairs* stands, left to right."""
    places: list[int] = []
    for pair in pairs:
        at = plain.find(pair)
        while at >= 0:
            places.append(at)
            at = plain.find(pair, at + 1)
    return sorted(places)
