"""One person in a register that somebody keeps outside the platform."""

from datetime import date

from qungui.model.frozen import frozen
from qungui.model.ids import Alias


@frozen(kw_only=True)
class RegisterRow:
    """
    Empty where the register has no such column, or nothing in it.

    Attributes:
        has_left: None where it does not say.
    """

    alias: Alias
    name: str
    departments: tuple[str, ...] = ()
    position: str = ""
    company: str = ""
    has_left: bool | None = None
    last_day: date | None = None
