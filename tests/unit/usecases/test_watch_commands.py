"""A clock by hand, an excuse, how it stands: what is said to the desk about answers."""

import pytest

from qungui.model.case import CaseState
from qungui.model.ledger import AuditKind
from tests.support.build import GROUP, NOON, at
from tests.support.floor import BIN, CLERK, FANG, HEAD, Floor

TASK = "@王芳 今天把库存查清楚"
OVERDUE = at(minutes=30)


def fines(floor, who=FANG):
    return [case for case in floor.cases(who) if case.breaches[0].clause_id == "R07.4.2b"]


def test_a_clock_by_hand_runs_from_the_word_and_tells_until_when():
    floor = Floor()
    said = floor.asks(CLERK, "计时 王芳 把退货单补齐", NOON)
    assert said == "已开始计时，等 王芳（fang） 在“门店群”里回复，到11月25日12:30为止。"
    (watch,) = floor.watches.of_group(GROUP)
    assert (watch.by, watch.words, watch.at) == (CLERK.person_id, "把退货单补齐", NOON)
    floor.looks(OVERDUE)
    assert len(fines(floor)) == 1


def test_a_clock_by_hand_is_started_once_however_often_it_is_told():
    floor = Floor()
    first, second = (floor.asks(CLERK, "计时 王芳 退货单", NOON, "one") for _ in range(2))
    assert first == second
    assert len(floor.watches.of_group(GROUP)) == 1
    again = floor.asks(CLERK, "计时 王芳 退货单", at(minutes=5), "two")
    assert again == "已经在等 王芳（fang） 回复，不重复计时。"


def test_what_a_leaders_message_started_is_not_started_by_hand_again():
    floor = Floor()
    floor.says(HEAD, TASK, NOON)
    assert floor.asks(CLERK, "计时 王芳 查库存", at(minutes=5)).startswith("已经在等")
    assert len(floor.watches.of_group(GROUP)) == 1


def test_a_clock_by_hand_that_is_answered_in_the_group_finds_nothing():
    floor = Floor()
    floor.asks(HEAD, "计时 王芳 退货单", NOON)
    floor.says(FANG, "补好了", OVERDUE)
    floor.looks(OVERDUE)
    assert floor.cases() == ()


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        (FANG, "计时 胡斌 退货单", "没有这个身份"),
        (CLERK, "计时 李文员 退货单", "与本人有关的事不能自己办"),
        (CLERK, "计时 赵六 退货单", "没有找到成员“赵六”"),
        (CLERK, "断网 李文员 信号不好", "与本人有关的事不能自己办"),
        (CLERK, "断网 王芳 信号不好", "最近一天没有在等对方回复的事"),
        (CLERK, "断网 赵六 信号不好", "没有找到成员“赵六”"),
        (CLERK, "回复情况", "最近没有要回复的通知或任务"),
    ],
)
def test_what_cannot_be_done_is_said(who, words, said):
    floor = Floor()
    assert said in floor.asks(who, words, NOON)
    assert floor.watches.of_group(GROUP) == []


def test_where_no_clause_sets_a_time_there_is_no_clock():
    assert Floor("R06").asks(CLERK, "计时 王芳 退货单", NOON).startswith("本群的规定没有限时")


def test_a_failed_network_excuses_whoever_was_found_on_record_with_the_reason():
    floor = Floor()
    task = floor.says(HEAD, TASK, NOON)
    floor.looks(OVERDUE)
    assert floor.asks(CLERK, "断网 王芳 三店停电", at(hours=1)).startswith("已记下")
    floor.looks(at(hours=1))
    (fine,) = fines(floor)
    assert (fine.state, fine.voided.by, fine.voided.why) == (
        CaseState.VOID,
        CLERK.person_id,
        "三店停电",
    )
    assert floor.watch(task).owed[FANG.person_id].excused.why == "三店停电"
    kinds = [entry.kind for entry in floor.ledger.audit.verify_chain(GROUP).entries]
    assert kinds.count(AuditKind.ANSWER_EXCUSED) == 1


def test_an_excuse_before_the_time_is_over_finds_nothing_and_is_recorded_once():
    floor = Floor()
    floor.says(HEAD, TASK, NOON)
    for _ in range(2):
        floor.asks(CLERK, "断网 王芳 三店停电", at(minutes=10))
    floor.looks(OVERDUE)
    assert floor.cases() == ()
    kinds = [entry.kind for entry in floor.ledger.audit.verify_chain(GROUP).entries]
    assert kinds.count(AuditKind.ANSWER_EXCUSED) == 1


def test_an_excuse_reaches_back_a_day_and_no_further():
    floor = Floor()
    floor.says(HEAD, TASK, NOON)
    floor.looks(OVERDUE)
    assert floor.asks(CLERK, "断网 王芳 停电", at(days=1, minutes=1)).startswith("最近一天")
    assert fines(floor)[0].state is CaseState.NEEDS_REVIEW


def test_how_it_stands_names_who_has_answered_and_who_has_not_the_latest_first():
    floor = Floor()
    floor.says(CLERK, "【通知】明天盘点，收到请回复", NOON)
    floor.says(FANG, "收到", at(minutes=1))
    floor.says(HEAD, "@胡斌 今天把灯修好", at(minutes=2))
    floor.asks(CLERK, "断网 胡斌 停电", at(minutes=3))
    lines = floor.asks(HEAD, "回复情况", at(minutes=4)).splitlines()
    assert lines[0] == "【回复情况】"
    assert "@胡斌 今天把灯修好" in lines[1]
    assert lines[2] == "因故不能回复 1 人：胡斌（bin）。"
    assert "明天盘点" in lines[3]
    assert lines[4] == "已回复 1 人：王芳（fang）。"
    assert lines[5] == "因故不能回复 1 人：胡斌（bin）。"


def test_only_the_latest_three_are_shown():
    floor = Floor()
    for minute in range(5):
        floor.says(CLERK, f"【通知】第{minute}号，收到请回复", at(minutes=minute))
        for who in (FANG, BIN):
            floor.says(who, "收到", at(minutes=minute, seconds=1))
    told = floor.asks(CLERK, "谁没回", at(hours=1))
    assert [number for number in range(5) if f"第{number}号" in told] == [2, 3, 4]
