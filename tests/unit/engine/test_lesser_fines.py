"""A fine is less once an earlier one is taken back; what was paid of it is to be given back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine import decisions, demands
from qungui.engine.refold import refold
from qungui.engine.undoing import LESS, OVERPAID
from qungui.model.act import Act
from qungui.model.money import owed_back
from qungui.model.order import AWAITS_CONFIRMATION, OrderState
from qungui.model.rulebook import ActCall, Sanction
from tests.support.build import decision
from tests.support.court import Court, climbing, rung, sanctioned


def court_of(*cny, **terms):
    fine = ActCall(Act.RECORD_FINE, {"cny": list(cny), **terms})
    return Court(sanctioned(Sanction(acts=(fine,))))


def fined(court, times, *, told=True):
    """Each confirmed, and told to the member where they are *told*."""
    cases = []
    for _ in range(times):
        cases.append(court.breaks())
        if told:
            court.let_go()
            court.serve()
    return cases


def void(court, case):
    now = court.case(case)
    court.do(lambda docket: decisions.voided_case(docket.under(now), now, decision()))
    while (change := refold(court.docket())) is not None:
        court.commit(change)


def fines(court):
    return [order for order in court.orders() if order.act is Act.RECORD_FINE]


def standing(court):
    return [order for order in fines(court) if order.stands]


def amounts(court):
    return [(order.cny, order.lessened) for order in standing(court)]


def heard(court):
    """What was reported of fines that stand: whom it is about, and to whom it goes."""
    kept = {order.order_id for order in standing(court)}
    reports = [o for o in court.orders() if o.act is Act.REPORT and o.about in kept]
    return sorted((report.wanted, report.asked) for report in reports)


def test_without_the_first_fine_the_second_becomes_the_first():
    court = court_of(50, 100)
    first, _ = fined(court, 2)
    void(court, first)
    assert amounts(court) == [(50, 50)]
    (left,) = standing(court)
    assert (left.cny_at_first, left.back, left.state) == (100, 0, OrderState.HANDED_OVER)
    assert heard(court) == [(LESS, left.person_id)]
    entry = court.ledger.audit.verify_chain(left.group_id).entries[-1]
    assert (entry.kind.value, entry.facts["less"]) == ("refolded", f"{left.order_id}=50")


def test_without_the_second_fine_the_first_stays_as_it_was():
    court = court_of(50, 100)
    _, second = fined(court, 2)
    void(court, second)
    assert amounts(court) == [(50, 0)]
    assert heard(court) == []


def test_what_was_paid_too_much_is_owed_back():
    court = court_of(50, 100)
    first, _ = fined(court, 2)
    court.do(lambda docket: demands.met(docket, fines(court)[1], court.now))
    void(court, first)
    (left,) = standing(court)
    assert (left.state, left.cny, owed_back(left)) == (OrderState.PROVED, 50, 50)
    assert heard(court) == [(LESS, left.person_id), (OVERPAID, "")]


def test_a_paid_fine_that_is_taken_back_is_owed_back_whole():
    court = court_of(50, 100)
    first, _ = fined(court, 2)
    court.do(lambda docket: demands.met(docket, fines(court)[0], court.now))
    void(court, first)
    assert [owed_back(order) for order in fines(court)] == [50, 0]


def test_a_claim_that_proves_untrue_leaves_nothing_to_give_back():
    court = court_of(50, 100)
    first, _ = fined(court, 2)
    court.do(lambda docket: demands.claimed(docket, fines(court)[1]))
    void(court, first)
    (claim,) = standing(court)
    assert claim.back == 50
    court.do(lambda docket: demands.returned(docket, claim, "person-admin"))
    court.do(lambda docket: demands.met(docket, court.order(claim), court.now))
    assert owed_back(court.order(claim)) == 0


def test_of_what_nobody_was_told_only_the_amount_changes():
    court = court_of(50, 100)
    first, _ = fined(court, 2, told=False)
    void(court, first)
    assert amounts(court) == [(50, 0)]
    assert heard(court) == []


def test_what_was_waived_stays_as_it_was():
    court = court_of(50, 100)
    first, _ = fined(court, 2)
    court.do(lambda docket: demands.waived(docket, fines(court)[1], decision()))
    void(court, first)
    assert amounts(court) == [(100, 0)]


def test_a_later_fine_is_less_also_where_nobody_confirmed_the_earlier_one():
    court = court_of(50, 100)
    fined(court, 2, told=False)
    held = fines(court)[0]
    assert held.why == AWAITS_CONFIRMATION
    court.do(lambda docket: decisions.declined(docket.under(held), held, decision()))
    assert amounts(court) == [(50, 0)]


def test_a_fine_follows_those_that_were_ordered_before_it_not_those_that_were_seen_before():
    court = court_of(50, 100)
    first, _ = fined(court, 2, told=False)
    second = fines(court)[1]
    court.put(replace(second, at=second.at.replace(year=2025)))  # of an older message
    void(court, first)
    assert [(order.nth, order.cny) for order in standing(court)] == [(2, 50)]


def test_under_a_cap_no_fine_becomes_more():
    court = court_of(50, 100, 200, cap=160)
    first, *_ = fined(court, 4)
    assert [cny for cny, _ in amounts(court)] == [50, 100, 10, 0]
    void(court, first)
    assert [cny for cny, _ in amounts(court)] == [50, 10, 0]


def test_the_lesser_step_that_takes_the_place_of_a_graver_one_owes_no_more_than_it_did():
    fine = ActCall(Act.RECORD_FINE, {"cny": [50, 100]})
    court = Court(climbing(rung(fine), rung(Act.WARN, at=2)))
    first, _ = fined(court, 2)
    void(court, first)
    assert [(order.act, order.cny) for order in standing(court)] == [(Act.RECORD_FINE, 50)]


AMOUNTS = st.lists(st.integers(1, 500), min_size=1, max_size=4).map(sorted)


@given(cny=AMOUNTS, times=st.integers(1, 6), gone=st.lists(st.integers(0, 5), max_size=6))
def test_whatever_is_taken_back_in_whatever_order_the_rest_are_the_first_ones(cny, times, gone):
    court = court_of(*cny)
    cases = fined(court, times)
    for number in dict.fromkeys(gone):
        if number < times:
            void(court, cases[number])
    left = len(standing(court))
    expected = [*cny, *[cny[-1]] * left][:left]
    assert [order.cny for order in standing(court)] == expected
    assert all(order.cny_at_first in cny for order in standing(court))


@pytest.mark.parametrize("paid", [0, 1, 2])
@given(gone=st.permutations([0, 1, 2]))
def test_what_was_paid_is_in_the_end_owed_back_to_the_yuan(paid, gone):
    court = court_of(50, 100, 200)
    cases = fined(court, 3)
    of_paid = fines(court)[paid]
    court.do(lambda docket: demands.met(docket, of_paid, court.now))
    for number in gone:
        void(court, cases[number])
    assert sum(map(owed_back, fines(court))) == of_paid.cny
