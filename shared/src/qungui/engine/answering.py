"""What a message changes of what its writer was asked for: pure, and safe to repeat."""

from dataclasses import replace

from qungui.engine import demands
from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.answer import Answer, Said
from qungui.model.decision import Decision
from qungui.model.ledger import Change
from qungui.model.message import Message, MessageKind
from qungui.model.order import APPEALED, SAID_NO, SILENT, Order, OrderState
from qungui.text.answers import said_in
from qungui.text.masking import masked
from qungui.text.normal import original_span


def answers_in(message: Message, plain: str, demanded: frozenset[Act]) -> tuple[Answer, ...]:
    """
    What *message*, of the normalised text *plain*, may answer of what can be *demanded* here;
    nothing for nearly every message.
    """
    words = {
        said: masked(message.text, original_span(message.text, span))
        for said, span in said_in(plain).items()
    }
    if message.kind is MessageKind.RED_PACKET:
        words[Said.GAVE] = ""
    return tuple(
        Answer(said, shown, message.sent_at)
        for said, shown in words.items()
        if not demanded.isdisjoint(said.acts)
    )


def answered(docket: Docket, answer: Answer) -> Change | None:
    """
    The first of the member's demands that *answer* changes, changed; None once none is left.

    What was written before the member was told is no answer to it.
    """
    for order in docket.discipline.orders:
        asked = order.told_at is not None and order.told_at < answer.at
        if asked and order.act in answer.said.acts:
            change = _answered(docket.under(order), order, answer)
            if change is not None:
                return change
    return None


def _answered(docket: Docket, order: Order, answer: Answer) -> Change | None:
    """With the member's own words, so that a clerk sees why."""
    by = Decision(by=order.person_id, at=answer.at)
    said = replace(order, wanted=answer.words, closed=by)
    match answer.said:
        case Said.SORRY if _waits(order):
            return demands.met(docket, said, answer.at, by)
        case Said.SORRY if _is_over(order):
            change = demands.met(docket, said, answer.at, by)
            return change if len(change.orders) > 1 else None  # too late: it was carried out
        case Said.NOT_SORRY | Said.STAYS if _waits(order) and order.why != APPEALED:
            return demands.refused(docket, said, SAID_NO)
        case Said.PERHAPS_SORRY if _waits(order) and not order.is_claim:
            return demands.claimed(docket, said)
        case Said.GAVE if _waits(order) and not order.is_claim and not _is_spent(docket, by):
            return demands.claimed(docket, said)
        case _:
            return None


def _waits(order: Order) -> bool:
    """The member was told, and it is not over; the group may still have to hear of it."""
    return order.is_demand_open or not order.state.is_final


def _is_over(order: Order) -> bool:
    """The member refused, or kept silent."""
    over = {OrderState.REFUSED, OrderState.OVERDUE}
    return order.state in over and order.why in {SAID_NO, SILENT}


def _is_spent(docket: Docket, by: Decision) -> bool:
    """One red packet answers one demand, however often it is delivered."""
    orders = docket.discipline.orders
    said = (each.closed for each in orders if each.act is Act.REQUEST_RED_PACKET)
    return any(one is not None and (one.by, one.at) == (by.by, by.at) for one in said)
