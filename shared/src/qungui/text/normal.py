"""
The form in which texts are matched: one character table, then no separators inside Chinese.

The table folds case, full width, letters in styles and circles, and traditional characters, and
drops what cannot be seen. Spaces, dashes and ornaments between two Chinese characters go; commas,
full stops and line feeds stay, because words on both sides of them are not one word.
"""

import re
import unicodedata
from collections.abc import Iterator

from qungui.text.traditional import PAIRS

_CHINESE = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_BETWEEN = (
    " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
    r"_\-.·•‧・*|/\\~=+^#'`—–‐‑…"
    "←-⇿■-◿☀-➿⬀-⯿\U0001f000-\U0001faff"
)
# a plain set comes first on purpose: scanning for it costs next to nothing
_SEPARATED = re.compile(f"[{_BETWEEN}](?<=[{_CHINESE}][{_BETWEEN}])[{_BETWEEN}]*+(?=[{_CHINESE}])")
_INVISIBLE = (
    *(range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2065)),
    *(range(0xFE00, 0xFE10), (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x20E3, 0x3164, 0xFEFF)),
)
_STYLED = (
    range(0x2460, 0x2500),  # in circles and brackets
    range(0xFF01, 0xFF5F),  # full width
    range(0xFFE0, 0xFFE7),
    range(0x1D400, 0x1D800),  # mathematical
    range(0x1F110, 0x1F16A),  # in squares
)


def _entries() -> Iterator[tuple[int, str]]:
    yield from ((code, "") for codes in _INVISIBLE for code in codes)
    yield from ((ord("A") + letter, chr(ord("a") + letter)) for letter in range(26))
    for code in (code for codes in _STYLED for code in codes):
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if folded != chr(code):
            yield code, folded
    yield 0x3000, " "
    yield ord("➕"), "加"
    yield from ((ord(pair), plain) for pair, plain in zip(PAIRS[::2], PAIRS[1::2], strict=True))


_TABLE = dict(_entries())


def normal(text: str) -> str:
    """*text* as rules match it. Doing it twice changes nothing."""
    return _SEPARATED.sub("", text.translate(_TABLE))


def original_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """
    The half-open range of *text* that made up the range *span* of ``normal(text)``.

    Walks the whole text, so it is called for a hit only. An empty *span* gives an empty range.
    """
    start, end = span
    if start >= end:
        return 0, 0
    origins = _origins(text)
    return origins[start], origins[end - 1] + 1


def _origins(text: str) -> list[int]:
    """For every character of ``normal(text)``, the index in *text* that it came from."""
    translated = [
        at
        for at, character in enumerate(text)
        for _ in range(len(_TABLE.get(ord(character), character)))
    ]
    for run in reversed(list(_SEPARATED.finditer(text.translate(_TABLE)))):
        del translated[run.start() : run.end()]
    return translated
