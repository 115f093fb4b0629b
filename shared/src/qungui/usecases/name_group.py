"""A group gets another name, on file and on the platform."""

from dataclasses import dataclass, replace

from qungui.lifecycle.law import NAMED
from qungui.lifecycle.taken import Denied
from qungui.model.act import Act
from qungui.model.filing import MOST_OF_NAME, Filing
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.ports import Clock, Register
from qungui.usecases.find_ground import FindGround, Ground
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.usecases.read_anew import read_anew


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroup:
    """Safe to repeat. Where a clause gives the name, only whom it lets may change it."""

    register: Register
    find: FindGround
    order: OrderForGroup
    clock: Clock

    def __call__(self, group_id: str, name: str, *, by: str) -> Filing | Denied | None:
        """
        The group as it is then, or why not; None where no such group is on file.

        Raises:
            TransientError: Others kept moving it.
        """
        name = name.strip()
        if not name:
            return Denied.LACKS
        if len(name) > MOST_OF_NAME:
            return Denied.TOO_LONG
        for filing, ground in read_anew(self.register, self.find, group_id):
            if not ground.may_call(by, filing):
                return Denied.NOT_YOU
            if filing.name == name or self._commit(filing, name, by):
                self._ordered(group_id, name, by, ground)
                return self.register.filing(group_id)
        return None

    def _commit(self, filing: Filing, name: str, by: str) -> bool:
        entry = AuditEntry(
            kind=AuditKind.GROUP_MOVED,
            at=self.clock.now(),
            facts={"step": "name", "from": filing.state.value, "to": filing.state.value},
            people={"by": by},
        )
        return self.register.commit(replace(filing, name=name), entry)

    def _ordered(self, group_id: str, name: str, by: str, ground: Ground) -> None:
        if ground.linked is None:
            return
        wish = Wish(
            group_id=group_id,
            act=Act.RENAME,
            ordered_by=by,
            wanted=name,
            clause_id=ground.law.cites.get(NAMED, ""),
        )
        self.order(wish)
