from dataclasses import replace

from qungui.model.ledger import Change, DueItem
from qungui.model.petition import PetitionState
from tests.support.build import GROUP, PERSON, at, case, escalation, group_order, order, petition


def due_item(of, kind="case"):
    item_id = getattr(of, f"{kind}_id")
    return DueItem(
        kind=kind, item_id=item_id, group_id=of.group_id, person_id=of.person_id, due=of.due
    )


def test_a_case_is_due_from_its_instant_on(stores):
    stores.ledger.open_case(case(due=at(minutes=2)))
    assert stores.due_index.due(at(minutes=1.99), 10) == []
    assert stores.due_index.due(at(minutes=2), 10) == [due_item(case(due=at(minutes=2)))]


def test_an_order_is_due_too(stores):
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, new_orders=(order(),)))
    assert stores.due_index.due(at(hours=1), 10) == [due_item(order(), "order")]


def test_what_is_settled_stands_in_no_index(stores):
    stores.ledger.open_case(case())
    settled = escalation()
    stores.ledger.commit(replace(settled, new_orders=(replace(settled.new_orders[0], due=None),)))
    assert stores.due_index.due(at(days=9), 10) == []


def test_no_more_than_the_limit_come_and_the_rest_is_not_lost(stores):
    for number in range(5):
        stores.ledger.open_case(case(f"message-{number}", due=at(minutes=number)))
    first = stores.due_index.due(at(hours=1), 3)
    assert len(first) == 3
    for item in first:
        stores.due_index.postpone(item, at(hours=2))
    assert len(stores.due_index.due(at(hours=1), 3)) == 2
    assert len(stores.due_index.due(at(hours=2), 10)) == 5


def test_a_postponed_item_comes_back_at_its_new_instant(stores):
    stores.ledger.open_case(case())
    (item,) = stores.due_index.due(at(hours=1), 10)
    stores.due_index.postpone(item, at(hours=2))
    assert stores.due_index.due(at(hours=1), 10) == []
    assert stores.due_index.due(at(hours=2), 10) == [replace(item, due=at(hours=2))]


def test_what_rests_is_due_when_it_was(stores):
    """Time decides by it, so that resting must not give anybody more of it."""
    stores.ledger.open_case(case())
    (item,) = stores.due_index.due(at(hours=1), 10)
    stores.due_index.postpone(item, at(hours=2))
    assert stores.ledger.discipline(GROUP, PERSON).cases == (case(),)


def test_what_moves_rests_no_longer(stores):
    stores.ledger.open_case(case())
    (item,) = stores.due_index.due(at(hours=1), 10)
    stores.due_index.postpone(item, at(hours=2))
    moved = replace(case(), due=at(minutes=30))
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, cases=(moved,)))
    assert stores.due_index.due(at(hours=1), 10) == [due_item(moved)]


def test_postponing_does_not_undo_what_happened_meanwhile(stores):
    stores.ledger.open_case(case())
    (item,) = stores.due_index.due(at(hours=1), 10)
    stores.ledger.commit(escalation(new_orders=()))
    stores.due_index.postpone(item, at(hours=2))
    assert stores.due_index.due(at(days=9), 10) == []


def test_postponing_twice_from_the_same_reading_counts_once(stores):
    stores.ledger.open_case(case())
    (item,) = stores.due_index.due(at(hours=1), 10)
    stores.due_index.postpone(item, at(hours=2))
    stores.due_index.postpone(item, at(hours=3))
    assert stores.due_index.due(at(hours=2), 10) == [replace(item, due=at(hours=2))]


def test_a_groups_own_order_is_due_and_can_wait_like_any_other(stores):
    made = group_order()
    stores.ledger.commit(Change(group_id=GROUP, person_id="", new_orders=(made,)))
    (item,) = stores.due_index.due(at(hours=1), 10)
    assert item == due_item(made, "order")
    stores.due_index.postpone(item, at(hours=2))
    assert stores.due_index.due(at(hours=1), 10) == []
    assert stores.due_index.due(at(hours=2), 10) == [replace(item, due=at(hours=2))]
    assert stores.ledger.discipline(GROUP, "").orders == (made,)


def test_a_petition_is_due_and_can_wait_like_any_other(stores):
    made = petition(due=at(days=3))
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, petitions=(made,)))
    assert stores.due_index.due(at(days=2), 10) == []
    (item,) = stores.due_index.due(at(days=3), 10)
    assert item == due_item(made, "petition")
    stores.due_index.postpone(item, at(days=4))
    assert stores.due_index.due(at(days=3), 10) == []
    assert stores.ledger.discipline(GROUP, PERSON).petitions == (replace(made, version=1),)


def test_a_petition_that_is_over_is_not_due(stores):
    over = petition(state=PetitionState.SETTLED, due=None)
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, petitions=(over,)))
    assert stores.due_index.due(at(days=99), 10) == []
