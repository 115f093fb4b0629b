"""Orders for a group itself, carried out: by API where there is one, else by the owner's card."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine import work_orders
from qungui.errors import TransientError
from qungui.model.act import GROUP_ACTS, Act
from qungui.model.group import GroupKind
from qungui.model.order import OrderRef, OrderState
from qungui.model.outcome import Done, Later, Refused, Rehearsed, Unsure
from qungui.model.roster import Look
from qungui.usecases.order_progress import Dispatched
from qungui.wire_clicks import click_from_key
from tests.support.build import GROUP, NOON, at, group_order
from tests.support.order_desk import MANAGER, MEMBER, OWNER, Desk

RENAME = group_order(Act.RENAME, wanted="新群名")
GIVE = group_order(Act.CHANGE_OWNER, about=MEMBER.person_id)
SPEAK = group_order(Act.SPEAK, wanted="明天停电，请保存文件。")
CLOSE = group_order(Act.SOFT_CLOSE)
DISSOLVE = group_order(Act.DISSOLVE)
BY_HAND = [act for act in GROUP_ACTS if act not in {RENAME.act, GIVE.act, SPEAK.act, CLOSE.act}]


def group_orders(desk):
    return desk.ledger.discipline(GROUP, "").orders


def test_a_group_is_renamed_by_api():
    desk = Desk(RENAME)
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.appchat.names == {GROUP: "新群名"}
    assert desk.messenger.handed == []


@pytest.mark.parametrize(("about", "to"), [(MEMBER, MANAGER), (MANAGER, OWNER)])
def test_a_report_is_read_by_those_in_charge_and_never_by_whom_it_is_about(about, to):
    desk = Desk(group_order(Act.REPORT, about=about.person_id, wanted="私下推销保险"))
    assert desk.carry_out() is Dispatched.SERVED
    (told,) = desk.told(to)
    assert f"成员 {about.userid}：“私下推销保险”" in told
    assert desk.told(about) == []


def test_another_owner_is_chosen_by_api():
    desk = Desk(GIVE)
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.appchat.owners == {GROUP: MEMBER.person_id}


@pytest.mark.parametrize("act", GROUP_ACTS)
def test_where_no_api_does_it_the_owner_gets_a_card_of_that_order(act):
    desk = Desk(group_order(act, wanted="新", about=MEMBER.person_id), kind=GroupKind.CUSTOMER)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    (handed,) = desk.messenger.handed
    assert handed.person_id == OWNER.person_id
    clicks = [click_from_key(key, handed.card.task_id) for _, key in handed.card.buttons]
    assert {click.ref for click in clicks} == {OrderRef(GROUP, "", desk.order.order_id)}
    assert desk.now().due == at(hours=24)


@pytest.mark.parametrize("act", BY_HAND)
def test_what_no_api_does_anywhere_is_the_owners_work_everywhere(act):
    desk = Desk(group_order(act, wanted="新", about=MEMBER.person_id))
    assert desk.carry_out() is Dispatched.HANDED_OVER


def test_a_change_that_may_have_worked_is_looked_at_before_it_is_repeated():
    desk = Desk(RENAME)
    desk.appchat.answers.append(Unsure("hung"))
    assert desk.carry_out() is Dispatched.UNSURE
    desk.appchat.looks[GROUP] = Look(name="新群名")
    desk.appchat.answers.append(Refused(1))  # what a second call would hear
    assert desk.later(minutes=1) is Dispatched.SERVED


def test_where_nobody_can_look_now_it_is_not_repeated_either():
    desk = Desk(replace(GIVE, attempts=1))

    class Blind(type(desk.appchat)):
        def look(self, group):
            raise TransientError

    blind = replace(desk.dispatch, powers=dict.fromkeys(GroupKind, Blind()))
    assert blind(desk.order.ref) is Dispatched.UNSURE
    assert desk.now().state is OrderState.UNKNOWN


def test_a_refused_change_becomes_the_owners_work():
    desk = Desk(RENAME)
    desk.appchat.answers.append(Refused(86008))
    assert desk.carry_out() is Dispatched.HANDED_OVER


def test_an_empty_budget_makes_it_wait():
    desk = Desk(RENAME)
    desk.appchat.answers.append(Later(at(minutes=2), "budget"))
    assert desk.carry_out() is Dispatched.HELD
    assert desk.later(minutes=2) is Dispatched.SERVED


def test_a_text_is_posted_once_and_known_for_ours():
    desk = Desk(SPEAK)
    assert desk.carry_out() is Dispatched.SERVED
    assert [post.text for post in desk.appchat.posts] == [SPEAK.wanted]
    assert desk.sent.is_ours(GROUP, SPEAK.wanted, NOON)


def test_a_text_whose_post_was_not_confirmed_is_left_to_the_owners_eyes():
    desk = Desk(SPEAK)
    desk.appchat.answers.append(Unsure("hung"))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert "未得到平台确认" in desk.messenger.handed[0].card.body
    assert desk.appchat.posts == []


def test_a_text_that_was_not_begun_is_posted_later():
    desk = Desk(SPEAK)
    desk.appchat.answers.append(Later(at(minutes=2), "budget"))
    assert desk.carry_out() is Dispatched.HELD
    assert desk.later(minutes=2) is Dispatched.SERVED
    assert len(desk.appchat.posts) == 1


def test_the_owner_gets_the_words_to_copy_beside_the_card():
    desk = Desk(SPEAK, kind=GroupKind.INTERNAL)
    desk.carry_out()
    (text,) = desk.told(OWNER)
    assert text.endswith(SPEAK.wanted)
    assert desk.sent.is_ours(GROUP, SPEAK.wanted, NOON)


def test_a_group_is_closed_softly_and_its_end_is_the_owners_work():
    desk = Desk(CLOSE)
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.appchat.names == {GROUP: "[已关闭] 市场部工作群"}
    assert len(desk.appchat.posts) == len(desk.appchat.emptied) == 1
    assert desk.deliver() == [Dispatched.HANDED_OVER]
    assert desk.messenger.handed[0].card.title == "请解散群"
    assert {one.act for one in group_orders(desk)} == {Act.SOFT_CLOSE, Act.DISSOLVE}


@pytest.mark.parametrize("calls", [1, 2])
def test_a_soft_close_that_broke_off_goes_on_and_tells_the_group_once(calls):
    desk = Desk(CLOSE)
    desk.appchat.answers.extend([*([Done()] * calls), Unsure("hung")])
    desk.carry_out()
    desk.later(minutes=1)
    assert desk.now().state is OrderState.SERVED
    assert len(desk.appchat.posts) <= 1
    assert len(desk.appchat.emptied) == 1


def test_a_dry_run_holds_it_for_good():
    desk = Desk(DISSOLVE)
    desk.messenger.answers.append(Rehearsed("hand over"))
    assert desk.carry_out() is Dispatched.HELD
    assert desk.now().why == "dry-run: hand over"


def test_whoever_is_to_be_muted_is_not_asked_to_do_it():
    desk = Desk(group_order(Act.MUTE, about=OWNER.person_id))
    desk.carry_out()
    assert desk.messenger.handed[0].person_id == MANAGER.person_id


def test_an_owner_who_does_nothing_is_asked_again_and_the_department_hears_of_it():
    desk = Desk(DISSOLVE)
    desk.carry_out()
    for _ in range(2):
        assert desk.later(days=1) is Dispatched.CHASED
    assert desk.deliver() == [Dispatched.SERVED]
    assert "请解散群" in desk.told(MANAGER)[0]


@pytest.mark.parametrize(
    ("of", "look"),
    [
        (RENAME, Look(name="新群名")),
        (GIVE, Look(owner=MEMBER.aliases[0])),
        (CLOSE, Look(others=0)),
        (DISSOLVE, Look(dissolved=True)),
    ],
)
def test_what_the_group_shows_is_proved_when_it_is_time_to_ask_again(of, look):
    desk = Desk(of, kind=GroupKind.CUSTOMER)
    desk.carry_out()
    desk.by_hand.looks[GROUP] = look
    assert desk.later(days=1) is Dispatched.PROVED


def test_a_claim_that_the_group_does_not_show_is_handed_over_again():
    desk = Desk(RENAME, kind=GroupKind.CUSTOMER)
    desk.carry_out()
    claimed = work_orders.claimed_done(desk.now(), NOON, timedelta(days=1))
    desk.move(claimed)
    assert desk.later(days=1) is Dispatched.CHASED
    assert desk.messenger.handed[-1].card.title == "尚未完成：请修改群名称"
