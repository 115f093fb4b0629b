from dataclasses import replace

import pytest

from qungui.errors import InvalidEventError
from qungui.model.call import Call
from qungui.model.finding import RING_MOST, Hit, SeenAs
from qungui.rules.build import build
from qungui.rules.flooding import SPEC as FLOODING
from tests.support.build import GROUP, PERSON, at, facts, sighting


@pytest.fixture
def record(stores):
    return lambda what, person_id=PERSON: stores.activity.record(GROUP, person_id, what)


def test_the_first_message_has_nothing_before_it(record):
    seen = record(sighting(1))
    assert seen.earlier == ()
    assert not seen.duplicate


def test_earlier_messages_come_back_as_they_were(record):
    first, second = sighting(1, at(milliseconds=123)), sighting(2, at(seconds=1))
    record(first)
    record(second)
    assert set(record(sighting(3, at(seconds=2))).earlier) == {first, second}


@pytest.mark.parametrize("kind", SeenAs)
def test_the_kind_of_a_message_comes_back(record, kind):
    first = replace(sighting(1), kind=kind)
    record(first)
    assert record(sighting(2, at(seconds=1))).earlier == (first,)


def test_a_message_delivered_twice_is_a_duplicate_and_changes_nothing(record):
    record(sighting(1))
    record(sighting(2, at(seconds=1)))
    again = record(sighting(1))
    assert again.duplicate
    assert again.earlier == (sighting(2, at(seconds=1)),)
    assert set(record(sighting(3, at(seconds=2))).earlier) == {
        sighting(1),
        sighting(2, at(seconds=1)),
    }


def test_a_duplicate_is_known_by_its_mark_alone(record):
    record(sighting(1))
    assert record(sighting(1, at(seconds=9), content="other")).duplicate


def test_messages_that_come_late_still_count(record):
    record(sighting(2, at(minutes=1)))
    late = record(sighting(1))
    assert not late.duplicate
    assert late.earlier == (sighting(2, at(minutes=1)),)


def test_members_have_rings_of_their_own(record):
    record(sighting(1))
    assert record(sighting(2), "person-2").earlier == ()


def test_what_is_older_than_the_horizon_does_not_stay(record):
    for minute in range(40):
        seen = record(sighting(minute, at(minutes=minute)))
    assert {each.sent_at for each in seen.earlier} >= {at(minutes=m) for m in range(29, 39)}
    assert len(seen.earlier) <= 12


def test_the_newest_messages_stay_however_many_there_are(record):
    for number in range(30):
        seen = record(sighting(number, at(seconds=number)))
    newest = [sighting(number, at(seconds=number)) for number in range(30 - RING_MOST, 29)]
    assert set(seen.earlier) == set(newest)
    late = record(sighting(98, at(seconds=-1)))
    assert set(late.earlier) == {*newest[1:], sighting(29, at(seconds=29))}


def test_a_full_ring_shows_that_the_highest_limit_is_passed(record):
    rule = build(FLOODING, Call("flooding", {"window_seconds": 600, "max_messages": 23}), {})
    found = []
    for number in range(RING_MOST + 1):
        now = sighting(number, at(seconds=number))
        found.append(rule.judge(replace(facts(), sighting=now, recent=record(now).earlier)))
    assert [isinstance(each, Hit) for each in found] == [False] * 23 + [True] * 2


def test_the_first_message_of_a_members_day_is_told_and_no_other(record):
    # noon in Shanghai is 04:00 UTC: a UTC day has twenty hours left
    hours = [0, 0.1, 1, 19.9, 20, 20.5, 44, 44.2]
    said = [record(sighting(n, at(hours=hour))).first_of_day for n, hour in enumerate(hours)]
    assert said == [True, False, False, False, True, False, True, False]
    assert record(sighting(98, at(hours=44.3)), "person-2").first_of_day


def test_a_duplicate_says_again_whether_it_was_the_first(record):
    record(sighting(1))
    record(sighting(2, at(seconds=1)))
    assert record(sighting(1)).first_of_day
    assert not record(sighting(2, at(seconds=1))).first_of_day


def test_an_id_with_a_separator_is_refused(stores):
    with pytest.raises(InvalidEventError):
        stores.activity.record("a#b", PERSON, sighting(1))


def test_a_ring_that_is_forgotten_begins_anew(stores, record):
    record(sighting(1))
    record(sighting(1), "person-2")
    stores.activity.forget(GROUP, PERSON)
    stores.activity.forget(GROUP, PERSON)
    seen = record(sighting(2))
    assert (seen.earlier, seen.first_of_day) == ((), True)
    assert record(sighting(1), "person-2").duplicate
