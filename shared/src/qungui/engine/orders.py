"""The states of an order (CONTRACTS §6): pure transitions, each stored under the version read."""

from dataclasses import replace
from datetime import datetime, timedelta

from qungui.model.act import Act
from qungui.model.ids import derived_id
from qungui.model.order import LIMIT, Order, OrderState
from qungui.model.outcome import CallOutcome, Later, Rehearsed, Spent, Unsure
from qungui.model.person import Person

LEASE = timedelta(seconds=150)
"""How long whoever took an order has; longer than sanction_dispatch lives (template.yaml)."""

EXPIRED = "expired"
"""Why an order is void that came too late."""

_REHEARSED = "dry-run: "
_FIRST_BACKOFF, _LONGEST_BACKOFF = timedelta(seconds=30), timedelta(minutes=15)


def clock_hour(now: datetime) -> str:
    """The hour whose removals are counted together, UTC."""
    return now.strftime("%Y-%m-%dT%H")


def taken(order: Order, now: datetime) -> Order:
    """Under a lease: if nobody settles it until then, the sweep gives it to the next."""
    counts = order.act is Act.REMOVE and order.counted_hour != clock_hour(now)
    return replace(
        order,
        state=OrderState.SENDING,
        attempts=order.attempts + 1,
        lease_until=now + LEASE,
        due=now + LEASE,
        not_before=None,
        counted_hour=clock_hour(now) if counts else order.counted_hour,
    )


def let_go(order: Order, until: datetime | None = None) -> Order:
    """Nobody has it in hand any more; it is looked at again at *until*, or never."""
    return replace(order, lease_until=None, not_before=until, due=until)


def limited(order: Order) -> Order:
    """Held until a person decides: this hour's removals reached the group's limit."""
    return replace(order, state=OrderState.HELD, not_before=None, due=None, why=LIMIT)


def asked_of(manager: Person, order: Order, now: datetime, *, answered: int = 0) -> Order:
    """
    The question about the limit: one at a time per group and hour, whoever runs into it;
    *answered*: how many of that hour were answered already.
    """
    which = (clock_hour(now), *([str(answered)] if answered else []))
    return replace(
        order,
        order_id=derived_id("ask", order.group_id, *which),
        person_id=manager.person_id,
        act=Act.ASK,
        state=OrderState.NEW,
        ladder=None,
        step=0,
        revision=0,
        attempts=0,
        not_before=None,
        counted_hour="",
        told_at=None,
        why="",
        asked="",
        asked_at=None,
        until=None,
        chases=0,
        due=now + LEASE,
        version=0,
    )


def told(order: Order, now: datetime) -> Order:
    """The member had clause and evidence."""
    return replace(order, told_at=now)


def served(order: Order, now: datetime) -> Order:
    """Once served, it was served then: a notice that comes later moves nothing."""
    return let_go(replace(order, state=OrderState.SERVED, served_at=order.served_at or now))


def unannounced(order: Order, outcome: Later) -> Order:
    """The member has it, so the step counts; the group is to hear of it when it can."""
    return replace(
        order,
        state=OrderState.HELD,
        noticed=False,
        not_before=outcome.at,
        due=outcome.at,
        why=f"notice: {outcome.why}",
    )


def permitted(order: Order, now: datetime) -> Order:
    """Past the limit, and a person said to go on: not counted against the hour again."""
    return replace(
        order, state=OrderState.NEW, why="", counted_hour=clock_hour(now), due=now + LEASE
    )


def refused(order: Order, why: str) -> Order:
    return let_go(replace(order, state=OrderState.REFUSED, why=why))


def expired(order: Order) -> Order:
    """Nobody is to do it any more."""
    return let_go(replace(order, state=OrderState.VOID, why=EXPIRED))


def renewed(order: Order, code: int, now: datetime) -> Order:
    """Its card is spent: the next one has an id of its own."""
    why, revision = f"errcode {code}", order.revision + 1
    return let_go(replace(order, state=OrderState.HELD, revision=revision, why=why), now)


def rehearsed(order: Order, what: str) -> Order:
    """A dry run ends here: held for good, so that no old sanction goes out when it is over."""
    return let_go(replace(order, state=OrderState.HELD, why=f"{_REHEARSED}{what}"))


def is_rehearsed(order: Order) -> bool:
    """Held for good: nothing lets it go on."""
    return order.state is OrderState.HELD and order.why.startswith(_REHEARSED)


def delayed(order: Order, outcome: CallOutcome, now: datetime) -> Order:
    """Not now: HELD until the platform's instant, or UNKNOWN until a back-off of our own."""
    if isinstance(outcome, Rehearsed):
        return rehearsed(order, outcome.what)
    if isinstance(outcome, Spent):
        return renewed(order, outcome.code, now)
    if isinstance(outcome, Later):
        state, again, why = OrderState.HELD, outcome.at, outcome.why
    else:
        state, again = OrderState.UNKNOWN, now + _backoff(order.attempts)
        why = outcome.why if isinstance(outcome, Unsure) else "unexpected answer"
    return let_go(replace(order, state=state, why=why), again)


def _backoff(attempts: int) -> timedelta:
    """30 s, doubled with each attempt, at most 15 minutes."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(_FIRST_BACKOFF * (1 << doublings), _LONGEST_BACKOFF)
