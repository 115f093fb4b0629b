"""What the ledger keeps of one member, and what one change of it consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qungui.model.case import Case
from qungui.model.group import Mode
from qungui.model.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    A member's level on a ladder: a fold over the counting cases, kept for conditions and readers.

    Attributes:
        ladder: The ladder's id; ``-`` is the member's own count of orders, whose version guards
            every change that makes one.
        level: Steps crossed so far, or orders made so far; 0 is none.
        version: Optimistic lock; 0 means that it was never stored.
    """

    rulebook: str
    ladder: str
    level: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """
    Everything that stands in one member's partition of one group, read at one moment; of the
    group itself, where ``person_id`` is empty, its own orders.
    """

    group_id: str
    person_id: str
    cases: tuple[Case, ...] = ()
    orders: tuple[Order, ...] = ()
    standings: tuple[Standing, ...] = ()

    def case(self, case_id: str) -> Case | None:
        return next((case for case in self.cases if case.case_id == case_id), None)

    def order(self, order_id: str) -> Order | None:
        return next((order for order in self.orders if order.order_id == order_id), None)

    def standing(self, rulebook: str, ladder: str) -> Standing:
        """The stored standing, or level 0 where none was ever stored."""
        for standing in self.standings:
            if (standing.rulebook, standing.ladder) == (rulebook, ladder):
                return standing
        return Standing(rulebook=rulebook, ladder=ladder)


ORGANISATION = "ORG"
"""Names the organisation's own audit log, where a group's is named by the group's id."""


class AuditKind(StrEnum):
    CASE_ESCALATED = "case-escalated"
    CASE_RECORDED = "case-recorded"  # observed only, or waiting for a person
    ORDER_SERVED = "order-served"
    ORDER_HANDED_OVER = "order-handed-over"
    ORDER_HELD = "order-held"
    ORDER_REFUSED = "order-refused"
    ORDER_CLAIMED = "order-claimed"
    ORDER_PROVED = "order-proved"
    ORDER_PERMITTED = "order-permitted"
    ROLE_SET = "role-set"  # by command; nobody named takes the word back
    SETTINGS_CHANGED = "settings-changed"  # of a group, or of the organisation
    RULEBOOK_PUBLISHED = "rulebook-published"  # an edition was stored, or taken a stage further
    TRIAL_REVIEWED = "trial-reviewed"  # clean clauses act from then on, people hear of the others
    ORDER_OVERDUE = "order-overdue"
    GROUP_ORDERED = "group-ordered"  # an order for the group itself was made


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """
    One line of a group's append-only log. The adapter numbers and chains it.

    Attributes:
        at: Wall clock of the change.
        facts: Ids and numbers only; never text, names or tokens.
    """

    kind: AuditKind
    at: datetime
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What moves together or not at all.

    Attributes:
        audit: None for steps that are no decision, such as taking a lease.
        case: Replaces the stored case; refused when that one is escalated already.
        standings: With the version they were read at; each is stored with version + 1.
        new_orders: Refused when an order of that id exists.
        orders: With the version they were read at; each is stored with version + 1.
        removal: ``(hour, limit)``: counts one removal against the group's clock hour; refused
            when the limit is reached.
        clause_counts: How often each clause was breached, for the month's counters.
    """

    group_id: str
    person_id: str
    audit: AuditEntry | None = None
    case: Case | None = None
    standings: tuple[Standing, ...] = ()
    new_orders: tuple[Order, ...] = ()
    orders: tuple[Order, ...] = ()
    removal: tuple[str, int] | None = None
    clause_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def observed(self) -> tuple[tuple[str, str, str], ...]:
        """Rulebook, edition and clause of each counted breach that is recorded and no more."""
        case = self.case
        if case is None:
            return ()
        return tuple(
            (case.rulebook, case.edition, breach.clause_id)
            for breach in case.breaches
            if breach.mode is Mode.OBSERVE and breach.clause_id in self.clause_counts
        )


class Committed(StrEnum):
    """What became of a change."""

    DONE = "done"
    CONFLICT = "conflict"  # somebody moved first: read again
    LIMIT = "limit"  # the removal limit of the hour is reached


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """
    A group's audit log, oldest first.

    Attributes:
        broken_at: Number of the first entry that was changed, dropped or added by hand; None
            when the whole chain fits, from the first entry to its head.
    """

    entries: tuple[AuditEntry, ...]
    broken_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """
    Something whose due instant has passed.

    Attributes:
        kind: ``case``, ``order``, or ``settings``: the organisation's, with a trial to look at.
        item_id: The case's or order's id; the rulebook of the settings, which are of no group.
    """

    kind: str
    item_id: str
    group_id: str
    person_id: str
    due: datetime
