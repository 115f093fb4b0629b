"""A plan on a stage: earlier cases, then every message in its order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qungui.acceptance.law import breached_for, kinds_in, ladders_of
from qungui.acceptance.plan import ADMINISTRATOR, DEPARTMENT, OWNER, Plan, Sent, alias_of
from qungui.acceptance.scenario import NotCarriedError
from qungui.acceptance.stage import Seen, Stage
from qungui.model.case import Breach, Case, CaseState, case_id_of
from qungui.model.group import Group, GroupKind, GroupSettings, Mode, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.message import Message, MessageKind
from qungui.model.person import Person
from qungui.model.rulebook import Clause, Disposition

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_STRIKES_APART = timedelta(days=2)
_ALWAYS = {Role.OWNER: OWNER, Role.ADMINISTRATOR: ADMINISTRATOR, Role.ADMIN_DEPARTMENT: DEPARTMENT}


class Played:
    """
    What can be looked at once everything has happened.

    Attributes:
        before: How much had been seen before the scenario's own event.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        for role, who in _ALWAYS.items():
            plan.name_role(role, who)
        inspections = {
            _file_id(number): sent.media[1]
            for number, sent in enumerate(plan.messages)
            if sent.media and sent.media[1]
        }
        self.stage = Stage(_LONG_AGO, inspections)
        self.people = {who: self.stage.people.resolve(alias_of(who)) for who in plan.names()}
        self.groups = {name: self._group(name) for name in self._group_names()}
        self._set_up()
        self.before = self._play()

    @property
    def group(self) -> Group:
        """Where the scenario's own message was sent."""
        return self.groups[self.plan.main.group or self.plan.group]

    @property
    def sender(self) -> Person:
        return self.people[self.plan.main.who]

    @property
    def case(self) -> Case | None:
        """What the scenario's own message was put into the ledger as."""
        message_id = _message_id(self.plan.messages.index(self.plan.main))
        discipline = self.stage.discipline(self.group, self.sender)
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
            kind=GroupKind.CUSTOMER if plan.with_outsiders else GroupKind.APPCHAT,
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
            for person in self.people.values():
                self.stage.admit(group, person)

    def _play(self) -> Seen:
        for case in self._earlier_cases():
            self.stage.enter(case)
        before = self.stage.seen()
        for number, sent in enumerate(self.plan.messages):
            if sent is self.plan.main:
                before = self.stage.seen()
            self.stage.deliver(self._message(number, sent))
        return before

    def _message(self, number: int, sent: Sent) -> Message:
        media = sent.media
        mixed = sent.kind is MessageKind.IMAGE and sent.text
        is_file = sent.kind is MessageKind.FILE
        return Message(
            message_id=_message_id(number),
            group=Alias("room", sent.group or self.plan.group),
            sender=alias_of(sent.who),
            sent_at=sent.at,
            kind=MessageKind.MIXED if mixed else sent.kind,
            text="" if is_file else sent.text,
            shared=media[0].name if is_file and media else "",
            attached=(replace(media[0], file_id=_file_id(number)),) if media else (),
        )

    def _earlier_cases(self) -> Iterator[Case]:
        for who, count in self.plan.strikes.items():
            for number in range(count):
                at = self.plan.at - _STRIKES_APART * (count - number)
                yield self._earlier_case(who, number, at)

    def _earlier_case(self, who: str, number: int, at: datetime) -> Case:
        clause = self._counting_clause()
        automatic = clause.disposition is Disposition.AUTOMATIC
        edition, message_id = self.plan.edition, f"earlier-{who}-{number}"
        group = self.groups[self.plan.group]
        return Case(
            case_id=case_id_of(group.group_id, message_id),
            group_id=group.group_id,
            person_id=self.people[who].person_id,
            message_id=message_id,
            sender=alias_of(who),
            at=at,
            state=CaseState.OPEN if automatic else CaseState.CONFIRMED,
            breaches=(_breach(clause),),
            rulebook=edition.rulebook,
            edition=edition.edition,
            settings_version=1,
            due=at,
        )

    def _counting_clause(self) -> Clause:
        """One whose breach counts where the scenario's clause does."""
        edition, clause_id = self.plan.edition, self.plan.scenario.clause_id
        wanted = breached_for(edition, clause_id)
        ladders = ladders_of(edition, clause_id)
        for clause in edition.clauses:
            on_ladder = clause.sanction is not None and clause.sanction.ladder in ladders
            if clause.clause_id in wanted and (on_ladder or not ladders):
                return clause
        msg = "没有条款能计入此前的违规次数"
        raise NotCarriedError(msg)


def _breach(clause: Clause) -> Breach:
    return Breach(
        clause_id=clause.clause_id,
        topic=clause.topic,
        automatic=clause.disposition is Disposition.AUTOMATIC,
        mode=Mode.ENFORCE,
        reason="此前的违规",
        evidence="",
        score=1.0,
    )


def _kind_in(name: str, kinds: frozenset[str]) -> str:
    """The kind of group that the name states, e.g. 交流群; empty where it states none."""
    return max((kind for kind in kinds if kind in name), key=len, default="")


def _message_id(number: int) -> str:
    return f"message-{number}"


def _file_id(number: int) -> str:
    return f"file-{number}"
