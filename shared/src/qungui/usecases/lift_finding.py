"""What was found of a member turns out not to be so: it counts no more, and what followed goes."""

from dataclasses import dataclass, replace

from qungui.engine import decisions, petitions
from qungui.engine.docket import Docket
from qungui.engine.ladders import answered_by
from qungui.engine.undoing import voided
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
    """
    The member hears of it where more than a reminder had followed; a reminder that is not out yet
    does not go out any more, unless they are reminded of something else by it, too.
    """
    case = docket.discipline.case(ref.case_id)
    if case is None or not (case.counts or case.to_review):
        return None
    under, decision = docket.under(case), word.at(docket.now)
    followed = petitions.answering(under, case)
    if case.counts and not all(order.act.only_reminds for order in followed):
        return petitions.pardoned(under, case, decision)
    lifted = decisions.voided_case(under, case, decision)
    then = docket.then(lifted).discipline
    left = [each for kept in then.everywhere for each in kept.cases if each.counts]
    untold = (o for o in followed if o.group_id == case.group_id and not o.state.is_final)
    gone = (order for order in untold if not answered_by((order,), left))
    return replace(lifted, orders=tuple(voided(order, decision) for order in gone))
