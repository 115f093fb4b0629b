"""
What takes back an act that was carried out already, and what follows for the others. The record of
it stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from qungui.engine.docket import GRACE, Docket
from qungui.engine.money import rank
from qungui.engine.orders import let_go
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.ids import derived_id
from qungui.model.ledger import Change
from qungui.model.money import MoneyState, money_state
from qungui.model.opened import call_of
from qungui.model.order import APPEALED, Order, OrderState

_BACK: Mapping[Act, Act] = MappingProxyType(
    {
        Act.REMOVE: Act.REINVITE,
        Act.SUSPEND_ACCOUNT: Act.REINVITE,
        Act.SUSPEND_POSTING: Act.RESTORE_POSTING,
        Act.RECORD_FINE: Act.REPORT,
        Act.REQUEST_RED_PACKET: Act.REPORT,
    }
)
REFUND, WITHDRAWN, ON_HOLD = "refund", "withdrawn", "on-hold"
"""
What a report reports: of money paid for nothing; of a work order that somebody still has and that
is taken back, or waits until an appeal is decided.
"""
LESS, OVERPAID = "less", "overpaid"
"""The same of a fine that is less than it was: to the member; to those in charge, once paid."""
UNCONFIRMED = "unconfirmed"
"""The same of what it took two people for: to the one who agreed, once nobody else did in time."""

_DONE = {OrderState.SERVED, OrderState.PROVED, OrderState.CLAIMED_DONE}
_MAYBE = {OrderState.SENDING, OrderState.UNKNOWN, OrderState.HELD, OrderState.NEW}


def was_done(order: Order) -> bool:
    """Whether it was carried out, or somebody says so."""
    return order.state in _DONE


def is_done(order: Order) -> bool:
    """Whether it was carried out, or may have been, so that taking it back takes an act."""
    maybe = order.act is Act.REMOVE and order.state in _MAYBE and order.attempts > 0
    return was_done(order) or maybe


def voided(order: Order, decision: Decision) -> Order:
    paid = order.cny or 0 if money_state(order) is MoneyState.PAID else 0
    back = order.back + paid
    return let_go(replace(order, state=OrderState.VOID, closed=decision, back=back))


def undoing(docket: Docket, order: Order) -> tuple[Order, ...]:
    """What undoes *order*, and tells whoever still has its card; nothing where there is neither."""
    back = _BACK.get(order.act)
    if back is not None and is_done(order):
        what = REFUND if back is Act.REPORT else ""
        return _unless_made(docket, _after(docket, order, back, what, to=""))
    return said_to_holder(docket, order, WITHDRAWN)


def said_to_holder(docket: Docket, order: Order, what: str) -> tuple[Order, ...]:
    """Whoever has the card of *order* hears *what*, once; nothing where nobody has one."""
    has_card = order.state.waits_for_a_person or order.why == APPEALED
    if not has_card or order.asked in {"", order.person_id}:
        return ()
    return _unless_made(docket, _after(docket, order, Act.REPORT, what, to=order.asked))


def said_to_agreed(docket: Docket, order: Order) -> tuple[Order, ...]:
    """Whoever had agreed to *order* hears that it came to nothing."""
    hear = (_after(docket, order, Act.REPORT, UNCONFIRMED, to=who) for who in order.agreed)
    return tuple(hear)


def followed(docket: Docket, change: Change) -> Change:
    """
    *change*, guarded, with the standings that the orders which it takes back lead to, and with
    later fines as they are without those.
    """
    gone = [order for order in change.orders if not order.stands]
    change = _with_lesser_fines(docket, change)
    for rulebook in dict.fromkeys(order.rulebook for order in gone):
        change = docket.guarded(change, rulebook)
    climbed = {(each.rulebook, each.ladder): each for each in gone if each.ladder is not None}
    for (_, name), order in climbed.items():
        under = docket.under(order)
        ladder = under.edition.ladders.get(name or "")
        if ladder is not None:
            change = under.stood(change, ladder)
    return change


def _with_lesser_fines(docket: Docket, change: Change) -> Change:
    """One by one, for under a cap each depends on those before it. No fine ever becomes more."""
    if not any(order.act.is_money and not order.stands for order in change.orders):
        return change
    for order in sorted(docket.then(change).discipline.orders, key=rank):
        cny = _lesser(docket, change, order)
        if cny is None:
            continue
        if order in change.new_orders:
            made = (replace(o, cny=cny) if o == order else o for o in change.new_orders)
            change = replace(change, new_orders=tuple(made))
            continue
        change = _with_lesser(docket, change, order, _lessened(order, cny))
    return change


def _with_lesser(docket: Docket, change: Change, order: Order, less: Order) -> Change:
    """*less* in the place of *order*, said, and in the log."""
    others = (one for one in change.orders if one != order)
    told = (*change.new_orders, *_said_of(docket, less))
    audit = change.audit
    if audit is not None:
        said = f"{audit.facts.get(LESS, '')} {less.order_id}={less.cny}".strip()
        audit = replace(audit, facts={**audit.facts, LESS: said})
    return replace(change, audit=audit, orders=(*others, less), new_orders=told)


def _lesser(docket: Docket, change: Change, order: Order) -> int | None:
    """What *order* comes to after *change*; None where it is no fine, or no less than it was."""
    is_due = order.act.is_money and money_state(order) is not MoneyState.WAIVED
    if not is_due or not order.cny:
        return None
    under = docket.under(order)
    call = call_of(under.edition, order)
    was, cny = under.owed(order, call), under.then(change).owed(order, call)
    return cny if was and cny is not None and cny < min(was, order.cny) else None


def _lessened(order: Order, cny: int) -> Order:
    """Whoever was told reads what it was before; of a payment the rest is to be given back."""
    if order.told_at is None:
        return replace(order, cny=cny)
    by = (order.cny or 0) - cny
    paid = order.state in {OrderState.PROVED, OrderState.CLAIMED_DONE}
    back = order.back + by if paid else order.back
    return replace(order, cny=cny, lessened=order.lessened + by, back=back)


def _said_of(docket: Docket, less: Order) -> Iterator[Order]:
    """Nothing where nobody was told of the fine yet."""
    hear = {LESS: less.person_id, OVERPAID: ""} if less.back else {LESS: less.person_id}
    if less.told_at is not None:
        for what, to in hear.items():
            said = _after(docket, less, Act.REPORT, what, to=to)
            yield replace(said, order_id=derived_id("less", less.order_id, str(less.cny), what))


def _after(docket: Docket, order: Order, act: Act, what: str, *, to: str) -> Order:
    """Not before whoever has *order* in hand must have ended."""
    starts = max(docket.now, order.lease_until or docket.now)
    return Order(
        order_id=derived_id("undo", order.order_id, act.value, what),
        group_id=order.group_id,
        person_id=order.person_id,
        act=act,
        rulebook=order.rulebook,
        edition=order.edition,
        clause_ids=order.clause_ids,
        case_ids=order.case_ids,
        at=docket.now,
        wanted=what,
        about=order.order_id,
        asked=to,
        not_before=order.lease_until,
        due=starts + GRACE,
    )


def _unless_made(docket: Docket, made: Order) -> tuple[Order, ...]:
    return () if docket.discipline.order(made.order_id) is not None else (made,)
