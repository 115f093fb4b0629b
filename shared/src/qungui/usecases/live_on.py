"""A step in the life of a group: taken by somebody or by time, kept, told to whom it concerns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from qungui.errors import TransientError
from qungui.lifecycle.dues import due_step
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.living import adopted, proposed, seen, step
from qungui.lifecycle.moves import Step
from qungui.lifecycle.placing import chased, sent
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, Sends
from qungui.ports import Clock, Messenger, Organisation, People, Register
from qungui.usecases.find_ground import FindGround, Ground
from qungui.usecases.keep_step import keep_step
from qungui.usecases.make_group import MakeGroup
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_for_group import OrderForGroup
from qungui.usecases.read_anew import read_anew
from qungui.usecases.read_group_record import ReadGroupRecord
from qungui.usecases.send_step import SendStep

type _Begins = Callable[[Filing, GroupLaw, datetime], Filing]

_BY_TIME: Mapping[Step, str] = {Step.END: "预定的结束日期已到"}
"""The reason, where time ends something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    Attributes:
        by: Person id.
        on, operator, number, names, form, why: As in :class:`qungui.lifecycle.taken.Taken`.
        at: When it was said, by which its days are counted; None is now.
    """

    group_id: str
    step: Step
    by: str
    at: datetime | None = None
    why: str = ""
    on: date | None = None
    operator: str = ""
    names: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveOn:
    """
    Safe to repeat: a step that was taken is not possible again, and what is owed of one goes out
    until it is out. What a group is ordered, ``OrderForGroup`` makes once.

    Attributes:
        make: None where groups are not made; the function that does is sent what is owed then.
        record: None where a closing package does not say how much is on record.
    """

    register: Register
    find: FindGround
    order: OrderForGroup
    messenger: Messenger
    people: People
    clock: Clock
    make: MakeGroup | None = None
    record: ReadGroupRecord | None = None

    def propose(self, draft: Filing) -> Filing | None:
        """
        A complete form begins the life of its group; None where none of its rulebook is published.
        What was proposed before stands as it is.

        Raises:
            TransientError: It cannot be told now.
        """
        return self._begun(Step.PROPOSE, draft, proposed, self.clock.now())

    def see(self, bare: Filing, now: datetime) -> Filing | None:
        """The platform shows a group that nobody filed. As ``propose`` else."""
        return self._begun(Step.SEE, bare, seen, now)

    def adopt(self, bare: Filing, was: Filing, now: datetime) -> Filing | None:
        """What *was* unfiled is linked, and goes on under another id. As ``propose`` else."""
        found = self._begun(Step.ADOPT, bare, adopted, now)
        self.brought_about(was.group_id, Step.LINK, now)
        return found

    def certify(self, filing: Filing) -> None:
        """
        What was to be dissolved is gone: whoever asked for it and the register hear it.

        Raises:
            TransientError: It cannot be told now.
        """
        ground = self.find(filing)
        if ground is not None:
            self._send(Sends.CERTIFICATE, filing, ground, self.clock.now())

    def brought_about(
        self, group_id: str, what: Step, now: datetime, names: tuple[str, ...] = ()
    ) -> Filing | Denied | None:
        """A step that nobody takes: the platform or the directory showed it. As a call else."""
        taken = Taken(step=what, at=now, names=names)
        return self._moved(group_id, lambda _filing, _ground: taken, now)

    def __call__(self, wanted: Wanted) -> Filing | Denied | None:
        """
        The group as it is then, or why not; None where no such group is on file.

        Raises:
            TransientError: Others kept moving it, or it cannot be told now.
        """
        at = wanted.at or self.clock.now()
        return self._moved(wanted.group_id, partial(self._taken, wanted, at), at)

    def concerns(self, person_id: str, filing: Filing) -> bool:
        """Whether they are anything to the group."""
        ground = self.find(filing)
        return ground is not None and bool(ground.roles_of(person_id, filing))

    def come_due(self, group_id: str, now: datetime) -> Filing | None:
        """
        What is owed goes out; else time decides, or whoever owes the next step is asked again.
        None where it is not due at *now*, the schedule's own time, or not on file.

        Raises:
            TransientError: As above.
        """
        filing = self.register.filing(group_id)
        ground = None if filing is None else self.find(filing)
        if filing is None or ground is None:
            return None
        if filing.due is None or filing.due > now:
            return None
        if filing.owed:
            return self._told(group_id, ground, now)
        what = due_step(filing, now, ground.law)
        if what is not None:
            taken = Taken(step=what, at=now, why=_BY_TIME.get(what, ""))
            moved = self._moved(group_id, lambda _filing, _ground: taken, now)
            return moved if isinstance(moved, Filing) else None
        asked = chased(filing, now, ground.law)
        if not self._kept("ask", filing, asked):
            return None  # somebody moved it: it is not owed any more
        return self._told(group_id, ground, now)

    def was_asked(self, filing: Filing, ground: Ground, at: datetime) -> bool:
        """
        Whoever owes the next step was asked together with others; False where somebody moved it
        meanwhile. Raises as ``come_due`` does.
        """
        asked = sent(chased(filing, at, ground.law), at, ground.law)
        return self._kept("ask", filing, asked)

    def _begun(self, what: Step, bare: Filing, begins: _Begins, now: datetime) -> Filing | None:
        found = self.register.filing(bare.group_id)
        if found is not None:
            return found
        ground = self.find(bare)
        if ground is None:
            return None
        begun = begins(bare, ground.law, now)
        if not self._kept(what, None, begun, bare.proposed_by):
            return self.register.filing(bare.group_id)
        return self._told(bare.group_id, ground, now)

    def _taken(self, wanted: Wanted, now: datetime, filing: Filing, ground: Ground) -> Taken:
        number = "" if wanted.step is not Step.CONFIRM else filing.number or self._number(now)
        return Taken(
            step=wanted.step,
            at=now,
            by=wanted.by,
            roles=ground.roles_of(wanted.by, filing),
            why=wanted.why,
            on=wanted.on,
            operator=wanted.operator,
            number=number,
            names=wanted.names,
            form=wanted.form,
        )

    def _moved(
        self, group_id: str, what: Callable[[Filing, Ground], Taken], now: datetime
    ) -> Filing | Denied | None:
        for filing, ground in read_anew(self.register, self.find, group_id):
            taken = what(filing, ground)
            moved = step(filing, taken, ground.law)
            if isinstance(moved, Denied):
                return moved
            if self._kept(taken.step, filing, moved, taken.by):
                return self._told(group_id, ground, now)
        return None

    @property
    def _send(self) -> SendStep:
        return SendStep(
            order=self.order,
            directory=self.find.directory,
            messenger=self.messenger,
            people=self.people,
            record=self.record,
        )

    def _told(self, group_id: str, ground: Ground, now: datetime) -> Filing | None:
        """What is owed goes out; where that fails now, the sweep sees to it."""
        filing = self.register.filing(group_id)
        if filing is None or not filing.owed:
            return filing
        try:
            for each in filing.owed:
                if each is Sends.CREATION:
                    ground = self._made(filing, ground, now)
                self._send(each, filing, ground, now)
        except TransientError:
            return filing
        done = sent(filing, now, ground.law)
        self._kept("told", filing, done)
        if Sends.CREATION in filing.owed and ground.linked is not None and self.make is not None:
            self.brought_about(group_id, Step.CREATE, now)
        return self.register.filing(group_id)

    def _made(self, filing: Filing, ground: Ground, now: datetime) -> Ground:
        """The same, with the group linked where the platform let us make it."""
        if ground.linked is not None:
            return ground
        if self.make is None:
            msg = "groups are made elsewhere"
            raise TransientError(msg)
        return replace(ground, linked=self.make(filing, now))

    def _number(self, now: datetime) -> str:
        """The next one of its year: they are given one after the other, so the first free one."""
        taken, free = 0, 1
        while self.register.numbered(_numbered(now, free)) is not None:
            taken, free = free, free * 2
        while free - taken > 1:
            middle = (taken + free) // 2
            if self.register.numbered(_numbered(now, middle)) is None:
                free = middle
            else:
                taken = middle
        return _numbered(now, free)

    def _kept(self, what: str, was: Filing | None, now: Filing, by: str = "") -> bool:
        return keep_step(self.register, what, was, now, by=by, at=self.clock.now())


def living_on(
    *,
    register: Register,
    organisation: Organisation,
    move: MoveMember,
    messenger: Messenger,
    people: People,
    make: MakeGroup | None = None,
    record: ReadGroupRecord | None = None,
) -> LiveOn:
    """With what *move* has at hand."""
    return LiveOn(
        register=register,
        find=FindGround(directory=move.directory, organisation=organisation, clock=move.clock),
        order=OrderForGroup.over(move),
        messenger=messenger,
        people=people,
        clock=move.clock,
        make=make,
        record=record,
    )


def _numbered(now: datetime, count: int) -> str:
    return f"{now.year}-{count:03d}"
