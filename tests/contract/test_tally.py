from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.model.tally import TALLY_MOST, Question
from tests.support.build import GROUP, NOON, at, sighting

ONCE = Question("times#R06.2.5#abc", notes=True, keep=timedelta(days=31))
LOOK = Question("times#R06.2.5#abc", notes=False)


@pytest.fixture
def tally(stores):
    return stores.tally


def test_a_message_is_noted_with_its_time_and_only_once(tally):
    first, second = sighting(1, NOON), sighting(2, at(seconds=3.5))
    assert tally.ask(GROUP, ONCE, first) == {first.mark: NOON}
    assert tally.ask(GROUP, ONCE, second) == {first.mark: NOON, second.mark: at(seconds=3.5)}
    assert tally.ask(GROUP, ONCE, first) == tally.ask(GROUP, LOOK, sighting(3))


def test_looking_notes_nothing(tally):
    assert tally.ask(GROUP, LOOK, sighting(1)) == {}
    assert tally.ask(GROUP, LOOK, sighting(1)) == {}


def test_groups_and_keys_are_apart(tally):
    tally.ask(GROUP, ONCE, sighting(1))
    assert tally.ask("group-2", LOOK, sighting(2)) == {}
    assert tally.ask(GROUP, Question("another", notes=False), sighting(2)) == {}


def test_a_key_may_hold_anything(tally):
    odd = Question("times#R1#加微信\ud800#2026-11-25", notes=True)
    assert tally.ask(GROUP, odd, sighting(1)) == {sighting(1).mark: NOON}


def test_who_repeats_for_ever_makes_nothing_grow(tally):
    for number in range(TALLY_MOST + 3):
        noted = tally.ask(GROUP, ONCE, sighting(number, at(seconds=number)))
    assert len(noted) == TALLY_MOST
    assert tally.ask(GROUP, ONCE, sighting(0, NOON)) == noted


def test_where_only_the_latest_decide_the_oldest_makes_room(tally):
    latest = replace(ONCE, latest=True)
    for number in range(TALLY_MOST + 3):
        noted = tally.ask(GROUP, latest, sighting(number, at(seconds=number)))
    kept = {sighting(number).mark for number in range(3, TALLY_MOST + 3)}
    assert set(noted) == kept
    assert set(tally.ask(GROUP, latest, sighting(0, NOON))) == kept
    assert set(tally.ask(GROUP, latest, sighting(9, at(seconds=9)))) == kept


def test_all_that_was_noted_in_a_group_can_go(tally):
    for group_id in (GROUP, "group-2"):
        tally.ask(group_id, ONCE, sighting(1))
        tally.ask(group_id, replace(ONCE, key="another", keep=None), sighting(1))
    tally.forget(GROUP)
    tally.forget(GROUP)
    assert tally.ask(GROUP, LOOK, sighting(2)) == {}
    assert tally.ask("group-2", LOOK, sighting(2)) == {sighting(1).mark: NOON}
