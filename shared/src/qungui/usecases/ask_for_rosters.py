"""Which rosters are stale: each hour, every such group is asked for by an envelope of its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.ids import derived_id
from qungui.ports import Clock, GroupBook, Queue
from qungui.wire import time_to_text

MOST = 500
"""Groups asked for in one run; the rest are stale still at the next."""

TOO_OLD = timedelta(hours=1)

ASKED_AGAIN_AFTER = timedelta(hours=6)
"""How long a pull may wait in the queue or among its repeats before it is asked for once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForRosters:
    """
    Safe to repeat and to break off: a group that was asked for is no longer stale for a while,
    so the next run goes on with the others.
    """

    book: GroupBook
    lifecycle: Queue
    clock: Clock

    def __call__(self, at: datetime) -> int:
        """
        How many groups were asked for by the schedule of *at*. One over an hour old asks for
        none: a later one did, or will.

        Raises:
            TransientError: It cannot be told now.
        """
        if self.clock.now() - at > TOO_OLD:
            return 0
        stale = self.book.stale(at, MOST)
        for group_id in stale:
            self.lifecycle.send([_asking(group_id, at)])
            self.book.postpone(group_id, at + ASKED_AGAIN_AFTER)
        return len(stale)


def _asking(group_id: str, at: datetime) -> Envelope:
    return Envelope(
        kind=EnvelopeKind.ROSTER,
        envelope_id=derived_id("roster", group_id, time_to_text(at)),
        group=group_id,
        at=at,
        lane=group_id,
        body={"group": group_id},
    )
