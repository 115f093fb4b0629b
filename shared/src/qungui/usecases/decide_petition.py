"""Somebody who had no hand in it decides an appeal or an application to come back."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, petitions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.model.petition import PetitionRef, PetitionState
from qungui.usecases.move_member import MoveMember
from qungui.usecases.settle_petition import SettlePetition


class Ruling(StrEnum):
    GRANT = "grant"
    REFUSE = "refuse"


class Ruled(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    ALREADY = "already"
    NEEDS_REASON = "needs-reason"  # nobody is refused without being told why
    NO_SUCH_PETITION = "no-such-petition"


@dataclass(frozen=True, slots=True)
class DecidePetition:
    """Safe to repeat. What a grant leads to is done at once as far as it can be."""

    move: MoveMember

    def __call__(self, ref: PetitionRef, word: Word, ruling: Ruling) -> Ruled | Bar:
        """
        Raises:
            InvalidEventError: No such group, or an edition is named that is not stored.
            TransientError: Others kept moving the same member.
        """
        said: Change | Ruled | Bar = self.move(
            ref.group_id, ref.person_id, lambda docket: _ruled(docket, ref, word, ruling)
        )
        if not isinstance(said, Change):
            return said
        if ruling is Ruling.REFUSE:
            return Ruled.REFUSED
        SettlePetition(self.move).at_once(ref)
        return Ruled.GRANTED


def _ruled(docket: Docket, ref: PetitionRef, word: Word, ruling: Ruling) -> Change | Ruled | Bar:
    petition = docket.discipline.petition(ref.petition_id)
    if petition is None:
        return Ruled.NO_SUCH_PETITION
    under = deciders.under(docket, petition)
    bar = deciders.bar(under, petition, word.by)
    if bar is not None:
        return bar
    if petition.state is not PetitionState.OPEN:
        return Ruled.ALREADY
    decision = word.at(docket.now)
    if ruling is Ruling.GRANT:
        return petitions.granted(under, petition, decision)
    return petitions.refused(under, petition, decision) if word.why else Ruled.NEEDS_REASON
