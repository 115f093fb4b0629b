"""A text as commands are matched, and the way back to what was written."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from qungui.text.normal import normal

_GAP = re.compile(r"[\s,;:、。.!?~…—–\-#=|/\\*·•]*+")


@dataclass(frozen=True, slots=True)
class Written:
    """
    Attributes:
        plain: Each character of *text* for itself as ``normal`` writes it: here spaces part words.
        origins: For every character of *plain*, the index in *text* that it came from.
    """

    text: str
    plain: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        folded = [_folded(character) for character in text]
        origins = tuple(at for at, piece in enumerate(folded) for _ in piece)
        return cls(text, "".join(folded), origins)

    def original(self, start: int, end: int | None = None) -> str:
        """What was written where *plain* has [start, end), without white space around it."""
        covered = self.origins[start:end]
        return self.text[covered[0] : covered[-1] + 1].strip() if covered else ""


@lru_cache(maxsize=4_096)
def _folded(character: str) -> str:
    """People write the same few characters again and again."""
    return normal(character)


def after_gap(plain: str, at: int) -> int:
    """Where the next word begins: past spaces and punctuation."""
    found = _GAP.match(plain, at)
    return at if found is None else found.end()
