"""What somebody in charge has allowed a member, or somebody who is yet to come."""

from datetime import datetime
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.group import Role
from qungui.model.ids import derived_id


class PermitKind(StrEnum):
    JOIN = "join"  # to be brought in
    GUEST = "guest"  # to be in without belonging
    LEAVE = "leave"  # to leave
    ABSENCE = "absence"  # to be silent: 告假


@frozen(kw_only=True)
class Permit:
    """
    Attributes:
        person_id: Whom it is for; empty where only a name is known, of somebody yet to come.
        name: What whoever gave it called them; empty for a member who asked for themselves.
        by: Who gave it, by person id.
        roles: What they were in the group when they did.
        at: When they did, UTC.
        begins, ends: It holds in [begins, ends), UTC; without an end until it is taken back.
        why: In their own words.
    """

    kind: PermitKind
    group_id: str
    person_id: str = ""
    name: str = ""
    by: str
    roles: frozenset[Role] = frozenset()
    at: datetime
    begins: datetime
    ends: datetime | None = None
    why: str = ""

    @property
    def permit_id(self) -> str:
        """The same person is allowed the same once for each time that it begins."""
        whom = self.person_id or self.name
        return derived_id("permit", self.group_id, self.kind, whom, self.begins.isoformat())

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment and (self.ends is None or moment < self.ends)
