"""What is left of a case, an order and a petition: nobody's words, nobody's name, nothing open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import LAPSED, Decision
from qungui.model.group import Mode
from qungui.model.money import MoneyState, money_state
from qungui.model.order import OrderState
from qungui.model.petition import PetitionState
from qungui.model.tombstone import tombstone
from qungui.model.waiting import lapsed_at, waits_since
from tests.support.build import PERSON, at, breach, case, order, petition

SAID = "确有其事，张三承认"
BY = Decision(by="person-admin", at=at(hours=1), why=SAID, choice="light")
NOBODY = "forgotten-1"
SECRETS = (PERSON, "zhangsan", "person-admin", "加微信", "推销", "message-1", "承认", "我没有")


def appeal(**changes):
    return petition(words="我没有", **{"version": 1, **changes})


def buried(item):
    return tombstone(item, NOBODY, at(days=9))


WHOLE = (
    case(decided=BY, voided=BY, state=CaseState.VOID, breaches=(breach(occasion="message-1"),)),
    order(
        asked=PERSON,
        about=PERSON,
        ordered_by="person-admin",
        agreed=("person-admin",),
        wanted=SAID,
        why=SAID,
        closed=BY,
    ),
    appeal(decided=BY, state=PetitionState.REFUSED),
)


@pytest.mark.parametrize("item", WHOLE, ids=lambda item: type(item).__name__)
def test_nothing_in_it_tells_of_anybody(item):
    assert all(secret not in str(buried(item)) for secret in SECRETS)


def test_of_a_case_clause_time_and_state_stay():
    stone = buried(case(state=CaseState.CONFIRMED, decided=BY, order_id="order-1"))
    assert (stone.at, stone.state, stone.order_id) == (at(), CaseState.CONFIRMED, "order-1")
    assert [each.clause_id for each in stone.breaches] == ["R01.3.10"]
    assert stone.decided == Decision(by="", at=BY.at, choice="light")


def test_of_an_order_what_it_was_and_when_it_was_served_stay():
    fine = order(
        act=Act.RECORD_FINE,
        state=OrderState.PROVED,
        told_at=at(),
        served_at=at(),
        cny=50,
        closed=BY,
    )
    stone = buried(fine)
    assert (stone.act, stone.cny, stone.served_at, stone.state) == (
        Act.RECORD_FINE, 50, at(), OrderState.PROVED,
    )  # fmt: skip
    assert (stone.is_money_entry, money_state(stone)) == (True, MoneyState.PAID)


@given(st.sampled_from(CaseState), st.booleans(), st.booleans())
def test_nothing_is_left_to_decide_about_a_case(state, automatic, decided):
    found = breach(automatic=automatic, mode=Mode.ASSIST)
    stone = buried(case(state=state, breaches=(found,), decided=BY if decided else None))
    assert (waits_since(stone), stone.due, stone.escalated) == (None, None, True)


@pytest.mark.parametrize("of", [case, order])
def test_what_nobody_decided_in_time_is_told_to_nobody_any_more(of):
    lapsed = Decision(by="", at=at(hours=1), why=LAPSED)
    item = of(closed=lapsed) if of is order else of(decided=lapsed)
    assert lapsed_at(item) == at(hours=1)
    assert lapsed_at(buried(item)) is None


@given(st.sampled_from(OrderState), st.sampled_from(Act), st.sampled_from(["", "assist", "limit"]))
def test_nothing_is_left_to_do_about_an_order(state, act, why):
    stone = buried(order(act=act, state=state, why=why, told_at=at(), not_before=at()))
    assert (waits_since(stone), stone.due, stone.not_before) == (None, None, None)
    assert stone.state.is_final
    assert not stone.is_demand_open


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (PetitionState.OPEN, PetitionState.REFUSED),
        (PetitionState.GRANTED, PetitionState.SETTLED),
        (PetitionState.SETTLED, PetitionState.SETTLED),
        (PetitionState.REFUSED, PetitionState.REFUSED),
    ],
)
def test_no_petition_is_left_open(was, now):
    stone = buried(appeal(state=was))
    assert (stone.state, stone.due, waits_since(stone)) == (now, None, None)


def test_silence_stays_an_answer_and_an_ignored_work_order_ends():
    silent = order(act=Act.REQUIRE_APOLOGY, state=OrderState.OVERDUE)
    assert buried(silent).state is OrderState.OVERDUE
    assert buried(order(act=Act.REMOVE, state=OrderState.OVERDUE)).state is OrderState.VOID


@pytest.mark.parametrize("item", WHOLE, ids=lambda item: type(item).__name__)
def test_a_tombstone_is_its_own(item):
    assert buried(buried(item)) == buried(item)


@given(st.sampled_from(OrderState))
def test_burying_an_order_again_changes_nothing(state):
    once = buried(order(state=state))
    assert buried(once) == once
