"""Every group under rules about members is gone through; each hour new ones are planned."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.calendars.calendar import calendar_of
from qungui.engine.reconcile import watching
from qungui.engine.roster_plans import first_dues
from qungui.engine.rounds import rounds
from qungui.errors import TransientError
from qungui.model.ids import UNFILED
from qungui.model.linked import Linked
from qungui.model.roster_check import RosterCheck
from qungui.ports import Clock, Directory, GroupBook, RosterChecks

TOO_OLD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChecks:
    """Safe to repeat: a group that has a check keeps it."""

    book: GroupBook
    directory: Directory
    checks: RosterChecks
    clock: Clock

    def __call__(self, at: datetime) -> int:
        """
        How many groups were planned by the schedule of *at*; none by one of over an hour ago: a
        later one did, or will.

        Raises:
            TransientError: It broke off; the next run goes on.
        """
        if self.clock.now() - at > TOO_OLD:
            return 0
        filed = [group_id for group_id in self.book.every() if not group_id.startswith(UNFILED)]
        have = self.checks.planned(filed)
        return sum(self._planned(group_id, at) for group_id in filed if group_id not in have)

    def ask(self, group_id: str, by: str) -> bool:
        """
        Somebody, by person id, wants the group gone through at once, and says that its roster is
        right; False where it has no rules about members.

        Raises:
            TransientError: Others kept changing the check.
        """
        now = self.clock.now()
        linked = self.directory.group(group_id)
        if linked is None or not _dues(linked, now):
            return False
        kept = self.checks.get(group_id)
        check = kept or RosterCheck(group_id=group_id, dues=_dues(linked, now))
        if not self.checks.keep(replace(check, asked_by=by, asked_at=now)):
            msg = "the roster check: somebody else changed it"
            raise TransientError(msg)
        return True

    def _planned(self, group_id: str, at: datetime) -> bool:
        linked = self.directory.group(group_id)
        dues = {} if linked is None else _dues(linked, at)
        return bool(dues) and self.checks.keep(RosterCheck(group_id=group_id, dues=dues))


def _dues(linked: Linked, at: datetime) -> dict[str, datetime]:
    edition = linked.edition_at(at)
    if edition is None:
        return {}
    limits = linked.limits(edition, at)
    watched = watching(edition, linked.settings, linked.group, limits)
    held = rounds(edition, linked.settings, limits)
    return first_dues((*watched, *held), at, calendar_of(linked))
