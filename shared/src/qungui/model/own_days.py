"""Days that an organisation decides about itself."""

from datetime import date

from qungui.model.frozen import frozen


@frozen
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
