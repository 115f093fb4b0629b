"""Who runs a group by the register runs it in the product too, and nobody whom they follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.model.filing import Filing
from qungui.model.group import Role
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import Linked
from qungui.ports import Directory


@dataclass(frozen=True, slots=True)
class NameSuccessors:
    """Safe to repeat. What the platform shows of the owner is the better source still."""

    directory: Directory

    def __call__(self, linked: Linked, filing: Filing, gone: Iterable[str], at: datetime) -> None:
        """
        *gone*: who leaves or has left, by person id, and is named for nothing any more.

        Raises:
            TransientError: Others kept changing the group.
        """
        group, run_by = linked.group, {filing.owner, *filing.administrators}
        filed = (who for role in _named(filing) for who in group.roles.get(role, ()))
        for who in sorted({*filed, *gone} - run_by):
            self.directory.forget(group.group_id, who)
        for role, people in _named(filing).items():
            if not set(people) <= set(group.holders_of(role)):
                self.directory.command(group.group_id, role, people, _entry(role, people, at))


def _named(filing: Filing) -> dict[Role, Sequence[str]]:
    owner = (filing.owner,) if filing.owner else ()
    return {Role.OWNER: owner, Role.ADMINISTRATOR: filing.administrators}


def _entry(role: Role, people: Sequence[str], at: datetime) -> AuditEntry:
    named = {f"holder_{number}": person for number, person in enumerate(people, 1)}
    facts = {"role": role.value, "holders": str(len(people))}
    return AuditEntry(kind=AuditKind.ROLE_SET, at=at, facts=facts, people=named)
