"""Words and turns of phrase of one topic, found in what the writer says in their own name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qungui.text.lexicon import Lexicon
from qungui.text.own_words import own_span
from qungui.text.speech import is_about, spoken


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
        return own_span(text, further)
