"""Whether a clause applies; what cannot be told is neither."""

from dataclasses import replace
from datetime import date, time

import pytest

from qungui.engine.conditions import applies
from qungui.model.condition import Condition, Day
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.own_days import OwnDays
from qungui.model.span import Span
from tests.support.build import at, clauses, facts

NOTICE = "【通知】明天停电"


def said(*, unless=(), when=(), text="大家好", **changes):
    clause = replace(clauses()[0], unless=tuple(unless), when=tuple(when))
    filed_as = changes.pop("filed_as", "")
    kind = changes.pop("kind_of_group", GroupKind.APPCHAT)
    seen = facts(text, **changes)
    return applies(clause, replace(seen, group=replace(seen.group, filed_as=filed_as, kind=kind)))


def test_a_clause_without_conditions_applies():
    assert said() is True


def test_everything_in_one_condition_must_hold():
    notice = Condition(roles=(Role.OWNER,), marked=("【通知】",))
    assert said(unless=[notice], text=NOTICE, roles={Role.OWNER}) is False
    assert said(unless=[notice], text="大家好", roles={Role.OWNER}) is True
    assert said(unless=[notice], text=NOTICE) is True


def test_one_of_several_conditions_is_enough():
    either = [Condition(marked=("【公告】",)), Condition(marked=("【通知】",))]
    assert said(unless=either, text=NOTICE) is False


def test_a_role_that_nobody_is_known_to_have_cannot_be_told():
    assert said(unless=[Condition(roles=(Role.LEADER,))]) is None


def test_what_fails_anyway_needs_not_be_told():
    assert said(unless=[Condition(roles=(Role.LEADER,), marked=("【通知】",))]) is True


@pytest.mark.parametrize(("filed_as", "holds"), [("部门级", True), ("临时", False), ("", None)])
def test_a_clause_for_one_kind_of_group(filed_as, holds):
    assert said(when=[Condition(kinds=("部门级",))], filed_as=filed_as) is holds


@pytest.mark.parametrize(("minutes", "holds"), [(-1, False), (0, True), (89, True), (90, False)])
def test_a_time_of_day_is_half_open_and_local(minutes, holds):
    noon = Condition(from_=time(12), to=time(13, 30))
    assert said(when=[noon], sent_at=at(minutes=minutes)) is holds


def test_a_time_of_day_goes_over_midnight():
    night = Condition(from_=time(22), to=time(7, 30))
    assert said(when=[night], sent_at=at(hours=12)) is True
    assert said(when=[night], sent_at=at()) is False


def test_the_day_is_the_local_one():
    thursday = Condition(days=(Day.THURSDAY,))
    assert said(unless=[thursday], sent_at=at(hours=12)) is False  # 00:00 in Shanghai
    assert said(unless=[thursday], sent_at=at(hours=11.9)) is True


def test_whether_a_day_is_worked_the_calendar_says_and_the_organisation_before_it():
    worked = Condition(days=(Day.WORKING_DAY,))
    assert said(when=[worked]) is True  # a Wednesday
    assert said(when=[worked], sent_at=at(days=3)) is False
    assert said(when=[worked], own_days=OwnDays(off=frozenset({date(2026, 11, 25)}))) is False
    assert said(when=[Condition(days=(Day.DAY_OFF, Day.WEDNESDAY))]) is True


@pytest.mark.parametrize(
    ("kind", "holds"), [("userid", True), ("external", False), ("bridge", None)]
)
def test_only_staff_write_from_the_companys_accounts(kind, holds):
    company = Condition(accounts=("company",))
    assert said(when=[company], sender=Alias(kind, "somebody")) is holds


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        (GroupKind.CUSTOMER, True),
        (GroupKind.APPCHAT, False),
        (GroupKind.INTERNAL, False),
        (GroupKind.BRIDGE, None),
    ],
)
def test_whether_outsiders_are_there_is_known_from_the_kind_of_group(kind, holds):
    assert said(when=[Condition(outsiders=True)], kind_of_group=kind) is holds
    opposite = None if holds is None else not holds
    assert said(when=[Condition(outsiders=False)], kind_of_group=kind) is opposite


@pytest.mark.parametrize(
    "condition",
    [
        Condition(times=1),
        Condition(accounts=("agents",)),
        Condition(declared=("emergency",)),
        Condition(after_red_packet=Span.parse("1 hour")),
    ],
)
def test_what_nobody_keeps_count_of_cannot_be_told(condition):
    assert said(unless=[condition]) is None
