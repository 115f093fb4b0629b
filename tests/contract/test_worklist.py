from dataclasses import replace

from qungui.engine import orders
from qungui.model.act import Act
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from tests.support.build import GROUP, NOON, PERSON, at, case, order


def stored(stores, of):
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, new_orders=(of,)))


def removal(number, **changes):
    of = case(f"message-{number}", at=at(minutes=number))
    return order(of, step=2, act=Act.REMOVE, **changes)


def test_removals_that_the_limit_holds_are_listed_oldest_first(stores):
    held = [orders.limited(removal(number)) for number in (2, 1)]
    for one in held:
        stored(stores, one)
    assert list(stores.worklist.held_removals(GROUP)) == [held[1].ref, held[0].ref]


def test_nothing_else_is_listed(stores):
    stored(stores, removal(1))
    stored(stores, replace(removal(2), state=OrderState.HELD, why="assist"))
    stored(stores, replace(orders.limited(removal(3)), group_id="group-2"))
    assert list(stores.worklist.held_removals(GROUP)) == []


def test_what_is_permitted_leaves_the_list(stores):
    held = orders.limited(removal(1))
    stored(stores, held)
    moved = orders.permitted(held, NOON)
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, orders=(moved,)))
    assert list(stores.worklist.held_removals(GROUP)) == []


def fine(number, **changes):
    told = {"state": OrderState.HANDED_OVER, "told_at": at(minutes=number), "cny": 50}
    of = case(f"message-{number}", at=at(minutes=number))
    return order(of, act=Act.RECORD_FINE, **{**told, **changes})


def test_money_of_a_time_is_listed_the_earliest_first_whatever_became_of_it(stores):
    made = [fine(3), fine(1, state=OrderState.PROVED), fine(2, state=OrderState.VOID)]
    for one in (*made, fine(4), fine(0)):
        stored(stores, one)
    listed = stores.worklist.money(GROUP, at(minutes=1), at(minutes=4))
    assert list(listed) == [made[1].ref, made[2].ref, made[0].ref]


def test_money_that_nobody_was_told_of_is_no_entry(stores):
    stored(stores, fine(1, state=OrderState.HELD, told_at=None))
    stored(stores, fine(2, group_id="group-2"))
    assert list(stores.worklist.money(GROUP, at(), at(days=1))) == []
