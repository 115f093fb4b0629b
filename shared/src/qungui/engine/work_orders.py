"""
A work order's way from one person's hand to proof (CONTRACTS §6): pure transitions.

Whoever has it is asked again once it is overdue, day after day, each time by a card of its own;
the earlier cards are dead. None of this moves a ladder: only a proof or a served telling does.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from qungui.engine.orders import LEASE, let_go, served
from qungui.model.act import Act
from qungui.model.ids import derived_id
from qungui.model.order import Order, OrderState

CHASED_EVERY = timedelta(days=1)

OVERDUE, NOT_SHOWN = "overdue", "claimed done, but not shown"
"""Why a person is asked again."""

DONE, INFORMED, HANDED_OVER = "done", "informed", "handed-over"
"""What a report reports; of somebody asked again: ``overdue:<whole days>`` or ``not-shown``."""

_HEARD_FROM = 2
"""From which chase on the managing department hears of it."""

_LOOK_AGAIN = timedelta(minutes=15)


def handed_over(order: Order, to: str, now: datetime, time: timedelta) -> Order:
    """The person *to* has its card, and *time* to do it."""
    state, until = OrderState.HANDED_OVER, now + time
    return let_go(replace(order, state=state, asked=to, asked_at=now, until=until), until)


def asked_again(order: Order, now: datetime, time: timedelta) -> Order:
    """
    The next card is on its way and every earlier one is dead.

    Whoever does the same after a crash sends the same card. What was claimed and does not show
    is handed over again, with *time* to do it.
    """
    leased = replace(order, lease_until=now + LEASE, not_before=now + LEASE, due=now + LEASE)
    if order.lease_until is not None:
        return leased
    claimed = order.state is OrderState.CLAIMED_DONE
    return replace(
        leased,
        state=OrderState.HANDED_OVER if claimed else OrderState.OVERDUE,
        why=NOT_SHOWN if claimed else OVERDUE,
        revision=order.revision + 1,
        chases=order.chases + 1,
        asked_at=now,
        until=now + time if claimed else order.until,
    )


def card_out(order: Order, now: datetime, time: timedelta) -> Order:
    """They have the new card; the next one comes when this one is overdue in its turn."""
    return let_go(order, now + (time if order.why == NOT_SHOWN else CHASED_EVERY))


def card_later(order: Order, at: datetime) -> Order:
    """The card could not go out, or may not have: the same one at *at*."""
    return replace(order, lease_until=at, not_before=at, due=at)


def card_spent(order: Order, now: datetime) -> Order:
    """The card's id is used up: another one at once."""
    return replace(card_later(order, now), revision=order.revision + 1)


def claimed_done(order: Order, now: datetime, time: timedelta) -> Order:
    """A person says that they did it; unless something shows it, the platform is asked then."""
    return let_go(replace(order, state=OrderState.CLAIMED_DONE), now + time)


def looked_at_later(order: Order, now: datetime) -> Order:
    """The platform could not say just now."""
    again = now + _LOOK_AGAIN
    return replace(order, not_before=again, due=again)


def left_claimed(order: Order) -> Order:
    """Nobody can look: the claim stands, and no ladder counts it."""
    return replace(order, not_before=None, due=None)


def proved(order: Order, at: datetime) -> Order:
    """A roster or an event showed at *at* that the person had done it."""
    return let_go(replace(order, state=OrderState.PROVED, served_at=at))


def told_by_a_person(order: Order, now: datetime) -> Order:
    """
    Somebody told the member: what was to be said is served; anything more now goes its way, with
    a card of its own where a person carries it out.
    """
    heard = replace(order, told_at=now)
    if order.act.is_told:
        return served(heard, now)
    return replace(
        heard,
        state=OrderState.NEW,
        why="",
        revision=order.revision + 1,
        chases=0,
        lease_until=None,
        not_before=None,
        due=now + LEASE,
    )


def report(order: Order, what: str, to: str, now: datetime) -> Order:
    """
    The person *to* hears *what* became of *order*: an order of its own, beside it, so that it is
    repeated as every order is. It cites nothing and answers nothing, so it counts nowhere.
    """
    return Order(
        order_id=derived_id("report", order.order_id, what, str(order.chases), to),
        group_id=order.group_id,
        person_id=order.person_id,
        act=Act.REPORT,
        rulebook=order.rulebook,
        edition=order.edition,
        clause_ids=(),
        case_ids=(),
        at=now,
        wanted=what,
        about=order.order_id,
        asked=to,
        due=now + LEASE,
    )


def heard(order: Order) -> str:
    """What the managing department hears of its being asked for again; empty: nothing yet."""
    if order.chases < _HEARD_FROM:
        return ""
    return "not-shown" if order.why == NOT_SHOWN else f"overdue:{days_late(order)}"


def days_late(order: Order) -> int:
    """Whole days between the deadline and the last card."""
    if order.until is None or order.asked_at is None:
        return 0
    return max((order.asked_at - order.until).days, 0)
