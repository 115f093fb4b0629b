"""What the classifier looks at: the characters of a text and its neighbours, each once."""

from qungui.text.scan import pairs_of


def grams_of(plain: str) -> tuple[str, ...]:
    """Pairs and single characters of *plain*, in no order; the pairs are cut for word lists too."""
    return (*pairs_of(plain), *set(plain))
