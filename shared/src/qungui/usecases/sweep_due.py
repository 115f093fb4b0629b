"""The due index is the truth: whatever the fast path missed is driven again."""

from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from operator import add

from qungui.errors import InvalidEventError, QunguiError
from qungui.model.case import CaseRef
from qungui.model.issue import IssueRef
from qungui.model.ledger import DueItem
from qungui.model.order import OrderRef
from qungui.model.petition import PetitionRef
from qungui.model.watch import WatchRef
from qungui.ports import Clock, DueIndex, Queue
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.run_issue import RunIssue
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.settle_petition import SettlePetition
from qungui.wire import (
    check_envelope,
    filing_envelope,
    order_envelope,
    quiet_envelope,
    trial_envelope,
)

OLDEST_SCHEDULE = timedelta(hours=1)
"""A schedule event older than this is refused: its instant no longer says what is due."""

_PAUSE = timedelta(minutes=2)
"""How long an item rests after it was driven, before it is looked at again."""

_REST = timedelta(hours=1)
"""The same for an item that can never succeed as things stand; the alarm rings meanwhile."""

_PAGE = 2_000
"""Items read at once; one full page follows another as long as there is time."""

_RESERVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Swept:
    """
    Attributes:
        failed: Items that raised; they rest and come back.
    """

    cases: int = 0
    orders: int = 0
    petitions: int = 0
    trials: int = 0
    filings: int = 0
    watches: int = 0
    issues: int = 0
    rests: int = 0
    checks: int = 0
    failed: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(*map(add, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepDue:
    due_index: DueIndex
    escalate: EscalateCase
    settle: SettlePetition
    watch: RunWatch
    issue: RunIssue
    outbound: Queue
    lifecycle: Queue
    quiet: Queue
    rosters: Queue
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
        swept, driven = Swept(), set[DueItem]()
        is_full = True
        while is_full:
            page = self.due_index.due(now, _PAGE)
            # The index lags: an item that rests already may show once more, and is left alone.
            fresh = [item for item in page if item not in driven]
            for item in fresh:
                if seconds_left() < _RESERVE_SECONDS:
                    return swept
                swept += self._driven(item, now)
            driven.update(fresh)
            is_full = len(page) == _PAGE and bool(fresh)
        return swept

    def _driven(self, item: DueItem, now: datetime) -> Swept:
        # It rests before it is tried: an item that breaks the function cannot block the others.
        again = replace(item, due=now + _PAUSE)
        self.due_index.postpone(item, again.due)
        try:
            return self._drive(item, now)
        except InvalidEventError:
            self.due_index.postpone(again, now + _REST)
            return Swept(failed=1)
        except QunguiError:
            return Swept(failed=1)

    def _drive(self, item: DueItem, now: datetime) -> Swept:
        where = (item.group_id, item.person_id, item.item_id)
        match item.kind:
            case "case":
                self.escalate(CaseRef(*where))
                return Swept(cases=1)
            case "order":
                self.outbound.send([order_envelope(OrderRef(*where), at=item.due)])
                return Swept(orders=1)
            case "settings":
                self.outbound.send([trial_envelope(item.item_id, at=item.due)])
                return Swept(trials=1)
            case "petition":
                self.settle(PetitionRef(*where))
                return Swept(petitions=1)
            case _:
                return self._drive_of_group(item, now)

    def _drive_of_group(self, item: DueItem, now: datetime) -> Swept:
        match item.kind:
            case "watch":
                self.watch(WatchRef(item.group_id, item.item_id), now)
                return Swept(watches=1)
            case "issue":
                self.issue(IssueRef(item.group_id, item.item_id), now)
                return Swept(issues=1)
            case "filing":
                self.lifecycle.send([filing_envelope(item.group_id, at=now)])
                return Swept(filings=1)
            case "rostercheck":
                self.rosters.send([check_envelope(item.group_id, at=item.due)])
                return Swept(checks=1)
            case _:
                self.quiet.send([quiet_envelope(item.group_id, at=now)])
                return Swept(rests=1)
