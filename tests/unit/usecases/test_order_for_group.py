"""Orders for a group itself: made once, checked first, and on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.queue import MemoryQueue
from qungui.engine import orders
from qungui.errors import InvalidEventError
from qungui.model.act import GROUP_ACTS, Act
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.wire import order_ref_from_body
from tests.support.build import ADVERT, GROUP, NOON, at, edition, group, settings

RENAME = Wish(group_id=GROUP, act=Act.RENAME, ordered_by="person-lina", wanted="新群名")
OWNER = Wish(group_id=GROUP, act=Act.CHANGE_OWNER, ordered_by="", about="p-1")


class Office:
    def __init__(self):
        self.ledger, self.outbound = MemoryLedger(), MemoryQueue()
        self.clock, directory = ManualClock(NOON), MemoryDirectory()
        directory.publish(edition())
        directory.link(group(), settings())
        self.order = OrderForGroup(
            ledger=self.ledger, directory=directory, clock=self.clock, outbound=self.outbound
        )

    def orders(self):
        return self.ledger.discipline(GROUP, "").orders

    def open(self):
        return [one for one in self.orders() if not one.state.is_final]

    def settle(self, made, to):
        kept = next(one for one in self.orders() if one.order_id == made.order_id)
        moved = replace(to(kept), version=kept.version)
        self.ledger.commit(Change(group_id=GROUP, person_id="", orders=(moved,)))


@pytest.fixture
def office():
    return Office()


def test_an_order_is_made_sent_and_on_record_by_ids_alone(office):
    ordered = office.order(replace(RENAME, clause_id=ADVERT))
    assert ordered.anew
    assert office.orders() == (ordered.order,)
    (sent,) = office.outbound.sent
    assert order_ref_from_body(sent.body) == ordered.order.ref
    (entry,) = office.ledger.audit.verify_chain(GROUP).entries
    assert (entry.kind, entry.people["by"], entry.facts["clauses"]) == (
        "group-ordered", "person-lina", ADVERT,
    )  # fmt: skip
    assert "新群名" not in str(entry.facts)


def test_the_same_order_twice_is_one_order(office):
    first = office.order(RENAME)
    again = office.order(replace(RENAME, ordered_by="person-other"))
    assert (again.anew, again.order) == (False, first.order)
    assert len(office.outbound.sent) == 1


def test_another_wish_is_another_order(office):
    office.order(RENAME)
    assert office.order(replace(RENAME, wanted="另一个名")).anew
    assert office.order(Wish(group_id=GROUP, act=Act.DISSOLVE, ordered_by="p")).anew


def test_another_name_or_owner_takes_the_place_of_one_that_is_still_on_its_way(office):
    first, done = office.order(RENAME).order, office.order(OWNER).order
    office.settle(done, lambda order: orders.served(order, NOON))
    second = office.order(replace(RENAME, wanted="另一个名")).order
    office.order(replace(OWNER, about="p-2"))
    stands = {one.order_id: (one.state, one.due is None) for one in office.orders()}
    assert stands[first.order_id] == (OrderState.VOID, True)
    assert stands[done.order_id] == (OrderState.SERVED, True)
    assert stands[second.order_id] == (OrderState.NEW, False)
    overtakes = [e.facts["overtakes"] for e in office.ledger.audit.verify_chain(GROUP).entries]
    assert overtakes == ["", "", first.order_id, ""]


@pytest.mark.parametrize("carried_out", [True, False])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RENAME, replace(RENAME, wanted="另一个名")),
        (OWNER, replace(OWNER, about="p-2")),
    ],
)
def test_a_name_or_owner_to_which_a_group_goes_back_the_same_day_is_ordered_each_time(
    office, one, other, carried_out
):
    for wish in (one, other, one, other, one):
        office.clock.advance(timedelta(minutes=5))
        ordered = office.order(wish)
        assert ordered.anew
        assert (office.order(wish).order, len(office.open())) == (ordered.order, 1)
        if carried_out:
            office.settle(ordered.order, lambda order: orders.served(order, office.clock.now()))
            assert not office.order(wish).anew
    assert len(office.outbound.sent) == len(office.orders()) == 5


def test_two_texts_for_a_group_are_both_posted(office):
    post = replace(RENAME, act=Act.SPEAK)
    office.order(post)
    office.order(replace(post, wanted="另一段话"))
    assert {one.state for one in office.orders()} == {OrderState.NEW}


def test_what_is_still_on_its_way_is_not_ordered_again_the_next_day(office):
    made = office.order(RENAME).order
    office.clock.advance(timedelta(days=3))
    assert office.order(RENAME).order == made


def test_what_came_to_its_end_can_be_ordered_again_on_another_occasion(office):
    made = office.order(RENAME).order
    office.settle(made, lambda order: orders.served(order, NOON))
    assert not office.order(RENAME).anew
    assert office.order(replace(RENAME, occasion="改回来")).anew
    office.settle(office.orders()[-1], lambda order: orders.refused(order, "x"))
    office.settle(office.orders()[0], lambda order: orders.refused(order, "x"))
    office.clock.advance(timedelta(days=1))
    assert office.order(RENAME).anew


def test_what_a_dry_run_held_does_not_stand_in_the_way(office):
    made = office.order(RENAME).order
    office.settle(made, lambda order: orders.rehearsed(order, "rename"))
    office.clock.advance(timedelta(days=1))
    assert office.order(RENAME).anew


def test_without_a_queue_the_sweep_finds_it_at_once(office):
    office.order = replace(office.order, outbound=None)
    made = office.order(RENAME).order
    assert [item.item_id for item in office.ledger.due(NOON, 9)] == [made.order_id]


def test_whoever_orders_at_the_same_moment_orders_the_same(office):
    class Meanwhile(MemoryLedger):
        def discipline(self, group_id, person_id):
            return office.ledger.discipline(group_id, person_id)

        def commit(self, change):
            office.ledger.commit(change)
            return office.ledger.commit(change)

    ordered = replace(office.order, ledger=Meanwhile())(RENAME)
    assert (ordered.anew, ordered.order) == (False, office.orders()[0])


@pytest.mark.parametrize(
    "wish",
    [
        replace(RENAME, group_id="group-9"),
        replace(RENAME, wanted=""),
        replace(RENAME, wanted="名" * 51),
        replace(RENAME, act=Act.WARN),
        replace(RENAME, act=Act.SPEAK, wanted="字" * 601),
        replace(RENAME, act=Act.POSTING_MODE, wanted=""),
        replace(RENAME, act=Act.CHANGE_OWNER),
        replace(RENAME, act=Act.MUTE),
        replace(RENAME, clause_id="R99.1"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_not_made(office, wish):
    with pytest.raises(InvalidEventError):
        office.order(wish)
    assert office.orders() == ()


@pytest.mark.parametrize("act", GROUP_ACTS)
def test_every_act_can_be_ordered(office, act):
    ordered = office.order(replace(RENAME, act=act, about="person-zhang"))
    assert (ordered.order.act, ordered.order.state) == (act, OrderState.NEW)
    assert ordered.order.due == at(seconds=150)
