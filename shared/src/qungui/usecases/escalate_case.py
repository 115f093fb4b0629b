"""A new case moves the ledger, once; its order goes on its way."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine.escalate import escalate
from qungui.errors import InvalidEventError, TransientError
from qungui.model.case import Case, CaseRef
from qungui.model.ledger import Change, Committed, Discipline
from qungui.model.order import OrderState
from qungui.ports import Clock, Directory, Ledger, Queue
from qungui.wire import order_envelope

_ATTEMPTS = 5


class Escalated(StrEnum):
    ORDERED = "ordered"
    JOINED = "joined"
    RECORDED = "recorded"
    ALREADY = "already"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateCase:
    """
    Folds one case into its member's standing. Safe to repeat and to run concurrently.

    A crash between the transaction and the queue leaves the order to the due index.
    """

    ledger: Ledger
    directory: Directory
    outbound: Queue
    clock: Clock

    def __call__(self, ref: CaseRef) -> Escalated:
        """
        Raises:
            InvalidEventError: No such case, group or edition.
            TransientError: Others kept moving the same member; the due index comes back to it.
        """
        for _ in range(_ATTEMPTS):
            discipline = self.ledger.discipline(ref.group_id, ref.person_id)
            case = discipline.case(ref.case_id)
            if case is None:
                msg = "no such case"
                raise InvalidEventError(msg)
            if case.escalated:
                return Escalated.ALREADY
            change = self._change(discipline, case)
            if self.ledger.commit(change) is Committed.DONE:
                return self._sent(change)
        msg = "the member's standing kept moving"
        raise TransientError(msg)

    def _change(self, discipline: Discipline, case: Case) -> Change:
        edition = self.directory.edition(case.rulebook, case.edition)
        linked = self.directory.group(case.group_id)
        if edition is None or linked is None:
            msg = "the case names a group or an edition that is not stored"
            raise InvalidEventError(msg)
        return escalate(discipline, case, edition, linked.settings, now=self.clock.now())

    def _sent(self, change: Change) -> Escalated:
        new = [order for order in change.new_orders if order.state is OrderState.NEW]
        self.outbound.send([order_envelope(order.ref, at=self.clock.now()) for order in new])
        if change.new_orders:
            return Escalated.ORDERED
        joined = change.case is not None and change.case.order_id
        return Escalated.JOINED if joined else Escalated.RECORDED
