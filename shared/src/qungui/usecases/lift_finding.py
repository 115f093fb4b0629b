"""What was found of a member turns out not to be so: it counts no more, and what followed goes."""

from dataclasses import dataclass

from qungui.engine import decisions, petitions
from qungui.engine.docket import Docket
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember
from qungui.usecases.settle_petition import SettlePetition


@dataclass(frozen=True, slots=True)
class LiftFinding:
    """Safe to repeat: what is void, or was dismissed, stays so."""

    move: MoveMember

    def __call__(self, ref: CaseRef, word: Word) -> bool:
        """
        Whether anything was lifted; the word of nobody is one of the keys of ``model/decision.py``.

        Raises:
            TransientError: The ledger could not be reached, or others kept moving the member.
        """
        taken = self.move(ref.group_id, ref.person_id, lambda docket: _lifted(docket, ref, word))
        if taken is not None and taken.petitions:
            SettlePetition(self.move).at_once(taken.petitions[0].ref)
        return taken is not None


def _lifted(docket: Docket, ref: CaseRef, word: Word) -> Change | None:
    """The member hears of it where more than a reminder had followed."""
    case = docket.discipline.case(ref.case_id)
    if case is None or not (case.counts or case.to_review):
        return None
    under, decision = docket.under(case), word.at(docket.now)
    if case.counts and not all(o.act.only_reminds for o in petitions.answering(under, case)):
        return petitions.pardoned(under, case, decision)
    return decisions.voided_case(under, case, decision)
