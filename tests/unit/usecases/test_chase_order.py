"""Work orders that somebody has for too long, and claims that nothing shows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.power import MemoryPower
from qungui.engine import orders, work_orders
from qungui.engine.orders import LEASE
from qungui.errors import TransientError
from qungui.model.group import GroupKind, Role
from qungui.model.order import OrderState
from qungui.model.outcome import Done, Later, NoPower, Refused, Rehearsed, Spent, Unsure
from qungui.usecases.order_progress import Dispatched
from tests.support.build import GROUP, NOON, at, order
from tests.support.order_desk import MANAGER, MEMBER, OWNER, REMOVAL, Desk

DAY = timedelta(days=1)


def handed(of=REMOVAL, **how):
    """A desk whose order the owner has, with a day to do it."""
    desk = Desk(of, kind=GroupKind.CUSTOMER, **how)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    desk.outbound.take()
    return desk


def claimed(**how):
    desk = handed(**how)
    desk.move(work_orders.claimed_done(desk.now(), desk.clock.now(), DAY))
    return desk


def cards(desk):
    return [one.card for one in desk.messenger.handed]


def test_before_its_time_nobody_is_asked_again():
    desk = handed()
    assert desk.later(hours=24, milliseconds=-1) is Dispatched.SKIPPED
    assert len(cards(desk)) == 1


def test_whoever_had_it_gets_another_card_each_day_that_says_how_late_it_is():
    desk = handed()
    for _ in range(3):
        assert desk.later(days=1) is Dispatched.CHASED
        assert desk.carry_out() is Dispatched.SKIPPED
    assert {one.person_id for one in desk.messenger.handed} == {OWNER.person_id}
    assert [card.task_id[-2:] for card in cards(desk)] == ["-0", "-1", "-2", "-3"]
    assert [card.title[:5] for card in cards(desk)[1:]] == ["第1次催办", "第2次催办", "第3次催办"]
    assert [dict(card.facts)["办理期限"] for card in cards(desk)[1:]] == [
        "原定11月26日12:00前，已到期",
        "原定11月26日12:00前，已逾期1天",
        "原定11月26日12:00前，已逾期2天",
    ]
    assert (desk.now().state, desk.now().served_at) == (OrderState.OVERDUE, None)


def test_from_the_second_time_on_the_managing_department_hears_of_it():
    desk = handed()
    for heard in (0, 1, 2):
        desk.later(days=1)
        desk.deliver()
        assert len(desk.told(MANAGER)) == heard
    assert "已逾期2天，经办人 owner 仍未处理" in desk.told(MANAGER)[-1]


def test_the_managing_department_does_not_hear_of_what_it_has_itself():
    roles = {Role.ADMIN_DEPARTMENT: (MANAGER.person_id,)}
    desk = handed(roles=roles)
    for _ in range(3):
        assert desk.later(days=1) is Dispatched.CHASED
        assert desk.outbound.take() == ()


def test_a_chase_says_nothing_to_the_member_or_the_group():
    desk = handed()
    said = desk.told(MEMBER)
    for _ in range(3):
        desk.later(days=1)
    assert desk.told(MEMBER) == said
    assert (desk.by_hand.posts, desk.by_hand.removals) == ([], [])


def test_a_telling_is_chased_by_the_telling_card():
    desk = Desk(order())
    desk.messenger.answers.append(Refused(81013))
    desk.carry_out()
    assert desk.later(days=1) is Dispatched.CHASED
    assert [card.title for card in cards(desk)] == ["请转告一名成员", "第1次催办：请转告一名成员"]
    assert desk.now().served_at is None


def test_the_question_about_the_limit_is_asked_again_of_who_decides():
    ask = orders.asked_of(MANAGER, REMOVAL, NOON)
    desk = Desk(ask)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert desk.later(days=1) is Dispatched.CHASED
    assert {one.person_id for one in desk.messenger.handed} == {MANAGER.person_id}


def test_what_the_roster_shows_is_proved_and_nobody_is_asked():
    desk = handed()
    desk.by_hand.members.clear()
    assert desk.later(days=1) is Dispatched.PROVED
    assert (desk.now().state, desk.now().served_at) == (OrderState.PROVED, at(days=1))
    assert len(cards(desk)) == 1
    assert desk.later(days=1) is Dispatched.SKIPPED


def test_a_claim_is_looked_after_once_and_proved_where_the_member_is_gone():
    desk = claimed()
    desk.by_hand.members.clear()
    assert desk.later(hours=1) is Dispatched.SKIPPED
    assert desk.later(hours=23) is Dispatched.PROVED


def test_a_claim_that_does_not_show_is_handed_over_again_and_the_card_says_so():
    desk = claimed()
    assert desk.later(days=1) is Dispatched.CHASED
    now = desk.now()
    assert (now.state, now.until, now.due) == (OrderState.HANDED_OVER, at(days=2), at(days=2))
    card = cards(desk)[-1]
    assert card.title == "尚未完成：请将一名成员移出群"
    assert dict(card.facts)["核对结果"] == "该成员仍在群内"
    assert desk.later(days=1) is Dispatched.CHASED
    assert desk.now().state is OrderState.OVERDUE


def test_a_claim_that_never_shows_comes_to_the_managing_department():
    desk = claimed()
    desk.later(days=1)
    desk.move(work_orders.claimed_done(desk.now(), desk.clock.now(), DAY))
    desk.later(days=1)
    desk.deliver()
    assert "称已完成，但平台显示尚未完成" in desk.told(MANAGER)[-1]


def test_a_claim_that_nobody_can_check_stays_claimed_quietly():
    desk = claimed(tells=False)
    assert desk.later(days=1) is Dispatched.SKIPPED
    now = desk.now()
    assert (now.state, now.due, now.served_at) == (OrderState.CLAIMED_DONE, None, None)
    assert desk.later(days=30) is Dispatched.SKIPPED
    assert len(cards(desk)) == 1


class Blind(MemoryPower):
    """A power that cannot tell now."""

    def has_member(self, group, person):
        raise TransientError


def test_a_claim_that_cannot_be_checked_now_is_checked_later():
    desk = claimed()
    blind = replace(desk.dispatch, powers=dict.fromkeys(GroupKind, Blind()))
    desk.clock.advance(DAY)
    assert blind(desk.order.ref) is Dispatched.SKIPPED
    assert desk.now().due == at(days=1, minutes=15)
    desk.by_hand.members.clear()
    assert desk.later(minutes=15) is Dispatched.PROVED


def test_where_it_cannot_be_told_now_the_person_is_asked_all_the_same():
    desk = handed()
    blind = replace(desk.dispatch, powers=dict.fromkeys(GroupKind, Blind()))
    desk.clock.advance(DAY)
    assert blind(desk.order.ref) is Dispatched.CHASED


@pytest.mark.parametrize(
    ("answer", "again"),
    [(Later(at(days=1, hours=1), "rate"), at(days=1, hours=1)), (Unsure("x"), at(days=1) + LEASE)],
)
def test_a_card_that_could_not_go_out_goes_out_later_under_the_same_id(answer, again):
    desk = handed()
    desk.messenger.answers.append(answer)
    assert desk.later(days=1) is Dispatched.UNSURE
    assert desk.now().due == again
    desk.clock.move_to(again)
    assert desk.carry_out() is Dispatched.CHASED
    assert [card.task_id[-2:] for card in cards(desk)] == ["-0", "-1"]
    assert desk.now().chases == 1


def test_a_chase_whose_card_id_is_spent_takes_the_next_one():
    desk = handed()
    desk.messenger.answers.append(Spent(42014))
    assert desk.later(days=1) is Dispatched.UNSURE
    assert desk.carry_out() is Dispatched.CHASED
    assert [card.task_id[-2:] for card in cards(desk)] == ["-0", "-2"]


@pytest.mark.parametrize("answer", [Refused(81013), NoPower()])
def test_who_cannot_be_reached_any_more_is_not_chased_for_ever(answer):
    desk = handed()
    desk.messenger.answers.append(answer)
    assert desk.later(days=1) is Dispatched.REFUSED
    assert (desk.now().state, desk.now().due) == (OrderState.REFUSED, None)


def test_a_dry_run_leaves_the_order_with_its_person_and_comes_back():
    desk = handed()
    desk.messenger.answers.append(Rehearsed("hand over"))
    assert desk.later(days=1) is Dispatched.UNSURE
    assert desk.now().state is OrderState.OVERDUE
    assert desk.later(days=1) is Dispatched.CHASED


def test_two_at_once_send_one_card():
    desk = handed()
    desk.clock.advance(DAY)

    class Meanwhile(type(desk.messenger)):
        def hand_over(self, person, card):
            assert desk.carry_out() is Dispatched.SKIPPED
            return desk.messenger.hand_over(person, card)

    busy = replace(desk.dispatch, messenger=Meanwhile(desk.clock))
    assert busy(desk.order.ref) is Dispatched.CHASED
    assert len(cards(desk)) == 2


def test_a_click_in_the_middle_of_a_chase_is_kept():
    desk = handed()
    desk.clock.advance(DAY)

    class Clicking(type(desk.messenger)):
        def hand_over(self, person, card):
            desk.move(work_orders.claimed_done(desk.now(), desk.clock.now(), DAY))
            return Done()

    clicked = replace(desk.dispatch, messenger=Clicking(desk.clock))
    assert clicked(desk.order.ref) is Dispatched.SKIPPED
    assert desk.now().state is OrderState.CLAIMED_DONE


def test_the_time_for_a_work_order_is_the_groups_own():
    desk = handed(work_order_time=timedelta(hours=2))
    assert desk.now().until == at(hours=2)
    assert desk.later(hours=2) is Dispatched.CHASED
    assert desk.now().due == at(hours=26)


def test_every_chase_stands_in_the_audit_log():
    desk = handed()
    desk.later(days=1)
    trail = desk.ledger.audit.verify_chain(GROUP)
    assert trail.broken_at is None
    assert (trail.entries[-1].kind, trail.entries[-1].facts["chases"]) == ("order-overdue", "1")
