"""A member takes a message back, perhaps in time for the clauses that it breaks."""

from dataclasses import dataclass
from datetime import datetime

from qungui.engine import decisions, petitions
from qungui.engine.docket import Docket
from qungui.engine.escalate import was_taken_back
from qungui.model.case import case_id_of
from qungui.model.decision import TAKEN_BACK, Decision
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember
from qungui.usecases.settle_petition import SettlePetition


@dataclass(frozen=True, slots=True)
class HearRecall:
    """
    Safe to repeat. A case that is not escalated yet is left to its escalation, which sees the
    mark; what followed from another one is taken back as a pardon is.
    """

    move: MoveMember

    def __call__(self, group_id: str, person_id: str, message_id: str, at: datetime) -> None:
        """
        Raises:
            TransientError: The ledger could not be reached, or others kept moving the member.
        """
        if not self.move.ledger.link_recall(group_id, person_id, message_id, at):
            return  # it has no case, or none yet
        case_id = case_id_of(group_id, message_id)
        taken = self.move(group_id, person_id, lambda docket: _taken_back(docket, case_id))
        if taken is not None and taken.petitions:
            SettlePetition(self.move)(taken.petitions[0].ref)


def _taken_back(docket: Docket, case_id: str) -> Change | None:
    """The member hears of it where anything had followed."""
    case = docket.discipline.case(case_id)
    if case is None or not case.escalated or case.voided is not None:
        return None
    under = docket.under(case)
    if not was_taken_back(under, case):
        return None
    decision = Decision(by="", at=docket.now, why=TAKEN_BACK)
    if petitions.answering(under, case):
        return petitions.pardoned(under, case, decision)
    return decisions.voided_case(under, case, decision)
