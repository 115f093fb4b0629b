"""Whoever joins a group that they were removed from is noticed, and hears how to be let in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qungui.engine import reentry
from qungui.model.ids import UNFILED
from qungui.ports import People
from qungui.usecases.move_member import MoveMember


@dataclass(frozen=True, slots=True)
class NoticeReturn:
    """Safe to repeat: it is told at most once a day."""

    move: MoveMember
    people: People

    def __call__(self, group_id: str, came: Iterable[str], at: datetime) -> int:
        """
        For how many of the person ids *came*, who joined at *at*, something followed.

        Raises:
            TransientError: The ledger could not be reached, or somebody kept changing it.
        """
        if group_id.startswith(UNFILED) or self.move.directory.group(group_id) is None:
            return 0  # nobody is judged there
        return sum(self._noticed(group_id, person_id, at) for person_id in came)

    def _noticed(self, group_id: str, person_id: str, at: datetime) -> bool:
        person = self.people.get(person_id)
        is_here = person is None or not person.has_left_by(at)
        change = self.move(
            group_id, person_id, lambda docket: reentry.joined(docket, at, is_here=is_here)
        )
        return change is not None
