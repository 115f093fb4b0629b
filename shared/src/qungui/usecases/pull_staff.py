"""
The employee directory becomes persons: names, departments, who leads, who is whose superior.

Once a day, part by part, each an envelope of its own. Who is missing is **not** taken for somebody
who left: the app sees the departments that it was given and no others, each part is of another
moment, and people move between departments meanwhile. That somebody left, the event ``delete_user``
says, or their own status in the directory (left), which no event tells (platform.md §1.5: a change
of name or status is not pushed). Whoever is listed with another status works there: those who had
left before are back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.ids import Alias, derived_id
from qungui.model.person import Degree, Person, PersonFacts, facts_said
from qungui.model.staff import Employee, EmployeeStatus
from qungui.ports import Clock, People, Queue, StaffDirectory
from qungui.wire import time_to_text

TOO_OLD = timedelta(hours=1)
_EMPLOYED = set(EmployeeStatus) - {EmployeeStatus.LEFT}
_LANE = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class PullStaff:
    """Safe to repeat: what is known already is not written again."""

    staff: StaffDirectory
    people: People
    lifecycle: Queue
    clock: Clock

    def __call__(self, place: str, at: datetime) -> int:
        """
        How many employees the part at *place* has; the parts that follow it are queued. The
        beginning, asked for by a schedule of over an hour ago, is left to the next day's.

        Raises:
            InvalidEventError: No such place.
            TransientError: It cannot be told now.
        """
        if not place and self.clock.now() - at > TOO_OLD:
            return 0
        page = self.staff.page(place)
        for employee in page.employees:
            self._note(employee, at)
        self.lifecycle.send(list(_parts(page.further, at)))
        return len(page.employees)

    def _note(self, employee: Employee, at: datetime) -> None:
        person = self.people.resolve(_userid(employee.userid))
        facts = self._facts(employee, person, at)
        if any(getattr(person, name) != value for name, value in facts_said(facts).items()):
            self.people.note(person, facts)

    def _facts(self, employee: Employee, person: Person, at: datetime) -> PersonFacts:
        current = _userid(employee.userid).name
        if not employee.name and not employee.departments:  # ids only
            return PersonFacts(degree=Degree.KNOWN, current_userid=current)
        superior = employee.superior
        has_left = employee.status is EmployeeStatus.LEFT
        return PersonFacts(
            degree=Degree.KNOWN,
            current_userid=current,
            left_at=at if has_left and person.left_at is None else None,
            is_here=employee.status in _EMPLOYED and person.has_left_by(at),
            name=employee.name,
            position=employee.position or None,
            departments=employee.departments,
            leads=employee.leads,
            superior=self.people.resolve(_userid(superior)).person_id if superior else "",
        )


def _parts(places: Iterable[str], at: datetime) -> Iterable[Envelope]:
    return (
        Envelope(
            kind=EnvelopeKind.STAFF,
            envelope_id=derived_id("staff", place, time_to_text(at)),
            at=at,
            lane=_LANE,
            body={"place": place},
        )
        for place in places
    )


def _userid(name: str) -> Alias:
    return Alias("userid", name.casefold())
