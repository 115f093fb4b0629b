"""
What a member was asked for: an apology, money, to leave. Said to them it counts as served; what
becomes of it then decides whether the ladder goes on.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from qungui.calendars.spans import after
from qungui.engine.docket import Docket
from qungui.engine.ladders import refusal_step
from qungui.model.decision import Decision
from qungui.model.ledger import AuditKind, Change
from qungui.model.opened import acts_of
from qungui.model.order import AWAITS_CONFIRMATION, SAID_NO, SILENT, Order, OrderState, order_id_of
from qungui.model.rulebook import ActCall, Edition
from qungui.model.terms import Demand

MET_AFTER_ALL = "met-after-all"
"""Why the step after a refusal is taken back."""


def call_of(edition: Edition, order: Order) -> ActCall:
    """What the regulation says of the act of *order*; nothing more than its name where no more."""
    clause = edition.clause(order.clause_ids[0])
    said = (each for each in acts_of(edition, clause) if each.act is order.act)
    return next(said, ActCall(order.act))


def deadline(docket: Docket, order: Order) -> datetime | None:
    """Until when the member has, being told now; None where the regulation names no time."""
    if order.act.is_money:
        return None
    terms = docket.terms(order.clause_ids[0], call_of(docket.edition, order), Demand)
    if terms.within is not None:
        return after(docket.now, terms.within, docket.zone)
    wait = timedelta(hours=terms.wait_hours, minutes=terms.wait_minutes)
    return docket.now + wait if wait else None


def demanded(order: Order, now: datetime, until: datetime | None) -> Order:
    """The member was told, and has until then."""
    return replace(
        order,
        state=OrderState.HANDED_OVER,
        asked=order.person_id,
        asked_at=now,
        told_at=now,
        served_at=order.served_at or now,
        until=until,
        due=until,
        not_before=until,
        lease_until=None,
    )


def claimed(docket: Docket, order: Order) -> Change:
    """It may be met, and somebody must look; meanwhile its time does not run out."""
    looked = replace(order, state=OrderState.CLAIMED_DONE, not_before=None, due=docket.review_ends)
    return _moved(docket, looked, AuditKind.DEMAND_CLAIMED)


def met(docket: Docket, order: Order, at: datetime, by: Decision | None = None) -> Change:
    """
    It was done: the ladder goes no further, and a step that a refusal had brought about is taken
    back as long as nobody has carried it out.
    """
    done = replace(
        order,
        state=OrderState.PROVED,
        closed=by,
        served_at=order.served_at or at,
        not_before=None,
        due=None,
    )
    taken_back = tuple(
        replace(
            each,
            state=OrderState.VOID,
            closed=Decision(by="" if by is None else by.by, at=docket.now, why=MET_AFTER_ALL),
            not_before=None,
            due=None,
        )
        for each in _led_to(docket, order)
        if not each.state.is_final
    )
    change = _moved(docket, done, AuditKind.DEMAND_MET)
    return replace(change, orders=(*change.orders, *taken_back))


def refused(docket: Docket, order: Order, why: str) -> Change:
    """
    The member said no, or kept silent until their time was over: the step that the ladder has for
    that, once.
    """
    state = OrderState.REFUSED if why == SAID_NO else OrderState.OVERDUE
    over = replace(order, state=state, why=why, not_before=None, due=None)
    change = _moved(docket, over, AuditKind.DEMAND_REFUSED)
    case = docket.discipline.case(order.case_ids[0])
    ladder = docket.edition.ladders.get(order.ladder or "")
    rung = None if ladder is None else refusal_step(ladder, order)
    if ladder is None or rung is None or case is None or _led_to(docket, order):
        return change
    held = AWAITS_CONFIRMATION if rung.step.confirm is not None else ""
    made = tuple(
        replace(
            docket.order(case, each, (rung.step.clause_id, *order.clause_ids), why=held),
            order_id=order_id_of(case.case_id, rung.number, each.act),
            ladder=order.ladder,
            step=rung.number,
        )
        for each in rung.step.acts
    )
    change = docket.guarded(replace(change, new_orders=made), order.rulebook)
    return docket.stood(change, order.rulebook, ladder, rung.number)


def silent(docket: Docket, order: Order) -> Change:
    return refused(docket, order, SILENT)


def _led_to(docket: Docket, order: Order) -> tuple[Order, ...]:
    """What a refusal of *order* has brought about, and stands."""
    return tuple(
        each
        for each in docket.discipline.orders
        if each.stands
        and each.ladder is not None
        and (each.ladder, each.rulebook, each.case_ids)
        == (order.ladder, order.rulebook, order.case_ids)
        and each.step > order.step
    )


def _moved(docket: Docket, order: Order, kind: AuditKind) -> Change:
    facts = {
        "order": order.order_id,
        "act": order.act.value,
        "state": order.state.value,
        "why": order.why,
    }
    return replace(
        docket.change(
            docket.entry(kind, facts, by="" if order.closed is None else order.closed.by)
        ),
        orders=(order,),
    )
