"""How far a member is from an act that somebody wants to order, by the ladders that lead to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.engine.docket import Docket
from qungui.engine.ladders import walk
from qungui.model.act import Act
from qungui.model.order import Order
from qungui.model.rulebook import Ladder, Step


@dataclass(frozen=True, slots=True)
class Shortfall:
    """
    Attributes:
        ladder, step: The way on which the member is furthest; None where no ladder has the act.
        counted: Breaches, or points, of the member that count on it.
        stands: What was ordered for them.
    """

    ladder: Ladder | None = None
    step: Step | None = None
    counted: int = 0
    stands: tuple[Order, ...] = ()


def shortfall(docket: Docket, act: Act) -> Shortfall:
    """By the edition in force, now."""
    return max(_ways(docket, act), key=lambda way: way.counted, default=Shortfall())


def _ways(docket: Docket, act: Act) -> Iterator[Shortfall]:
    edition = docket.edition
    for ladder in edition.ladders.values():
        step = next((s for s in ladder.steps if any(c.act is act for c in s.acts)), None)
        if step is None:
            continue
        stands = walk(docket.discipline, edition.rulebook, ladder, docket.calendar)
        counting = stands.counting(docket.now)
        orders = tuple(order for episode in counting for order in episode.orders)
        yield Shortfall(ladder, step, stands.total(counting), orders)
