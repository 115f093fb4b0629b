"""A problem from its mention to its solution: by real use cases, under shipped rules."""

from datetime import date, timedelta

import pytest

from qungui.engine.issues import Tracker
from qungui.model.case import CaseState
from qungui.model.group import GroupSettings, Mode
from qungui.model.issue import IssueState
from qungui.model.short_number import short_number
from qungui.rulebook import shipped
from tests.support.build import GROUP, NOON, at
from tests.support.floor import BIN, CLERK, FANG, HEAD, Floor

BEYOND = "五店的灯坏了三天了，本群解决不了，"
TO_DEPARTMENT = {"R07.4.5a": {"departments": ["陈列部", "工程部"]}}
RESTS = timedelta(hours=24)


def raised(text=f"{BEYOND}@陈列部", **chosen):
    floor = Floor(values=chosen.pop("values", TO_DEPARTMENT), **chosen)
    floor.said = floor.says(FANG, text, NOON)
    return floor


def issue(floor):
    (kept,) = floor.issues.of_group(GROUP)
    return kept


def number(floor):
    return short_number(issue(floor).issue_id)


def test_a_problem_for_a_department_is_to_be_passed_on_by_whoever_manages_the_group():
    floor = raised()
    floor.deliver(floor.said)
    kept = issue(floor)
    assert (kept.state, kept.department, kept.by, kept.assignee) == (
        IssueState.RAISED,
        "陈列部",
        FANG.person_id,
        "",
    )
    floor.pass_time(at(minutes=3))
    (told,) = floor.told(CLERK)
    assert "请传达给陈列部" in told
    assert f"传达 {number(floor)} 姓名" in told


def test_whoever_has_the_duty_to_solve_them_has_them_followed_until_a_day():
    floor = Floor("R03")
    said = floor.asks(HEAD, "记问题 胡斌 12月1日 客户反馈表", NOON)
    assert said.startswith("已登记为问题")
    assert (issue(floor).until, issue(floor).due) == (date(2026, 12, 1), None)
    floor.asks(HEAD, "记问题 胡斌 海报打不开", at(minutes=1))
    assert [each.until for each in floor.issues.of_group(GROUP)] == [date(2026, 12, 1), None]


def test_a_problem_for_somebody_by_name_is_theirs_at_once():
    floor = raised(f"{BEYOND}@胡斌")
    assert (issue(floor).state, issue(floor).assignee) == (IssueState.PASSED_ON, BIN.person_id)
    floor.pass_time(at(minutes=3))
    (told,) = floor.told(BIN)
    assert f"已解决 {number(floor)}" in told
    assert "王芳" not in told


@pytest.mark.parametrize(
    "text",
    [
        BEYOND,  # for nobody
        "@陈列部 五店的灯坏了",
        "五店的灯已经修好了，之前解决不了 @陈列部",
        f"{BEYOND}@财务部",  # no department of the group's
        f"{BEYOND}@王芳",  # oneself
    ],
)
def test_nothing_is_followed(text):
    assert raised(text).issues.of_group(GROUP) == []


@pytest.mark.parametrize("rulebook", ["R01", "R07"])
def test_where_no_clause_has_problems_followed_none_are(rulebook):
    floor = Floor(rulebook, modes={"R07.4.5a": Mode.OFF})
    floor.says(FANG, f"{BEYOND}@胡斌", NOON)
    assert floor.issues.of_group(GROUP) == []
    said = floor.asks(CLERK, "记问题 胡斌 灯坏了", at(minutes=1))
    assert said.startswith("本群的规定没有跟踪问题的要求")


def test_it_goes_from_hand_to_hand_until_it_is_solved_and_whoever_raised_it_hears():
    floor = raised()
    n = number(floor)
    assert floor.asks(CLERK, f"传达 {n} 胡斌", at(hours=1)) == f"{n}：已传达，胡斌（bin）。"
    assert floor.asks(BIN, f"处理中 {n}", at(hours=2)) == f"{n}：处理中，胡斌（bin）。"
    assert issue(floor).due == at(hours=2) + RESTS
    assert n in floor.asks(BIN, "问题", at(hours=2, minutes=1))
    assert floor.asks(BIN, f"已解决 {n}", at(hours=3)) == f"{n}：已解决，胡斌（bin）。"
    floor.pass_time(at(hours=3, minutes=5))
    assert any("已解决" in told for told in floor.told(FANG))
    assert floor.asks(BIN, f"处理中 {n}", at(hours=4)) == f"{n}：已解决，胡斌（bin）。"
    assert floor.asks(BIN, "问题", at(hours=5)) == "没有还没解决的问题。"
    floor.pass_time(at(days=3))
    assert floor.cases(BIN) == ()


def test_a_step_that_is_told_twice_is_one():
    floor = raised()
    n = number(floor)
    first, second = (floor.asks(CLERK, f"传达 {n} 胡斌", at(hours=1)) for _ in range(2))
    assert first == second
    assert issue(floor).version == 2
    floor.pass_time(at(hours=1, minutes=5))
    assert len([told for told in floor.told(BIN) if "请您办" in told]) == 1


def test_whoever_lets_one_rest_is_found_once_for_each_time_it_rests():
    floor = raised(f"{BEYOND}@胡斌")
    floor.pass_time(NOON + RESTS - timedelta(seconds=1))
    assert floor.cases(BIN) == ()
    floor.pass_time(NOON + RESTS)
    floor.pass_time(NOON + RESTS + timedelta(hours=5))
    (case,) = floor.cases(BIN)
    assert (case.state, case.breaches[0].clause_id) == (CaseState.NEEDS_REVIEW, "R07.4.5b")
    assert case.breaches[0].reason == "交办的问题超过 24 小时没有进展"
    floor.asks(BIN, f"处理中 {number(floor)}", at(days=2))
    floor.pass_time(at(days=3))
    assert len(floor.cases(BIN)) == 2


def test_whoever_manages_the_group_is_reminded_once_of_what_nobody_has():
    floor = raised()
    for hours in (24, 30, 60):
        floor.pass_time(at(hours=hours, minutes=3))
        floor.pass_time(at(hours=hours, minutes=6))
    assert len([told for told in floor.told(CLERK) if "还没有交给人办" in told]) == 1
    assert floor.cases(FANG) == ()


def test_one_is_entered_by_hand_for_somebody():
    floor = Floor()
    said = floor.asks(HEAD, "记问题 胡斌 三店漏水", NOON)
    assert said == f"已登记为问题 {number(floor)}，交给 胡斌（bin）。"
    assert floor.asks(HEAD, "记问题 胡斌 三店漏水", NOON) == said
    assert (issue(floor).by, issue(floor).words) == (HEAD.person_id, "三店漏水")
    assert "没有找到成员" in floor.asks(HEAD, "记问题 赵六 三店漏水", at(minutes=1))


def test_members_see_and_move_only_their_own():
    floor = raised(f"{BEYOND}@胡斌")
    n = number(floor)
    stranger = floor.asks(HEAD, "问题", at(minutes=1))
    assert n in stranger  # whoever holds a role sees all
    other = raised()
    assert n not in other.asks(BIN, "问题", at(minutes=1))
    assert "没有这个编号的问题" in other.asks(BIN, f"已解决 {number(other)}", at(minutes=1))
    assert "没有这个身份" in other.asks(FANG, f"传达 {number(other)} 胡斌", at(minutes=1))
    assert number(other) in other.asks(FANG, "问题", at(minutes=1))


def test_nobody_is_guessed_to_have_one():
    floor = raised()
    assert "没有找到成员" in floor.asks(CLERK, f"传达 {number(floor)} 赵六", at(minutes=1))
    assert issue(floor).state is IssueState.RAISED


def test_how_long_it_may_rest_is_the_groups_own():
    edition = shipped.edition("R07")
    chosen = GroupSettings(values={"R07.4.5b": {"stale_after_hours": 48}})
    tracker = Tracker.of(edition, chosen)
    assert (tracker.clause_id, tracker.rests_after) == ("R07.4.5b", timedelta(hours=48))
    off = Tracker.of(edition, GroupSettings(modes={"R07.4.5b": Mode.OFF}))
    assert (off.clause_id, off.rests_after) == ("", timedelta())
