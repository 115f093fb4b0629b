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
