"""Whoever has a duty that comes again says that it is done."""

from dataclasses import dataclass

from qungui.lifecycle.duties import done, is_open
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.ports import Clock, Register
from qungui.usecases.find_ground import FindGround
from qungui.usecases.read_anew import read_anew


@dataclass(frozen=True, slots=True, kw_only=True)
class TickDuty:
    """Safe to repeat: what is done already is not done again."""

    register: Register
    find: FindGround
    clock: Clock

    def __call__(self, group_id: str, by: str) -> Filing | Denied | None:
        """
        All that was asked of *by*, a person id, in a group; None where no such group is on file.

        Raises:
            TransientError: Others kept moving the group.
        """
        for filing, ground in read_anew(self.register, self.find, group_id):
            waiting = [one for one in ground.law.recurring if is_open(filing, one)]
            mine = [one for one in waiting if by in ground.bearers(one, filing)]
            if not mine:
                return Denied.NOT_YOU if waiting else Denied.NOT_NOW
            ticked = done(filing, mine, self.clock.now())
            if self.register.commit(ticked, self._entry(filing, by)):
                return self.register.filing(group_id)
        return None

    def _entry(self, filing: Filing, by: str) -> AuditEntry:
        return AuditEntry(
            kind=AuditKind.GROUP_MOVED,
            at=self.clock.now(),
            facts={"step": "duty", "from": filing.state.value, "to": filing.state.value},
            people={"by": by},
        )
