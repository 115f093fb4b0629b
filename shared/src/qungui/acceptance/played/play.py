"""A plan on a stage: what was before, then every message in its order, or a deed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qungui.acceptance.law import kinds_in
from qungui.acceptance.plan import ADMINISTRATOR, DEPARTMENT, HEAD, OWNER, Plan, Sent
from qungui.acceptance.played import forms, issues, life
from qungui.acceptance.played.deeds import done
from qungui.acceptance.played.earlier import Earlier
from qungui.acceptance.played.register_office import Office
from qungui.acceptance.played.replies import Reply
from qungui.acceptance.played.rosters import permitted
from qungui.acceptance.played.scene import Scene
from qungui.acceptance.stage import Record, Seen, Stage
from qungui.engine.docket import GRACE
from qungui.model.act import Act
from qungui.model.case import Case, case_id_of
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.issue import Issue
from qungui.model.item_ref import ItemRef
from qungui.model.known_group import Member
from qungui.model.ledger import Discipline
from qungui.model.message import Message, MessageKind
from qungui.model.order import Order, OrderState
from qungui.model.person import Person, PersonFacts
from qungui.rulebook.coverage import is_watched, looks_at_members

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_PLAIN = str.maketrans("（）", "()")
_A_DAY = timedelta(days=1)
_ALWAYS = {
    Role.OWNER: OWNER,
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.ADMIN_DEPARTMENT: DEPARTMENT,
    Role.LEADER: HEAD,
}


class Played:
    """
    What can be looked at once everything has happened.

    Attributes:
        before: How much had been seen before the scenario's own event.
        stood: What stood against the member before it.
        waited: What waited in the group for somebody's word before it.
        reply: What whoever did the deed was told.
        office: Where the group is on file, if anything befalls the group itself.
    """

    before: Seen
    stood: Discipline
    waited: frozenset[ItemRef]
    reply: Reply = None
    office: Office

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        for role, who in _ALWAYS.items():
            if role not in plan.vacant:
                plan.name_role(role, who)
        self.stage = Stage(_LONG_AGO)
        everybody = (*plan.names(), *plan.recorded())
        self.people = {who: self.stage.people.resolve(plan.alias_of(who)) for who in everybody}
        self.groups = {name: self._group(name) for name in self._group_names()}
        self._set_up()
        self._play()

    @property
    def group(self) -> Group:
        """Where the scenario's own event happens."""
        return self.groups[self.plan.own_group]

    @property
    def member(self) -> Person:
        """Whom the scenario is about."""
        return self.people[self.plan.member]

    @property
    def since(self) -> Record:
        """What the platform's record shows since the scenario's own event."""
        return self.stage.since(self.before)

    @property
    def moved(self) -> tuple[Order, ...]:
        """The member's orders that are new since, or not as they were."""
        now = self.stage.discipline(self.group, self.member).orders
        return tuple(order for order in now if self.stood.order(order.order_id) != order)

    @property
    def raised(self) -> Case | None:
        """Another member's case that waits for a word since."""
        for ref in self._waiting() - self.waited:
            case = self.stage.ledger.discipline(ref.group_id, ref.person_id).case(ref.item_id)
            if case is not None:
                return case
        return None

    @property
    def found(self) -> tuple[Case, ...]:
        """Cases of the scenario's own clause that no message shows, of anybody in the group."""
        watched = is_watched(self.plan.clause)
        if not watched and not looks_at_members(self.plan.clause):
            return ()
        any_time = watched and self.plan.deed is not None
        here, clause_id = self.group, self.plan.scenario.clause_id
        cases = (c for p in self.people.values() for c in self.stage.discipline(here, p).cases)
        return tuple(
            case
            for case in cases
            if not case.message_id
            and (any_time or case.at >= self.plan.at)
            and any(breach.clause_id == clause_id for breach in case.breaches)
        )

    @property
    def opened(self) -> tuple[Issue, ...]:
        """The problems that were raised since the event."""
        kept = self.stage.issues.of_group(self.group.group_id)
        return tuple(issue for issue in kept if issue.at >= self.plan.at)

    @property
    def is_listed(self) -> bool:
        """Whether those in charge, or whoever asked for answers, have read of what was found."""
        orders = self.stage.ledger.discipline(self.group.group_id, "").orders
        reports = (o for o in orders if o.act is Act.REPORT and o.at >= self.plan.at)
        return any(order.state is OrderState.SERVED for order in reports)

    @property
    def _is_to_be_told(self) -> bool:
        orders = self.stage.ledger.discipline(self.group.group_id, "").orders
        return any(order.state is OrderState.NEW for order in orders)

    def _waiting(self) -> frozenset[ItemRef]:
        return frozenset(each.ref for each in self.stage.ledger.undecided(self.group.group_id))

    @property
    def case(self) -> Case | None:
        """What the scenario's own message was put into the ledger as."""
        if self.plan.deed is not None:
            return None
        message_id = _message_id(self.plan.messages.index(self.plan.main))
        discipline = self.stage.discipline(self.group, self.member)
        return discipline.case(case_id_of(self.group.group_id, message_id))

    def _group_names(self) -> list[str]:
        elsewhere = (sent.group for sent in self.plan.messages if sent.group)
        return list(dict.fromkeys((self.plan.group, *elsewhere)))

    def _group(self, name: str) -> Group:
        plan = self.plan
        return Group(
            group_id=derived_id("scenario-group", name),
            name=name,
            filed_as=plan.filed_as or _kind_in(name, kinds_in(plan.edition)),
            kind=_kind_of(plan),
            aliases=(Alias("appchat", name), Alias("room", name)),
            rulebook=plan.edition.rulebook,
            rules_from=plan.rules_from or _LONG_AGO,
            roles={
                role: tuple(self.people[who].person_id for who in dict.fromkeys(people))
                for role, people in plan.roles.items()
            },
        )

    def _set_up(self) -> None:
        edition = replace(self.plan.edition, in_force_from=_LONG_AGO)
        settings = GroupSettings(version=1, values=self.plan.values, modes=self.plan.modes)
        for group in self.groups.values():
            self.stage.set_up(edition, group, settings)
            self.stage.admit(group, dict(self._members()), self.plan.at)
        for who, person in self.people.items():
            self.stage.people.note(person, self._facts(who))

    def _members(self) -> Iterator[tuple[str, Member]]:
        """Those who are in the group before the event, and as many more as are told of."""
        lists, there = self.plan.lists, [w for w in self.plan.names() if self.plan.is_there(w)]
        for who in there:
            person = self.people[who]
            wrote = lists.wrote.get(who, self.plan.before(_A_DAY))
            yield person.person_id, Member(alias=person.aliases[0], seen_at=wrote)
        for number in range(lists.size - len(there)):
            alias = Alias("userid", f"someone-{number}")
            yield derived_id("scenario-member", alias.name), Member(alias=alias)

    def _facts(self, who: str) -> PersonFacts:
        """What the directory says: departments are numbered there."""
        plan = self.plan
        named = {
            name: n
            for n, name in enumerate(sorted({*plan.departments.values(), *plan.leads.values()}), 1)
        }
        within, leads = plan.departments.get(who), plan.leads.get(who)
        facts = plan.lists.facts_of(who)
        return replace(
            facts,
            departments=facts.departments if within is None else (named[within],),
            leads=facts.leads if leads is None else (named[leads],),
        )

    def _play(self) -> None:
        group = self.groups[self.plan.group]
        earlier = Earlier(self.plan, self.stage, group, self.people)
        self.office = Office(self.plan, self.stage, self.group, self.people)
        if life.concerns(self.plan) or self.plan.told:
            self.office.set_up()
        self._look()
        self._hear()
        scene = self._scene(earlier)
        for allowed in self.plan.lists.allowed:
            permitted(scene, allowed, allowed.begins)
        issues.put(scene, self.plan)
        if self.plan.deed is not None:
            forms.set_up(scene, self.plan)
            self._look()
        for deed in (self.plan.deed, *self.plan.looks):
            if deed is not None:
                self.reply = done(scene, deed)
        for number, sent in enumerate(self.plan.replies, len(self.plan.messages)):
            self.stage.deliver(self._message(number, sent))
        # Those in charge hear of it with the next sweep.
        if self.opened or self._is_to_be_told or self.plan.replies:
            self.stage.pass_time(self.stage.clock.now() + GRACE)

    def _hear(self) -> None:
        for number, sent in enumerate(self.plan.messages):
            if self.plan.deed is None and sent is self.plan.main:
                self._look()
            self.stage.deliver(self._message(number, sent))

    def _scene(self, earlier: Earlier) -> Scene:
        return Scene(
            stage=self.stage,
            group=self.group,
            clause_id=self.plan.scenario.clause_id,
            people=self.people,
            member=self.member,
            cases=earlier.cases,
            office=self.office,
        )

    def _look(self) -> None:
        self.before = self.stage.seen()
        self.office.look()
        self.stood = self.stage.discipline(self.group, self.member)
        self.waited = self._waiting()

    def _message(self, number: int, sent: Sent) -> Message:
        media = sent.media
        mixed = sent.kind is MessageKind.IMAGE and sent.text
        is_file = sent.kind is MessageKind.FILE
        return Message(
            message_id=_message_id(number),
            group=Alias("room", sent.group or self.plan.group),
            sender=self.plan.alias_of(sent.who),
            sent_at=sent.at,
            kind=MessageKind.MIXED if mixed else sent.kind,
            text="" if is_file else sent.text,
            shared=media.name if is_file and media else "",
            attached=(replace(media, file_id=_file_id(number)),) if media else (),
        )


def _kind_of(plan: Plan) -> GroupKind:
    """Who comes, goes and renames themselves is told only of such a group in time."""
    if plan.deed is not None and plan.deed.change is not None:
        return GroupKind.BRIDGE
    return GroupKind.CUSTOMER if plan.with_outsiders else GroupKind.APPCHAT


def _kind_in(name: str, kinds: frozenset[str]) -> str:
    """The kind of group that the name states, e.g. 交流群; empty where it states none."""
    plain = name.translate(_PLAIN)
    stated = [kind for kind in kinds if kind.translate(_PLAIN) in plain]
    of_department = [kind for kind in kinds if kind == "部门群" and plain.endswith("部群")]
    return max(stated or of_department, key=len, default="")


def _message_id(number: int) -> str:
    return f"message-{number}"


def _file_id(number: int) -> str:
    return f"file-{number}"
