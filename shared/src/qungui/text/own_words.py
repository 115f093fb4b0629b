"""Words that a group lists itself."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Self

from qungui.model.frozen import frozen
from qungui.text.edits import Span
from qungui.text.normal import normal, original_span
from qungui.text.scan import sign_for

_GAP = 8  # characters at most that a wildcard stands for
# between two letters or characters; anywhere else it is what it is
_WILDCARD = re.compile(r"(?<=[^\W_])\*+(?=[^\W_])")
_COMMA = "，"
_LETTER = re.compile("[a-z]")


@frozen
class OwnWord:
    """
    One word as texts are matched: Chinese stands anywhere, a Latin word not inside another.

    Attributes:
        parts: What stands on the sides of each ``*``, which stands for up to eight characters.
    """

    parts: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> Self:
        return cls(tuple(normal(part).strip() for part in _WILDCARD.split(written)))

    @property
    def text(self) -> str:
        return "*".join(self.parts)

    def find(self, plain: str) -> Span | None:
        return next(self.spans(plain), None) if self.parts[0] in plain else None

    def spans(self, plain: str) -> Iterator[Span]:
        """Every place, left to right; takes time in proportion to the length of *plain*."""
        first, *others = self.parts
        start = plain.find(first)
        while start >= 0:
            end = _end(plain, start + len(first), others)
            if end is not None and _is_whole(plain, start, end):
                yield start, end
            start = plain.find(first, start + 1)


def _end(plain: str, end: int, others: list[str]) -> int | None:
    for part in others:
        at = plain.find(part, end, end + _GAP + len(part))
        if at < 0:
            return None
        end = at + len(part)
    return end


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Whether no Latin word goes on over either end."""
    return all(
        _LETTER.match(plain, at) is None or _LETTER.match(plain, at - 1) is None
        for at in (start, end)
        if 0 < at < len(plain)
    )


def own_words(words: Iterable[str]) -> tuple[OwnWord, ...]:
    """Those that match something: blank ones match nothing and are left out."""
    return _own_words(tuple(words))


@lru_cache(maxsize=1_000)
def _own_words(words: tuple[str, ...]) -> tuple[OwnWord, ...]:
    return tuple(word for word in map(OwnWord.of, words) if all(word.parts))


@lru_cache(maxsize=1_000)
def sign_of(words: tuple[str, ...]) -> int:
    """Found in the texts that may hold one of *words*; for rules that stay, as signs do."""
    return sign_for(word.parts[0] for word in own_words(words))


def without(text: str, words: tuple[str, ...]) -> str:
    """*text* with commas in the place of *words*: what stands around them stays apart."""
    plain, left = normal(text), text
    for word in own_words(words):
        for span in word.spans(plain):
            start, end = original_span(text, span)
            left = f"{left[:start]}{_COMMA * (end - start)}{left[end:]}"
    return left


def own_span(plain: str, words: Iterable[str]) -> Span | None:
    """Where the first of *words* that stands in *plain* does."""
    if not words:
        return None
    return next((span for word in own_words(words) if (span := word.find(plain))), None)
