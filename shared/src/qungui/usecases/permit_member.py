"""What a member may do in a group, as those who run it say."""

from dataclasses import dataclass, replace

from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.ports import Clock, Register
from qungui.usecases.find_ground import FindGround
from qungui.usecases.read_anew import read_anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """
    Attributes:
        what: In the regulation's own word, e.g. 邀请好友.
        who, by: Person ids.
    """

    group_id: str
    what: str
    who: str
    allowed: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitMember:
    """Safe to repeat."""

    register: Register
    find: FindGround
    clock: Clock

    def __call__(self, wish: Permission) -> Filing | Denied | None:
        """
        The group as it is then, or why not; None where no such group is on file.

        Raises:
            TransientError: Others kept moving the group.
        """
        for filing, ground in read_anew(self.register, self.find, wish.group_id):
            if not ground.runs(wish.by, filing):
                return Denied.NOT_YOU
            if all(wish.what not in duty.powers for duty in ground.law.duties):
                return Denied.NOT_FORESEEN
            said = {**filing.permissions.get(wish.what, {}), wish.who: wish.allowed}
            permitted = replace(filing, permissions={**filing.permissions, wish.what: said})
            if permitted == filing or self.register.commit(permitted, self._entry(wish)):
                return self.register.filing(wish.group_id)
        return None

    def _entry(self, wish: Permission) -> AuditEntry:
        return AuditEntry(
            kind=AuditKind.PERMISSION_SET,
            at=self.clock.now(),
            facts={"permission": wish.what, "allowed": str(wish.allowed)},
            people={"by": wish.by, "about": wish.who},
        )
