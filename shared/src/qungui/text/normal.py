"""The form in which texts are matched: each character in one way, disguised words as meant."""

from qungui.text.disguises import hidden, nicknamed, taken_apart
from qungui.text.edits import Span, edited, traced
from qungui.text.folding import folded, folds
from qungui.text.look_alikes import looking_alike


def normal(text: str) -> str:
    """*text* as rules match it."""
    done = folded(text)
    for find in _DISGUISES:
        done = edited(done, find(done))
    return done


def original_span(text: str, span: Span) -> Span:
    """
    The half-open range of *text* that made up the range *span* of ``normal(text)``.

    Walks the whole text, so it is called for a hit only. An empty *span* gives an empty range.
    """
    start, end = span
    if start >= end:
        return 0, 0
    done, spans = folded(text), folds(text)
    for find in _DISGUISES:
        edits = find(done)
        done, spans = edited(done, edits), traced(spans, edits)
    return spans[start][0], spans[end - 1][1]


_DISGUISES = (taken_apart, looking_alike, hidden, nicknamed)
