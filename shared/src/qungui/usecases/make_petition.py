"""A member appeals, or asks to come back: by themselves, or by somebody for them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import petitions
from qungui.engine.authority import Bar, barred
from qungui.engine.docket import Docket
from qungui.engine.ladders import answered_by
from qungui.engine.petitions import Denied, NotYet
from qungui.model.act import Act
from qungui.model.case import Case, CaseRef
from qungui.model.ledger import Change
from qungui.model.order import Order, OrderRef
from qungui.model.petition import PetitionKind, PetitionState, petition_id_of
from qungui.usecases.move_member import MoveMember


class Petitioned(StrEnum):
    MADE = "made"
    ALREADY = "already"  # it is open, and nobody has decided it yet


@dataclass(frozen=True, slots=True)
class MakePetition:
    """Safe to repeat: one case has one appeal, one removal one way back that is not refused."""

    move: MoveMember

    def appeal(self, ref: CaseRef | OrderRef, words: str, by: str) -> Petitioned | Denied | Bar:
        """
        Against a case, or against that for which an order was made.

        Raises:
            InvalidEventError: No such group, or the case names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """

        def think(docket: Docket) -> Change | Petitioned | Denied:
            case = _case(docket, ref)
            if case is None:
                return Denied.NOTHING_DONE
            if _is_appealed(docket, case):
                return Petitioned.ALREADY
            return petitions.appeal(docket.under(case), case, words, by)

        return self._made(ref.group_id, ref.person_id, by, think)

    def against_removal(
        self, group_id: str, person_id: str, words: str, by: str
    ) -> Petitioned | Denied:
        """
        Against that for which they were removed last, by themselves or by anybody for them:
        whoever is out cannot speak in the group any more. Raises as above.
        """

        def think(docket: Docket) -> Change | Petitioned | Denied:
            removal = _last_removal(docket)
            case = None if removal is None else _case(docket, removal.ref)
            if case is None:
                return Denied.NOTHING_DONE
            if _is_appealed(docket, case):
                return Petitioned.ALREADY
            return petitions.appeal(docket.under(case), case, words, by)

        said: Change | Petitioned | Denied = self.move(group_id, person_id, think)
        return Petitioned.MADE if isinstance(said, Change) else said

    def way_back(
        self, group_id: str, person_id: str, words: str, by: str
    ) -> Petitioned | Denied | NotYet | Bar:
        """Into the group that they were removed from last. Raises as above."""

        def think(docket: Docket) -> Change | Petitioned | Denied | NotYet:
            removal = _last_removal(docket)
            if removal is None:
                return Denied.NOTHING_DONE
            if any(asked.is_open for asked in docket.discipline.ways_back(removal)):
                return Petitioned.ALREADY
            return petitions.way_back(docket.under(removal), removal, words, by)

        return self._made(group_id, person_id, by, think)

    def _made[R](
        self, group_id: str, person_id: str, by: str, think: Callable[[Docket], Change | R]
    ) -> Petitioned | R | Bar:
        """By whoever it is about, or by somebody who runs the group."""

        def may(docket: Docket) -> Change | R | Bar:
            bar = None if by == person_id else barred(docket.group, None, by, person_id)
            return bar or think(docket)

        said: Change | R | Bar = self.move(group_id, person_id, may)
        return Petitioned.MADE if isinstance(said, Change) else said


def _case(docket: Docket, ref: CaseRef | OrderRef) -> Case | None:
    """Of an order, the first that counts of those which called for it or joined it."""
    discipline = docket.discipline
    if isinstance(ref, CaseRef):
        return discipline.case(ref.case_id)
    order = discipline.order(ref.order_id)
    counting = (case for case in discipline.cases if case.counts)
    return next(iter(answered_by(() if order is None else (order,), counting)), None)


def _last_removal(docket: Docket) -> Order | None:
    done = (
        order
        for order in docket.discipline.orders
        if order.act is Act.REMOVE and order.stands and order.closed is None and order.told_at
    )
    return max(done, key=lambda order: order.served_at or order.at, default=None)


def _is_appealed(docket: Docket, case: Case) -> bool:
    petition = docket.discipline.petition(petition_id_of(PetitionKind.APPEAL, case.case_id))
    return petition is not None and petition.state is PetitionState.OPEN
