"""Changes of a text, and where each character of the changed text came from."""

from collections.abc import Sequence

type Span = tuple[int, int]
"""A half-open range of a text."""

type Edit = tuple[int, int, str]
"""What is written instead of a range. Those of one text stand from left to right and apart."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """*text* after *edits*."""
    if not edits:
        return text
    pieces: list[str] = []
    free = 0
    for start, end, instead in edits:
        pieces += text[free:start], instead
        free = end
    return "".join((*pieces, text[free:]))


def traced(spans: list[Span], edits: Sequence[Edit]) -> list[Span]:
    """*spans*, one for each character, after *edits*: a new one has all that it was made from."""
    pieces: list[Span] = []
    free = 0
    for start, end, instead in edits:
        whole = (spans[start][0], spans[end - 1][1])
        pieces += *spans[free:start], *(whole for _ in instead)
        free = end
    return [*pieces, *spans[free:]]
