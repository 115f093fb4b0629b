"""Who is asked for an answer gives one in time, or not: by real use cases, under shipped rules."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine.asking import begun, duties_of
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import CaseState
from qungui.model.decision import ANSWERED
from qungui.model.finding import RING_MOST
from qungui.model.group import Exempt, GroupSettings, Mode
from qungui.model.order import OrderState
from qungui.model.outcome import Later
from qungui.model.watch import Ask, Owed, Watch
from qungui.rulebook import shipped
from tests.support.build import GROUP, NOON, at
from tests.support.floor import BIN, CLERK, FANG, HEAD, Floor, staff

TASK = "@王芳 今天把库存查清楚"
NOTICE = "【通知】明天九点盘点，收到请回复"
REMINDED, OVERDUE = at(minutes=15), at(minutes=30)
FINE = "R07.4.2b"
INSTANT = timedelta(milliseconds=1)
HOURS = {
    "from": ["领导"],
    "deadline_minutes": 60,
    "working_hours": ["09:00", "21:00"],
    "urgent_minutes": 10,
}
TWIN = staff("fang2", "王芳")


def found(floor, who=FANG, clause=FINE):
    return [case for case in floor.cases(who) if case.breaches[0].clause_id == clause]


def tasked(**chosen):
    floor = Floor(**chosen)
    floor.task = floor.says(HEAD, TASK, NOON)
    return floor


@pytest.mark.parametrize(
    ("answered", "fined"), [(OVERDUE - INSTANT, False), (OVERDUE, False), (OVERDUE + INSTANT, True)]
)
def test_an_answer_of_exactly_thirty_minutes_is_in_time(answered, fined):
    floor = tasked()
    floor.says(FANG, "在查了，十分钟后报", answered)
    floor.looks(OVERDUE)
    assert bool(found(floor)) is fined


def test_whoever_is_silent_is_reminded_and_then_a_fine_waits_for_a_persons_word():
    floor = tasked()
    floor.pass_time(REMINDED)
    assert floor.cases() == ()
    floor.looks(REMINDED)
    (reminder,) = floor.discipline(floor.group, FANG).orders
    assert (reminder.act, reminder.clause_ids) == (Act.REMIND, ("R07.4.2a",))
    assert "15 分钟" in floor.told(FANG)[-1]
    floor.looks(OVERDUE)
    (fine,) = found(floor)
    assert (fine.state, fine.at) == (CaseState.NEEDS_REVIEW, OVERDUE)
    assert fine.breaches[0].reason == "超过 30 分钟没有回应"
    floor.looks(OVERDUE + timedelta(hours=3))
    assert len(floor.cases()) == 2


def test_nobody_is_reminded_of_what_is_too_late_already_when_a_look_comes_late():
    floor = tasked()
    floor.looks(at(hours=2))
    assert [case.breaches[0].clause_id for case in floor.cases()] == [FINE]


def test_an_answer_in_time_that_shows_up_late_lifts_what_was_found():
    floor = tasked()
    floor.looks(OVERDUE)
    floor.says(FANG, "查好了", at(minutes=20))
    floor.looks(at(minutes=40))
    (fine,) = found(floor)
    assert (fine.state, fine.voided.why) == (CaseState.VOID, ANSWERED)


def test_a_reminder_that_is_not_out_yet_does_not_go_out_after_the_answer():
    floor = tasked()
    floor.messenger.answers.append(Later(at(minutes=50), "busy"))
    floor.looks(REMINDED)
    floor.says(FANG, "在查了", at(minutes=10))
    floor.looks(at(hours=1))
    (reminder,) = floor.discipline(floor.group, FANG).orders
    assert (reminder.state, reminder.closed.why) == (OrderState.VOID, ANSWERED)
    assert floor.told(FANG) == []


def test_what_was_written_before_the_task_was_known_counts_by_its_instant():
    floor = Floor()
    floor.says(FANG, "我先说一声，库存在查", at(minutes=1))
    task = floor.says(HEAD, TASK, NOON)
    assert floor.watch(task).owed[FANG.person_id].answered_at == at(minutes=1)
    before = Floor()
    before.says(FANG, "早上好", at(minutes=-1))
    task = before.says(HEAD, TASK, NOON)
    assert before.watch(task).owed[FANG.person_id].answered_at is None


def heard_of_late(*written):
    """Whether a task is found unanswered that is heard of after what its member had *written*."""
    floor = Floor()
    for when in written:
        floor.says(FANG, "在查", when)
    floor.says(HEAD, TASK, NOON)
    floor.looks(OVERDUE)
    return bool(found(floor))


def test_an_answer_is_not_held_to_be_missing_that_was_forgotten_before_the_task_was_heard_of():
    assert not heard_of_late(at(minutes=5), at(minutes=35))
    assert not heard_of_late(at(minutes=5), *(at(minutes=31, seconds=n) for n in range(RING_MOST)))


def test_of_what_cannot_have_been_forgotten_only_an_answer_counts():
    assert heard_of_late()
    assert heard_of_late(at(minutes=-30), *(at(minutes=-1, seconds=n) for n in range(RING_MOST)))


def test_somebody_elses_answer_closes_nothing():
    floor = tasked()
    floor.says(BIN, "她在忙，我来查", at(minutes=5))
    floor.looks(OVERDUE)
    assert found(floor)
    assert found(floor, BIN) == []


def test_of_two_who_bear_one_name_nobody_is_held_and_either_may_answer():
    floor = Floor(others=(TWIN,))
    task = floor.says(HEAD, TASK, NOON)
    floor.looks(OVERDUE)
    assert (floor.cases(FANG), floor.cases(TWIN)) == ((), ())
    floor.says(TWIN, "是我，查好了", at(minutes=33))
    assert not any(map(floor.watch(task).is_silent, floor.watch(task).owed))


def test_a_name_within_a_longer_one_is_not_meant():
    floor = Floor(others=(staff("fangfang", "王芳芳"),))
    task = floor.says(HEAD, "@王芳芳 今天把库存查清楚", NOON)
    assert list(floor.watch(task).owed) == [staff("fangfang", "王芳芳").person_id]


@pytest.mark.parametrize(
    ("who", "text"),
    [
        (BIN, TASK),  # no leader
        (HEAD, "@王芳 下周把库存查清楚"),  # not for today
        (HEAD, "@王芳 今天辛苦了"),
        (HEAD, "@王芳 今天不用报表了"),
        (HEAD, "今天把库存查清楚"),  # nobody in particular
        (HEAD, "@赵六 今天把库存查清楚"),  # nobody of that name
        (HEAD, "@高总 今天我把库存查清楚"),  # oneself
    ],
)
def test_nothing_waits_for_an_answer(who, text):
    floor = Floor()
    assert floor.watch(floor.says(who, text, NOON)) is None


def test_a_task_that_is_delivered_twice_is_one():
    floor = tasked()
    floor.deliver(floor.task)
    floor.looks(OVERDUE)
    floor.deliver(floor.task)
    floor.looks(OVERDUE + timedelta(hours=1))
    assert len(found(floor)) == 1
    assert len(floor.watches.of_group(GROUP)) == 1


def test_whoever_died_before_anybody_was_waited_for_is_made_up_for_by_the_next_delivery():
    floor, whole = Floor(), tasked()
    kept = whole.watch(whole.task)
    floor.watches.save(replace(kept, due=None, version=0))
    floor.looks(OVERDUE)
    assert floor.cases() == ()
    floor.says(HEAD, TASK, NOON)
    floor.says(FANG, "好", at(minutes=10))
    floor.looks(OVERDUE)
    assert floor.cases() == ()


def test_who_asks_again_starts_no_second_clock_but_a_new_task_does_after_the_first():
    floor = tasked()
    again = floor.says(HEAD, "@王芳 赶紧处理一下", at(minutes=10))
    assert floor.watch(again).closed_at == at(minutes=10)
    floor.looks(at(minutes=40))
    assert len(found(floor)) == 1
    later = floor.says(HEAD, "@王芳 下午把报表交上来", at(hours=2))
    floor.looks(at(hours=2, minutes=30))
    assert floor.watch(later).closed_at is None
    assert len(found(floor)) == 2


def test_a_task_after_the_first_clock_ran_out_has_its_own_though_nobody_looked_yet():
    floor = tasked()
    at_its_end = floor.says(HEAD, "@王芳 赶紧处理一下", at(minutes=30))
    later = floor.says(HEAD, "@王芳 下午把报表交上来", at(hours=2))
    assert floor.watch(at_its_end).closed_at == at(minutes=30)
    floor.looks(at(hours=3))
    assert floor.watch(later).closed_at is None
    assert len(found(floor)) == 2


ANSWERED_BY = at(hours=24)


def test_a_post_that_no_administrator_answers_is_brought_before_each_of_them():
    floor = Floor("R10")
    post = floor.says(BIN, "请问分红哪天到账", NOON)
    floor.says(BIN, "股权证什么时候发？", at(hours=1))
    assert list(floor.watch(post).owed) == [CLERK.person_id]
    floor.looks(ANSWERED_BY)
    (said,) = floor.told(CLERK)
    assert said.startswith("【没有回复的帖子】（1 件）")
    assert "“请问分红哪天到账”，还没有管理员回复" in said
    assert floor.told(BIN) == []
    floor.looks(at(hours=25))
    assert len(floor.told(CLERK)) == 2
    assert (floor.cases(BIN), floor.cases(CLERK)) == ((), ())


def test_a_post_that_an_administrator_answers_is_brought_before_nobody():
    floor = Floor("R10")
    floor.says(BIN, "请问分红哪天到账", NOON)
    floor.says(FANG, "我也想知道", at(hours=1))
    floor.says(CLERK, "下周一", at(hours=3))
    floor.looks(ANSWERED_BY)
    assert floor.told(CLERK) == []


def test_what_an_administrator_asks_the_group_is_owed_by_nobody():
    floor = Floor("R10")
    assert floor.watch(floor.says(CLERK, "大家对年会有什么建议？", NOON)) is None


def test_each_notice_is_a_matter_of_its_own():
    floor = Floor()
    floor.says(CLERK, NOTICE, NOON)
    floor.says(CLERK, "【通知】后天消防演习，收到请回复", at(minutes=5))
    floor.looks(at(minutes=65))
    assert len(found(floor, BIN, "R07.4.3")) == 2


def test_a_task_that_is_taken_back_is_owed_by_nobody():
    floor = tasked()
    floor.takes_back(floor.task, at(minutes=1))
    floor.takes_back(floor.task, at(minutes=2))
    floor.looks(OVERDUE)
    assert floor.cases() == ()
    assert floor.watch(floor.task).closed_at == at(minutes=1)


def test_a_clause_that_is_off_or_does_not_bind_the_member_finds_nothing():
    off = tasked(modes={FINE: Mode.OFF, "R07.4.2a": Mode.OFF})
    assert off.watch(off.task) is None
    exempt = tasked(exempt={FINE: {FANG.person_id: Exempt(until=at(days=1))}})
    exempt.looks(OVERDUE)
    assert found(exempt) == []


def test_minutes_and_words_are_the_groups_own():
    values = {"R07.4.2a": {"remind_after_minutes": 5, "words": ["十万火急"]}}
    floor = Floor(values=values)
    urgent = floor.says(HEAD, "@王芳 十万火急", NOON)
    assert [(point.clause_id, point.minutes) for point in floor.watch(urgent).points] == [
        ("R07.4.2a", 5)
    ]
    assert floor.watch(urgent).asks == {Ask.SAME_DAY}


def shop(text, at_night=0):
    """When it is too late for 60 minutes from 9 to 21 o'clock, or 10 where it is urgent."""
    rule = Call("response-deadline", HOURS)
    clause = replace(shipped.edition("R07").clause(FINE), rules=(rule,))
    law = replace(shipped.edition("R07"), clauses=(clause,))
    duties = duties_of(law, GroupSettings())
    asked = NOON + timedelta(hours=at_night)
    task = Watch(watch_id="a" * 20, group_id=GROUP, by=HEAD.person_id, at=asked, words=text)
    (point,) = begun(task, duties, {FANG.person_id: Owed()}).points
    return point.minutes, point.at - asked


def test_a_clock_may_run_in_some_hours_only_and_sooner_for_what_is_urgent():
    assert shop("盘点") == (60, timedelta(hours=1))
    assert shop("加急盘点") == (10, timedelta(minutes=10))
    assert shop("盘点", at_night=8.5) == (60, timedelta(hours=13))


def test_a_notice_is_acknowledged_by_all_but_those_who_give_them_out():
    floor = Floor()
    notice = floor.says(CLERK, NOTICE, NOON)
    assert set(floor.watch(notice).owed) == {FANG.person_id, BIN.person_id}


def test_only_words_of_confirmation_acknowledge_and_the_silent_are_reminded_and_listed():
    floor = Floor()
    floor.says(CLERK, NOTICE, NOON)
    floor.says(FANG, "收到", at(minutes=3))
    floor.says(BIN, "早上吃什么", at(minutes=4))
    floor.looks(at(minutes=60))
    assert found(floor, FANG, "R07.4.3") == []
    assert len(found(floor, BIN, "R07.4.3")) == 1
    told = floor.told(CLERK)[-1]
    assert "已回复 1 人：王芳（fang）" in told
    assert "没有回复 1 人：胡斌（bin）" in told
    assert all("王芳" not in text for text in floor.told(BIN))


def test_a_notice_ends_with_a_summary_once():
    floor = Floor()
    floor.says(CLERK, NOTICE, NOON)
    floor.says(FANG, "收到", at(minutes=3))
    for minutes in (60, 120, 125):
        floor.looks(at(minutes=minutes))
    reports = floor.told(CLERK)
    assert len(reports) == 2
    assert "这一项到此结束，没有回复的请您另行联系" in reports[-1]


def test_a_notice_that_all_have_answered_ends_early():
    floor = Floor()
    floor.says(CLERK, NOTICE, NOON)
    for who in (FANG, BIN):
        floor.says(who, "收到", at(minutes=3))
    floor.looks(at(minutes=4))
    assert "大家都回复了" in floor.told(CLERK)[-1]
    floor.looks(at(minutes=200))
    assert len(floor.told(CLERK)) == 1


def test_a_leaders_instruction_is_to_be_given_another_way_once_nobody_confirms():
    floor = Floor("R16")
    floor.says(HEAD, "@王芳 把设备台账整理好", NOON)
    floor.looks(at(minutes=30))
    assert found(floor, FANG, "R16.7.3b")
    floor.looks(at(minutes=60))
    assert "请改用电话通知或当面告知" in floor.told(HEAD)[-1]


def test_a_question_that_mentions_somebody_is_listed_for_a_persons_word():
    floor = Floor("R01")
    floor.says(BIN, "@王芳 打印机坏了，麻烦看一下", NOON)
    floor.looks(at(minutes=60))
    (unanswered,) = found(floor, FANG, "R01.3.5")
    assert unanswered.state is CaseState.NEEDS_REVIEW


def test_a_message_that_neither_asks_nor_answers_opens_nothing():
    floor = tasked()
    floor.says(BIN, "大家好", at(minutes=1))
    assert len(floor.watches.of_group(GROUP)) == 1
