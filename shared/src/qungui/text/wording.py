"""Words and turns of phrase of one topic, found in what the writer says in their own name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qungui.text.lexicon import Lexicon
from qungui.text.normal import normal
from qungui.text.speech import is_about, spoken


def own_words(words: Iterable[str]) -> tuple[str, ...]:
    """A group's own words as texts are matched; blank ones are left out, they match nothing."""
    return _own_words(tuple(words))


@lru_cache(maxsize=1_000)
def _own_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (normal(word).strip() for word in words)))


@dataclass(frozen=True, slots=True)
class Wording:
    """
    Attributes:
        lexicon: Words that suffice.
        phrases: Patterns that suffice.
        hints: A text without any of these characters matches none of the patterns; it saves
            looking. Empty where the patterns are always tried.
    """

    lexicon: Lexicon
    phrases: tuple[re.Pattern[str], ...] = ()
    hints: frozenset[str] = frozenset()

    def find(self, plain: str, further: Iterable[str] = ()) -> tuple[int, int] | None:
        """
        The first place in *plain*; None where nothing stands there or it is only spoken about.

        *further* are the group's own words.
        """
        if self._first(plain, further) is None:
            return None
        mine = spoken(plain)
        return None if is_about(mine) else self._first(mine, further)

    def _first(self, text: str, further: Iterable[str]) -> tuple[int, int] | None:
        for span in self.lexicon.spans(text):
            return span
        if not self.hints or not self.hints.isdisjoint(text):
            for phrase in self.phrases:
                if found := phrase.search(text):
                    return found.span()
        for word in own_words(further) if further else ():
            at = text.find(word)
            if at >= 0:
                return at, at + len(word)
        return None
