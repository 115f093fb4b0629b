"""The due index is the truth: whatever the fast path missed is driven again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.errors import InvalidEventError, QunguiError
from qungui.model.case import CaseRef
from qungui.model.ledger import DueItem
from qungui.model.order import OrderRef
from qungui.ports import Clock, DueIndex, Queue
from qungui.usecases.escalate_case import EscalateCase
from qungui.wire import order_envelope

OLDEST_SCHEDULE = timedelta(hours=1)
"""A schedule event older than this is refused: its instant no longer says what is due."""

_PAUSE = timedelta(minutes=2)
"""How long an item rests after it was driven, before it is looked at again."""

_REST = timedelta(hours=1)
"""The same for an item that can never succeed as things stand; the alarm rings meanwhile."""

_PAGE = 200
_RESERVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Swept:
    """
    Attributes:
        failed: Items that raised; they rest and come back.
    """

    cases: int = 0
    orders: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepDue:
    due_index: DueIndex
    escalate: EscalateCase
    outbound: Queue
    clock: Clock

    def __call__(self, now: datetime, seconds_left: Callable[[], float]) -> Swept:
        """
        Drive everything due at *now*, the schedule's own time, until the time runs out; the
        remainder is the next run's.

        Raises:
            InvalidEventError: The schedule event is over an hour old.
        """
        if self.clock.now() - now > OLDEST_SCHEDULE:
            msg = "the schedule event is over an hour old"
            raise InvalidEventError(msg)
        swept = Swept()
        for item in self.due_index.due(now, _PAGE):
            if seconds_left() < _RESERVE_SECONDS:
                break
            swept = self._driven(item, now, swept)
        return swept

    def _driven(self, item: DueItem, now: datetime, swept: Swept) -> Swept:
        # It rests before it is tried: an item that breaks the function cannot block the others.
        again = replace(item, due=now + _PAUSE)
        self.due_index.postpone(item, again.due)
        try:
            if item.kind == "case":
                self.escalate(CaseRef(item.group_id, item.person_id, item.item_id))
                return Swept(swept.cases + 1, swept.orders, swept.failed)
            ref = OrderRef(item.group_id, item.person_id, item.item_id)
            self.outbound.send([order_envelope(ref, at=item.due)])
            return Swept(swept.cases, swept.orders + 1, swept.failed)
        except InvalidEventError:
            self.due_index.postpone(again, now + _REST)
            return Swept(swept.cases, swept.orders, swept.failed + 1)
        except QunguiError:
            return Swept(swept.cases, swept.orders, swept.failed + 1)
