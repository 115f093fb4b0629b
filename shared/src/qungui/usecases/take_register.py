"""What a register says of people is noted; who is not in it is not taken for somebody who left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from qungui.calendars.wall import midnight
from qungui.model.person import Degree, Person, PersonFacts, facts_said
from qungui.model.register import RegisterRow
from qungui.ports import Clock, People

_A_DAY = timedelta(days=1)
_ZONE = ZoneInfo("Asia/Shanghai")  # a register is the company's, and no regulation's


@dataclass(frozen=True, slots=True)
class Taken:
    """
    Attributes:
        known: Who was noted already, just so.
        changed: Who is noted now, or otherwise than before.
        left: Those of them who have left since.
        back: Those of them who had left.
    """

    known: int
    changed: int
    left: int
    back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRegister:
    """Safe to repeat: what is noted already is not written again."""

    people: People
    clock: Clock

    def __call__(self, rows: Iterable[RegisterRow], *, really: bool = True) -> Taken:
        """
        *really*: False only counts.

        Raises:
            TransientError: It broke off; take it again.
        """
        known = changed = left = back = 0
        for row in rows:
            person = self.people.resolve(row.alias)
            facts = self._facts(row, person)
            said = facts_said(facts)
            if all(getattr(person, name) == value for name, value in said.items()):
                known += 1
                continue
            changed += 1
            left += facts.left_at is not None
            back += facts.is_here and person.left_at is not None
            if really:
                self.people.note(person, facts)
        return Taken(known, changed, left, back)

    def _facts(self, row: RegisterRow, person: Person) -> PersonFacts:
        leaves = bool(row.has_left) and person.left_at is None
        return PersonFacts(
            degree=Degree.KNOWN,
            name=row.name,
            department_names=row.departments or None,
            position=row.position or None,
            company=row.company or None,
            left_at=self.clock.now() if leaves else None,
            leaves_at=None if row.last_day is None else midnight(row.last_day + _A_DAY, _ZONE),
            is_here=row.has_left is False,
        )
