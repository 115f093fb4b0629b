"""Tables for ``str.translate`` that need not list every character there is."""

from array import array
from collections.abc import Callable, Iterable

_MOST = 10_000  # of those listed and those learnt; a text may hold any character
_SAME = array("H", range(0x10000))  # of the basic plane


def small_table(listed: Iterable[tuple[int, int]]) -> array[int]:
    """
    What is written for a character is one character: two bytes each, where a dictionary takes a
    hundred and fifty, and every character of every text is looked up. Those that are not listed,
    and all beyond the basic plane, stay.
    """
    table = _SAME[:]
    for code, written in listed:
        table[code] = written
    return table


class Table(dict[int, str]):
    """
    What is written for each character: those that are listed, and those that texts have held.

    It learns, for all characters would take longer to list than a text to read, and ``translate``
    pays dearly for each that it misses.
    """

    def __init__(self, listed: Iterable[tuple[int, str]], other: Callable[[int], str]) -> None:
        """*other* says what is written for a character that is not listed."""
        super().__init__(listed)
        self._other = other

    def __missing__(self, code: int) -> str:
        written = self._other(code)
        if len(self) < _MOST:
            self[code] = written
        return written
