"""A ladder in a group where only people can act: clicks and leavings, doubled and in any order."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.watches import MemoryWatches
from qungui.model.act import Act
from qungui.model.case import CaseRef
from qungui.model.events import CardClicked
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.order import OrderState
from qungui.model.person import unrecorded
from qungui.notices.compose import CANNOT_REMOVE, REMOVED, TOLD
from qungui.usecases.clicked import Clicked
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.due_drives import case_drive, order_drive, petition_drive
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.settle_petition import SettlePetition
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.take_click import TakeClick
from qungui.wire import order_ref_from_body
from tests.support.build import GROUP, NOON, case, edition, group
from tests.support.build import settings as group_settings

BOSS = unrecorded(Alias("userid", "boss"))
OUTSIDER = unrecorded(Alias("external", "wmBBBBcustomer000000000000000001"))
STEPS = ("advert", "told", "removed", "cannot", "leaves", "stranger", "day")


class Company:
    """A customer group whose offender is an outsider: told and removed by the owner's hand."""

    def __init__(self):
        self.clock = ManualClock(NOON)
        self.ledger, self.outbound = MemoryLedger(), MemoryQueue()
        self.messenger, people = MemoryMessenger(self.clock), MemoryPeople()
        directory = MemoryDirectory()
        directory.publish(edition())
        filed = group(kind=GroupKind.CUSTOMER, roles={Role.OWNER: (BOSS.person_id,)})
        directory.link(filed, group_settings())
        for person in (BOSS, OUTSIDER):
            people.record(person)
        self.adverts = 0
        power = MemoryPower(speaks=False, removes=False)
        power.members.add((GROUP, OUTSIDER.person_id))
        move = MoveMember(
            ledger=self.ledger, directory=directory, outbound=self.outbound, clock=self.clock
        )
        self.escalate = EscalateCase(move)
        self.dispatch = DispatchOrder(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            ledger=self.ledger,
            directory=directory,
            people=people,
            messenger=self.messenger,
            powers=dict.fromkeys(GroupKind, power),
            sent=MemorySentRegister(),
            progress=OrderProgress(ledger=self.ledger, outbound=self.outbound, clock=self.clock),
            clock=self.clock,
        )
        self.click = TakeClick(
            ledger=self.ledger,
            worklist=self.ledger,
            directory=directory,
            people=people,
            messenger=self.messenger,
            outbound=self.outbound,
            clock=self.clock,
        )
        self.prove = ProveRemoval(move)
        self.sweep = SweepDue(
            due_index=self.ledger,
            drives={
                "case": case_drive(self.escalate),
                "petition": petition_drive(SettlePetition(move)),
                "order": order_drive(self.outbound),
            },
            clock=self.clock,
        )

    def step(self, what):
        self.clock.advance(timedelta(minutes=20))
        match what:
            case "advert":
                self.adverts += 1
                made = case(f"m{self.adverts}", person_id=OUTSIDER.person_id, at=self.clock.now())
                self.ledger.open_case(made)
                self.escalate(CaseRef(made.group_id, made.person_id, made.case_id))
            case "leaves":
                self.prove(GROUP, [OUTSIDER.person_id], self.clock.now())
            case "stranger":
                self.press(REMOVED, by="zhangsan")
            case "day":
                self.clock.advance(timedelta(days=1))
                self.sweep(self.clock.now(), lambda: 60.0)
            case _:
                self.press({"told": TOLD, "removed": REMOVED, "cannot": CANNOT_REMOVE}[what])
        self.settle()

    def press(self, verb, by="boss"):
        """The button of every card that ever went out, the oldest included."""
        for handed in self.messenger.handed:
            self.click_on(handed.card, verb, by)

    def click_on(self, card, verb, by="boss"):
        """What came of the last of the card's buttons that say *verb*; None without one."""
        clicked = None
        for key in (key for _, key in card.buttons if key.startswith(f"{verb}#")):
            event = CardClicked(
                userid=by,
                key=key,
                task_id=card.task_id,
                card_type="button_interaction",
                response_code="",
                agent_id="1",
                choices=(),
            )
            clicked = self.click(event)
        return clicked

    def settle(self):
        while self.outbound.sent:
            self.dispatch(order_ref_from_body(self.outbound.sent.pop(0).body))

    def orders(self):
        return self.ledger.discipline(GROUP, OUTSIDER.person_id).orders


@settings(max_examples=150)
@given(st.lists(st.sampled_from(STEPS), max_size=14))
def test_a_step_is_ordered_once_and_only_after_the_one_before_it_was_taken(steps):
    company = Company()
    taken = {}
    for step in steps:
        company.step(step)
        by_step = {order.step: order for order in company.orders()}
        assert len(by_step) == len(company.orders())
        for number, order in by_step.items():
            if number > 1:
                assert by_step[number - 1].served_at is not None
                assert order.at > by_step[number - 1].served_at
            if number in taken:  # what is settled once stays so
                assert order == taken[number]
            if order.state in {OrderState.SERVED, OrderState.PROVED, OrderState.REFUSED}:
                taken[number] = order
            if order.state is OrderState.CLAIMED_DONE:
                assert order.act is Act.REMOVE
                assert order.served_at is None
            if order.act is Act.REMOVE and order.state is OrderState.CLAIMED_DONE:
                assert order.told_at is not None


def test_an_outsider_is_warned_told_and_removed_by_the_owner_and_the_group_proves_it():
    company = Company()
    for step in ("advert", "told", "advert", "told", "removed", "leaves"):
        company.step(step)
    states = {order.step: order.state for order in company.orders()}
    assert states == {1: OrderState.SERVED, 2: OrderState.PROVED}
    titles = [handed.card.title for handed in company.messenger.handed]
    assert len(titles) == 3  # pass the warning on, pass the removal on, remove
    assert len({handed.card.task_id for handed in company.messenger.handed}) == 3


def test_without_the_owners_word_the_ladder_stays_where_it_is():
    company = Company()
    for step in ("advert", "advert", "stranger", "advert"):
        company.step(step)
    (only,) = company.orders()
    assert (only.step, only.state) == (1, OrderState.HANDED_OVER)
    assert only.served_at is None


def test_a_lost_click_is_asked_for_again_and_an_old_card_no_longer_counts():
    company = Company()
    for step in ("advert", "day"):
        company.step(step)
    first, second = (handed.card for handed in company.messenger.handed)
    assert company.click_on(first, TOLD) is Clicked.OUTDATED
    assert company.click_on(second, TOLD) is Clicked.TAKEN
    (order,) = company.orders()
    assert order.state is OrderState.SERVED


def test_a_slow_owner_who_says_it_is_done_when_it_is_not_is_asked_until_the_member_is_gone():
    company = Company()
    for step in ("advert", "told", "advert", "told", "day", "removed", "day", "removed", "leaves"):
        company.step(step)
    removal = next(order for order in company.orders() if order.step == 2)
    assert (removal.state, removal.chases) == (OrderState.PROVED, 2)
    titles = [handed.card.title for handed in company.messenger.handed]
    assert titles[-2:] == ["第1次催办：请将一名成员移出群", "尚未完成：请将一名成员移出群"]
