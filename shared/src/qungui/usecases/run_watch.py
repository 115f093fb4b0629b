"""A watch is looked at when it is due: who has not answered, and what follows from that."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from qungui.engine import silence
from qungui.engine.silence import Law, Look
from qungui.engine.telling import told
from qungui.errors import TransientError
from qungui.model.decision import ANSWERED, Word
from qungui.model.ids import derived_id
from qungui.model.linked import Linked
from qungui.model.watch import Stage, Watch, WatchRef
from qungui.ports import Activity, Watches
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.lift_finding import LiftFinding
from qungui.usecases.linked_group import linked_group
from qungui.usecases.move_member import MoveMember

_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWatch:
    """
    Safe to repeat, to run concurrently and to run late: what follows is derived from the instants
    of the watch. What is found of somebody stands in the watch first and is a case only then, so
    whoever answers meanwhile has it lifted; and it is there before the watch goes on.
    """

    watches: Watches
    activity: Activity
    move: MoveMember
    keep: KeepFinding

    def __call__(self, ref: WatchRef, now: datetime) -> None:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: It cannot be told now; the due index comes back to it.
        """
        linked = linked_group(self.move.directory, ref.group_id)
        for _ in range(_ATTEMPTS):
            watch = self.watches.get(ref.group_id, ref.watch_id)
            if watch is None or watch.due is None:
                return
            look = self._look(linked, watch, now)
            if silence.is_news(watch, look):
                self.watches.save(replace(watch, owed=look.watch.owed))
                continue
            self._follow(linked, look)
            if self.watches.save(look.watch):
                for person_id in look.awaits_no_more:
                    self.activity.expect_no_more(ref.group_id, person_id, ref.watch_id)
                return
        msg = "a watch kept moving"
        raise TransientError(msg)

    def _look(self, linked: Linked, watch: Watch, now: datetime) -> Look:
        edition = linked.edition_at(watch.at) or linked.editions[0]
        law = Law.of(edition, linked.settings, linked.limits(edition, watch.at))
        return silence.looked_at(watch, now, law)

    def _follow(self, linked: Linked, look: Look) -> None:
        for found in look.found:
            self.keep(linked, found)
        for found in look.lifted:
            excuse = look.watch.owed[found.person_id].excused
            said = Word(by=excuse.by, why=excuse.why) if excuse else Word(by="", why=ANSWERED)
            LiftFinding(self.move)(found.ref, said)
        for stage in look.reports:
            self._report(look.watch, stage)

    def _report(self, watch: Watch, stage: Stage) -> None:
        """Who is to hear how it stands then; nobody where they are nobody any more."""
        for who in watch.hearers:
            order_id = derived_id("watch", watch.watch_id, stage.value, who)
            say = partial(told, order_id=order_id, what=stage.value, about=watch.watch_id, to=who)
            self.move(watch.group_id, "", say)
