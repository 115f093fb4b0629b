from dataclasses import replace
from datetime import timedelta

from qungui.cli.differences import Difference, differences
from qungui.model.act import Act
from qungui.model.group import Mode, Role
from qungui.model.rulebook import ActCall, Counts, Expiry, Ladder, Reset, Sanction, Step, Trigger
from qungui.model.span import Span, Unit
from tests.support.build import ADVERT, LADDER, NIGHT, clauses, edition


def said(now, was=None):
    return list(differences(was or edition(), now))


def changed(**changes):
    """The edition with its first clause changed."""
    first, *others = clauses()
    return edition(clauses=(replace(first, **changes), *others))


def test_equal_editions_differ_in_nothing():
    assert said(edition(edition="2026-12")) == []


def test_what_is_new_and_what_is_gone_is_told_whole():
    assert said(edition(clauses=clauses()[1:])) == [
        Difference(ADVERT, "整条", "群里不发广告。", ""),
    ]
    assert said(edition(), was=edition(clauses=clauses()[1:])) == [
        Difference(ADVERT, "整条", "", "群里不发广告。"),
    ]


def test_a_clause_that_changed_says_in_what():
    sanction = Sanction(acts=(ActCall(Act.RECORD_FINE, {"cny": [100]}),), confirm=Role.OWNER)
    found = said(changed(text="不发任何广告。", mode=Mode.ASSIST, sanction=sanction))
    assert found == [
        Difference(ADVERT, "文字", "群里不发广告。", "不发任何广告。"),
        Difference(ADVERT, "处理", "阶梯 L01", "登记罚款(cny=100)（群主确认后）"),
        Difference(ADVERT, "最多做到", "自动执行", "须人确认"),
    ]


def test_what_a_group_may_set_stands_in_brackets():
    night = clauses()[1]
    later = replace(night.rules[0], parameters={"from": "23:30", "to": "07:30"})
    was, now = edition(clauses=(night,)), edition(clauses=(replace(night, rules=(later,)),))
    assert said(now, was) == [
        Difference(
            NIGHT,
            "规则",
            "quiet-hours(from=22:00, to=07:30, [notice_marks=])",
            "quiet-hours(from=23:30, to=07:30, [notice_marks=])",
        )
    ]


def test_a_ladder_and_the_head_are_compared_too():
    step = Step(acts=(ActCall(Act.WARN),), clause_id="R01.4.4a", at=1)
    now = edition(
        ladders={LADDER: Ladder(ladder_id=LADDER, steps=(step,), repeats=True)},
        in_force_from=edition().in_force_from + timedelta(days=1),
    )
    assert [(each.where, each.what) for each in said(now)] == [
        ("整部规定", "生效时间"),
        (f"阶梯 {LADDER}", "步骤"),
    ]
    assert said(now)[1].now == "警告（R01.4.4a），每次如此"


def test_all_that_makes_a_ladder_heavier_or_lighter_is_said():
    warned = Step(acts=(ActCall(Act.WARN),), clause_id="R01.4.4a", at=3, tell=(Role.LEADER,))
    asked = replace(warned, acts=(ActCall(Act.REQUIRE_APOLOGY),), at=4, tell=())
    out = replace(asked, acts=(ActCall(Act.REMOVE),), on=Trigger.REFUSAL, confirm=Role.OWNER)
    forgets = Expiry(reset=Reset.CLEAN, span=Span(3, Unit.MONTH))
    now = Ladder(
        ladder_id=LADDER, steps=(warned, asked, out), counts=Counts.COMPANY, expiry=forgets
    )
    (found,) = said(edition(ladders={LADDER: now}))
    assert found.now == (
        "满3次警告（R01.4.4a），告知领导→要求道歉（R01.4.4a）→"
        "不接受的移出本群（R01.4.4a）（群主确认后），全公司合并计算，满 3 months 不再犯即清零"
    )


def test_what_a_recall_changes_is_said():
    excused = Sanction(ladder=LADDER, taken_back=Span(2, Unit.MINUTE))
    (found,) = said(changed(sanction=excused))
    assert found.now == "阶梯 L01，2 minutes 内撤回的不追究"
