"""Which step of a ladder a breach takes. Nothing is added to what is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from qungui.model.case import Case
from qungui.model.order import Order
from qungui.model.rulebook import Ladder, Step, Trigger


@dataclass(frozen=True, slots=True)
class Rung:
    """
    Attributes:
        number: Which step it is, from 1; a ladder that repeats counts on beyond its end.
    """

    number: int
    step: Step


def next_rung(
    ladder: Ladder, taken: Sequence[Order], case: Case, straight_to: int | None
) -> Rung | str:
    """
    The step that *case* takes, *taken* being the orders of the ladder that stand; or the id of the
    order that it joins: one that is not served yet, or the last one where the text ends. Empty
    where there is neither.

    A further step is taken only by what came after all of the step before was served.
    """
    last = max((order.step for order in taken), default=0)
    latest = [order for order in taken if order.step == last]
    unserved = [order for order in latest if not _ended(order, case)]
    number = _by_breach(ladder, max(last + 1, straight_to or 0))
    if unserved or number is None:
        return next((order.order_id for order in (*unserved, *latest)), "")
    counted = max(number, last + 1) if ladder.repeats else number
    return Rung(counted, ladder.steps[number - 1])


def _by_breach(ladder: Ladder, wanted: int) -> int | None:
    """The first step from *wanted* on that a breach brings about; None where the text ends."""
    reached = [n for n, step in enumerate(ladder.steps, 1) if step.on is Trigger.BREACH]
    further = [number for number in reached if number >= wanted]
    if further:
        return further[0]
    return reached[-1] if ladder.repeats and reached else None


def _ended(order: Order, case: Case) -> bool:
    """Whether *case* came after the order was served."""
    return order.served_at is not None and case.at > order.served_at
