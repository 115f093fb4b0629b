"""Conditions that count what was let pass before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine.conditions import applies, questions
from qungui.engine.counting import red_packet, to_note
from qungui.model.condition import Condition, Day, Per
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.model.span import Span
from tests.support.build import ADVERT, NOON, at, clauses, facts, message

ONCE_A_DAY = Condition(times=1, per=Per.DAY)
ONCE_EVER = Condition(times=1, same_content=True)
AFTER_PACKET = Condition(after_red_packet=Span.parse("1 hour"))


def clause(*unless):
    return replace(clauses()[0], unless=unless)


def seen(text="低价代开发票", **changes):
    return replace(facts(text, **changes), person_id="person-1")


def keys(*unless, **changes):
    return [question.key for question in questions(clause(*unless), seen(**changes))]


def judged(condition, noted, **changes):
    """Whether the clause applies once it is known that *noted* stood there before."""
    looked = seen(**changes)
    (question,) = questions(clause(condition), looked)
    return applies(clause(condition), replace(looked, noted={question.key: noted}))


def test_the_first_of_a_day_passes_and_the_next_does_not():
    own = seen().sighting.mark
    assert judged(ONCE_A_DAY, {own: NOON}) is False
    assert judged(ONCE_A_DAY, {own: NOON, "earlier": at(hours=-1)}) is True


def test_which_one_came_first_the_platform_says():
    own = seen().sighting.mark
    assert judged(ONCE_A_DAY, {own: NOON, "later": at(seconds=1)}) is False


def test_days_are_local_and_counted_by_member_and_clause():
    (today,), (night,) = keys(ONCE_A_DAY), keys(ONCE_A_DAY, sent_at=at(hours=12))
    assert today == f"times#{ADVERT}#person-1#2026-11-25"
    assert night.endswith("2026-11-26")


def test_one_content_is_counted_for_everybody():
    assert keys(ONCE_EVER) == keys(ONCE_EVER, sent_at=at(days=40))
    assert keys(ONCE_EVER) != keys(ONCE_EVER, text="高价回收礼品")
    assert "person-1" not in keys(ONCE_EVER)[0]


def test_weeks_and_months_begin_anew():
    weekly, monthly = Condition(times=1, per=Per.WEEK), Condition(times=1, per=Per.MONTH)
    assert keys(weekly) == keys(weekly, sent_at=at(days=4))  # Sunday
    assert keys(weekly) != keys(weekly, sent_at=at(days=5))
    assert keys(monthly) != keys(monthly, sent_at=at(days=6))


@pytest.mark.parametrize(("given", "passes"), [(-61, False), (-60, True), (0, True), (1, False)])
def test_a_red_packet_of_the_last_hour_lets_it_pass(given, passes):
    assert judged(AFTER_PACKET, {"packet": at(minutes=given)}) is not passes


def test_a_red_packet_is_noted_where_it_will_be_looked_for():
    given = red_packet(message("", kind=MessageKind.RED_PACKET), "person-1")
    assert given is not None
    assert keys(AFTER_PACKET) == [given.key]
    assert red_packet(message("红包"), "person-1") is None


SHARING = replace(clauses()[0], when=(Condition(declared=("sharing-session",)),))


def noted_by(text, *roles, by=SHARING):
    return [each.key for each in to_note([by], replace(seen(text), roles=frozenset(roles)))]


def during(begun, ended):
    begins, ends = questions(SHARING, seen())
    return applies(SHARING, replace(seen(), noted={begins.key: begun, ends.key: ended}))


def test_who_runs_the_group_declares_that_a_session_begins_and_ends():
    asked = [each.key for each in questions(SHARING, seen())]
    assert noted_by("【分享开始】门店经营", Role.ADMINISTRATOR) == asked[:1]
    assert noted_by("今天的分享就到这里", Role.OWNER) == asked[1:]
    assert noted_by("分享什么时候开始？", Role.OWNER) == []
    assert noted_by("【分享开始】门店经营") == []
    assert noted_by("【分享开始】门店经营", Role.OWNER, by=clauses()[0]) == []


@pytest.mark.parametrize(
    ("begun", "ended", "is_open"),
    [
        ({"b": at(hours=-1)}, {}, True),
        ({"b": NOON}, {}, True),
        ({}, {}, False),
        ({"b": at(seconds=1)}, {}, False),
        ({"b": at(hours=-12)}, {}, False),
        ({"b": at(hours=-1)}, {"e": at(minutes=-5)}, False),
        ({"b": at(hours=-1)}, {"e": at(hours=-2)}, True),
        ({"b": at(hours=-1)}, {"e": at(minutes=5)}, True),
        ({"b": at(hours=-3), "c": at(hours=-1)}, {"e": at(hours=-2)}, True),
    ],
)
def test_a_session_lasts_until_it_is_over_or_forgotten(begun, ended, is_open):
    assert during(begun, ended) is is_open


def test_nothing_is_asked_where_the_message_itself_tells():
    friday = Condition(days=(Day.FRIDAY,), times=1, per=Per.DAY)
    assert keys(friday) == []
    assert applies(clause(friday), seen()) is True
    assert keys(friday, sent_at=NOON + timedelta(days=2)) != []


def test_before_it_is_asked_nothing_can_be_told():
    assert applies(clause(ONCE_A_DAY), seen()) is None
