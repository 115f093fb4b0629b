"""What the ledger keeps of one member, and what one change of it consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qungui.model.anchor import Head
from qungui.model.case import Case
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
    SETTINGS_CHANGED = "settings-changed"  # of the group: values of a clause, or its mode
    ORDER_OVERDUE = "order-overdue"
    GROUP_ORDERED = "group-ordered"  # an order for the group itself was made
    RULEBOOK_PUBLISHED = "rulebook-published"  # an edition was stored, or taken a stage further
    CHAINS_ANCHORED = "chains-anchored"  # the day's anchor over the ends of all logs
    PERSON_FORGOTTEN = "person-forgotten"  # earlier entries of this log name somebody no more


ORGANISATION = ""
"""The group id of the log that is no group's: the organisation's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """
    One line of an append-only log. The adapter numbers and chains it.

    Attributes:
        at: Wall clock of the change.
        facts: Ids and numbers only; never text, names, tokens, or whom it is about.
        people: Person ids by the part they have in it. The chain holds them sealed, so that one
            can be forgotten: that part is then there, and empty. Kept without parts of nobody.
    """

    kind: AuditKind
    at: datetime
    facts: Mapping[str, str]
    people: Mapping[str, str] = field(default_factory=dict)


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


class Committed(StrEnum):
    """What became of a change."""

    DONE = "done"
    CONFLICT = "conflict"  # somebody moved first: read again
    LIMIT = "limit"  # the removal limit of the hour is reached


class Flaw(StrEnum):
    """What is wrong with an entry of a log."""

    CHAIN = "chain"  # it was changed, dropped, added or moved by hand
    PERSON = "person"  # somebody else is named than was
    SILENCED = "silenced"  # somebody is named no more, and no later entry says why
    ANCHOR = "anchor"  # it fits its log, which is not the one that was anchored


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrail:
    """
    An audit log, oldest entry first.

    Attributes:
        digests: Of the entries up to the first that does not fit the chain.
        flaws: By the number of the entry; empty when the whole log fits, from the first entry to
            its head.
    """

    entries: tuple[AuditEntry, ...]
    digests: tuple[str, ...]
    flaws: Mapping[int, Flaw]

    @property
    def broken_at(self) -> int | None:
        """Number of the first entry with a flaw; None for a whole log."""
        return min(self.flaws, default=None)

    def holds(self, head: Head) -> bool:
        """Whether the log once ended at *head*, and is the same up to there."""
        reached = self.digests[head.number - 1 : head.number]
        return reached == (head.digest,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """
    Something whose due instant has passed.

    Attributes:
        kind: ``case`` or ``order``.
        item_id: The case's or order's id.
    """

    kind: str
    item_id: str
    group_id: str
    person_id: str
    due: datetime
