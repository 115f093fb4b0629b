"""A plan of what goes wrong, made before anything is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mishap(StrEnum):
    REFUSE = "refuse"  # answers with a code, does nothing
    HANG_UP = "hang-up"  # does the work, then ends the connection without an answer
    FORGET = "forget"  # does the work and answers, but the record never hears of it
    # Every token is invalid before the call is looked at.
    LOSE_TOKEN = "lose-token"  # nosec B105


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    Attributes:
        nth: Which call of *endpoint* it befalls, counted from 1.
        code: What is answered for ``REFUSE``.
    """

    endpoint: str
    nth: int
    mishap: Mishap
    code: int = -1


class FaultPlan:
    """Counts calls per endpoint and says what befalls the one at hand."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = {(fault.endpoint, fault.nth): fault for fault in faults}
        self._seen: dict[str, int] = {}

    def befall_next(self, endpoint: str, mishap: Mishap) -> None:
        """The next call of *endpoint* meets *mishap*; may be said while calls are coming in."""
        number = self._seen.get(endpoint, 0) + 1
        self._faults[endpoint, number] = Fault(endpoint=endpoint, nth=number, mishap=mishap)

    def next(self, endpoint: str) -> Fault | None:
        number = self._seen[endpoint] = self._seen.get(endpoint, 0) + 1
        return self._faults.get((endpoint, number))
