"""Words and turns of phrase of one topic, found in what the writer says in their own name."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from qungui.model.frozen import frozen
from qungui.text.lexicon import Lexicon
from qungui.text.own_words import own_span
from qungui.text.phrase import Phrase
from qungui.text.scan import ALWAYS
from qungui.text.speech import is_about, spoken


@frozen
class Wording:
    """
    Attributes:
        lexicon: Words that suffice.
        phrases: Patterns that suffice.
    """

    lexicon: Lexicon
    phrases: tuple[Phrase, ...] = ()

    def waits_for(self, further: Iterable[str] = ()) -> int:
        """Signs of which a text must hold one to be found; *further* as for ``find``."""
        signs = (self.lexicon.sign, *(phrase.signs for phrase in self.phrases))
        return ALWAYS if further else reduce(or_, signs)

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
        found = (phrase.search(text) for phrase in self.phrases)
        return next((span for span in found if span), None) or own_span(text, further)
