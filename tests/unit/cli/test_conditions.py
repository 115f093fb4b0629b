"""Conditions in words."""

from datetime import time

from qungui.cli.conditions import limits
from qungui.model.condition import Condition, Day, Per
from qungui.model.group import Role
from qungui.model.rulebook import Clause, Disposition
from qungui.model.span import Span


def clause(**parts):
    return Clause(
        clause_id="R01.9", text="…", topic="x", disposition=Disposition.AUTOMATIC, **parts
    )


def test_a_clause_that_always_applies_has_no_limits():
    assert limits(clause()) == ""


def test_an_exception_says_all_that_must_hold_together():
    condition = Condition(
        roles=(Role.OWNER, Role.ADMINISTRATOR),
        marked=("【通知】",),
        from_=time(22),
        to=time(7, 30),
    )
    assert limits(clause(unless=(condition,))) == (
        "除非：发言人是群主、管理员，22:00 至 07:30，消息以【通知】开头"
    )


def test_a_permission_says_when_alone_it_holds():
    friday = Condition(
        days=(Day.FRIDAY,),
        most_images=3,
        times=1,
        per=Per.DAY,
        after_red_packet=Span.parse("1 day"),
    )
    project = Condition(kinds=("项目群",), declared=("emergency",), accounts=("company",))
    assert limits(clause(when=(friday, project))) == (
        "只在：周五，图片不超过 3 张，本人每天不超过 1 次，此前 1 day 内发过红包；"
        "或用的账号属于company，群的种类是项目群，群里已宣布emergency"
    )


def test_the_same_content_is_counted_for_the_whole_group():
    once = Condition(times=1, same_content=True)
    assert limits(clause(unless=(once,))) == "除非：同样内容全群总共不超过 1 次"
