"""One member filling the screen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.model.finding import Clear, Hit, SeenAs
from qungui.model.message import MessageKind
from qungui.rules.flooding import Flooding
from qungui.text.sighting import sighting_of
from tests.support.build import NOON, at, facts, message, sighting

RULE = Flooding(window_seconds=60, max_messages=8, max_identical=2)
SAME = sighting_of(message("在吗")).content


def burst(count, *, seconds_before=1.0, content=""):
    return tuple(
        sighting(number, NOON - timedelta(seconds=seconds_before), content)
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize(("earlier", "hit"), [(0, False), (7, False), (8, True), (20, True)])
def test_eight_messages_are_allowed_and_one_more_acts(earlier, hit):
    assert isinstance(RULE.judge(facts(recent=burst(earlier))), Hit) is hit


@pytest.mark.parametrize(("earlier", "hit"), [(1, False), (2, True)])
def test_the_same_twice_is_allowed_and_once_more_acts(earlier, hit):
    recent = burst(earlier, content=SAME)
    assert isinstance(RULE.judge(facts("在吗", recent=recent)), Hit) is hit


@pytest.mark.parametrize(("seconds", "hit"), [(59.999, True), (60.0, False), (61.0, False)])
def test_the_window_is_open_at_its_start(seconds, hit):
    recent = burst(8, seconds_before=seconds)
    assert isinstance(RULE.judge(facts(recent=recent)), Hit) is hit


def test_the_same_instant_is_inside():
    assert isinstance(RULE.judge(facts(recent=burst(8, seconds_before=0))), Hit)


def test_later_messages_that_arrived_first_do_not_count():
    later = tuple(sighting(number, at(milliseconds=1)) for number in range(1, 12))
    assert RULE.judge(facts(recent=later)) == Clear()


def test_a_message_seen_twice_counts_once():
    assert RULE.judge(facts(recent=burst(7) + burst(7))) == Clear()


def test_the_message_itself_counts_once_when_the_ring_has_it():
    recent = (*burst(7), sighting_of(message()))
    assert RULE.judge(facts(recent=recent)) == Clear()


@pytest.mark.parametrize(
    "rule",
    [
        Flooding(),
        Flooding(max_messages=1, max_identical=1),
        Flooding(window_seconds=60),
    ],
)
def test_without_limits_or_window_nothing_is_found(rule):
    assert rule.judge(facts("在吗", recent=burst(20, content=SAME))) == Clear()


@given(
    st.lists(st.tuples(st.integers(-120, 30), st.sampled_from(["x", SAME])), max_size=14),
    st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_changes_nothing(offsets, chance):
    ring = [
        sighting(number, at(seconds=seconds), content)
        for number, (seconds, content) in enumerate(offsets)
    ]
    said = RULE.judge(facts("在吗", recent=tuple(ring)))
    chance.shuffle(ring)
    assert RULE.judge(facts("在吗", recent=tuple(ring))) == said


def test_the_reason_counts():
    assert RULE.judge(facts(recent=burst(9))).reason == "60 秒内 10 条消息，上限 8 条"
    said = RULE.judge(facts("在吗", recent=burst(2, content=SAME)))
    assert said.reason == "60 秒内 3 条相同内容，上限 2 条"


def test_too_many_pictures_flood_and_words_between_them_do_not_count():
    rule = Flooding(window_seconds=60, max_images=2)
    pictures = tuple(replace(each, kind=SeenAs.IMAGE) for each in burst(2))
    picture = facts("", kind=MessageKind.IMAGE, recent=pictures)
    assert rule.judge(picture) == Hit(reason="60 秒内 3 张图片，上限 2 张")
    assert rule.judge(facts("好", recent=pictures)) == Clear()
    assert rule.judge(facts("", kind=MessageKind.IMAGE, recent=burst(9))) == Clear()
