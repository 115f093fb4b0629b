"""Finding a command's word in a text: exactly, one slip away, or somewhere inside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qungui.desk.spec import CommandSpec

_CHINESE = "㐀-䶿一-鿿"
_TOKEN = re.compile(rf"[a-z]{{1,16}}|[{_CHINESE}]{{1,8}}")
_SHORTEST = 2
_SHORTEST_LATIN = 3  # of two letters, each is one slip from any other


@dataclass(frozen=True, slots=True)
class Match:
    """A command's word, and the range of the text where it stands."""

    spec: CommandSpec
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    specs: tuple[CommandSpec, ...]

    @cached_property
    def _by_word(self) -> dict[str, CommandSpec]:
        """The verb itself is a word, too: it is the key of a menu item."""
        return {word: spec for spec in self.specs for word in (*spec.words, spec.verb.value)}

    @cached_property
    def _any(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_word, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(_pattern, longest_first)))

    def at(self, plain: str, at: int) -> Match | None:
        """The longest word that begins there."""
        found = self._any.match(plain, at)
        return None if found is None else self._match(found)

    def within(self, plain: str) -> Iterator[Match]:
        """From left to right."""
        return map(self._match, self._any.finditer(plain))

    def near(self, plain: str, at: int) -> Iterator[Match]:
        """Words that what begins there is one slip of the finger away from; the same size first."""
        found = _TOKEN.match(plain, at)
        if found is None:
            return
        token, latin = found[0], found[0].isascii()
        for word, spec in self._by_word.items():
            size = len(word)
            if word.isascii() is not latin or (latin and size < _SHORTEST_LATIN):
                continue
            for n in (len(token),) if latin else (size, size + 1, size - 1):
                if len(token) >= n >= _SHORTEST and one_slip(token[:n], word):
                    yield Match(spec, word, at, at + n)

    def _match(self, found: re.Match[str]) -> Match:
        word = "".join(found[0].split())
        return Match(self._by_word[word], word, *found.span())


@lru_cache(maxsize=8)
def vocabulary(specs: tuple[CommandSpec, ...]) -> Vocabulary:
    return Vocabulary(specs)


def _pattern(word: str) -> str:
    """A word of letters stands alone; between Chinese characters may be spaces."""
    if word.isascii():
        return rf"(?<![a-z]){re.escape(word)}(?![a-z-])"
    return r"\s{0,3}".join(word)


def one_slip(one: str, other: str) -> bool:
    """Whether one character too many, too few or wrong, or two neighbours swapped, part them."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    wrong = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    match wrong:
        case [_]:
            return True
        case [at, after]:
            return after == at + 1 and one[at : after + 1] == other[after] + other[at]
        case _:
            return False
