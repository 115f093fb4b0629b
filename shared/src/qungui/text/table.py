"""Tables for ``str.translate`` that need not list every character there is."""

from collections.abc import Callable, Iterable

_MOST = 10_000  # of those listed and those learnt; a text may hold any character


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
