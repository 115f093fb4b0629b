"""
The employee directory, part by part.

As the app: department after department, with names. Where the app may read no names (48002, 48009,
60011), and the contact-sync secret is there: userids alone, page after page.
"""

from collections.abc import Callable

from qungui.adapters.wecom.api import contacts
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice, count_misconfigured
from qungui.errors import InvalidEventError, PlatformRefusal, TransientError
from qungui.model.staff import Employee, StaffPage

_AT_ONCE = 200
"""People in a part: as many as are recorded in a few seconds."""

_NO_NAMES = frozenset({48002, 48009, 60011})
_DEPARTMENT, _IDS = "department", "ids"


class WeComStaffDirectory:
    """
    Implements :class:`qungui.ports.StaffDirectory`.

    A place is ``department:<id>:<first person>`` or ``ids:<cursor>``. A department is asked for
    whole with each of its parts: the platform does not page it.
    """

    def __init__(self, client: WeComClient, contacts: Callable[[], WeComClient | None]) -> None:
        """*contacts* asks with the contact-sync secret; None where there is none."""
        self._client = client
        self._contacts = contacts

    def page(self, place: str) -> StaffPage:
        kind, _, where = place.partition(":")
        try:
            if kind == _IDS:
                return self._ids(where)
            return self._named(where) if place else self._beginning()
        except PlatformRefusal as refusal:
            if kind != _IDS and refusal.code in _NO_NAMES and self._contacts() is not None:
                return StaffPage(further=(f"{_IDS}:",))
            if advice(refusal.code) is Advice.ALARM:
                count_misconfigured(refusal)
            msg = f"the employee directory: {refusal}"
            raise TransientError(msg) from refusal

    def _beginning(self) -> StaffPage:
        found = contacts.departments(self._client)
        return StaffPage(further=tuple(f"{_DEPARTMENT}:{each.department_id}:0" for each in found))

    def _named(self, where: str) -> StaffPage:
        try:
            department, start = map(int, where.split(":"))
        except ValueError:
            msg = "no place in the employee directory"
            raise InvalidEventError(msg) from None
        everybody = contacts.employees(self._client, department)
        end = start + _AT_ONCE
        more = (f"{_DEPARTMENT}:{department}:{end}",) if end < len(everybody) else ()
        return StaffPage(everybody[start:end], more)

    def _ids(self, cursor: str) -> StaffPage:
        client = self._contacts()
        if client is None:
            msg = "the contact-sync secret was taken away"
            raise TransientError(msg)
        rows, following = contacts.seat_page(client, cursor, _AT_ONCE)
        # One row per person and department, over pages: what they are in altogether, none says.
        people = (Employee(userid=userid) for userid in dict.fromkeys(row.userid for row in rows))
        return StaffPage(tuple(people), (f"{_IDS}:{following}",) if following else ())
