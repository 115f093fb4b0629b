"""Somebody could not answer, because there was no network: a person says so, on record."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from qungui.engine import watching
from qungui.engine.authority import Bar
from qungui.errors import TransientError
from qungui.model.decision import Decision
from qungui.model.ledger import AuditKind
from qungui.model.watch import Watch
from qungui.ports import Watches
from qungui.usecases.move_member import MoveMember

_ATTEMPTS = 5
_BACK = timedelta(days=1)
"""How long after a message whoever owes it an answer can still be excused; then 撤销 is the way."""


class Excused(StrEnum):
    EXCUSED = "excused"
    NOTHING_OWED = "nothing-owed"


@dataclass(frozen=True, slots=True)
class ExcuseMember:
    """By anybody who may ask, never for themselves. Safe to repeat."""

    watches: Watches
    move: MoveMember

    def __call__(self, group_id: str, person_id: str, decision: Decision) -> Excused | Bar:
        """
        From all that they owe since a day before *decision*. What was found of them is lifted with
        the next sweep.

        Raises:
            TransientError: It cannot be kept now; try again.
        """
        if decision.by == person_id:
            return Bar.OWN_CASE
        owed = [
            watch
            for watch in self.watches.of_group(group_id)
            if decision.at - _BACK <= watch.at <= decision.at
            and watching.excused(watch, person_id, decision)
        ]
        if not owed:
            return Excused.NOTHING_OWED
        self._record(group_id, person_id, decision, len(owed))
        for watch in owed:
            self._excuse(watch, person_id, decision)
        return Excused.EXCUSED

    def _record(self, group_id: str, person_id: str, decision: Decision, count: int) -> None:
        facts = {"messages": str(count), "said": decision.at.isoformat()}
        self.move(
            group_id,
            person_id,
            lambda docket: docket.change(
                docket.entry(AuditKind.ANSWER_EXCUSED, facts, by=decision.by)
            ),
        )

    def _excuse(self, watch: Watch, person_id: str, decision: Decision) -> None:
        kept: Watch | None = watch
        for _ in range(_ATTEMPTS):
            moved = None if kept is None else watching.excused(kept, person_id, decision)
            if moved is None or self.watches.save(moved):
                return
            kept = self.watches.get(watch.group_id, watch.watch_id)
        msg = "a watch kept moving"
        raise TransientError(msg)
