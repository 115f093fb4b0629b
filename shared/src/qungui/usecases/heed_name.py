"""The platform shows a group under another name than it has on file: put right, and said."""

from dataclasses import dataclass
from datetime import datetime

from qungui.engine.modes import mode_in_use
from qungui.lifecycle.law import NAMED
from qungui.model.act import Act
from qungui.model.filing import Filing
from qungui.model.group import Mode
from qungui.notices import life
from qungui.ports import Clock, Messenger, People, Register
from qungui.usecases.find_ground import FindGround, Ground
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.usecases.tell_people import tell


@dataclass(frozen=True, slots=True)
class Misnamed:
    """
    Attributes:
        expected: What it should be called.
        clause_id: By which clause; empty where only the filing says so.
    """

    expected: str
    clause_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeedName:
    """Safe to repeat: it is put right once a day, and the platform drops the same words."""

    register: Register
    find: FindGround
    order: OrderForGroup
    messenger: Messenger
    people: People
    clock: Clock

    def __call__(self, group_id: str, shown: str) -> Misnamed | None:
        """
        None where it has the name that it has on file, or nobody filed it.

        Raises:
            TransientError: It cannot be told now.
        """
        filing = self.register.filing(group_id)
        if filing is None or filing.state.is_final or shown == filing.name:
            return None
        ground, now = self.find(filing), self.clock.now()
        if ground is None:
            return None
        clause_id = ground.law.cites.get(NAMED, "")
        mode = _mode(ground, clause_id, now)
        if mode <= Mode.OBSERVE:
            return None
        if mode is Mode.ENFORCE and ground.linked is not None:
            self.order(_put_right(filing, shown, clause_id, now))
        owners = ground.owners(filing) or ground.managers(filing)
        tell(self.people, self.messenger, owners, life.renamed(filing, shown, clause_id))
        return Misnamed(filing.name, clause_id)


def _put_right(filing: Filing, shown: str, clause_id: str, now: datetime) -> Wish:
    return Wish(
        group_id=filing.group_id,
        act=Act.RENAME,
        ordered_by="",
        wanted=filing.name,
        clause_id=clause_id,
        occasion=f"shown as {shown} {now:%Y-%m-%d}",
    )


def _mode(ground: Ground, clause_id: str, now: datetime) -> Mode:
    """How far the clause acts here; where only the filing says so, all the way."""
    linked = ground.linked
    if linked is None or not clause_id:
        return Mode.ENFORCE
    edition = linked.edition_at(now) or linked.editions[0]
    return mode_in_use(edition.clause(clause_id), linked.settings, linked.limits(edition, now))
