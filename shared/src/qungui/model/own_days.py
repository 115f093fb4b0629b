"""Days that an organisation decides about itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnDays:
    """
    They go before what the state announces.

    Attributes:
        off: No work is done on them.
        working: It is, as on any working day; no day is both.
    """

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()


NO_OWN_DAYS = OwnDays()
