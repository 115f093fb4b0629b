"""
The whole of it in memory, every port behind boundaries at which things go wrong: the use cases, and
the functions' own files over them.

A part can be replaced by another one, which is how a deliberate bug comes in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.approval_forms import MemoryApprovalForms
from qungui.adapters.memory.bot_voice import MemoryBotVoice
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.dead_letters import MemoryDeadLetters
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.group_maker import MemoryGroupMaker
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.once import MemoryOnce
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.permits import MemoryPermits
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.register import MemoryRegister
from qungui.adapters.memory.roster_checks import MemoryRosterChecks
from qungui.adapters.memory.rosters import MemoryRosters
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.adapters.sqs_consumer import SqsConsumer
from qungui.adapters.wecom.ids import person_alias
from qungui.engine.orders import clock_hour
from qungui.errors import TransientError
from qungui.model.group import Group, GroupKind, GroupSettings
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.ledger import AuditEntry, Discipline, DueItem
from qungui.model.outcome import Card
from qungui.model.person import Person, PersonFacts
from qungui.model.roster import Look, Roster, RosterMember, look_at
from qungui.model.rulebook import Edition
from qungui.usecases.answer_bot import AnswerBot
from qungui.usecases.answer_trial import AnswerTrial
from qungui.usecases.ask_about_unfiled import AskAboutUnfiled
from qungui.usecases.ask_for_decisions import AskForDecisions
from qungui.usecases.ask_for_duties import AskForDuties
from qungui.usecases.ask_for_handover import AskForHandover
from qungui.usecases.ask_in_the_morning import AskInTheMorning
from qungui.usecases.change_organisation import ChangeOrganisation
from qungui.usecases.decide_group_by_click import DecideGroupByClick
from qungui.usecases.desk_commands import desk_commands
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.draft_group import DraftGroup
from qungui.usecases.due_drives import (
    case_drive,
    filing_drive,
    order_drive,
    petition_drive,
    watch_drive,
)
from qungui.usecases.end_trial import EndTrial
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.follow_bridge import FollowBridge
from qungui.usecases.follow_group import FollowGroup
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.live_on import living_on
from qungui.usecases.make_group import MakeGroup
from qungui.usecases.move_member import MoveMember
from qungui.usecases.name_people import NamePeople
from qungui.usecases.notice_life import NoticeLife
from qungui.usecases.order_for_group import OrderForGroup
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.propose_group import ProposeGroup
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import PullRoster
from qungui.usecases.review_trial import ReviewTrial
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.serve_command import Handlers, ServeCommand
from qungui.usecases.serve_desk import ServeDesk
from qungui.usecases.settle_petition import SettlePetition
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.take_approval import TakeApproval
from qungui.usecases.take_click import TakeClick
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.faults import FaultPlan, Faulty, StaleIndex
from tests.support.functions import Handler, over
from tests.support.rosters import notice_members


class MemoryStore(MemoryLedger):
    """
    Attributes:
        register: Of groups; what is due in it stands in the same index.
        watches: Of who owes an answer; likewise.
    """

    def __init__(self) -> None:
        super().__init__()
        self.register, self.watches = MemoryRegister(self.audit.append), MemoryWatches()

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        others = (self.register.due(now, limit), self.watches.due(now, limit))
        found = (*super().due(now, limit), *(item for due in others for item in due))
        return sorted(found, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        super().postpone(item, until)
        self.register.postpone(item, until)
        self.watches.postpone(item, until)


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a person noticed, in the order it happened."""

    kind: str  # told, handed, posted, removed, invited
    person_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """
    What a system is built of.

    Attributes:
        store: Keeps members: cases, orders, standings, petitions, the log, what is due and listed;
            and the register of groups, and watches.
        ledger, register, watches, directory, power, maker: What stands between the use cases and
            that port.
        move, dispatch, commands: The use cases themselves.
    """

    store: Callable[[], Any] = MemoryStore
    ledger: Callable[[Any, FaultPlan], Any] = lambda ledger, _plan: ledger
    register: Callable[[Any], Any] = lambda register: register
    watches: Callable[[Any], Any] = lambda watches: watches
    directory: Callable[[Any], Any] = lambda directory: directory
    power: Callable[[Any], Any] = lambda power: power
    maker: Callable[[Any], Any] = lambda maker: maker
    move: type[MoveMember] = MoveMember
    dispatch: type[DispatchOrder] = DispatchOrder
    commands: Callable[..., Handlers] = desk_commands


SOUND = Parts()


class System:
    """
    Attributes:
        effects: What people noticed.
        removed: Group and clock hour of each removal that took somebody out.
        noticed: Hears of each effect as it happens.
        answered: Hears what each use case says that a function has called.
        gone: Groups that the platform had once.
        broken: What use cases raised that they never should: a function makes of it a record that
            failed, or a dead letter.
        exempted: Settings changes, with the group that each is of.
    """

    def __init__(
        self,
        *,
        edition: Edition,
        groups: Sequence[Group],
        people: Sequence[Person],
        settings: GroupSettings,
        now: datetime,
        parts: Parts = SOUND,
    ) -> None:
        self.parts = parts
        self.clock = ManualClock(now)
        self.ledger = parts.store()
        self.exempted: list[tuple[str, AuditEntry]] = []
        self.directory = MemoryDirectory(lambda *entry: self.exempted.append(entry))
        self.people = MemoryPeople()
        self.sent = MemorySentRegister()
        self.outbound, self.lifecycle = MemoryQueue(), MemoryQueue()
        self.dead_letters = MemoryDeadLetters()
        self.messenger = _WatchedMessenger(self.clock, self)
        self.appchat = _WatchedPower(self, speaks=True, removes=True)
        self.by_hand = _WatchedPower(self, speaks=False, removes=False)
        self.rosters, self.gone = MemoryRosters(), set[Alias]()
        self.maker = _WatchedMaker(self.rosters)
        self.effects: list[Effect] = []
        self.removed: list[tuple[str, str]] = []
        self.noticed: Callable[[Effect], None] = lambda _effect: None
        self.answered: Callable[[object], None] = lambda _answer: None
        self.broken: list[Exception] = []
        self.directory.publish(edition)
        for group in groups:
            self.directory.link(group, settings)
            for power in (self.appchat, self.by_hand):
                power.members |= {(group.group_id, person.person_id) for person in people}
        for person in people:
            self.people.note(person, PersonFacts(name=person.name))

    def enrol(self, group: Group, people: Sequence[Person]) -> None:
        """The roster of *group* shows *people*, by their names."""
        book = MemoryGroupBook(self.directory)
        known = book.known(book.register(group.aliases[0], group.kind, self.clock.now()))
        assert known is not None
        members = {
            each.person_id: Member(alias=each.aliases[0], nickname=each.name) for each in people
        }
        book.replace(known, replace(known, members=members))

    def power(self, group: Group) -> MemoryPower:
        return self.appchat if group.kind is GroupKind.APPCHAT else self.by_hand

    def build(self, plan: FaultPlan) -> None:
        """The use cases anew, with *plan* at every boundary."""
        parts, clock = self.parts, self.clock
        ledger = Faulty(parts.ledger(self.ledger, plan), "ledger", plan)
        index = Faulty(StaleIndex(self.ledger, plan), "index", plan)
        directory = Faulty(parts.directory(self.directory), "directory", plan)
        outbound = Faulty(self.outbound, "outbound", plan)
        sent = Faulty(self.sent, "sent", plan)
        people = Faulty(self.people, "people", plan)
        messenger = Faulty(self.messenger, "messenger", plan)
        watches = Faulty(parts.watches(self.ledger.watches), "watches", plan)
        activity = Faulty(MemoryActivity(), "activity", plan)
        book = Faulty(MemoryGroupBook(self.directory), "book", plan)
        writes = {"ledger": ledger, "directory": directory, "outbound": outbound, "clock": clock}
        speaks = {"directory": directory, "people": people, "messenger": messenger, "clock": clock}
        self.judge = JudgeMessage(
            watches=watches,
            issues=MemoryIssues(),
            directory=directory,
            people=people,
            activity=activity,
            sent=sent,
            tally=MemoryTally(),
            ledger=ledger,
            book=book,
            unlinked=UnlinkedRooms(book=book, directory=directory, sent=sent),
            clock=clock,
        )
        self.move = parts.move(**writes)
        self.escalate, self.settle = EscalateCase(self.move), SettlePetition(self.move)
        self.dispatch = parts.dispatch(
            watches=watches,
            issues=MemoryIssues(),
            **speaks,
            ledger=ledger,
            powers=self._powers(plan),
            sent=sent,
            progress=OrderProgress(ledger=ledger, outbound=outbound, clock=clock),
        )
        self.order_for_group = OrderForGroup(**writes)
        self.sweep = SweepDue(
            due_index=index,
            drives={
                "case": case_drive(self.escalate),
                "petition": petition_drive(self.settle),
                "order": order_drive(outbound),
                "filing": filing_drive(Faulty(self.lifecycle, "lifecycle", plan)),
                "watch": watch_drive(
                    RunWatch(
                        watches=watches,
                        activity=activity,
                        move=self.move,
                        keep=KeepFinding(ledger=ledger, people=people, clock=clock),
                    )
                ),
            },
            clock=clock,
        )
        self.ask = AskForDecisions(
            move=self.move,
            worklist=index,
            people=people,
            budgets=Faulty(MemoryBudgets(), "budgets", plan),
        )
        self.click = TakeClick(**speaks, ledger=ledger, worklist=index, outbound=outbound)
        self.end_trial = EndTrial(
            **speaks,
            organisation=self.directory,
            review=ReviewTrial(directory=directory, book=book, ledger=ledger),
        )
        self._live(plan, book=book, people=people, messenger=messenger)
        self.desk = self._desk(
            speaks,
            Faulty(MemoryOnce(), "once", plan),
            worklist=index,
            book=book,
            audit_log=Faulty(self.ledger.audit, "audit_log", plan),
            watches=watches,
            issues=MemoryIssues(),
            activity=activity,
            permits=MemoryPermits(),
            checks=MemoryRosterChecks(),
            register=self.live_on.register,
        )

    def _powers(self, plan: FaultPlan) -> dict[GroupKind, Any]:
        power = self.parts.power
        by_hand = power(Faulty(self.by_hand, "no_power", plan))
        ours = power(Faulty(self.appchat, "power", plan))
        return dict.fromkeys(GroupKind, by_hand) | {GroupKind.APPCHAT: ours}

    def _live(self, plan: FaultPlan, *, book: Any, people: Any, messenger: Any) -> None:
        """What moves groups through their lives, and what the platform shows is noticed by."""
        move, directory, clock = self.move, self.move.directory, self.clock
        register = Faulty(self.parts.register(self.ledger.register), "register", plan)
        maker = Faulty(self.parts.maker(self.maker), "maker", plan)
        rosters = Faulty(self.rosters, "rosters", plan)
        self.live_on = living_on(
            register=register,
            organisation=self.directory,
            move=move,
            messenger=messenger,
            people=people,
            make=MakeGroup(maker=maker, directory=directory, book=book, people=people),
        )
        self.prove = prove = ProveRemoval(move)
        notice = notice_members(move, self.people)
        pull = PullRoster(book=book, rosters=rosters, people=people, prove=prove, notice=notice)
        follow = FollowGroup(
            book=book, people=people, pull=pull, prove=prove, alias_of=person_alias
        )
        self.propose_group = ProposeGroup(
            DraftGroup(
                register=register,
                find=self.live_on.find,
                name=NamePeople(people, directory, book),
                clock=clock,
            )
        )
        self.follow = NoticeLife(
            follow=FollowBridge(
                otherwise=follow, book=book, people=people, prove=prove, notice=notice
            ),
            approve=TakeApproval(
                live_on=self.live_on, propose=self.propose_group, forms=MemoryApprovalForms()
            ),
            book=book,
            directory=directory,
            live_on=self.live_on,
            powers=dict.fromkeys(GroupKind, self.by_hand) | {GroupKind.APPCHAT: self.appchat},
        )

    def _desk(self, speaks: dict[str, Any], once: Any, **reads: Any) -> ServeDesk:
        directory, people, clock = speaks["directory"], speaks["people"], speaks["clock"]
        messenger, organisation = speaks["messenger"], self.directory
        handlers = self.parts.commands(
            move=self.move, people=people, organisation=organisation, messenger=messenger, **reads
        )
        live_on = living_on(
            register=reads["register"],
            organisation=organisation,
            move=self.move,
            messenger=messenger,
            people=people,
        )
        command = ServeCommand(**speaks, once=once, handlers=handlers)
        return ServeDesk(
            people=people,
            click=DecideGroupByClick(
                otherwise=AnswerTrial(
                    **speaks,
                    organisation=self.directory,
                    otherwise=self.click,
                    change=ChangeOrganisation(directory, self.directory, clock),
                ),
                live_on=live_on,
            ),
            bot=AnswerBot(
                directory=directory,
                once=once,
                voice=MemoryBotVoice(),
                clock=clock,
                command=command.answer,
            ),
            command=command,
            handover=AskForHandover(live_on),
        )

    def morning(self, at: datetime) -> object:
        """What the schedule of each morning asks for."""
        return AskInTheMorning(AskAboutUnfiled(self.live_on), AskForDuties(self.live_on))(at)

    def cold_start(self, function: str) -> Handler:
        """The function's own file over these use cases, in a process of its own."""
        fifo, standard = SqsConsumer.fifo, SqsConsumer.standard
        dead, heard = self.dead_letters, self._heard
        root = SimpleNamespace(
            judge_message=lambda: (heard(self.judge), fifo(dead)),
            escalate_case=lambda: heard(self.escalate),
            dispatch_order=lambda: (heard(self.dispatch), heard(self.end_trial), standard(dead)),
            sweep_due=lambda: (heard(self.sweep), heard(self.ask)),
            serve_desk=lambda: (heard(self.desk), fifo(dead)),
            follow_group=lambda: (
                _Follows(heard(self.follow), heard(self.follow.roster)),
                *_NOT_PLAYED,
                SimpleNamespace(come_due=heard(self.live_on.come_due)),
                heard(self.morning),
                fifo(dead),
            ),
        )
        return over(function, root)

    def _heard[**P, R](self, use: Callable[P, R]) -> Callable[P, R]:
        def hearing(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                answer = use(*args, **kwargs)
            except TransientError:
                raise
            except Exception as error:
                self.broken.append(error)
                raise
            self.answered(answer)
            return answer

        return hearing

    def discipline(self, group: Group, person: Person) -> Discipline:
        return self.ledger.discipline(group.group_id, person.person_id)

    def shown(self, group_id: str) -> list[tuple[Alias, Roster]]:
        """What the platform has of a group."""
        groups, owner = self.rosters.groups, self.directory.owner
        return [each for each in groups.items() if owner(each[0]) == group_id]

    def passes_to(self, owner: Person, group_id: str) -> None:
        """The platform shows another owner."""
        mine = RosterMember(alias=owner.aliases[0])
        for alias, roster in self.shown(group_id):
            others = (each for each in roster.members if each.alias != mine.alias)
            now = replace(roster, owner=mine.alias, members=(mine, *others))
            self.rosters.groups[alias] = now
            for power in (self.appchat, self.by_hand):
                power.looks[group_id] = look_at(now)

    def dissolve(self, group_id: str) -> list[Alias]:
        """The platform has it no more; what it was called."""
        gone = [alias for alias, _ in self.shown(group_id)]
        for alias in gone:
            del self.rosters.groups[alias]
        self.gone |= set(gone)
        return gone

    def notice(self, kind: str, person_id: str, text: str) -> None:
        effect = Effect(kind, person_id, text)
        self.effects.append(effect)
        self.noticed(effect)


_GONE = Look(dissolved=True)
_NOT_PLAYED = (None,) * 4
"""Of the uses of group_lifecycle: asking for rosters, the staff, the anchor, erasing."""


@dataclass(frozen=True, slots=True)
class _Follows:
    event: Callable[..., Any]
    roster: Callable[..., Any]

    def __call__(self, event: object, at: datetime) -> Any:
        return self.event(event, at)


class _WatchedMaker(MemoryGroupMaker):
    """The platform shows what was made."""

    def __init__(self, rosters: MemoryRosters) -> None:
        super().__init__()
        self._rosters = rosters

    def make(self, chat_id: str, name: str, members: Sequence[Person]) -> Any:
        before = len(self.made)
        outcome = super().make(chat_id, name, members)
        if len(self.made) > before:
            here = tuple(RosterMember(alias=who.aliases[0]) for who in members)
            self._rosters.groups[Alias("appchat", chat_id)] = Roster(
                chat_id=chat_id, name=name, owner=here[0].alias, members=here
            )
        return outcome


class _WatchedMessenger(MemoryMessenger):
    def __init__(self, clock: ManualClock, system: System) -> None:
        super().__init__(clock)
        self._system = system

    def tell(self, person: Person, text: str) -> Any:
        before = len(self.told)
        outcome = super().tell(person, text)
        if len(self.told) > before:
            self._system.notice("told", person.person_id, text)
        return outcome

    def hand_over(self, person: Person, card: Card) -> Any:
        before = len(self.handed)
        outcome = super().hand_over(person, card)
        if len(self.handed) > before:
            self._system.notice("handed", person.person_id, card.task_id)
        return outcome


class _WatchedPower(MemoryPower):
    def __init__(self, system: System, **powers: bool) -> None:
        super().__init__(**powers)
        self._system = system

    def speak(self, group: Group, text: str) -> Any:
        before = len(self.posts)
        outcome = super().speak(group, text)
        if len(self.posts) > before:
            self._system.notice("posted", group.group_id, text)
        return outcome

    def remove(self, group: Group, person: Person) -> Any:
        before = len(self.removals)
        outcome = super().remove(group, person)
        if len(self.removals) > before:
            self._system.notice("removed", person.person_id, group.group_id)
            self._system.removed.append((group.group_id, clock_hour(self._system.clock.now())))
        return outcome

    def change_owner(self, group: Group, to: Person) -> Any:
        outcome = super().change_owner(group, to)
        if self.owners.get(group.group_id) == to.person_id:
            self._system.passes_to(to, group.group_id)
        return outcome

    def look(self, group: Group) -> Look | None:
        return super().look(group) if self._system.gone.isdisjoint(group.aliases) else _GONE

    def invite(self, group: Group, person: Person) -> Any:
        before = len(self.invitations)
        outcome = super().invite(group, person)
        if len(self.invitations) > before:
            self._system.notice("invited", person.person_id, group.group_id)
        return outcome
