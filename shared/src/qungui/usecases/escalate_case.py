"""A new case moves the ledger, once; its order goes on its way."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import decisions
from qungui.engine.docket import Docket
from qungui.engine.escalate import escalate
from qungui.errors import InvalidEventError
from qungui.model.case import CaseRef
from qungui.model.decision import LAPSED
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember


class Escalated(StrEnum):
    ORDERED = "ordered"
    JOINED = "joined"
    RECORDED = "recorded"
    LAPSED = "lapsed"  # nobody decided about it in time
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class EscalateCase:
    """Folds one case into its member's standing. Safe to repeat and to run concurrently."""

    move: MoveMember

    def __call__(self, ref: CaseRef) -> Escalated:
        """
        Raises:
            InvalidEventError: No such case, group or edition.
            TransientError: Others kept moving the same member; the due index comes back to it.
        """
        change = self.move(ref.group_id, ref.person_id, lambda docket: _moved(docket, ref))
        if change is None:
            return Escalated.ALREADY
        if change.new_orders:
            return Escalated.ORDERED
        case = change.cases[0]
        if case.decided is not None and case.decided.why == LAPSED:
            return Escalated.LAPSED
        return Escalated.JOINED if case.order_id else Escalated.RECORDED


def _moved(docket: Docket, ref: CaseRef) -> Change | None:
    case = docket.discipline.case(ref.case_id)
    if case is None:
        msg = "no such case"
        raise InvalidEventError(msg)
    under = docket.under(case)
    if not case.escalated:
        return escalate(under, case)
    if case.to_review and case.due is not None and case.due <= docket.now:
        return decisions.lapsed(under, case)
    return None
