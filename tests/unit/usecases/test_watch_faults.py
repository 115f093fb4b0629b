"""Whoever dies between any two calls, or comes second: a watch comes to the same in the end."""

from collections.abc import Callable

from qungui.adapters.memory.due_index import MemoryDueIndex
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.model.message import Message, MessageKind
from qungui.usecases.due_drives import issue_drive, watch_drive
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.move_member import MoveMember
from qungui.usecases.run_issue import RunIssue
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.tell_issue import TellIssue
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import GROUP, NOON, at
from tests.support.faults import Crashed, FaultPlan, Faulty
from tests.support.floor import BIN, FANG, HEAD, Floor

PORTS = ("ledger", "people", "activity", "watches", "book")


class Shaky(Floor):
    """The same stores, whose calls cross boundaries once the plan is armed."""

    def __init__(self, plan: FaultPlan) -> None:
        plan.armed = False
        super().__init__()
        ports = {name: Faulty(getattr(self, name), name, plan) for name in PORTS}
        sent = MemorySentRegister()
        self.judging = JudgeMessage(
            **ports,
            directory=self.directory,
            issues=self.issues,
            sent=sent,
            tally=MemoryTally(),
            unlinked=UnlinkedRooms(book=self.book, directory=self.directory, sent=sent),
            clock=self.clock,
        )
        move = MoveMember(
            ledger=ports["ledger"],
            directory=self.directory,
            outbound=MemoryQueue(),
            clock=self.clock,
        )
        keep = KeepFinding(ledger=ports["ledger"], people=ports["people"], clock=self.clock)
        self.sweeping = SweepDue(
            due_index=MemoryDueIndex(self.ledger, self.watches, self.issues),
            drives={
                "watch": watch_drive(
                    RunWatch(
                        watches=ports["watches"], activity=ports["activity"], move=move, keep=keep
                    )
                ),
                "issue": issue_drive(RunIssue(issues=self.issues, tell=TellIssue(move), keep=keep)),
            },
            clock=self.clock,
        )
        self.plan, plan.armed = plan, True

    def deliver(self, message: Message) -> None:
        """Until it is acknowledged, as the queue does."""
        self.move_to(message.sent_at)
        self._until_done(lambda: self.judging(message))

    def sweeps(self, minutes: float) -> None:
        """Again and again, for what was tried rests a while."""
        for again in range(3):
            self.move_to(at(minutes=minutes + 11 * again))
            self._until_done(lambda: self.sweeping(self.clock.now(), lambda: 99))

    def _until_done(self, act: Callable[[], object]) -> None:
        while True:
            try:
                act()
            except Crashed:
                continue
            return


def comes_to(plan: FaultPlan) -> Shaky:
    """Two are asked, one answers in time; the other's answer in time shows up hours late."""
    floor = Shaky(plan)
    floor.says(HEAD, "@王芳 @胡斌 今天把库存查清楚", NOON)
    floor.says(BIN, "在查", at(minutes=5))
    floor.sweeps(33)
    (fine,) = fines(floor)
    assert fine.voided is None
    floor.says(FANG, "查好了", at(minutes=20))
    floor.sweeps(120)
    floor.sweeps(40 * 60)
    return floor


def fines(floor: Shaky):
    return [case for case in floor.cases() if case.breaches[0].clause_id == "R07.4.2b"]


def assert_settled(floor: Shaky) -> None:
    (fine,) = fines(floor)
    assert fine.voided is not None
    assert floor.cases(BIN) == ()
    (watch,) = floor.watches.of_group(GROUP)
    assert (watch.due, watch.done) == (None, 2)
    floor.says(FANG, "早", at(hours=41))
    assert floor.activity.expect(GROUP, FANG.person_id, "b" * 20, NOON).awaited == ("b" * 20,)


def test_a_crash_at_any_boundary_changes_nothing():
    whole = FaultPlan()
    assert_settled(comes_to(whole))
    assert len(whole.crossed) > 60
    for boundary in range(len(whole.crossed)):
        plan = FaultPlan(crash_at=[boundary])
        assert_settled(comes_to(plan))
        assert plan.crashed


def test_dying_again_and_again_changes_nothing():
    for first in range(7):
        assert_settled(comes_to(FaultPlan(crash_at=range(first, 2_000, 29))))


def test_an_answer_that_arrives_while_the_watch_is_written_is_not_lost():
    whole = FaultPlan()
    comes_to(whole)
    writes = [n for n, name in enumerate(whole.crossed) if name == "watches.save:before"]
    for boundary in writes[:5]:
        plan = FaultPlan(interrupt_at=[boundary])
        floor = Shaky(plan)
        plan.interruption = lambda floor=floor: answers(floor)
        floor.says(HEAD, "@王芳 @胡斌 今天把库存查清楚", NOON)
        floor.says(BIN, "在查", at(minutes=5))
        floor.sweeps(33)
        floor.sweeps(120)
        (watch,) = floor.watches.of_group(GROUP)
        assert watch.owed[FANG.person_id].answered_at == at(minutes=9)
        assert all(case.voided for case in fines(floor))
        assert plan.interrupted


def answers(floor: Shaky) -> None:
    """Another process judges it, and nothing happens to that one."""
    floor.plan.armed = False
    said = Message(
        message_id="meanwhile",
        group=floor.room,
        sender=FANG.aliases[0],
        sent_at=at(minutes=9),
        kind=MessageKind.TEXT,
        text="查好了",
    )
    floor.judging(said)
    floor.plan.armed = True
