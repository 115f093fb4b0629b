"""
What is left of a case, an order or a petition once its person is forgotten: that it was, by which
clause, when, and what became of it. Nobody's words, and nobody's name.
"""

from dataclasses import replace
from datetime import datetime
from typing import overload

from qungui.model.case import Breach, Case, CaseState
from qungui.model.decision import Decision
from qungui.model.ids import Alias
from qungui.model.order import Order, OrderState
from qungui.model.petition import Petition, PetitionState

NOBODY = Alias("forgotten", "-")
_ENDED = {OrderState.SERVED, OrderState.REFUSED, OrderState.PROVED, OrderState.VOID}

FORGOTTEN = "forgotten"
"""Why something is over that nobody had decided when its person was forgotten."""


@overload
def tombstone(item: Case, person_id: str, at: datetime) -> Case: ...
@overload
def tombstone(item: Order, person_id: str, at: datetime) -> Order: ...
@overload
def tombstone(item: Petition, person_id: str, at: datetime) -> Petition: ...
def tombstone(
    item: Case | Order | Petition, person_id: str, at: datetime
) -> Case | Order | Petition:
    """
    *item* as that of *person_id*, by whom nobody can be told. What was open is over as of *at*:
    nothing is ever due, waits, or is sent for it.
    """
    match item:
        case Case():
            return _of_case(item, person_id, at)
        case Order():
            return _of_order(item, person_id, at)
        case _:
            return _of_petition(item, person_id, at)


def _of_case(case: Case, person_id: str, at: datetime) -> Case:
    waited = case.state is CaseState.NEEDS_REVIEW
    return Case(
        case_id=case.case_id,
        group_id=case.group_id,
        person_id=person_id,
        message_id="",
        sender=NOBODY,
        at=case.at,
        state=CaseState.LAPSED if waited else case.state,
        breaches=tuple(map(_of_breach, case.breaches)),
        rulebook=case.rulebook,
        edition=case.edition,
        settings_version=case.settings_version,
        due=None,
        escalated=True,
        order_id=case.order_id,
        weights=case.weights,
        decided=_over(case.decided, at) if case.to_review else _unnamed(case.decided),
        voided=_unnamed(case.voided),
    )


def _of_breach(breach: Breach) -> Breach:
    """Why and by what words a rule found it may quote the message."""
    return replace(breach, reason="", evidence="", occasion="")


def _of_order(order: Order, person_id: str, at: datetime) -> Order:
    refused = order.act.is_demanded and order.state is OrderState.OVERDUE
    waits = not (order.state in _ENDED or refused)
    return Order(
        order_id=order.order_id,
        group_id=order.group_id,
        person_id=person_id,
        act=order.act,
        rulebook=order.rulebook,
        edition=order.edition,
        clause_ids=order.clause_ids,
        case_ids=order.case_ids,
        at=order.at,
        state=OrderState.VOID if waits else order.state,
        ladder=order.ladder,
        step=order.step,
        told_at=order.told_at,
        served_at=order.served_at,
        cny=order.cny,
        nth=order.nth,
        lessened=order.lessened,
        back=order.back,
        closed=_over(order.closed, at) if waits else _unnamed(order.closed),
    )


def _of_petition(petition: Petition, person_id: str, at: datetime) -> Petition:
    over = {PetitionState.OPEN: PetitionState.REFUSED, PetitionState.GRANTED: PetitionState.SETTLED}
    waits = petition.state is PetitionState.OPEN
    return replace(
        petition,
        person_id=person_id,
        words="",
        by="",
        state=over.get(petition.state, petition.state),
        decided=_over(None, at) if waits else _unnamed(petition.decided),
        due=None,
        version=1,
    )


def _unnamed(decision: Decision | None) -> Decision | None:
    if decision is None or decision.why == FORGOTTEN:
        return decision
    return replace(decision, by="", why="")


def _over(decision: Decision | None, at: datetime) -> Decision:
    return _unnamed(decision) or Decision(by="", at=at, why=FORGOTTEN)
