"""What a regulation may say about each act: its terms, as typed values."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from qungui.model.act import SANCTIONS, Act
from qungui.model.frozen import frozen
from qungui.model.span import Span, Unit

_MINUTES = 60


@frozen(kw_only=True)
class Plain:
    """An act about which nothing more is said."""


@frozen(kw_only=True)
class Told:
    """
    Attributes:
        to: Who gets it, in the regulation's words.
    """

    to: str = ""


@frozen(kw_only=True)
class Dissuasion:
    """
    Attributes:
        times: So often before the next step.
    """

    times: int = 1


@frozen(kw_only=True)
class Demand:
    """
    Attributes:
        within: How long the regulation gives the member; silence until then is a refusal.
        wait_hours, wait_minutes: The same where nothing is written.
    """

    within: Span | None = None
    wait_hours: int = 0
    wait_minutes: int = 0

    @property
    def allowed(self) -> Span | None:
        """From when the member was told; None where no time is named."""
        minutes = self.wait_hours * _MINUTES + self.wait_minutes
        waits = Span(minutes, Unit.MINUTE) if minutes else None
        return self.within or waits


class Back(StrEnum):
    """How somebody comes back."""

    APPLICATION = "application"
    NEVER = "never"


@frozen(kw_only=True)
class Removal:
    """
    Attributes:
        barred_for: No way back for so long; None where nothing is written.
        back_by: How they come back then.
        notice: Whether the group is told again before it.
    """

    barred_for: Span | None = None
    back_by: Back = Back.APPLICATION
    notice: bool = True


@frozen(kw_only=True)
class Fine:
    """
    Recorded and confirmed by people; Qungui moves no money.

    Attributes:
        cny: The amount of the first, second, … time; the last one stays.
        cap: The most that is owed in each *per*; None for no cap.
        per: That time; None for ever.
    """

    cny: tuple[int, ...] = ()
    cap: int | None = None
    per: Span | None = None


@frozen(kw_only=True)
class Suspension:
    """
    Attributes:
        lasts: None until an administrator lifts it.
    """

    lasts: Span | None = None


@frozen(kw_only=True)
class Measures:
    """
    Attributes:
        by: Who decides.
        measures: What they may choose from, as the regulation names it.
    """

    by: str = ""
    measures: tuple[str, ...] = ()


TERMS: Mapping[Act, type] = MappingProxyType(
    {
        **dict.fromkeys(SANCTIONS, Plain),
        Act.LIST: Told,
        Act.DISSUADE: Dissuasion,
        Act.REQUIRE_APOLOGY: Demand,
        Act.PERSUADE_TO_LEAVE: Demand,
        Act.ASK_TO_LEAVE: Demand,
        Act.REQUEST_RED_PACKET: Fine,
        Act.RECORD_FINE: Fine,
        Act.SUSPEND_POSTING: Suspension,
        Act.SUSPEND_ACCOUNT: Suspension,
        Act.HOLD_LEADER_RESPONSIBLE: Told,
        Act.REFER: Measures,
        Act.REMOVE: Removal,
        Act.PLATFORM_MEASURE: Measures,
    }
)
