"""Chatting in the hours of rest."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from qungui.model.condition import Day
from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.model.own_days import OwnDays
from qungui.rules.quiet_hours import QuietHours
from tests.support.build import facts, group

IN_CHARGE = {
    Role.OWNER: ("person-owner",),
    Role.ADMINISTRATOR: ("person-admin",),
    Role.ADMIN_DEPARTMENT: ("person-clerk",),
}
NIGHT = QuietHours(from_=time(22), to=time(7, 30), notice_marks=("【通知】",))


def sent(clock, text="在吗", **changes):
    moment = datetime.fromisoformat(f"2026-11-{clock}+08:00")
    return facts(text, sent_at=moment, **changes)


@pytest.mark.parametrize(
    ("clock", "hit"),
    [
        ("25T21:59:59.999", False),
        ("25T22:00:00", True),
        ("26T00:00:00", True),
        ("26T07:29:59.999", True),
        ("26T07:30:00", False),
        ("26T12:00:00", False),
    ],
)
def test_the_window_is_half_open(clock, hit):
    assert isinstance(NIGHT.judge(sent(clock)), Hit) is hit


@pytest.mark.parametrize("clock", ["25T22:00:00", "25T23:59:59", "26T03:00:00", "26T07:29:59"])
def test_one_night_is_one_occasion(clock):
    assert NIGHT.judge(sent(clock)).occasion == "2026-11-25"


@pytest.mark.parametrize(
    ("clock", "hit"),
    [
        ("27T22:00:00", True),  # a Friday
        ("28T07:29:00", True),  # Friday's night
        ("28T22:00:00", False),
        ("29T22:00:00", False),
        ("30T07:29:00", False),
        ("30T22:00:00", True),
    ],
)
def test_a_window_of_some_days_is_open_in_the_nights_that_begin_on_them(clock, hit):
    work_nights = replace(NIGHT, days=(Day.WORKING_DAY,))
    assert isinstance(work_nights.judge(sent(clock)), Hit) is hit


def test_the_organisations_own_days_count():
    work_nights = replace(NIGHT, days=(Day.WORKING_DAY,))
    own = OwnDays(working=frozenset({date(2026, 11, 28)}))
    found = work_nights.judge(sent("29T01:00:00", own_days=own))
    assert found.occasion == "2026-11-28"


@pytest.mark.parametrize("kind", sorted(set(MessageKind) - {MessageKind.RECALL}))
def test_a_message_of_any_kind_is_chat(kind):
    assert isinstance(NIGHT.judge(sent("25T23:00:00", kind=kind)), Hit)


def test_taking_a_message_back_is_not_chat():
    assert NIGHT.judge(sent("25T23:00:00", kind=MessageKind.RECALL)) == Clear()


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT])
def test_a_marked_notice_of_those_in_charge_is_not_chat(role):
    assert NIGHT.judge(sent("25T23:00:00", " 【通知】明早放假", roles={role})) == Clear()


def test_an_administrator_may_not_chat_either():
    assert isinstance(NIGHT.judge(sent("25T23:00:00", "在吗", roles={Role.ADMINISTRATOR})), Hit)


@pytest.mark.parametrize("roles", [set(), {Role.LEADER}])
def test_the_mark_of_anybody_else_exempts_nobody(roles):
    marked = sent("25T23:00:00", "【通知】明早放假", roles=roles)
    assert isinstance(NIGHT.judge(replace(marked, group=group(roles=IN_CHARGE))), Hit)


@pytest.mark.parametrize("unknown", IN_CHARGE)
def test_where_somebody_in_charge_is_unknown_a_marked_notice_is_left_alone(unknown):
    known = group(roles={role: who for role, who in IN_CHARGE.items() if role is not unknown})
    marked = sent("25T23:00:00", "【通知】明早放假")
    assert isinstance(NIGHT.judge(replace(marked, group=known)), Abstain)
    assert isinstance(NIGHT.judge(replace(sent("25T23:00:00"), group=known)), Hit)
    assert NIGHT.judge(replace(sent("25T12:00:00", "【通知】"), group=known)) == Clear()


def test_a_role_by_command_is_known():
    known = group(roles={}, commanded=IN_CHARGE)
    marked = sent("25T23:00:00", "【通知】明早放假")
    assert isinstance(NIGHT.judge(replace(marked, group=known)), Hit)


@pytest.mark.parametrize("marks", [(), ("",)])
def test_empty_marks_exempt_nothing(marks):
    rule = QuietHours(from_=time(22), to=time(7, 30), notice_marks=marks)
    assert isinstance(rule.judge(sent("25T23:00:00", roles={Role.OWNER})), Hit)


def test_an_empty_window_matches_nothing():
    assert QuietHours(from_=time(9), to=time(9)).judge(sent("25T09:00:00")) == Clear()


def test_the_zone_is_the_editions():
    assert NIGHT.judge(sent("25T22:30:00", timezone="Asia/Urumqi")) == Clear()


def test_the_reason_names_the_local_time_and_the_window():
    assert NIGHT.judge(sent("25T23:10:00")).reason == "23:10 发言，在 22:00 至 07:30 的休息时段内"
