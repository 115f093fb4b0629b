"""Every group under hours of rest has its next one planned; each hour what changed is caught up."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.engine.rests import next_rest
from qungui.model.ids import UNFILED
from qungui.model.rest import Rest
from qungui.ports import Clock, Directory, GroupBook, Queue, Rests
from qungui.wire import plan_quiet_envelope

MOST = 500
"""Groups planned in one run; the rest are the next envelope's."""

TOO_OLD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRests:
    """
    Safe to repeat and to break off: a rest under way stays, and one that stands as it should is
    not written.
    """

    book: GroupBook
    directory: Directory
    rests: Rests
    quiet: Queue
    clock: Clock

    def __call__(self, at: datetime, after: str = "") -> int:
        """
        How many groups were planned anew by the schedule of *at*, of those whose id comes after
        *after*. One of over an hour ago plans none: a later one did, or will.

        Raises:
            TransientError: It broke off.
        """
        now = max(at, self.clock.now())
        if now - at > TOO_OLD:
            return 0
        filed = sorted(g for g in self.book.every() if g > after and not g.startswith(UNFILED))
        some, ended = filed[:MOST], self.book.dissolved()
        stand = self.rests.of(some)
        planned = sum(self._planned(g, stand.get(g), now, over=g in ended) for g in some)
        if len(filed) > len(some):
            self.quiet.send([plan_quiet_envelope(some[-1], at=at)])
        return planned

    def _planned(self, group_id: str, stands: Rest | None, now: datetime, *, over: bool) -> bool:
        if stands is not None and not over and (stands.begun or stands.opens <= now):
            return False
        linked = None if over else self.directory.group(group_id)
        rest = None if linked is None else next_rest(linked, now)
        if rest is None:
            if stands is not None:
                self.rests.drop(group_id)
            return stands is not None
        anew = replace(rest, version=0 if stands is None else stands.version)
        return anew != stands and self.rests.keep(anew)
