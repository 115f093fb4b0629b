"""
A granted petition is carried through: everything that stood on its case is taken back, part by
part, in every group that the case's ladder reaches; then the member hears it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import petitions
from qungui.engine.docket import Docket
from qungui.engine.refold import refold
from qungui.errors import TransientError
from qungui.model.ledger import Change
from qungui.model.petition import PetitionRef, PetitionState
from qungui.usecases.move_member import MoveMember

_PARTS = 200
"""Changes in one go: 4,000 orders; what is left then is the next run's."""


class Settled(StrEnum):
    SETTLED = "settled"
    GOES_ON = "goes-on"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class SettlePetition:
    """Safe to repeat and to run concurrently; a crash leaves the rest to the due index."""

    move: MoveMember

    def __call__(self, ref: PetitionRef) -> Settled:
        """
        Raises:
            InvalidEventError: No such group, or an edition is not stored.
            TransientError: Others kept moving the same member; the due index comes back to it.
        """
        kept = self.move.ledger.discipline(ref.group_id, ref.person_id)
        petition = kept.petition(ref.petition_id)
        if petition is None or petition.state is not PetitionState.GRANTED:
            # Granted from now on, it is the next run's: nothing is taken back for it here.
            late = self.move(ref.group_id, ref.person_id, lambda docket: _late(docket, ref))
            return Settled.ALREADY if late is None else Settled.SETTLED
        left = _PARTS
        for group_id in self._groups(ref):
            while left and self.move(group_id, ref.person_id, refold) is not None:
                left -= 1
        if not left:
            return Settled.GOES_ON
        done = self.move(ref.group_id, ref.person_id, lambda docket: _settled(docket, ref))
        return Settled.ALREADY if done is None else Settled.SETTLED

    def at_once(self, ref: PetitionRef) -> None:
        """As far as it can be done now: what others are in the way of, the due index comes to."""
        try:
            self(ref)
        except TransientError:
            return

    def _groups(self, ref: PetitionRef) -> Iterable[str]:
        company = self.move.ledger.company(ref.person_id)
        return dict.fromkeys((ref.group_id, *(g for each in company for g in each.groups)))


def _settled(docket: Docket, ref: PetitionRef) -> Change | None:
    petition = docket.discipline.petition(ref.petition_id)
    if petition is None or petition.state is not PetitionState.GRANTED:
        return None
    return petitions.settled(docket, petition)


def _late(docket: Docket, ref: PetitionRef) -> Change | None:
    petition = docket.discipline.petition(ref.petition_id)
    if petition is None or petition.due is None or not petition.is_open:
        return None
    return petitions.asked_again(docket, petition) if petition.due <= docket.now else None
