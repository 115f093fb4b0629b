"""Somebody says what became of what a member was asked for: an apology, money, to leave."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, demands, petitions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.model.order import SAID_NO, Order, OrderRef, OrderState
from qungui.usecases.move_member import MoveMember


class End(StrEnum):
    MET = "met"
    NOT_MET = "not-met"  # claimed, and not so: the member has what is left of their time
    REFUSED = "refused"  # the member said no
    WAIVED = "waived"


class Ended(StrEnum):
    MET = "met"
    NOT_MET = "not-met"
    REFUSED = "refused"
    WAIVED = "waived"
    ALREADY = "already"
    NOT_ASKED = "not-asked"  # the member was not told yet, or nothing is asked of them
    APPEALED = "appealed"  # no refusal counts until the appeal is decided
    NO_SUCH_ORDER = "no-such-order"


@dataclass(frozen=True, slots=True)
class SettleDemand:
    """Safe to repeat. What is met or waived after its time was over still ends it."""

    move: MoveMember

    def __call__(self, ref: OrderRef, word: Word, end: End) -> Ended | Bar:
        """
        Raises:
            InvalidEventError: No such group, or the order names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """
        said: Change | Ended | Bar = self.move(
            ref.group_id, ref.person_id, lambda docket: _ended(docket, ref, word, end)
        )
        return Ended(end.value) if isinstance(said, Change) else said


def _ended(docket: Docket, ref: OrderRef, word: Word, end: End) -> Change | Ended | Bar:
    order = docket.discipline.order(ref.order_id)
    if order is None:
        return Ended.NO_SUCH_ORDER
    if not order.act.is_demanded or order.told_at is None or order.awaits_confirmation:
        return Ended.NOT_ASKED
    under = docket.under(order)
    barred = deciders.bar(under, order, word.by)
    if barred is not None:
        return barred
    if not _is_open_to(end, order):
        return Ended.ALREADY
    if end is End.REFUSED and petitions.is_frozen(order):
        return Ended.APPEALED
    return _moved(under, order, word, end)


def _is_open_to(end: End, order: Order) -> bool:
    match end:
        case End.NOT_MET:
            return order.is_claim
        case End.REFUSED:
            return order.is_demand_open
        case _:
            over = {OrderState.OVERDUE, OrderState.REFUSED}
            return order.is_demand_open or order.state in over


def _moved(docket: Docket, order: Order, word: Word, end: End) -> Change:
    decision = word.at(docket.now)
    match end:
        case End.MET:
            return demands.met(docket, order, docket.now, decision)
        case End.NOT_MET:
            return demands.returned(docket, order, word.by)
        case End.REFUSED:
            return demands.refused(docket, order, SAID_NO, by=word.by)
        case _:
            return demands.waived(docket, order, decision)
