"""A company whose groups rest: planned, announced, summed up; in memory, by one clock."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from qungui.adapters.memory.due_index import MemoryDueIndex
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.rests import MemoryRests
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.rulebook import Edition
from qungui.usecases.due_drives import case_drive, order_drive, quiet_drive
from qungui.usecases.keep_rest import KeepRest, Kept
from qungui.usecases.plan_rests import PlanRests
from qungui.usecases.sweep_due import SweepDue, Swept
from qungui.wire import order_ref_from_body, text_in
from tests.support.build import at, edition, settings
from tests.support.faults import FaultPlan
from tests.support.system import System


class Registered:
    """Of the group book, which groups there are, and which of them ended."""

    def __init__(self, *group_ids: str) -> None:
        self.group_ids = list(group_ids)
        self.ended: dict[str, datetime] = {}

    def every(self) -> Sequence[str]:
        return self.group_ids

    def dissolved(self) -> dict[str, datetime]:
        return self.ended


class Resting(System):
    """
    Attributes:
        quiet: The queue into quiet_hours.
    """

    def __init__(self, *groups: Any, law: Edition | None = None, **more: Any) -> None:
        how: dict[str, Any] = {"now": at(), "people": (), "settings": settings(), **more}
        super().__init__(edition=law or edition(), groups=groups, **how)
        self.build(FaultPlan())
        self.rests, self.quiet = MemoryRests(), MemoryQueue()
        self.book: Any = Registered(*(group.group_id for group in groups))
        self.plan = PlanRests(
            book=self.book,
            directory=self.directory,
            rests=self.rests,
            quiet=self.quiet,
            clock=self.clock,
        )
        self.keep = KeepRest(
            rests=self.rests,
            order=self.order_for_group,
            people=self.people,
            audit_log=self.ledger.audit,
        )
        self.sweep_all = SweepDue(
            due_index=MemoryDueIndex(self.ledger, self.rests),
            drives={
                "case": case_drive(self.escalate),
                "order": order_drive(self.outbound),
                "quiet": quiet_drive(self.quiet),
            },
            clock=self.clock,
        )

    def swept(self, scheduled: datetime | None = None) -> Swept:
        """By the schedule of *scheduled*, now unless said otherwise."""
        return self.sweep_all(scheduled or self.clock.now(), lambda: math.inf)

    def arrive(self, envelopes: Sequence[Envelope]) -> list[Kept | int]:
        """At quiet_hours."""
        return [self._arrived(envelope) for envelope in envelopes]

    def _arrived(self, envelope: Envelope) -> Kept | int:
        if envelope.kind is EnvelopeKind.PLAN_QUIET:
            return self.plan(envelope.at, text_in(envelope.body, "after"))
        return self.keep(text_in(envelope.body, "group"), envelope.at)

    def go_out(self) -> None:
        """All that is ordered."""
        while waiting := self.outbound.take():
            for envelope in waiting:
                self.dispatch(order_ref_from_body(envelope.body))

    def minute(self, moment: datetime) -> list[Kept | int]:
        """The sweep of *moment*, and all that follows from it at once."""
        self.clock.move_to(moment)
        self.swept()
        done = self.arrive(self.quiet.take())
        self.go_out()
        return done
