"""An order: a sanction on its way, by API or as a work order."""

from datetime import datetime
from enum import StrEnum

from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.frozen import frozen
from qungui.model.ids import derived_id

AWAITS_CONFIRMATION = "assist"
"""Why an order is held that somebody must confirm."""

SECOND_PERSON = "second"
"""The same, once one person has: it takes another one."""

LIMIT = "limit"
"""Why an order is held that would have been one removal too many."""

APPEALED = "appealed"
"""Why an order is held while an appeal is decided."""

SILENT, SAID_NO = "silent", "said-no"
"""Why what a member was asked for was not done: nothing came in time, or they refused."""


class OrderState(StrEnum):
    NEW = "new"
    HELD = "held"  # assist, limit or budget
    SENDING = "sending"
    SERVED = "served"
    UNKNOWN = "unknown"  # the call may or may not have worked
    REFUSED = "refused"
    HANDED_OVER = "handed_over"  # a person carries it out
    CLAIMED_DONE = "claimed_done"  # they say so
    PROVED = "proved"  # a roster or an event shows it
    OVERDUE = "overdue"  # they did nothing in time; of a demand: silence is a refusal
    VOID = "void"

    @property
    def is_final(self) -> bool:
        """Nothing more is sent for it by itself."""
        return self.waits_for_a_person or self in {
            OrderState.SERVED,
            OrderState.REFUSED,
            OrderState.PROVED,
            OrderState.VOID,
        }

    @property
    def waits_for_a_person(self) -> bool:
        """A work order that somebody has, and nothing proves yet."""
        return self in {OrderState.HANDED_OVER, OrderState.CLAIMED_DONE, OrderState.OVERDUE}


@frozen
class OrderRef:
    """Where an order stands; a group's own order has no person (``person_id`` is empty)."""

    group_id: str
    person_id: str
    order_id: str


@frozen(kw_only=True)
class Order:
    """
    Attributes:
        person_id: Whom it concerns; the person who is asked for ``Act.ASK`` and ``Act.REVIEW``;
            empty for an order for the group itself.
        ladder, step: Where it stands; None and 0 for a reminder. Steps count from 1.
        clause_ids: What it cites, the clause of the step first.
        case_ids: The cases it answers; of ``Act.REVIEW``: what was shown and still waits.
        at: Platform time of the case that called for it; when it was ordered, where none did.
        revision: Rises with every card sent for it; part of the card's task id.
        attempts: How often sending was begun.
        not_before: Nothing is sent earlier; from a budget or the platform's back-off. While a
            person has it: when they are asked again, or the platform is asked whether they did it.
        lease_until: While SENDING: whoever took it has until then. While a person has it: the
            card of this revision may not be out yet.
        told_at: The person had clause and evidence; always set before a removal is called.
        noticed: The group notice was begun; it is never begun twice.
        counted_hour: The clock hour whose removal limit it was last counted in; an order that is
            taken again in another hour is counted there too.
        served_at: When it was served (wall clock) or proved (the proof's time): from then on its
            step counts as taken.
        due: When the sweep looks after it; None once nothing is left to do by itself.
        why: Why it is held, unknown or refused, or why a person is asked again, for a clerk.
        wanted: What is to be: the new name, the text to post; what a report reports; of a demand
            what its member answered, masked.
        about: Whom a group's own order concerns, by person id; a report: the id of its order.
        ordered_by: Who ordered it, by person id; empty where a clause did.
        asked: Who has its card, or hears the report, by person id; of whom something is demanded.
        asked_at: When they were asked last.
        until: By when they were to have done it; None for a demand without a deadline. Of
            ``Act.REVIEW``: when the next digest is due.
        expires: From when on it is of no use, and nobody is asked for it any more.
        chases: How often they were asked again.
        cny: What is owed, in yuan; None where the act is no fine or the text names no amount.
        nth: Which fine of its kind it is, from 1; 0 where nobody counted.
        lessened: By how much less is owed than the member was told at first, in yuan.
        back: What was paid or claimed to be, and is not owed any more, in yuan.
        agreed: Who confirmed it, by person id, where somebody had to.
        closed: Who said that it was done, refused it, or took it back, and why.
        version: Optimistic lock; each write raises it by one.
    """

    order_id: str
    group_id: str
    person_id: str
    act: Act
    rulebook: str
    edition: str
    clause_ids: tuple[str, ...]
    case_ids: tuple[str, ...]
    at: datetime
    state: OrderState = OrderState.NEW
    ladder: str | None = None
    step: int = 0
    revision: int = 0
    attempts: int = 0
    not_before: datetime | None = None
    lease_until: datetime | None = None
    told_at: datetime | None = None
    noticed: bool = False
    counted_hour: str = ""
    served_at: datetime | None = None
    due: datetime | None = None
    why: str = ""
    wanted: str = ""
    about: str = ""
    ordered_by: str = ""
    asked: str = ""
    asked_at: datetime | None = None
    until: datetime | None = None
    expires: datetime | None = None
    chases: int = 0
    cny: int | None = None
    nth: int = 0
    lessened: int = 0
    back: int = 0
    agreed: tuple[str, ...] = ()
    closed: Decision | None = None
    version: int = 0

    @property
    def ref(self) -> OrderRef:
        return OrderRef(self.group_id, self.person_id, self.order_id)

    def may_be_sent(self, now: datetime) -> bool:
        """Whether somebody may take it in hand at *now*."""
        if self.state.is_final:
            return False
        if self.state is OrderState.SENDING:
            return self.lease_until is None or now >= self.lease_until
        if self.state is OrderState.HELD and self.not_before is None:
            return False  # held for a person, not for a time
        return self.not_before is None or now >= self.not_before

    def is_to_be_asked_again(self, now: datetime) -> bool:
        """Whether a person has had it for long enough."""
        return (
            self.state.waits_for_a_person and self.not_before is not None and now >= self.not_before
        )

    def is_of_no_use(self, now: datetime) -> bool:
        """Too late for it, and nobody did it or says so."""
        settled = {OrderState.SERVED, OrderState.REFUSED, OrderState.PROVED, OrderState.VOID}
        over = self.expires is not None and now >= self.expires
        return over and self.state not in {*settled, OrderState.CLAIMED_DONE}

    @property
    def stands(self) -> bool:
        """Not taken back: it counts as ordered."""
        return self.state is not OrderState.VOID

    @property
    def awaits_confirmation(self) -> bool:
        """Held until those who may decide it do."""
        return self.state is OrderState.HELD and self.why in {AWAITS_CONFIRMATION, SECOND_PERSON}

    @property
    def is_demand_open(self) -> bool:
        """
        The member was asked for something and has not answered, or somebody must look at it; not
        what somebody is yet to tell them.
        """
        waits = {OrderState.HANDED_OVER, OrderState.CLAIMED_DONE}
        return self.act.is_demanded and self.told_at is not None and self.state in waits

    @property
    def is_claim(self) -> bool:
        """What was demanded may be done: somebody must look."""
        return self.act.is_demanded and self.state is OrderState.CLAIMED_DONE

    @property
    def is_money_entry(self) -> bool:
        """Owed, paid or waived; not what nobody has confirmed, or what nobody was told."""
        return self.act.is_money and self.told_at is not None

    @property
    def cny_at_first(self) -> int | None:
        """What was owed before an earlier fine was taken back, in yuan."""
        return None if self.cny is None else self.cny + self.lessened

    @property
    def is_held_by_limit(self) -> bool:
        """Held until a person says to go on: its hour's removals had reached the limit."""
        return self.state is OrderState.HELD and self.act is Act.REMOVE and self.why == LIMIT

    @property
    def task_id(self) -> str:
        """The card's id: unique per app, ``[A-Za-z0-9_-@]``, at most 128 bytes."""
        return f"{self.order_id}-{self.revision}"


def order_id_of(case_id: str, step: int, act: Act) -> str:
    """One case, one step, one act: one order, however often it is derived."""
    return derived_id("order", case_id, str(step), act.value)
