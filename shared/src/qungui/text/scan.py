"""
One look at a text for all word lists and patterns at once.

Each of them says when it is made what it waits for, and gets a sign: one bit of a number. A text
is looked through once, and whoever's sign is not among those found need not look at all. On most
texts that is everybody.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import add

ALWAYS = 1
"""The sign of whoever cannot say what it waits for: found in every text."""

_PAIR = 2


@lru_cache(maxsize=6)
def pairs_of(plain: str) -> frozenset[str]:
    """All neighbours in *plain*; kept for the next that asks, who looks at the same text."""
    return frozenset(map(add, plain, plain[1:]))


@lru_cache(maxsize=2)
def characters_of(plain: str) -> frozenset[str]:
    """All characters of *plain*; kept like its pairs."""
    return frozenset(plain)


def sign_for(words: Iterable[str]) -> int:
    """A new sign, found in the texts that hold one of *words*; none of them is empty."""
    _AWAITED.signs += 1
    sign = ALWAYS << _AWAITED.signs
    _AWAITED.new.append((sign, words))
    signs_in.cache_clear()
    return sign


@lru_cache(maxsize=6)
def signs_in(plain: str) -> int:
    """The signs of all that is waited for and stands in *plain*."""
    if _AWAITED.new:
        _AWAITED.sort_in()
    found = ALWAYS
    for pair in _AWAITED.keys & pairs_of(plain):
        own, longer = _AWAITED.pairs[pair]
        found |= own
        for word, sign in longer:
            if word in plain:
                found |= sign
    for character in _AWAITED.single & characters_of(plain):
        found |= _AWAITED.characters[character]
    return found


class _Awaited:
    """
    Attributes:
        characters: Signs, by single characters, which are *single*.
        pairs: By pairs of characters, which are *keys*, their signs, and the longer words that
            go by them, with theirs: by its last pair goes a word of which the first is taken.
        new: Signs and their words; sorted in before the next text, for most come with the modules
            of rules, many at a time.
        signs: How many there are, ALWAYS left out.
    """

    def __init__(self) -> None:
        self.characters: dict[str, int] = {}
        self.pairs: dict[str, tuple[int, tuple[tuple[str, int], ...]]] = {}
        self.single = frozenset[str]()
        self.keys = frozenset[str]()
        self.new: list[tuple[int, Iterable[str]]] = []
        self.signs = 0

    def sort_in(self) -> None:
        signs = dict[str, int]()
        for sign, words in self.new:
            for word in words:
                signs[word] = signs.get(word, 0) | sign
        for word in sorted(signs, key=len):
            sign = signs[word]
            if len(word) < _PAIR:
                self.characters[word] = self.characters.get(word, 0) | sign
            elif len(word) == _PAIR:
                own, longer = self.pairs.get(word, (0, ()))
                self.pairs[word] = (own | sign, longer)
            else:
                key = word[-_PAIR:] if word[:_PAIR] in self.pairs else word[:_PAIR]
                own, longer = self.pairs.get(key, (0, ()))
                self.pairs[key] = (own, (*longer, (word, sign)))
        self.single, self.keys = frozenset(self.characters), frozenset(self.pairs)
        self.new = []


_AWAITED = _Awaited()
