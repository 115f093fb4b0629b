from dataclasses import replace

from qungui.engine import orders
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import LAPSED
from qungui.model.ledger import Change
from qungui.model.order import AWAITS_CONFIRMATION, OrderState
from qungui.model.petition import PetitionState
from qungui.model.waiting import Waiting, ref_of
from tests.support.build import (
    GROUP,
    NOON,
    PERSON,
    at,
    breach,
    case,
    decision,
    order,
    petition,
)


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


def finding(number=1, **changes):
    found = breach(automatic=False)
    state = CaseState.NEEDS_REVIEW
    return case(
        f"message-{number}", **{"breaches": (found,), "state": state, "due": None, **changes}
    )


def held(number=1, act=Act.WARN, **changes):
    of = case(f"message-{number}", at=at(minutes=number))
    return order(of, act=act, **{"state": OrderState.HELD, "why": AWAITS_CONFIRMATION, **changes})


def claim(number=1, act=Act.REQUIRE_APOLOGY, **changes):
    of = case(f"message-{number}", at=at(minutes=number))
    return order(of, act=act, **{"state": OrderState.CLAIMED_DONE, "told_at": NOON, **changes})


def moved(stores, **parts):
    stores.ledger.commit(Change(group_id=GROUP, person_id=PERSON, **parts))


def test_all_that_waits_for_a_word_is_listed_the_longest_first(stores):
    appeal = petition(at=at(minutes=3))
    found = finding(at=at(minutes=4))
    stores.ledger.open_case(found)
    moved(stores, new_orders=(held(2), claim(1)), petitions=(appeal,))
    waiting = [Waiting.of(one) for one in (claim(1), held(2), appeal, found)]
    assert list(stores.worklist.undecided(GROUP)) == waiting


def test_what_needs_no_word_is_not_listed(stores):
    stores.ledger.open_case(case())
    stores.ledger.open_case(finding(2, decided=decision(), state=CaseState.CONFIRMED))
    demanded = claim(3, state=OrderState.HANDED_OVER)
    going = held(4, state=OrderState.NEW, why="")
    over = petition(state=PetitionState.REFUSED)
    moved(stores, new_orders=(demanded, going), petitions=(over,))
    assert list(stores.worklist.undecided(GROUP)) == []
    assert list(stores.worklist.undecided_everywhere()) == []


def test_what_is_decided_leaves_the_list(stores):
    stores.ledger.open_case(finding())
    moved(stores, petitions=(petition(),), new_orders=(held(2),))
    moved(
        stores,
        cases=(finding(decided=decision(), state=CaseState.DISMISSED),),
        orders=(replace(held(2), state=OrderState.NEW, why=""),),
        petitions=(petition(state=PetitionState.GRANTED, version=1),),
    )
    assert list(stores.worklist.undecided(GROUP)) == []


def test_an_automatic_case_with_a_part_to_look_at_is_listed(stores):
    both = finding(breaches=(breach(), breach("R01.4.5", automatic=False)), state=CaseState.OPEN)
    stores.ledger.open_case(both)
    assert list(stores.worklist.undecided(GROUP)) == [Waiting.of(both)]


def test_every_group_is_listed_and_a_group_sees_its_own(stores):
    there = finding(group_id="group-2")
    for each in (finding(), there):
        stores.ledger.open_case(each)
    assert list(stores.worklist.undecided(GROUP)) == [Waiting.of(finding())]
    assert list(stores.worklist.undecided("group-2")) == [Waiting.of(there)]
    everywhere = stores.worklist.undecided_everywhere()
    assert list(everywhere) == [Waiting.of(finding()), Waiting.of(there)]


def test_a_group_whose_id_begins_like_anothers_is_not_mixed_up_with_it(stores):
    stores.ledger.open_case(finding(group_id="group-10"))
    assert list(stores.worklist.undecided(GROUP)) == []


def test_grave_topics_and_removals_are_marked(stores):
    grave = finding(breaches=(breach(topic="incitement", automatic=False),))
    stores.ledger.open_case(grave)
    stores.ledger.open_case(finding(2))
    moved(stores, new_orders=(held(3, act=Act.REMOVE), held(4)))
    marks = {one.ref.item_id: one.is_grave for one in stores.worklist.undecided(GROUP)}
    assert marks == {
        grave.case_id: True,
        finding(2).case_id: False,
        held(3, act=Act.REMOVE).order_id: True,
        held(4).order_id: False,
    }


def test_what_lapsed_is_listed_by_when_it_did(stores):
    over = decision(by="", why=LAPSED, at=at(days=3))
    lapsed = finding(state=CaseState.LAPSED, decided=over)
    later = replace(held(2), state=OrderState.VOID, closed=replace(over, at=at(days=4)))
    stores.ledger.open_case(lapsed)
    moved(stores, new_orders=(later, replace(held(3), state=OrderState.VOID, closed=decision())))
    listed = stores.worklist.lapsed
    assert list(listed(at(days=3), at(days=5))) == [ref_of(lapsed), ref_of(later)]
    assert list(listed(at(days=3), at(days=4))) == [ref_of(lapsed)]
    assert list(listed(at(days=4), at(days=4))) == []
    assert list(listed(at(days=3, milliseconds=1), at(days=4))) == []


def test_what_was_found_wrongly_is_listed_by_rulebook_the_oldest_first(stores):
    wrong = decision(why="原话：罢工的新闻看了吗")
    over = {"state": CaseState.DISMISSED, "decided": wrong}
    later, first = (finding(number, at=at(minutes=number), **over) for number in (2, 1))
    elsewhere = finding(3, rulebook="other-groups", **over)
    unsaid = finding(4, state=CaseState.DISMISSED, decided=decision())
    for one in (later, first, elsewhere, unsaid, finding(5)):
        stores.ledger.open_case(one)
    listed = stores.worklist.found_wrongly
    assert list(listed(first.rulebook)) == [first.ref, later.ref]
    moved(stores, cases=(replace(later, decided=decision()),))
    assert list(listed(first.rulebook)) == [first.ref]


def owed(number, act=Act.RECORD_FINE, **changes):
    of = case(f"message-{number}", at=at(days=number))
    made = {"state": OrderState.HANDED_OVER, "told_at": NOON, "cny": 50, **changes}
    return order(of, act=act, **made)


def test_the_money_of_a_time_is_listed_whatever_became_of_it(stores):
    entries = (
        owed(1, state=OrderState.PROVED),
        owed(2, act=Act.REQUEST_RED_PACKET),
        owed(3, state=OrderState.CLAIMED_DONE),
        owed(4, state=OrderState.SERVED, closed=decision()),
    )
    others = (
        owed(5, told_at=None, state=OrderState.HELD, why=AWAITS_CONFIRMATION),
        owed(6, act=Act.REQUIRE_APOLOGY),
        replace(owed(7), group_id="group-2"),
    )
    moved(stores, new_orders=(*entries, *others))
    listed = stores.worklist.money(GROUP, at(days=1), at(days=9))
    assert list(listed) == [one.ref for one in entries]


def test_the_money_of_a_time_ends_before_its_end(stores):
    moved(stores, new_orders=(owed(1), owed(2), owed(3, state=OrderState.CLAIMED_DONE)))
    listed = stores.worklist.money
    assert list(listed(GROUP, at(days=1), at(days=2))) == [owed(1).ref]
    assert list(listed(GROUP, at(days=2), at(days=3))) == [owed(2).ref]
    assert list(listed(GROUP, at(days=3), at(days=4))) == [owed(3).ref]
