from dataclasses import replace
from datetime import date, timedelta

from qungui.model.ledger import Change, DueItem
from qungui.model.rest import SUMMED_UP_AFTER, Rest
from tests.support.build import GROUP, NIGHT, at, group_order

REST = Rest(
    group_id=GROUP,
    clause_id=NIGHT,
    day=date(2026, 11, 25),
    opens=at(hours=10),
    closes=at(hours=19, minutes=30),
)
STORED = replace(REST, version=1)


def due_item(due, group_id=GROUP):
    return DueItem(kind="quiet", item_id=group_id, group_id=group_id, person_id="", due=due)


def test_a_rest_comes_back_whole_and_of_its_group_alone(stores):
    assert stores.rests.get(GROUP) is None
    assert stores.rests.keep(REST)
    assert stores.rests.get(GROUP) == STORED
    assert stores.rests.get("group-2") is None


def test_those_of_some_groups_come_at_once(stores):
    stores.rests.keep(REST)
    stores.rests.keep(replace(REST, group_id="group-2"))
    stores.rests.keep(replace(REST, group_id="group-3"))
    found = stores.rests.of(["group-2", GROUP, "group-9", GROUP])
    assert found == {GROUP: STORED, "group-2": replace(STORED, group_id="group-2")}
    assert stores.rests.of([]) == {}


def test_whoever_read_an_older_one_changes_nothing(stores):
    stores.rests.keep(REST)
    assert not stores.rests.keep(REST)
    begun = replace(STORED, begun=True)
    assert stores.rests.keep(begun)
    assert not stores.rests.keep(begun)
    assert stores.rests.get(GROUP) == replace(begun, version=2)


def test_a_group_that_rests_no_more_has_none_and_can_have_one_again(stores):
    stores.rests.keep(REST)
    stores.rests.drop(GROUP)
    stores.rests.drop(GROUP)
    assert stores.rests.get(GROUP) is None
    assert stores.due_index.due(at(days=9), 10) == []
    assert stores.rests.keep(REST)


def test_it_is_due_when_it_opens_and_once_it_is_over(stores):
    stores.rests.keep(REST)
    assert stores.due_index.due(REST.opens - timedelta(milliseconds=1), 10) == []
    assert stores.due_index.due(REST.opens, 10) == [due_item(REST.opens)]
    stores.rests.keep(replace(STORED, begun=True))
    ends = REST.closes + SUMMED_UP_AFTER
    assert stores.due_index.due(ends - timedelta(milliseconds=1), 10) == []
    assert stores.due_index.due(ends, 10) == [due_item(ends)]


def test_it_can_wait_and_is_as_it_was(stores):
    stores.rests.keep(REST)
    (item,) = stores.due_index.due(at(days=1), 10)
    stores.due_index.postpone(item, at(days=2))
    assert stores.due_index.due(at(days=1), 10) == []
    assert stores.due_index.due(at(days=2), 10) == [due_item(at(days=2))]
    assert stores.rests.get(GROUP) == STORED


def test_what_moves_waits_no_longer(stores):
    stores.rests.keep(REST)
    (item,) = stores.due_index.due(at(days=1), 10)
    stores.due_index.postpone(item, at(days=2))
    stores.rests.keep(replace(STORED, begun=True))
    assert [each.due for each in stores.due_index.due(at(days=1), 10)] == [
        REST.closes + SUMMED_UP_AFTER
    ]
    stores.due_index.postpone(item, at(days=3))  # read before it moved
    assert len(stores.due_index.due(at(days=1), 10)) == 1


def test_a_wait_that_was_not_read_from_the_index_is_found_there(stores):
    stores.rests.keep(REST)
    stores.due_index.postpone(due_item(REST.opens), at(days=2))
    assert stores.due_index.due(at(days=1), 10) == []


def test_of_what_is_due_in_a_group_at_one_instant_only_the_one_that_is_meant_waits(stores):
    made = group_order(order_id=GROUP, due=REST.opens)
    stores.ledger.commit(Change(group_id=GROUP, person_id="", new_orders=(made,)))
    stores.rests.keep(REST)
    stores.due_index.postpone(due_item(REST.opens), at(days=2))
    (left,) = stores.due_index.due(at(days=1), 10)
    assert left.kind == "order"
