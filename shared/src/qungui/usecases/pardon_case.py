"""Somebody takes a case back without being asked to; all that stood on it follows."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, petitions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember
from qungui.usecases.settle_petition import SettlePetition


class Pardoned(StrEnum):
    PARDONED = "pardoned"
    ALREADY = "already"  # it does not count: void, dismissed, lapsed, or nobody confirmed it yet
    NO_SUCH_CASE = "no-such-case"


@dataclass(frozen=True, slots=True)
class PardonCase:
    """Safe to repeat."""

    move: MoveMember

    def __call__(self, ref: CaseRef, word: Word) -> Pardoned | Bar:
        """
        Raises:
            InvalidEventError: No such group, or the case names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """
        said: Change | Pardoned | Bar = self.move(
            ref.group_id, ref.person_id, lambda docket: _pardoned(docket, ref, word)
        )
        if not isinstance(said, Change):
            return said
        SettlePetition(self.move).at_once(said.petitions[0].ref)
        return Pardoned.PARDONED


def _pardoned(docket: Docket, ref: CaseRef, word: Word) -> Change | Pardoned | Bar:
    case = docket.discipline.case(ref.case_id)
    if case is None:
        return Pardoned.NO_SUCH_CASE
    under = docket.under(case)
    bar = deciders.bar(under, case, word.by)
    if bar is not None:
        return bar
    return petitions.pardoned(under, case, word.at(docket.now)) or Pardoned.ALREADY
