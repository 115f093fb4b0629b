"""What somebody has put right by themselves is held against them no longer, where it may be."""

from collections.abc import Set as AbstractSet

from qungui.engine.decisions import voided_case
from qungui.engine.docket import Docket
from qungui.engine.undoing import was_done
from qungui.model.case import Case, CaseState
from qungui.model.decision import CORRECTED, Decision
from qungui.model.ledger import Change

_STANDS = {CaseState.OPEN, CaseState.NEEDS_REVIEW, CaseState.CONFIRMED}


def corrected(docket: Docket, clause_ids: AbstractSet[str]) -> Change | None:
    """
    One of the member's cases by *clause_ids* is over; None once none is left. What has led to more
    than words stays, and so does what a person has found.
    """
    for case in docket.discipline.cases:
        own = {breach.clause_id for breach in case.breaches} <= clause_ids
        if own and not case.message_id and _may_be_lifted(docket, case):
            over = Decision(by="", at=docket.now, why=CORRECTED)
            return voided_case(docket.under(case), case, over)
    return None


def _may_be_lifted(docket: Docket, case: Case) -> bool:
    if case.state not in _STANDS or case.decided is not None:
        return False
    orders = (o for o in docket.discipline.orders if case.case_id in o.case_ids and o.stands)
    return all(o.act.only_reminds or o.act.is_noted or not was_done(o) for o in orders)
