"""Somebody says whether an order that is held for their word goes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, decisions, petitions
from qungui.engine.authority import Bar
from qungui.engine.demands import MET_AFTER_ALL
from qungui.engine.docket import Docket
from qungui.engine.shortfall import Shortfall, shortfall
from qungui.model.act import Act
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.model.order import Order, OrderRef, OrderState
from qungui.usecases.move_member import MoveMember


class Answer(StrEnum):
    GO = "go"
    DECLINE = "decline"


class Permitted(StrEnum):
    GOES = "goes"
    WAITS_FOR_SECOND = "waits-for-second"  # it takes another person's word, too
    DECLINED = "declined"
    ALREADY = "already"  # it is on its way, was declined, or its time was over
    NOT_NEEDED = "not-needed"  # what had been asked for was done after all
    APPEALED = "appealed"  # it waits until the appeal against it is decided
    NO_SUCH_ORDER = "no-such-order"


@dataclass(frozen=True, slots=True)
class PermitOrder:
    """Safe to repeat; whoever agreed to it once cannot be the second person."""

    move: MoveMember

    def __call__(self, ref: OrderRef, word: Word, answer: Answer) -> Permitted | Bar:
        """
        Raises:
            InvalidEventError: No such group, or the order names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """

        def think(docket: Docket) -> Change | Permitted | Bar:
            order = docket.discipline.order(ref.order_id)
            return Permitted.NO_SUCH_ORDER if order is None else _said(docket, order, word, answer)

        said: Change | Permitted | Bar = self.move(ref.group_id, ref.person_id, think)
        return _permitted(said) if isinstance(said, Change) else said

    def of_act(
        self, group_id: str, person_id: str, act: Act, word: Word
    ) -> Permitted | Shortfall | Bar:
        """
        The order of *act* that waits for a word goes out; where none does, how far the member is
        from it. Raises as above.
        """

        def think(docket: Docket) -> Change | Permitted | Shortfall | Bar:
            order = _at_hand(docket, act)
            if order is None:
                return shortfall(docket, act)
            return _said(docket, order, word, Answer.GO)

        said: Change | Permitted | Shortfall | Bar = self.move(group_id, person_id, think)
        return _permitted(said) if isinstance(said, Change) else said


def _said(docket: Docket, order: Order, word: Word, answer: Answer) -> Change | Permitted | Bar:
    under = docket.under(order)
    if petitions.is_frozen(order):
        return Permitted.APPEALED
    if not order.awaits_confirmation:
        met = order.closed is not None and order.closed.why == MET_AFTER_ALL
        return Permitted.NOT_NEEDED if met else Permitted.ALREADY
    barred = deciders.bar(under, order, word.by)
    if barred is not None:
        return barred
    if answer is Answer.DECLINE:
        return decisions.declined(under, order, word.at(docket.now))
    return decisions.agreed(under, order, word.by)


def _permitted(change: Change) -> Permitted:
    order = change.orders[0]
    if order.state is OrderState.NEW:
        return Permitted.GOES
    return Permitted.WAITS_FOR_SECOND if order.awaits_confirmation else Permitted.DECLINED


def _at_hand(docket: Docket, act: Act) -> Order | None:
    """One that waits for a word; else one on its way, or not needed any more."""
    of_act = sorted(
        (order for order in docket.discipline.orders if order.act is act and _is_current(order)),
        key=lambda order: order.at,
    )
    waiting = [order for order in of_act if order.awaits_confirmation]
    return _last(waiting) or _last(of_act)


def _is_current(order: Order) -> bool:
    if order.closed is not None and order.closed.why == MET_AFTER_ALL:
        return True
    return order.state.waits_for_a_person or not order.state.is_final


def _last(orders: Iterable[Order]) -> Order | None:
    return next(iter(reversed(tuple(orders))), None)
