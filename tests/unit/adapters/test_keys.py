import pytest

from qungui.adapters.dynamo import keys
from qungui.adapters.plain import plain
from qungui.errors import InvalidEventError
from tests.support.build import at


@pytest.mark.parametrize("part", ["", "#", "a#b", "字" * 86])
def test_what_a_key_cannot_hold_is_refused(part):
    with pytest.raises(InvalidEventError):
        plain(part)


@pytest.mark.parametrize("part", ["a", "字" * 85, "wr:OgAA_1-2@x"])
def test_what_a_key_can_hold_stays_as_it_is(part):
    assert plain(part) == part


def test_a_members_key_can_be_read_back():
    assert keys.member_from(keys.member("group-1", "person-1")) == ("group-1", "person-1")


def test_the_kind_and_id_can_be_read_from_either_key():
    assert keys.kind_and_id(keys.case(at(), "c1")) == ("case", "c1")
    assert keys.kind_and_id(keys.order("o1")) == ("order", "o1")


def test_cases_sort_by_time_to_the_millisecond():
    moments = [at(), at(milliseconds=1), at(milliseconds=10), at(seconds=1), at(days=40)]
    assert sorted(keys.case(m, "c") for m in moments) == [keys.case(m, "c") for m in moments]


def test_audit_entries_sort_by_number():
    assert sorted([keys.audit(10), keys.audit(9)]) == [keys.audit(9), keys.audit(10)]


def test_an_instants_bound_lies_above_its_items_and_below_the_next():
    bound = keys.due_until(at())
    assert keys.due_sort(at(), "~~~~") < bound < keys.due_sort(at(milliseconds=1), "0")


def test_an_item_is_always_in_the_same_of_sixteen_shards():
    shards = {keys.due_shard(f"item-{number}") for number in range(500)}
    assert shards == set(keys.due_shards())
    assert len(shards) == 16
    assert keys.due_shard("item-1") == keys.due_shard("item-1")


def test_a_counters_month_is_utc():
    assert keys.month(at()) == "COUNT#2026-11"
