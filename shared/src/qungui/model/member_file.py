"""A member's file: what is on record about one person, as it stands at one moment."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from qungui.model.case import Case
from qungui.model.frozen import frozen
from qungui.model.group import Exempt
from qungui.model.order import Order
from qungui.model.petition import Petition
from qungui.model.rulebook import Ladder, Step


@frozen(kw_only=True)
class Record:
    """
    One case with what came of it.

    Attributes:
        words: What the clauses that it breaches say, by their numbers.
        orders: That it called for or joined, also those taken back; by step.
        appeal_until: Until when it can still be appealed; None where nobody can any more.
    """

    case: Case
    words: Mapping[str, str]
    orders: tuple[Order, ...]
    appeal_until: datetime | None


@frozen(kw_only=True)
class Counted:
    """
    An episode that counts on a ladder.

    Attributes:
        case_ids: Also of cases in other groups, where the ladder counts in the whole company.
        until: When it stops to count if nothing more happens; None for never.
    """

    case_ids: tuple[str, ...]
    at: datetime
    step: int
    until: datetime | None


@frozen(kw_only=True)
class Stand:
    """
    Where the member stands on a ladder.

    Attributes:
        level: The step that what counts has reached; 0 for none.
        next: The step that the next breach takes; None where it takes none.
    """

    rulebook: str
    ladder: Ladder
    level: int
    counted: tuple[Counted, ...]
    next: Step | None


@frozen(kw_only=True)
class Lasting:
    """
    Something an order brought about that is not over: a suspension, or being barred.

    Attributes:
        until: From when on it is over, or a way back may be asked for; None where nobody knows.
    """

    order: Order
    until: datetime | None


@frozen(kw_only=True)
class GroupFile:
    """
    Of one group.

    Attributes:
        timezone: IANA name; in which its times are told.
        records: The newest first.
        orders: All of them, the newest first.
        exemptions: Which clauses do not bind the member for a time, each by its id.
    """

    group_id: str
    name: str
    timezone: str
    records: tuple[Record, ...]
    orders: tuple[Order, ...]
    petitions: tuple[Petition, ...]
    stands: tuple[Stand, ...]
    suspensions: tuple[Lasting, ...]
    bars: tuple[Lasting, ...]
    exemptions: Mapping[str, Exempt]

    @property
    def demands(self) -> tuple[Order, ...]:
        """What the member is asked for and has not done, or nobody has looked at yet."""
        return tuple(order for order in self.orders if order.is_demand_open)

    @property
    def money(self) -> tuple[Order, ...]:
        return tuple(order for order in self.orders if order.is_money_entry)


@frozen(kw_only=True)
class MemberFile:
    """
    Attributes:
        at: As of when.
        groups: Those in which anything is on record, by id.
        names: Userids by person id, as far as known, of everybody whom it names.
    """

    person_id: str
    at: datetime
    groups: tuple[GroupFile, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, person_id: str) -> str:
        """The userid, or our id where there is none."""
        return self.names.get(person_id, person_id)
