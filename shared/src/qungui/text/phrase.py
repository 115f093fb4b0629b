"""Patterns that are tried, and even compiled, only where something they need stands in a text."""

import re
from collections.abc import Iterator
from dataclasses import field
from functools import cache
from pkgutil import get_data
from zlib import crc32

from qungui.model.frozen import frozen
from qungui.text.scan import ALWAYS, sign_for, signs_in

type Span = tuple[int, int]


@frozen
class Phrase:
    """
    A regular expression for texts as ``normal`` writes them.

    Attributes:
        signs: Of the groups of pieces of which every match holds one each (``needed.txt``); a
            pattern that is not listed there is always tried.
    """

    pattern: str
    signs: int = field(init=False)

    def __post_init__(self) -> None:
        signs = 0
        for group in _needed().get(crc32(self.pattern.encode()), ()):
            signs |= sign_for(group.split())
        object.__setattr__(self, "signs", signs or ALWAYS)

    def search(self, plain: str) -> Span | None:
        """Where the first match stands in *plain*."""
        return next(self.spans(plain), None)

    def spans(self, plain: str) -> Iterator[Span]:
        """Where matches stand in *plain*, left to right and apart."""
        if signs_in(plain) & self.signs != self.signs:
            return iter(())
        return (found.span() for found in _compiled(self.pattern).finditer(plain))


@cache
def _needed() -> dict[int, list[str]]:
    """By a pattern's checksum, groups of pieces parted by spaces. Written by tools/needed.py."""
    lines = (get_data(__name__, "needed.txt") or b"").decode().splitlines()
    return {int(mark): groups.split("|") for mark, groups in (each.split(" ", 1) for each in lines)}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
