"""Histories one after another, until one breaks a promise."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.simulation.history import History
from tests.simulation.promises import check
from tests.support.functions import unheard
from tests.support.system import SOUND, Parts


@dataclass(frozen=True, slots=True)
class Failed:
    """
    Attributes:
        number: Which it was of those that were played, from 1.
        why: The promise that was broken, or the error that nothing should raise.
    """

    number: int
    history: History
    why: str

    def __str__(self) -> str:
        return "\n".join(
            (
                *self.history.log,
                f"!! {self.why}",
                f"seed {self.history.seed}; again: {self.command}",
            )
        )

    @property
    def command(self) -> str:
        return f"make simulate SEED={self.history.seed} HISTORIES=1"


def first_failure(seeds: Iterable[int], parts: Parts = SOUND) -> Failed | None:
    """Played in turn; None where every promise was kept in each."""
    for number, seed in enumerate(seeds, 1):
        history = History(seed, parts)
        try:
            with unheard():
                history.run()
            check(history)
        except Exception as error:  # noqa: BLE001 - whatever is raised, the history shows how
            return Failed(number, history, f"{type(error).__name__}: {error}")
    return None
