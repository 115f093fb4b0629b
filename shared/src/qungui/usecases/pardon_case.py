"""
Somebody takes a case back without being asked to; all that stood on it follows. What was found
wrong before is told what was said, where nobody quoted it.
"""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, decisions, petitions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember
from qungui.usecases.settle_petition import SettlePetition


class Pardoned(StrEnum):
    PARDONED = "pardoned"
    QUOTED = "quoted"  # it was found wrong before, and what was said must pass from then on
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
        if not said.petitions:
            return Pardoned.QUOTED
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
    pardoned = petitions.pardoned(under, case, word.at(docket.now))
    return pardoned or decisions.quoted(under, case, word) or Pardoned.ALREADY
