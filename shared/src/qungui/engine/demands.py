"""
What a member was asked for: an apology, money, to leave. Said to them it counts as served; what
becomes of it then decides whether the ladder goes on.
"""

from dataclasses import replace
from datetime import datetime

from qungui.calendars.spans import within
from qungui.engine.docket import Docket
from qungui.engine.ladders import Rung, refusal_step
from qungui.engine.orders import let_go
from qungui.engine.undoing import followed, undoing, voided
from qungui.model.case import Case
from qungui.model.decision import Decision
from qungui.model.group import Mode
from qungui.model.ledger import AuditKind, Change
from qungui.model.opened import call_of
from qungui.model.order import SAID_NO, SILENT, Order, OrderState, order_id_of
from qungui.model.terms import TERMS, Demand

MET_AFTER_ALL = "met-after-all"
"""Why the step after a refusal is taken back."""


def terms_of(docket: Docket, order: Order) -> object:
    """
    What the regulation says of the act of *order*, as the group has set it; None of an act that no
    clause orders.
    """
    kind = TERMS.get(order.act)
    if kind is None or not order.clause_ids:
        return None
    return docket.terms(order.clause_ids[0], call_of(docket.edition, order), kind)


def refused_before(docket: Docket, order: Order) -> Order | None:
    """The demand whose refusal brought *order* about."""
    before = (
        each
        for each in docket.discipline.orders
        if each.why in {SAID_NO, SILENT} and order in _led_to(docket, each)
    )
    return next(before, None)


def deadline(docket: Docket, order: Order) -> datetime | None:
    """Until when the member has, being told now; None where the regulation names no time."""
    terms = terms_of(docket, order)
    if not isinstance(terms, Demand) or terms.allowed is None:
        return None
    return within(docket.now, terms.allowed, docket.calendar)


def demanded(order: Order, now: datetime, until: datetime | None) -> Order:
    """The member was told, and has until then."""
    has_it = replace(
        order,
        state=OrderState.HANDED_OVER,
        asked=order.person_id,
        asked_at=now,
        told_at=order.told_at or now,
        served_at=order.served_at or now,
        until=until,
    )
    return let_go(has_it, until)


def claimed(docket: Docket, order: Order) -> Change:
    """It may be met, and somebody must look; meanwhile its time does not run out."""
    looked = replace(order, state=OrderState.CLAIMED_DONE, not_before=None, due=docket.review_ends)
    return _moved(docket, looked, AuditKind.DEMAND_CLAIMED)


def returned(docket: Docket, order: Order, by: str) -> Change:
    """Looked at, and not so: the member has what is left of their time."""
    again = replace(
        order,
        state=OrderState.HANDED_OVER,
        closed=None,
        back=0,
        not_before=order.until,
        due=order.until,
    )
    return _moved(docket, again, AuditKind.DEMAND_RETURNED, by=by)


def waived(docket: Docket, order: Order, decision: Decision) -> Change:
    """Nobody asks for it any more; the record, and its step, stay."""
    over = replace(
        order,
        state=OrderState.SERVED if order.served_at else OrderState.VOID,
        closed=decision,
        not_before=None,
        due=None,
    )
    return _with_taken_back(docket, _moved(docket, over, AuditKind.ORDER_LIFTED), order, decision)


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
    whose = Decision(by="" if by is None else by.by, at=docket.now, why=MET_AFTER_ALL)
    return _with_taken_back(docket, _moved(docket, done, AuditKind.DEMAND_MET), order, whose)


def refused(docket: Docket, order: Order, why: str, *, by: str = "") -> Change:
    """
    The member said no, or kept silent until their time was over: the step that the ladder has for
    that, once. *by* whom it was said, where somebody else says so of the member.
    """
    state = OrderState.REFUSED if why == SAID_NO else OrderState.OVERDUE
    over = replace(order, state=state, why=why, not_before=None, due=None)
    change = _moved(docket, over, AuditKind.DEMAND_REFUSED, by=by)
    case = docket.discipline.case(order.case_ids[0])
    ladder = docket.edition.ladders.get(order.ladder or "")
    rung = None if ladder is None else refusal_step(ladder, order)
    if ladder is None or rung is None or case is None or _led_to(docket, order):
        return change
    made = _following(docket, order, case, rung)
    if not made:
        return change
    change = docket.guarded(replace(change, new_orders=made), order.rulebook)
    return docket.stood(change, ladder)


def _following(docket: Docket, order: Order, case: Case, rung: Rung) -> tuple[Order, ...]:
    """What the step of a refusal orders, but for what another ladder ordered for the case."""
    asks = rung.step.confirm is not None or not _is_enforced(case)
    called = (
        replace(
            docket.order(
                case,
                each,
                (rung.step.clause_id, *order.clause_ids),
                why=docket.lacks(each.act, asks=asks or each.act.takes_a_word, agreed=()),
            ),
            order_id=order_id_of(case.case_id, rung.number, each.act),
            ladder=order.ladder,
            step=rung.number,
        )
        for each in rung.step.acts
    )
    return tuple(each for each in called if docket.discipline.order(each.order_id) is None)


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


def _with_taken_back(docket: Docket, change: Change, order: Order, why: Decision) -> Change:
    """And what a refusal of *order* had brought about, as long as nobody has carried it out."""
    undone = [each for each in _led_to(docket, order) if not _is_over(each)]
    taken_back = tuple(voided(each, why) for each in undone)
    back = tuple(new for each in undone for new in undoing(docket, each))
    moved = replace(change, orders=(*change.orders, *taken_back), new_orders=back)
    return followed(docket, moved)


def _is_over(order: Order) -> bool:
    """Carried out, or given up."""
    return order.served_at is not None or order.state in {
        OrderState.CLAIMED_DONE,
        OrderState.REFUSED,
    }


def _is_enforced(case: Case) -> bool:
    """Whether anything of it may act without a person."""
    return any(breach.mode is Mode.ENFORCE for breach in case.breaches)


def _moved(docket: Docket, order: Order, kind: AuditKind, *, by: str = "") -> Change:
    """*by* whom, where the order itself does not name them."""
    closed_by = by if order.closed is None else order.closed.by
    facts = {
        "order": order.order_id,
        "act": order.act.value,
        "state": order.state.value,
        "why": order.why,
    }
    return replace(docket.change(docket.entry(kind, facts, by=closed_by)), orders=(order,))
