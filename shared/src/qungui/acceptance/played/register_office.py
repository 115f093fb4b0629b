"""A company that files its groups: what stood on file before a scenario, by the same steps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from qungui.acceptance.plan import Plan, moment
from qungui.acceptance.played.replies import Reply
from qungui.acceptance.scenario import NotCarriedError
from qungui.acceptance.stage import Stage
from qungui.lifecycle.dues import due_step, last_moment
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing, LifeState, Notice
from qungui.model.group import Group, Role
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.person import Person
from qungui.usecases.appoint import Appoint, Appointment
from qungui.usecases.find_ground import Ground
from qungui.usecases.live_on import Wanted, living_on
from qungui.usecases.name_group import NameGroup
from qungui.usecases.name_office import NameOffice
from qungui.usecases.permit_member import Permission, PermitMember

S = LifeState

MATTER_ENDED = "事项结束"
"""The reason where a scenario gives none."""

_LONG_BEFORE, _AN_HOUR = timedelta(days=60), timedelta(hours=1)
_AN_INSTANT, _NOON = timedelta(microseconds=1), time(12)
_ADMINISTRATOR, _ASKER = "群管理员", "申请人"
_ASKED = {S.AWAITING_APPROVAL.value, S.AWAITING_FILING.value}
"""States in which whoever does something is who asked for the group."""

_PERMISSIONS = {"invite": "邀请好友"}


class Office:
    """
    The register of the scenario's company. What stood there before is brought about by the same
    steps as it would have been.

    Attributes:
        stood: The group as it was on file before the scenario's own event.
    """

    def __init__(self, plan: Plan, stage: Stage, group: Group, people: dict[str, Person]) -> None:
        self.register = stage.register
        self.live_on = living_on(
            register=self.register,
            organisation=stage.directory,
            move=stage.move,
            messenger=stage.messenger,
            people=stage.people,
        )
        self.appoint = Appoint(
            register=self.register,
            find=self.live_on.find,
            directory=stage.directory,
            live_on=self.live_on,
            clock=stage.clock,
        )
        self._plan, self._stage, self._group, self._people = plan, stage, group, people
        self.stood: Filing | None = None

    @property
    def filing(self) -> Filing | None:
        return self.register.filing(self._group.group_id)

    @property
    def ground(self) -> Ground:
        ground = self.live_on.find.under(
            self._group.rulebook, self._group.filed_as, self._group.group_id
        )
        if ground is None:
            msg = "没有发布的规定"
            raise NotCarriedError(msg)
        return ground

    def told(self, key: str, otherwise: Any) -> Any:  # noqa: ANN401 - values of a document
        return self._plan.told.get(key, otherwise)

    def look(self) -> None:
        self.stood = self.filing

    def set_up(self) -> None:
        """
        Raises:
            NotCarriedError: No step of ours leads to such a state.
        """
        plan, stage = self._plan, self._stage
        stage.move_to(plan.before(_LONG_BEFORE))
        name = NameOffice(
            directory=stage.directory, organisation=stage.directory, clock=stage.clock
        )
        for office, who in self._offices().items():
            name(self._group.rulebook, office, [self._person(each) for each in who])
        self._propose()
        for each in plan.told.get("approvals", ()):
            stage.move_to(moment(each["at"]))
            agreed = each["decision"] == "同意"
            by = self._person(str(each["by"]).rpartition(" ")[2])
            self.take(Step.AGREE if agreed else Step.REFUSE, by=by)
        self._appoint_by_office()
        wanted = plan.told.get("state")
        while wanted is not None and self._there.state.value != wanted:
            self._step()
        if wanted is None:
            self._get_ready()
        self._say_before()
        self._tell_again()
        stage.settle()

    def take(self, step: Step, *, by: str, **more: Any) -> Reply:  # noqa: ANN401 - as in Wanted
        return self.live_on(Wanted(group_id=self._group.group_id, step=step, by=by, **more))

    def call(self, name: str, *, by: str) -> Reply:
        live_on = self.live_on
        rename = NameGroup(
            register=self.register, find=live_on.find, order=live_on.order, clock=live_on.clock
        )
        return rename(self._group.group_id, name, by=by)

    def permit(self, who: str, what: str, *, allowed: bool, by: str) -> Reply:
        live_on = self.live_on
        permit = PermitMember(register=self.register, find=live_on.find, clock=live_on.clock)
        wish = Permission(
            group_id=self._group.group_id,
            what=_PERMISSIONS.get(what, what),
            who=who,
            allowed=allowed,
            by=by,
        )
        return permit(wish)

    def pass_time(self) -> None:
        """What is due now happens."""
        now = self._stage.clock.now()
        for item in self.register.due(now, 10):
            self.live_on.come_due(item.group_id, now)

    def last_day(self, filing: Filing) -> date | None:
        ends = last_moment(filing, self.ground.law)
        return None if ends is None else self.local(ends - _AN_INSTANT).date()

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.ground.law.calendar.zone)

    @property
    def _there(self) -> Filing:
        filing = self.filing
        if filing is None:
            msg = "群不在台账上"
            raise NotCarriedError(msg)
        return filing

    def _offices(self) -> dict[str, list[str]]:
        """Those who must say their word are there, whether the scenario names them or not."""
        law = self.ground.law
        wanted = (*law.approvers, law.registrar, law.postponed_by)
        missing = {office: [office] for office in filter(None, wanted)}
        return {**missing, **self._plan.offices}

    def _person(self, name: str) -> str:
        person = self._people.setdefault(
            name, self._stage.people.resolve(self._plan.alias_of(name))
        )
        self._stage.people.record(person)
        return person.person_id

    def _propose(self) -> None:
        plan, group = self._plan, self._group
        deed = plan.deed
        asks = plan.told.get("state") in _ASKED and deed is not None and deed.by
        self.live_on.propose(
            Filing(
                group_id=group.group_id,
                rulebook=group.rulebook,
                name=group.name,
                state=S.ACTIVE,
                since=self._stage.clock.now(),
                kind=group.filed_as,
                owner=next(iter(group.holders_of(Role.OWNER)), ""),
                proposed_by=self._person(asks or _ASKER),
            )
        )

    def _appoint_by_office(self) -> None:
        """Whoever the regulation names by office; of those that the scenario is not about."""
        deed = self._plan.deed
        if deed is None or "role" in deed.told:
            return
        for who in (who for people in self._plan.offices.values() for who in people):
            group_id, person_id = self._group.group_id, self._person(who)
            self.appoint(Appointment(group_id=group_id, role=_ADMINISTRATOR, who=person_id))

    def _get_ready(self) -> None:
        """As far as it goes before somebody must be named, or anything ends."""
        while self._there.state not in {S.ACTIVE, S.AWAITING_SETUP}:
            self._step()

    def _step(self) -> None:
        """The next of the usual way."""
        filing, ground = self._there, self.ground
        step = _NEXT.get(filing.state)
        if step is Step.CREATE and ground.approvers(filing):
            step = Step.AGREE
        if step is None:
            msg = f"从“{filing.state}”走不到场景的状态"
            raise NotCarriedError(msg)
        if step is Step.END:
            self._stage.move_to(self._ended_at())
        by = _BY[step](filing, ground)
        said = self.take(
            step,
            by=by,
            why=MATTER_ENDED,
            operator=_ADMINISTRATOR,
            on=self._announced_for(),
            form=ground.law.form,
        )
        if isinstance(said, Denied):
            msg = f"前提里的“{step}”不成立：{said}"
            raise NotCarriedError(msg)
        self._prolong()

    def _ended_at(self) -> datetime:
        told = self._plan.told.get("matter_ended")
        if told is None:
            return self._plan.before(_AN_HOUR)
        zone = self.ground.law.calendar.zone
        return datetime.combine(date.fromisoformat(told), _NOON, zone)

    def _announced_for(self) -> date | None:
        return self.last_day(self._there)

    def _prolong(self) -> None:
        until = self._plan.told.get("extended_to")
        if until is None or self._there.state is not S.AWAITING_ANNOUNCEMENT:
            return
        ground = self.ground
        later = {"why": "特殊需求", "on": date.fromisoformat(until)}
        self.take(Step.ASK_LATER, by=self._person(_ASKER), **later)
        self.take(Step.PUT_OFF, by=ground.extenders[0])

    def _say_before(self) -> None:
        """What those who run it had said: who has an office in it, its name, who may do what."""
        told = self._plan.told
        for role, who in told.get("appointed", {}).items():
            group_id, owner = self._group.group_id, self.ground.owners(self._there)[0]
            wish = Appointment(group_id=group_id, role=role, who=self._person(who), by=owner)
            self.appoint(wish)
        for each in told.get("name_consents", ()):
            self.call(each["name"], by=self._person(each["by"]))
        for who, said in told.get("permissions", {}).items():
            for what, allowed in said.items():
                by = self.ground.managers(self._there)[0]
                self.permit(self._person(who), what, allowed=bool(allowed), by=by)

    def _tell_again(self) -> None:
        """Everybody is asked as often as they were, until time would take the group further."""
        self._announced_by_hand()
        while (filing := self._there).due is not None and filing.due < self._plan.at:
            if due_step(filing, filing.due, self.ground.law) is not None:
                break
            self._stage.move_to(filing.due)
            self.live_on.come_due(filing.group_id, filing.due)

    def _announced_by_hand(self) -> None:
        """What somebody wrote in the group stands on file as it is, also what lacks something."""
        told = self._plan.told.get("announced")
        if not isinstance(told, Mapping):
            return
        at, filing = self._stage.clock.now(), self._there
        notice = Notice(
            reason=told.get("原因", ""),
            on=day_in(told["时间"], self.local(at).date()),
            operator=told.get("操作人", ""),
            at=at,
        )
        entry = AuditEntry(kind=AuditKind.GROUP_MOVED, at=at, facts={"step": "announce"})
        self.register.commit(replace(filing, notice=notice), entry)


_NEXT: Mapping[LifeState, Step] = {
    S.AWAITING_APPROVAL: Step.CREATE,
    S.AWAITING_FILING: Step.FILE,
    S.FILING_SENT: Step.CONFIRM,
    S.ACTIVE: Step.END,
    S.AWAITING_ANNOUNCEMENT: Step.ANNOUNCE,
}
_BY: Mapping[Step, Callable[[Filing, Ground], str]] = {
    Step.AGREE: lambda filing, ground: ground.approvers(filing)[0],
    Step.CREATE: lambda filing, _ground: filing.proposed_by,
    Step.FILE: lambda filing, _ground: filing.proposed_by,
    Step.CONFIRM: lambda _filing, ground: ground.registrars[0],
    Step.END: lambda filing, ground: ground.managers(filing)[0],
    Step.ANNOUNCE: lambda filing, ground: ground.managers(filing)[0],
}


def day_in(words: str, today: date) -> date:
    """6月25日, the next one."""
    month, _, rest = words.partition("月")
    day = date(today.year, int(month), int(rest.removesuffix("日")))
    return day if day >= today else day.replace(year=today.year + 1)
