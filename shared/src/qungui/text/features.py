"""What the classifier looks at: the characters of a text and its neighbours, each once."""

from qungui.text.scan import characters_of, pairs_of


def grams_of(plain: str) -> tuple[str, ...]:
    """Pairs and single characters of *plain*, in no order; word lists look at the same."""
    return (*pairs_of(plain), *characters_of(plain))
