"""Whoever joins after a removal: let in again, or in the group though nobody let them. Pure."""

from dataclasses import replace
from datetime import datetime

from qungui.engine import work_orders
from qungui.engine.docket import Docket
from qungui.engine.reconcile import ROSTER
from qungui.engine.undoing import is_done
from qungui.model.act import Act
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditKind, Change, Discipline
from qungui.model.order import Order
from qungui.model.petition import PetitionState

CAME_BACK, HOW_BACK = "came-back", "how-back"
"""What a report reports of somebody who is back: to those in charge; to themselves."""

_GRANTED = {PetitionState.GRANTED, PetitionState.SETTLED}


def joined(docket: Docket, at: datetime, *, is_here: bool) -> Change | None:
    """
    What follows from the member having joined at *at*: it proves that they were invited again, or
    those in charge and the member hear how they stand, at most once a day. Nobody is removed anew.
    *is_here*: they have not left the company, or are back.
    """
    invited = next((o for o in docket.discipline.orders if _invites(o) and o.at < at), None)
    if invited is not None:
        facts = {"order": invited.order_id, "act": invited.act.value}
        change = docket.change(docket.entry(AuditKind.ORDER_PROVED, facts))
        return replace(change, orders=(work_orders.proved(invited, at),))
    removal = unforgiven(docket, at, is_here=is_here)
    if removal is None:
        return None
    told = [
        _report(docket, removal, CAME_BACK, "", at),
        _report(docket, removal, HOW_BACK, removal.person_id, at),
    ]
    made = tuple(each for each in told if docket.discipline.order(each.order_id) is None)
    if not made:
        return None
    facts = {"removal": removal.order_id, "joined": at.isoformat()}
    return replace(docket.change(docket.entry(AuditKind.CAME_BACK, facts)), new_orders=made)


def unforgiven(docket: Docket, at: datetime, *, is_here: bool) -> Order | None:
    """
    The last removal before *at*, where nobody has let the member in again since; None where
    somebody has, or they were never removed. That they were once taken out because they had left
    the company is over when they are back.
    """
    removals = (
        order
        for order in docket.discipline.orders
        if order.act is Act.REMOVE and order.stands and _out(order, at)
        if not (is_here and _is_of_roster(docket, order))
    )
    last = max(removals, key=_out_at, default=None)
    if last is None or last.closed is not None or _is_let_in(docket.discipline, last):
        return None
    return last


def _out(order: Order, at: datetime) -> bool:
    return is_done(order) and order.served_at is not None and order.served_at < at


def _is_of_roster(docket: Docket, removal: Order) -> bool:
    """Whether the list of who belongs has led to it: alone it removes only who has left."""
    case, edition = docket.discipline.case(removal.case_ids[0]), docket.under(removal).edition
    if case is None or case.decided is not None:
        return False
    clauses = (edition.clause(breach.clause_id) for breach in case.breaches)
    return any(call.name == ROSTER for clause in clauses for call in clause.rules)


def _out_at(order: Order) -> datetime:
    return order.served_at or order.at


def _is_let_in(discipline: Discipline, removal: Order) -> bool:
    """By an application that was granted, or an invitation that was ordered since."""
    if any(asked.state in _GRANTED for asked in discipline.ways_back(removal)):
        return True
    return any(
        order.act is Act.REINVITE and order.stands and order.at >= _out_at(removal)
        for order in discipline.orders
    )


def _invites(order: Order) -> bool:
    return order.act is Act.REINVITE and order.state.waits_for_a_person


def _report(docket: Docket, removal: Order, what: str, to: str, at: datetime) -> Order:
    made = work_orders.report(removal, what, to, docket.now)
    return replace(made, order_id=derived_id("report", removal.order_id, what, f"{at:%Y-%m-%d}"))
