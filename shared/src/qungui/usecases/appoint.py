"""Somebody is named for a role of a group, and that is kept with the group's audit entry."""

from dataclasses import dataclass

from qungui.lifecycle.appointing import (
    OWNER,
    Misplaced,
    Naming,
    holders,
    offices_for,
    placed,
    refused,
)
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Role
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.roles import ACTS_AS
from qungui.ports import Clock, Directory, Register
from qungui.usecases.find_ground import FindGround, Ground
from qungui.usecases.live_on import LiveOn, Wanted
from qungui.usecases.read_anew import read_anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """
    Attributes:
        role: In the regulation's own word.
        who: Person id.
        by: Person id; empty where the regulation itself names an office for it.
    """

    group_id: str
    role: str
    who: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Appointed:
    """
    Attributes:
        holders: Person ids, by all sources.
        filing: The group as it is then.
    """

    holders: tuple[str, ...]
    filing: Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Appoint:
    """
    Safe to repeat. A role that the product acts by stands with the linked group, as ``set-role``
    keeps it; all others, and those of a group that is not linked yet, stand on file.
    """

    register: Register
    find: FindGround
    directory: Directory
    live_on: LiveOn
    clock: Clock

    def __call__(self, wish: Appointment) -> Appointed | Denied | Misplaced | None:
        """
        None where no such group is on file. A group that only waited for it is in use then.

        Raises:
            TransientError: Others kept moving the group.
        """
        for filing, ground in read_anew(self.register, self.find, wish.group_id):
            why = refused(_naming(wish, filing, ground), filing, ground.law)
            if why is not None:
                return why
            kept = self._kept(wish, filing, ground)
            if kept is not None:
                return self._in_use(kept, ground)
        return None

    def _kept(self, wish: Appointment, filing: Filing, ground: Ground) -> Appointed | None:
        """None where somebody moved first."""
        acts_as = ACTS_AS.get(wish.role)
        if acts_as is not None and ground.linked is not None:
            group = ground.linked.group
            was = group.commanded.get(acts_as, ())
            people = _people(wish, was, filing, ground)
            if people == was:
                return Appointed(group.holders_of(acts_as), filing)
            entry = self._entry(wish, people)
            linked = self.directory.command(wish.group_id, acts_as, people, entry)
            return Appointed(linked.group.holders_of(acts_as), filing)
        was = holders(filing, wish.role)
        people = _people(wish, was, filing, ground)
        if people == was:
            return Appointed(was, filing)
        named = placed(filing, wish.role, people)
        kept = self.register.commit(named, self._entry(wish, people))
        return Appointed(people, named) if kept else None

    def _in_use(self, kept: Appointed, ground: Ground) -> Appointed:
        filing = kept.filing
        if filing.state is LifeState.AWAITING_SETUP and ground.law.setup:
            moved = self.live_on(Wanted(group_id=filing.group_id, step=Step.STAFF, by=""))
            if isinstance(moved, Filing):
                return Appointed(kept.holders, moved)
        return kept

    def _entry(self, wish: Appointment, people: tuple[str, ...]) -> AuditEntry:
        named = {f"holder-{number}": person for number, person in enumerate(people, start=1)}
        return AuditEntry(
            kind=AuditKind.ROLE_SET,
            at=self.clock.now(),
            facts={"role": wish.role, "holders": str(len(people))},
            people={"by": wish.by, **named},
        )


def _naming(wish: Appointment, filing: Filing, ground: Ground) -> Naming:
    # Of a group that nobody has seen yet only whoever asked for it can be one of its own.
    own = ground.linked is not None or wish.by == filing.proposed_by
    first = wish.role == OWNER and not ground.owners(filing) and wish.by == wish.who and own
    return Naming(
        role=wish.role,
        who=wish.who,
        offices=ground.offices_of(wish.who),
        by=wish.by,
        may=first or ground.may_name(wish.by, wish.role, filing),
    )


def _people(
    wish: Appointment, was: tuple[str, ...], filing: Filing, ground: Ground
) -> tuple[str, ...]:
    """There may be several administrators, and of those who hold it by office; one of all else."""
    several = ACTS_AS.get(wish.role) is Role.ADMINISTRATOR
    several = several or bool(offices_for(wish.role, filing, ground.law))
    return tuple(dict.fromkeys((*was, wish.who))) if several else (wish.who,)
