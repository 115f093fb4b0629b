"""The due index is the truth: whatever the fast path missed is driven again."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.errors import InvalidEventError, QunguiError
from qungui.model.ledger import DueItem
from qungui.ports import Clock, DueIndex

type Drive = Callable[[DueItem, datetime], object]
"""Moves one item on, or asks for it; the instant is the schedule's own."""

type Swept = Counter[str]
"""Items driven, by their kind; :data:`FAILED` those that raised: they rest and come back."""

FAILED = "failed"

OLDEST_SCHEDULE = timedelta(hours=1)
"""A schedule event older than this is refused: its instant no longer says what is due."""

_PAUSE = timedelta(minutes=2)
"""How long an item rests after it was driven, before it is looked at again."""

_REST = timedelta(hours=1)
"""The same for an item that can never succeed as things stand; the alarm rings meanwhile."""

_PAGE = 2_000
"""Items read at once; one full page follows another as long as there is time."""

_RESERVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepDue:
    """
    Attributes:
        drives: By kind of item. An item of another kind is no use to this sweep: it fails.
    """

    due_index: DueIndex
    drives: Mapping[str, Drive]
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
        swept, driven = Counter[str](), set[DueItem]()
        is_full = True
        while is_full:
            page = self.due_index.due(now, _PAGE)
            # The index lags: an item that rests already may show once more, and is left alone.
            fresh = [item for item in page if item not in driven]
            for item in fresh:
                if seconds_left() < _RESERVE_SECONDS:
                    return swept
                swept[self._driven(item, now)] += 1
            driven.update(fresh)
            is_full = len(page) == _PAGE and bool(fresh)
        return swept

    def _driven(self, item: DueItem, now: datetime) -> str:
        """Its kind, or that it failed."""
        # It rests before it is tried: an item that breaks the function cannot block the others.
        again = replace(item, due=now + _PAUSE)
        self.due_index.postpone(item, again.due)
        try:
            self._drive(item.kind)(item, now)
        except InvalidEventError:
            self.due_index.postpone(again, now + _REST)
            return FAILED
        except QunguiError:
            return FAILED
        return item.kind

    def _drive(self, kind: str) -> Drive:
        drive = self.drives.get(kind)
        if drive is None:
            msg = f"nothing here drives items of kind {kind}"
            raise InvalidEventError(msg)
        return drive
