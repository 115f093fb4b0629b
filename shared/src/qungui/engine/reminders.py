"""Which earlier order has reminded a member of a clause already."""

from collections.abc import Iterator
from datetime import timedelta

from qungui.model.case import Breach, Case
from qungui.model.group import Mode
from qungui.model.ledger import Discipline
from qungui.model.order import Order, OrderState


def reminded_by(discipline: Discipline, case: Case, breach: Breach, gap: timedelta) -> Order | None:
    """
    The order that speaks of the same occasion, or, where messages stand alone, one for the same
    clause less than *gap* away.
    """
    for order in discipline.orders:
        cites = breach.clause_id in order.clause_ids and not order.act.is_aftermath
        if order.state is OrderState.VOID or not cites:
            continue
        if order.awaits_confirmation and breach.mode is Mode.ENFORCE:
            continue  # nobody was reminded by an order that waits for a person
        if breach.occasion in _occasions(discipline, order, breach.clause_id):
            return order
        if not breach.occasion and abs(order.at - case.at) < gap:
            return order
    return None


def _occasions(discipline: Discipline, order: Order, clause_id: str) -> Iterator[str]:
    """The occasions of *clause_id* that *order* speaks of; nothing where messages stand alone."""
    for case_id in order.case_ids:
        case = discipline.case(case_id)
        for breach in case.breaches if case is not None else ():
            if breach.clause_id == clause_id and breach.occasion:
                yield breach.occasion
