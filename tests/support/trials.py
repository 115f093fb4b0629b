"""A company that publishes a second edition: what is said is judged, swept, asked and answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.due_index import MemoryDueIndex
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import Breach, CaseRef
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.events import CardClicked
from qungui.model.group import GroupSettings, Mode, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.ledger import ORGANISATION, AuditEntry
from qungui.model.person import unrecorded
from qungui.model.publication import Stage
from qungui.model.rulebook import ActCall, Clause, Edition, Sanction
from qungui.model.trial import Trial
from qungui.usecases.answer_trial import AnswerTrial
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.due_drives import case_drive, trial_drive
from qungui.usecases.end_trial import Ended, EndTrial
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.found_wrongly import FoundWrongly
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.move_member import MoveMember
from qungui.usecases.publish_edition import PublishEdition
from qungui.usecases.review_trial import ReviewTrial
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.take_click import Clicked
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from qungui.wire import trial_from_body
from tests.support.build import (
    ADVERT,
    NOON,
    PERSON,
    RULEBOOK,
    ZHANG,
    at,
    clauses,
    edition,
    group,
    message,
)

MANAGER = unrecorded(Alias("userid", "lina"))
OTHER = group(
    group_id="group-2", name="项目群", aliases=(Alias("room", "wr2"),), roles={Role.OWNER: ("x",)}
)
OURS = group(roles={Role.OWNER: ("person-owner",), Role.ADMIN_DEPARTMENT: (MANAGER.person_id,)})
BEGINS = at(days=1)
LATER, LONG = "2026-12", "R01.3.4b"
ADVERT_TEXT = "橙子产地直发，包邮，要的加微信 chengzi66"
LONG_TEXT = "会议纪要：" + "各项工作按计划推进，" * 30


def second(**changes: object) -> Edition:
    """Adverts are warned of by themselves, and long messages are new."""
    warned = tuple(
        replace(each, sanction=Sanction(acts=(ActCall(Act.WARN),)))
        if each.clause_id == ADVERT
        else each
        for each in clauses()
    )
    long = Clause(
        clause_id=LONG,
        text="不发长消息。",
        topic="length",
        disposition=clauses()[0].disposition,
        rules=(Call("length-limit", {"max_chars": 200}),),
        sanction=Sanction(acts=(ActCall(Act.REMIND),)),
    )
    made = edition(edition=LATER, in_force_from=BEGINS, clauses=(*warned, long))
    return replace(made, **changes)


class Company:
    """Everything in memory."""

    def __init__(self) -> None:
        self.clock, self.ledger = ManualClock(NOON), MemoryLedger()
        self.directory = MemoryDirectory(self.ledger.audit.append)
        self.people, self.messenger = MemoryPeople(), MemoryMessenger(self.clock)
        self.book, self.outbound = MemoryGroupBook(self.directory), MemoryQueue()
        sent = MemorySentRegister()
        self.judge = JudgeMessage(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            directory=self.directory,
            people=self.people,
            activity=MemoryActivity(),
            sent=sent,
            tally=MemoryTally(),
            ledger=self.ledger,
            book=self.book,
            unlinked=UnlinkedRooms(book=self.book, directory=self.directory, sent=sent),
            clock=self.clock,
        )
        self.move = move = MoveMember(
            ledger=self.ledger,
            directory=self.directory,
            outbound=self.outbound,
            clock=self.clock,
        )
        self.escalate = EscalateCase(move)
        self.drive = SweepDue(
            due_index=MemoryDueIndex(self.ledger, self.directory),
            drives={
                "case": case_drive(self.escalate),
                "settings": trial_drive(self.outbound),
            },
            clock=self.clock,
        )
        self.publishing = PublishEdition(
            self.directory,
            self.directory,
            FoundWrongly(self.ledger, self.ledger, self.directory),
            self.clock,
        )
        self.choose = ChangeOrganisation(self.directory, self.directory, self.clock)
        self.review = ReviewTrial(directory=self.directory, book=self.book, ledger=self.ledger)
        self.end = EndTrial(
            directory=self.directory,
            organisation=self.directory,
            people=self.people,
            messenger=self.messenger,
            review=self.review,
            clock=self.clock,
        )
        self.answer = AnswerTrial(
            otherwise=lambda _: Clicked.SKIPPED,
            directory=self.directory,
            organisation=self.directory,
            people=self.people,
            messenger=self.messenger,
            change=self.choose,
            clock=self.clock,
        )
        self._found()

    def _found(self) -> None:
        self.people.record(MANAGER)
        self.publish(edition())
        for one in (OURS, OTHER):
            self.directory.link(one, GroupSettings())
            self.book.register(one.aliases[0], one.kind, NOON)
            read = self.book.known(one.group_id)
            assert read is not None
            self.book.replace(read, replace(read, members={PERSON: Member(alias=ZHANG)}))

    def publish(
        self,
        one: Edition,
        *,
        stage: Stage = Stage.FORCE,
        no_trial: bool = False,
        though_wrong: bool = False,
    ) -> Trial | None:
        return self.publishing(
            one, stage=stage, no_trial=no_trial, though_wrong=though_wrong, by="person-by"
        )

    def say(
        self, text: str, when: datetime, *, room: Alias = OURS.aliases[0]
    ) -> tuple[Breach, ...]:
        """The message arrives now, whenever it was sent; its case is escalated."""
        said = message(text, message_id=f"m-{when:%d%H%M%S%f}-{room}", sent_at=when, group=room)
        case = self.judge(said).case
        if case is None:
            return ()
        self.escalate(CaseRef(case.group_id, case.person_id, case.case_id))
        return case.breaches

    def sweep(self) -> Sequence[Envelope]:
        """What ``deadline_sweep`` sends on, of trials alone."""
        self.drive(self.clock.now(), lambda: 60.0)
        return [each for each in self.outbound.take() if each.kind is EnvelopeKind.TRIAL]

    def deliver(self, envelopes: Sequence[Envelope]) -> list[Ended]:
        return [self.end(trial_from_body(envelope.body)) for envelope in envelopes]

    def pass_time(self, **time: float) -> None:
        self.clock.advance(timedelta(**time))

    def decide(self, clause_id: str, mode: Mode) -> None:
        self.choose(Choice(rulebook=RULEBOOK, clause_id=clause_id, mode=mode, by="person-by"))

    def click(self, card: int, button: int, *, by: str = "lina") -> Clicked:
        handed = self.messenger.handed[card].card
        return self.answer(
            CardClicked(
                userid=by,
                key=handed.buttons[button][1],
                task_id=handed.task_id,
                card_type="button_interaction",
                response_code="",
                agent_id="1000002",
                choices=(),
            )
        )

    @property
    def trial(self) -> Trial:
        return self.directory.settings(RULEBOOK).trials[LATER]

    @property
    def log(self) -> tuple[AuditEntry, ...]:
        trail = self.ledger.audit.verify_chain(ORGANISATION)
        assert trail.broken_at is None
        return trail.entries
