"""What the classifier looks at: the characters of a text and its neighbours, each once."""

from functools import lru_cache

from qungui.text.lexicon import pairs_of


@lru_cache(maxsize=2)
def grams_of(plain: str) -> frozenset[str]:
    """Single characters and pairs of *plain*; the pairs are those that lexicons look at."""
    return pairs_of(plain).union(plain)
