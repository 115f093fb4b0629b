"""Many hands on one member at once, with the emulator's table: each step exactly once."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest

from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.watches import MemoryWatches
from qungui.engine import decisions, petitions
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import Case, CaseRef
from qungui.model.decision import Decision
from qungui.model.group import GroupKind, GroupSettings
from qungui.model.ledger import AuditKind
from qungui.model.order import Order, OrderState
from qungui.model.petition import PetitionKind, PetitionRef, petition_id_of
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.settle_petition import SettlePetition
from qungui.wire import order_ref_from_body
from tests.simulation.company import ADMINISTRATORS, BEGINS, IN_CHARGE, MEMBERS, group
from tests.simulation.law import RULEBOOK, clause_of, law
from tests.support.build import breach, case
from tests.support.table import REGION, create_table

WRITERS = 8
WHO = MEMBERS[0]
GROUPS = (group(0, GroupKind.APPCHAT), group(1, GroupKind.APPCHAT))


class Hands:
    """The use cases over one table, with a platform that only counts."""

    def __init__(self, table: str) -> None:
        self.where = {"table_name": table, "region": REGION}
        self.clock, self.outbound = ManualClock(BEGINS), MemoryQueue()
        self.ledger = DynamoLedger(**self.where)
        self.power, self.messenger = MemoryPower(), MemoryMessenger(self.clock)
        directory, people = MemoryDirectory(), MemoryPeople()
        directory.publish(law(freezes=False))
        for where in GROUPS:
            directory.link(where, GroupSettings())
            self.power.members.add((where.group_id, WHO.person_id))
        for person in (*IN_CHARGE, WHO):
            people.record(person)
        kept = {"ledger": self.ledger, "directory": directory, "clock": self.clock}
        self.move = MoveMember(**kept, outbound=self.outbound)
        self.escalate, self.settle = EscalateCase(self.move), SettlePetition(self.move)
        self.dispatch = DispatchOrder(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            **kept,
            people=people,
            messenger=self.messenger,
            powers=dict.fromkeys(GroupKind, self.power),
            sent=MemorySentRegister(),
            progress=OrderProgress(ledger=self.ledger, outbound=self.outbound, clock=self.clock),
        )

    def breaches(self, ladder: str, *numbers: int, group_id: str) -> list[Case]:
        self.clock.advance(timedelta(minutes=1))
        made = [
            case(
                f"m{number}",
                group_id=group_id,
                person_id=WHO.person_id,
                at=self.clock.now(),
                breaches=(breach(clause_of(ladder)),),
                rulebook=RULEBOOK,
                edition="2026-01",
            )
            for number in numbers
        ]
        for each in made:
            self.ledger.open_case(each)
        return made

    def fold(self, cases: Iterable[Case]) -> None:
        """Each by several hands."""
        refs = [CaseRef(each.group_id, each.person_id, each.case_id) for each in cases]
        self.at_once(lambda number: self.escalate(refs[number % len(refs)]))

    def carry_out(self) -> None:
        """What is on the queue is delivered to every hand, until nothing comes any more."""
        self.clock.advance(timedelta(seconds=1))
        while waiting := self.outbound.take():
            refs = [order_ref_from_body(envelope.body) for envelope in waiting]
            self.at_once(lambda number, refs=refs: self.dispatch(refs[number % len(refs)]))

    def at_once[R](self, step: Callable[[int], R], times: int = 2 * WRITERS) -> Counter[R]:
        def as_the_queue_does(number: int) -> R:
            while True:
                try:
                    return step(number)
                except TransientError:
                    continue

        with ThreadPoolExecutor(WRITERS) as pool:
            return Counter(pool.map(as_the_queue_does, range(times)))

    def orders(self, *acts: Act) -> list[Order]:
        kept = (self.ledger.discipline(each.group_id, WHO.person_id) for each in GROUPS)
        found = [o for each in kept for o in each.orders if not acts or o.act in acts]
        return sorted(found, key=lambda order: order.step)

    def steps(self, ladder: str) -> list[Order]:
        return [order for order in self.orders() if order.ladder == ladder and order.stands]

    def logged(self, kind: AuditKind) -> int:
        trails = [DynamoAuditLog(**self.where).verify_chain(each.group_id) for each in GROUPS]
        assert all(trail.broken_at is None for trail in trails)
        return sum(entry.kind is kind for trail in trails for entry in trail.entries)


@pytest.fixture
def hands(emulated, request):
    return Hands(create_table(f"Qungui-{request.node.name[5:40]}"))


def assert_each_step_once(steps: list[Order]) -> None:
    assert [order.step for order in steps] == [1, 2, 3]
    assert {order.state for order in steps} == {OrderState.SERVED}
    for earlier, further in pairwise(steps):
        assert further.at > earlier.served_at


def test_every_step_of_a_ladder_is_ordered_and_carried_out_once(hands):
    for first in (1, 5, 9):
        hands.fold(hands.breaches("three", *range(first, first + 4), group_id=GROUPS[0].group_id))
        hands.carry_out()
    assert_each_step_once(hands.steps("three"))
    assert hands.logged(AuditKind.CASE_ESCALATED) == 3
    assert hands.logged(AuditKind.CASE_RECORDED) == 9
    assert len([told for told in hands.messenger.told if told.person_id == WHO.person_id]) == 3
    assert len(hands.power.posts) == 2
    assert hands.power.removals == [(GROUPS[0].group_id, WHO.person_id)]


def test_a_ladder_of_the_whole_company_is_climbed_once_in_all_its_groups(hands):
    for first in (1, 5, 9):
        cases = [
            *hands.breaches("company", first, first + 1, group_id=GROUPS[0].group_id),
            *hands.breaches("company", first + 2, first + 3, group_id=GROUPS[1].group_id),
        ]
        hands.fold(cases)
        for order in hands.steps("company"):
            if order.awaits_confirmation:
                assert hands.at_once(lambda number, o=order: agree(hands, o, number))[True] == 1
        hands.carry_out()
    assert_each_step_once(hands.steps("company"))
    (standing,) = hands.ledger.company(WHO.person_id)
    assert standing.level == 3
    assert len(hands.power.removals) == 1


def agree(hands: Hands, order: Order, number: int) -> bool:
    who = ADMINISTRATORS[number % 2].person_id

    def think(docket):
        now = docket.discipline.order(order.order_id)
        return decisions.agreed(docket.under(now), now, who) if now.awaits_confirmation else None

    return hands.move(order.group_id, order.person_id, think) is not None


def test_a_case_that_many_take_back_at_once_is_undone_once(hands):
    for number in (1, 2):
        hands.fold(hands.breaches("two", number, group_id=GROUPS[0].group_id))
        hands.carry_out()
    first = min(hands.steps("two"), key=lambda order: order.step)
    made = petition_id_of(PetitionKind.PARDON, first.case_ids[0])
    ref = PetitionRef(GROUPS[0].group_id, WHO.person_id, made)

    def pardon(number):
        def think(docket):
            by = Decision(by=IN_CHARGE[number % 4].person_id, at=docket.now, why="从宽")
            return petitions.pardoned(docket, docket.discipline.case(first.case_ids[0]), by)

        granted = hands.move(ref.group_id, ref.person_id, think) is not None
        hands.settle(ref)
        return granted

    assert hands.at_once(pardon)[True] == 1
    hands.carry_out()
    assert [order.step for order in hands.steps("two")] == [1]
    assert [order.state for order in hands.orders(Act.REMOVE)] == [OrderState.VOID]
    assert [order.state for order in hands.orders(Act.REINVITE)] == [OrderState.SERVED]
    assert hands.power.invitations == hands.power.removals
    assert hands.logged(AuditKind.PETITION_GRANTED) == 1
    assert hands.logged(AuditKind.PETITION_SETTLED) == 1
    kept = hands.ledger.discipline(ref.group_id, ref.person_id)
    assert kept.standing(RULEBOOK, "two").level == 1
