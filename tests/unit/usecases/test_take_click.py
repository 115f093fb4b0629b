"""Clicks on work orders: by the right person, once, and harmless otherwise."""

from dataclasses import replace

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.queue import MemoryQueue
from qungui.engine import orders
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.events import CardClicked
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.model.person import unrecorded
from qungui.notices.compose import CANNOT_REMOVE, REMOVED, TOLD, WENT_ON
from qungui.notices.work_orders import CANNOT, DONE
from qungui.usecases.clicked import SAID, Clicked
from qungui.usecases.take_click import TakeClick
from qungui.wire_clicks import click_key
from tests.support.build import (
    GROUP,
    NOON,
    PERSON,
    at,
    case,
    edition,
    group,
    group_order,
    order,
    settings,
)

BOSS = unrecorded(Alias("userid", "boss"))
MANAGER = unrecorded(Alias("userid", "manager"))
FILED = group(kind=GroupKind.CUSTOMER, roles={Role.OWNER: (BOSS.person_id,)})


class Desk:
    def __init__(self):
        directory = MemoryDirectory()
        directory.publish(edition())
        directory.link(FILED, settings())
        self.ledger, self.outbound = MemoryLedger(), MemoryQueue()
        self.messenger = MemoryMessenger(ManualClock(NOON))
        self.messenger.codes.add("RC")
        self.click = TakeClick(
            ledger=self.ledger,
            worklist=self.ledger,
            directory=directory,
            people=MemoryPeople(),
            messenger=self.messenger,
            outbound=self.outbound,
            clock=ManualClock(NOON),
        )

    def has(self, of):
        change = Change(group_id=of.group_id, person_id=of.person_id, new_orders=(of,))
        self.ledger.commit(change)
        return of

    def press(self, verb, of, by="boss", **changes):
        event = CardClicked(
            userid=by,
            key=click_key(verb, of.ref),
            task_id=of.task_id,
            card_type="button_interaction",
            response_code="RC",
            agent_id="1000002",
            choices=(),
        )
        return self.click(replace(event, **changes))

    def now(self, of):
        return self.ledger.discipline(of.group_id, of.person_id).order(of.order_id)


@pytest.fixture
def desk():
    return Desk()


def removal(number=1, **changes):
    made = {"state": OrderState.HANDED_OVER, "due": None, **changes}
    return order(case(f"message-{number}"), step=2, act=Act.REMOVE, **made)


def warning(**changes):
    return order(state=OrderState.HANDED_OVER, due=None, **changes)


def test_the_owner_says_that_the_member_is_removed(desk):
    made = desk.has(removal())
    assert desk.press(REMOVED, made) is Clicked.TAKEN
    now = desk.now(made)
    assert (now.state, now.served_at) == (OrderState.CLAIMED_DONE, None)


def test_the_owner_cannot_remove_the_member(desk):
    made = desk.has(removal())
    assert desk.press(CANNOT_REMOVE, made) is Clicked.TAKEN
    assert desk.now(made).state is OrderState.REFUSED
    assert desk.now(made).why


def test_a_warning_that_the_owner_passed_on_is_served(desk):
    made = desk.has(warning())
    assert desk.press(TOLD, made) is Clicked.TAKEN
    now = desk.now(made)
    assert (now.state, now.told_at, now.served_at) == (OrderState.SERVED, NOON, NOON)


def test_a_removal_that_the_owner_announced_goes_on_under_a_card_of_its_own(desk):
    made = desk.has(removal())
    assert desk.press(TOLD, made) is Clicked.TAKEN
    now = desk.now(made)
    assert (now.state, now.told_at, now.revision) == (OrderState.NEW, NOON, made.revision + 1)
    assert now.due is not None
    assert [one.body["order"] for one in desk.outbound.sent] == [made.order_id]
    assert desk.press(TOLD, made) is Clicked.SKIPPED


def test_the_card_says_what_came_of_the_click(desk):
    made = desk.has(removal())
    desk.press(REMOVED, made)
    assert desk.messenger.settled == {"RC": SAID[Clicked.TAKEN]}
    desk.messenger.codes.add("RC2")
    desk.press(REMOVED, made, response_code="RC2")
    desk.messenger.codes.add("RC3")
    desk.press(REMOVED, desk.has(removal(2)), by="zhangsan", response_code="RC3")
    assert desk.messenger.settled["RC2"] == SAID[Clicked.SKIPPED]
    assert desk.messenger.settled["RC3"] == SAID[Clicked.WRONG_PERSON]
    assert all(len(said) <= 10 for said in SAID.values())


def test_a_card_that_cannot_be_updated_takes_the_click_all_the_same(desk):
    made = desk.has(removal())
    desk.messenger.codes.clear()
    assert desk.press(REMOVED, made) is Clicked.TAKEN
    assert desk.press(REMOVED, made, response_code="") is Clicked.SKIPPED


def test_an_overdue_order_can_still_be_done(desk):
    made = desk.has(removal(state=OrderState.OVERDUE))
    assert desk.press(REMOVED, made) is Clicked.TAKEN


@pytest.mark.parametrize("verb", [REMOVED, CANNOT_REMOVE, TOLD])
def test_a_second_click_changes_nothing(desk, verb):
    made = desk.has(removal())
    desk.press(verb, made)
    was = desk.now(made)
    for again in (REMOVED, CANNOT_REMOVE, TOLD):
        assert desk.press(again, made) is Clicked.SKIPPED
    assert desk.now(made) == was


@pytest.mark.parametrize("by", ["zhangsan", "manager", ""])
def test_somebody_else_changes_nothing(desk, by):
    made = desk.has(removal())
    assert desk.press(REMOVED, made, by=by or "nobody") is Clicked.WRONG_PERSON
    assert desk.now(made) == made


def test_the_case_of_a_userid_is_not_told_apart(desk):
    assert desk.press(REMOVED, desk.has(removal()), by="BOSS") is Clicked.TAKEN


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "removed"},
        {"key": ""},
        {"key": "removed#group-1"},
        {"key": "removed#group-1#person#more"},
        {"key": f"dance#{GROUP}#{PERSON}"},
        {"key": f"removed#{GROUP}#person-9"},
        {"key": f"removed#group-9#{PERSON}"},
        {"task_id": ""},
        {"task_id": "order-9-0"},
        {"task_id": "-0"},
    ],
)
def test_a_card_of_another_kind_or_order_is_skipped(desk, changes):
    made = desk.has(removal())
    assert desk.press(REMOVED, made, **changes) is Clicked.SKIPPED
    assert desk.now(made) == made


def test_an_old_card_of_the_same_order_points_to_the_new_one(desk):
    made = desk.has(removal(revision=1))
    old = replace(made, revision=0)
    assert desk.press(REMOVED, old) is Clicked.OUTDATED
    assert desk.now(made) == made


@pytest.mark.parametrize("state", [OrderState.NEW, OrderState.HELD, OrderState.PROVED])
def test_an_order_that_waits_for_nobody_is_skipped(desk, state):
    assert desk.press(REMOVED, desk.has(removal(state=state))) is Clicked.SKIPPED


@pytest.mark.parametrize("state", [OrderState.SENDING, OrderState.UNKNOWN])
def test_a_click_that_comes_before_its_card_is_known_to_be_out_is_not_lost(desk, state):
    """The sending may have timed out while the owner had the card on the phone already."""
    made = desk.has(removal(state=state))
    with pytest.raises(TransientError):
        desk.press(REMOVED, made)
    assert desk.messenger.settled == {}
    handed = replace(made, state=OrderState.HANDED_OVER)
    desk.ledger.commit(Change(group_id=GROUP, person_id=PERSON, orders=(handed,)))
    assert desk.press(REMOVED, made) is Clicked.TAKEN


@pytest.mark.parametrize("state", [OrderState.SENDING, OrderState.UNKNOWN])
def test_an_earlier_card_of_an_order_on_its_way_is_skipped(desk, state):
    made = desk.has(removal(state=state, revision=1))
    assert desk.press(TOLD, replace(made, revision=0)) is Clicked.SKIPPED


def test_a_button_of_another_act_is_skipped(desk):
    made = desk.has(warning())
    for verb in (REMOVED, CANNOT_REMOVE, WENT_ON):
        assert desk.press(verb, made) is Clicked.SKIPPED


def held(number):
    return orders.limited(removal(number, state=OrderState.SENDING))


def asked():
    ask = orders.asked_of(MANAGER, removal(), NOON)
    return replace(ask, state=OrderState.HANDED_OVER, due=None)


def test_going_on_starts_every_removal_that_the_limit_held(desk):
    made = [desk.has(held(number)) for number in (1, 2)]
    ask = desk.has(asked())
    assert desk.press(WENT_ON, ask, by="manager") is Clicked.TAKEN
    assert desk.now(ask).state is OrderState.SERVED
    for one in made:
        now = desk.now(one)
        assert (now.state, now.why) == (OrderState.NEW, "")
        assert now.counted_hour == orders.clock_hour(NOON)
        assert now.due is not None
    assert {one.body["order"] for one in desk.outbound.sent} == {one.order_id for one in made}


def test_what_is_permitted_is_not_counted_against_the_hour_again():
    permitted = orders.permitted(held(1), NOON)
    assert orders.taken(permitted, at(minutes=2)).counted_hour == permitted.counted_hour


def test_only_who_was_asked_may_go_on(desk):
    made, ask = desk.has(held(1)), desk.has(asked())
    assert desk.press(WENT_ON, ask, by="boss") is Clicked.WRONG_PERSON
    assert desk.now(made) == made


def test_an_order_that_moves_under_the_click_is_left_alone(desk):
    made = desk.has(removal())

    class Moved(MemoryLedger):
        def commit(self, change):
            desk.ledger.commit(replace(change, orders=(replace(made, why="moved"),)))
            return desk.ledger.commit(change)

        def discipline(self, group_id, person_id):
            return desk.ledger.discipline(group_id, person_id)

    click = replace(desk.click, ledger=Moved())
    desk.click = click
    assert desk.press(REMOVED, made) is Clicked.SKIPPED
    assert desk.now(made).state is OrderState.HANDED_OVER


def own(act, **changes):
    made = {"state": OrderState.HANDED_OVER, "due": None, **changes}
    return group_order(act, wanted="新群名", **made)


@pytest.mark.parametrize("act", [Act.RENAME, Act.CHANGE_OWNER, Act.SOFT_CLOSE, Act.DISSOLVE])
def test_what_a_group_will_show_is_claimed_until_it_does(desk, act):
    made = desk.has(own(act))
    assert desk.press(DONE, made) is Clicked.TAKEN
    now = desk.now(made)
    assert (now.state, now.served_at, now.due) == (OrderState.CLAIMED_DONE, None, at(hours=24))


@pytest.mark.parametrize("act", [Act.SPEAK, Act.MUTE, Act.DELETE_MESSAGE, Act.POSTING_MODE])
def test_what_never_shows_anywhere_is_done_by_the_owners_word(desk, act):
    made = desk.has(own(act))
    assert desk.press(DONE, made) is Clicked.TAKEN
    assert (desk.now(made).state, desk.now(made).due) == (OrderState.SERVED, None)


def test_the_owner_cannot_do_it(desk):
    made = desk.has(own(Act.DISSOLVE))
    assert desk.press(CANNOT, made) is Clicked.TAKEN
    assert desk.now(made).state is OrderState.REFUSED
    assert desk.press(DONE, made) is Clicked.SKIPPED


def test_whoever_has_the_card_may_click_it_though_they_do_not_own_the_group(desk):
    made = desk.has(removal(asked=MANAGER.person_id))
    assert desk.press(REMOVED, made, by="zhangsan") is Clicked.WRONG_PERSON
    assert desk.press(REMOVED, made, by="manager") is Clicked.TAKEN


def test_a_claim_is_to_be_looked_after_within_the_groups_time(desk):
    made = desk.has(removal(lease_until=at(minutes=1)))
    desk.press(REMOVED, made)
    now = desk.now(made)
    assert (now.not_before, now.due, now.lease_until) == (at(hours=24), at(hours=24), None)
