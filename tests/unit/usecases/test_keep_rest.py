"""A rest is announced when it begins and summed up when it is over, each once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.power import Post
from qungui.model.call import Call
from qungui.model.group import GroupKind, Mode, Role
from qungui.model.ids import Alias
from qungui.model.message import Message
from qungui.model.order import OrderState
from qungui.model.rulebook import Edition
from qungui.usecases.keep_rest import Kept
from tests.support.build import (
    GROUP,
    NIGHT,
    ROOM,
    ZHANG,
    at,
    clauses,
    edition,
    group,
    message,
    person,
    settings,
)
from tests.support.resting import Resting

BOSS = person(Alias("userid", "boss"))
OPENS, CLOSES = at(hours=10), at(hours=19, minutes=30)
SUMS_UP = CLOSES + timedelta(minutes=5)
ANNOUNCED = (
    "【通知】11月25日22:00至次日07:30是本群的休息时间，请不要在群里聊天，谢谢配合。"
    "紧急事项请群主或管理员以【通知】开头发布。（R01.3.11）"
)
SUMMED_UP = (
    "【休息时间小结】“市场部工作群”11月25日22:00至次日07:30：2 人发言 3 条，"
    "已单独提醒 2 人，均已记录（R01.3.11）。"
)


def company(*, kind=GroupKind.APPCHAT, law: Edition | None = None, **changes):
    ours = group(
        kind=kind,
        roles={Role.OWNER: (BOSS.person_id,), Role.ADMINISTRATOR: ("person-unknown",)},
    )
    made = Resting(ours, law=law, people=(person(), BOSS), **changes)
    assert made.plan(made.clock.now()) == 1
    return made


def law(*rules, **changes):
    (night,) = (each for each in clauses() if each.clause_id == NIGHT)
    changed = replace(night, **({"rules": rules} if rules else {}), **changes)
    return edition(clauses=tuple(changed if e.clause_id == NIGHT else e for e in clauses()))


def said(company, text, moment, number=0, sender=ZHANG):
    company.clock.move_to(moment)
    sent: Message = message(
        text, message_id=f"said-{number}", sent_at=moment, sender=sender, group=ROOM
    )
    company.judge(sent)


def escalated(company):
    for case in company.ledger.opened:
        company.escalate(case.ref)
    company.go_out()


def state(company):
    (order,) = company.ledger.discipline(GROUP, "").orders
    return order.state, order.why


def test_the_group_hears_that_its_rest_begins_at_the_minute_that_it_does():
    ours = company()
    assert ours.minute(OPENS - timedelta(minutes=1)) == []
    assert ours.minute(OPENS) == [Kept.ANNOUNCED]
    assert ours.appchat.posts == [Post(GROUP, ANNOUNCED)]
    assert ours.minute(OPENS + timedelta(minutes=1)) == []
    assert ours.keep(GROUP, ours.clock.now()) is Kept.SKIPPED


def test_whoever_comes_late_says_what_was_planned_and_nothing_once_it_is_over():
    late = company()
    assert late.minute(CLOSES - timedelta(minutes=1)) == [Kept.ANNOUNCED]
    assert late.appchat.posts == [Post(GROUP, ANNOUNCED)]
    too_late = company()
    assert too_late.minute(CLOSES) == [Kept.BEGUN]
    assert too_late.minute(SUMS_UP) == [Kept.OVER]
    assert too_late.appchat.posts == []
    assert too_late.rests.get(GROUP).opens == OPENS + timedelta(days=1)


def test_a_schedule_that_is_ahead_of_the_clock_is_believed():
    ours = company()
    assert ours.keep(GROUP, OPENS) is Kept.ANNOUNCED
    at_night = message("谁在", message_id="ahead", sent_at=at(hours=11), sender=ZHANG, group=ROOM)
    ours.judge(at_night)
    escalated(ours)
    assert ours.keep(GROUP, SUMS_UP) is Kept.SUMMED_UP


def test_what_dies_before_the_rest_moved_on_says_nothing_twice():
    ours = company()
    rest = ours.rests.get(GROUP)
    ours.minute(OPENS)
    ours.rests.drop(GROUP)
    ours.rests.keep(replace(rest, version=0))  # as it was before
    assert ours.minute(OPENS + timedelta(minutes=1)) == [Kept.ANNOUNCED]
    assert len(ours.appchat.posts) == 1


def test_of_two_at_once_one_moves_it_on():
    ours = company()
    ours.clock.move_to(OPENS)
    rest = ours.rests.get(GROUP)

    class Meanwhile(type(ours.rests)):
        def get(self, group_id):
            return rest

    ours.rests.keep(replace(rest, begun=True))
    stale = Meanwhile()
    stale.keep = ours.rests.keep
    assert replace(ours.keep, rests=stale)(GROUP, OPENS) is Kept.SKIPPED
    ours.go_out()
    assert len(ours.appchat.posts) == 1


def test_where_no_api_can_post_the_owners_card_carries_the_text_until_it_is_of_no_use():
    ours = company(kind=GroupKind.INTERNAL)
    ours.minute(OPENS)
    assert ours.by_hand.posts == []
    (told,) = ours.messenger.told
    assert (told.person_id, ANNOUNCED in told.text) == (BOSS.person_id, True)
    (handed,) = ours.messenger.handed
    assert "请在群内发布通知" in handed.card.title
    assert state(ours) == (OrderState.HANDED_OVER, "")
    for hours in range(24, 100, 12):
        ours.minute(OPENS + timedelta(hours=hours))
    first = min(ours.ledger.discipline(GROUP, "").orders, key=lambda order: order.at)
    assert (first.state, first.why) == (OrderState.VOID, "expired")
    assert len({each.card.task_id for each in ours.messenger.handed}) == len(ours.messenger.handed)


def test_an_announcement_that_could_not_go_out_in_time_never_does():
    ours = company()
    ours.clock.move_to(OPENS)
    ours.swept()
    ours.arrive(ours.quiet.take())
    ours.clock.move_to(CLOSES)
    ours.go_out()
    assert ours.appchat.posts == []
    assert state(ours) == (OrderState.VOID, "expired")


@pytest.mark.parametrize(
    ("rule", "mode", "done"),
    [
        ({}, Mode.ENFORCE, Kept.ANNOUNCED),
        ({}, Mode.ASSIST, Kept.BEGUN),
        ({}, Mode.OBSERVE, Kept.BEGUN),
        ({"announce": False}, Mode.ENFORCE, Kept.BEGUN),
    ],
)
def test_a_group_hears_no_more_than_its_clause_may_do(rule, mode, done):
    call = Call("quiet-hours", {"from": "22:00", "to": "07:30", **rule}, {"notice_marks": []})
    assert company(law=law(call, mode=mode)).minute(OPENS) == [done]


def test_a_group_switches_the_announcement_off():
    call = Call(
        "quiet-hours", {"from": "22:00", "to": "07:30"}, {"announce": True, "notice_marks": []}
    )
    ours = company(law=law(call), settings=settings(values={NIGHT: {"announce": False}}))
    assert ours.minute(OPENS) == [Kept.BEGUN]


def test_who_runs_the_group_hears_in_numbers_what_was_said_in_it():
    ours = company()
    ours.minute(OPENS)
    said(ours, "谁在", at(hours=11), 1)
    escalated(ours)
    said(ours, "还有人吗", at(hours=12), 2)
    said(ours, "我在", at(hours=12), 3, Alias("userid", "lisi"))
    escalated(ours)
    told = len(ours.messenger.told)
    assert ours.minute(SUMS_UP) == [Kept.SUMMED_UP]
    (digest,) = ours.messenger.told[told:]
    assert (digest.person_id, digest.text) == (BOSS.person_id, SUMMED_UP)
    assert ours.minute(SUMS_UP + timedelta(minutes=1)) == []


def test_of_a_silent_night_nobody_hears():
    ours = company()
    ours.minute(OPENS)
    assert ours.minute(SUMS_UP) == [Kept.OVER]
    assert ours.messenger.told == []


def test_a_night_is_summed_up_late_but_not_after_the_next_has_begun():
    for late, done in ((OPENS + timedelta(hours=23), Kept.SUMMED_UP), (at(hours=34), Kept.OVER)):
        ours = company()
        ours.minute(OPENS)
        said(ours, "谁在", at(hours=11), 1)
        escalated(ours)
        assert ours.minute(late) == [done]


def test_each_night_has_its_own():
    ours = company()
    for days in range(3):
        assert ours.minute(OPENS + timedelta(days=days)) == [Kept.ANNOUNCED]
        assert ours.minute(SUMS_UP + timedelta(days=days)) == [Kept.OVER]
    assert [post.text[4:10] for post in ours.appchat.posts] == ["11月25日", "11月26日", "11月27日"]


def test_an_edition_that_dropped_the_clause_meanwhile_is_followed():
    ours = company()
    begins = OPENS - timedelta(minutes=30)
    others = tuple(each for each in clauses() if each.clause_id != NIGHT)
    ours.directory.publish(edition(edition="2026-12", in_force_from=begins, clauses=others))
    assert ours.minute(OPENS) == [Kept.BEGUN]
    assert ours.minute(SUMS_UP) == [Kept.OVER]
    assert ours.rests.get(GROUP) is None


def test_an_edition_to_come_changes_nothing_yet():
    ours = company()
    others = tuple(each for each in clauses() if each.clause_id != NIGHT)
    ours.directory.publish(edition(edition="2026-12", in_force_from=at(days=9), clauses=others))
    assert ours.minute(OPENS) == [Kept.ANNOUNCED]


def test_a_group_that_nobody_links_any_more_rests_no_more():
    ours = company()
    nobody = Resting()
    gone = replace(ours.keep, order=replace(ours.order_for_group, directory=nobody.directory))
    assert gone(GROUP, OPENS) is Kept.DROPPED
    assert ours.rests.get(GROUP) is None
