"""The word of an administrator on who holds a role, for want of a better source."""

from collections.abc import Sequence
from dataclasses import dataclass

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.ports import Clock, Directory, People


@dataclass(frozen=True, slots=True)
class Roles:
    directory: Directory
    people: People
    clock: Clock

    @classmethod
    def on(cls, *, table: str, region: str) -> "Roles":
        where, clock = {"table_name": table, "region": region}, SystemClock()
        return cls(DynamoDirectory(**where, clock=clock), DynamoPeople(**where, clock=clock), clock)

    def name(
        self, group_id: str, role: Role, userids: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """
        Who holds *role* now by all sources, and who was named; by person id. Naming nobody takes
        an earlier word back. In the group's audit log by ids alone.

        Raises:
            InvalidEventError: No such group.
            TransientError: Others kept changing it.
        """
        named = tuple(dict.fromkeys(self._recorded(userid) for userid in userids))
        holders = {f"holder-{number}": person for number, person in enumerate(named, start=1)}
        facts = {"role": role.value, "holders": str(len(named))}
        entry = AuditEntry(
            kind=AuditKind.ROLE_SET, at=self.clock.now(), facts=facts, people=holders
        )
        linked = self.directory.command(group_id, role, named, entry)
        return linked.group.holders_of(role), named

    def _recorded(self, userid: str) -> str:
        person = self.people.resolve(Alias("userid", userid.casefold()))
        self.people.record(person)
        return person.person_id
