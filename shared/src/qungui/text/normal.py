"""The form in which texts are matched: each character in one way, disguised words as meant."""

from functools import lru_cache
from unicodedata import category

from qungui.text.disguises import hidden, nicknamed, taken_apart
from qungui.text.edits import Edit, Span, edited, traced
from qungui.text.everyday import unspelled
from qungui.text.folding import folded, folds, keeps_places
from qungui.text.look_alikes import looking_alike


def normal(text: str) -> str:
    """*text* as rules match it."""
    return _read(text)[0]


def original_span(text: str, span: Span) -> Span:
    """
    The half-open range of *text* that made up the range *span* of ``normal(text)``.

    May walk the whole text, so it is called for a hit only. An empty *span* gives an empty range.
    """
    start, end = span
    if start >= end:
        return 0, 0
    plain, undone = _read(text)
    if not undone and keeps_places(text, plain):
        return span
    spans = folds(text)
    for edits in undone:
        spans = traced(spans, edits)
    return spans[start][0], _behind_marks(text, spans[end - 1][1])


def _behind_marks(text: str, end: int) -> int:
    """Marks belong to the character that they stand on."""
    while end < len(text) and category(text[end]).startswith("M"):
        end += 1
    return end


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[str, tuple[list[Edit], ...]]:
    """As matched, and what was undone after folding; kept for a hit in the same text."""
    done = folded(text)
    undone: tuple[list[Edit], ...] = ()
    for find in _DISGUISES:
        edits = find(done)
        if edits:
            done, undone = edited(done, edits), (*undone, edits)
    return done, undone


_DISGUISES = (taken_apart, looking_alike, hidden, unspelled, nicknamed)
