"""What is owed: the first, the second, … amount, never above the cap."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after
from qungui.model.act import Act
from qungui.model.ledger import Discipline
from qungui.model.order import OrderState
from qungui.model.rulebook import ActCall
from qungui.model.span import Span, Unit
from tests.support.build import GROUP, NIGHT, PERSON, at, case, docket, settings

CALENDAR = Calendar.of("Asia/Shanghai")


def fine(*cny, act=Act.RECORD_FINE, **terms):
    return ActCall(act, {"cny": list(cny), **terms})


def fined(clause_id, moment, number=0):
    return case(f"{clause_id} {moment} {number}", at=moment)


def owed(call, moments, *, kept=(), clause_id=NIGHT, group_settings=None):
    """The orders of *call* for breaches at *moments*, each made in sight of those before it."""
    made = list(kept)
    for number, moment in enumerate(moments):
        of = fined(clause_id, moment, number)
        seen = Discipline(group_id=GROUP, person_id=PERSON, orders=tuple(made))
        law = {} if group_settings is None else {"settings": group_settings}
        made.append(docket(seen, now=moment, **law).order(of, call, (clause_id,), why=""))
    return made[len(kept) :]


def amounts(orders):
    return [each.cny for each in orders]


def days(*numbers):
    return [at(days=number) for number in numbers]


def test_each_time_has_its_amount_and_the_last_one_stays():
    assert amounts(owed(fine(50, 100, 200), days(0, 1, 2, 3, 40))) == [50, 100, 200, 200, 200]


def test_where_the_text_names_no_amount_none_is_owed_by_number():
    assert amounts(owed(fine(), days(0, 1))) == [None, None]


def test_what_is_no_money_has_no_amount():
    assert amounts(owed(ActCall(Act.WARN), days(0))) == [None]


def test_a_red_packet_counts_as_a_fine_does_and_neither_counts_for_the_other():
    packets = owed(fine(5, 10, act=Act.REQUEST_RED_PACKET), days(0, 1))
    assert amounts(packets) == [5, 10]
    assert amounts(owed(fine(50, 100), days(2), kept=packets)) == [50]


def test_another_clause_is_counted_by_itself():
    before = owed(fine(50, 100), days(0), clause_id="R07.4.2b")
    assert amounts(owed(fine(50, 100), days(1), kept=before)) == [50]


def test_what_was_taken_back_does_not_count():
    first, second = owed(fine(50, 100, 200), days(0, 1))
    kept = (replace(first, state=OrderState.VOID), second)
    assert amounts(owed(fine(50, 100, 200), days(2), kept=kept)) == [100]


@pytest.mark.parametrize("state", [OrderState.PROVED, OrderState.SERVED, OrderState.REFUSED])
def test_what_was_paid_waived_or_not_paid_was_owed_all_the_same(state):
    kept = [replace(each, state=state) for each in owed(fine(50, 100), days(0))]
    assert amounts(owed(fine(50, 100), days(1), kept=kept)) == [100]


def test_the_cap_holds_for_ever_where_no_time_is_named():
    assert amounts(owed(fine(50, 100, cap=120), days(0, 1, 2, 900))) == [50, 70, 0, 0]


def test_the_cap_holds_in_each_period_back_from_a_breach():
    monthly = fine(50, 100, 200, cap=300, per="1 month")
    assert amounts(owed(monthly, days(0, 1, 2, 29, 30, 60))) == [50, 100, 150, 0, 50, 200]


def test_a_group_sets_anew_what_the_text_leaves_open_and_nothing_else():
    free = replace(fine(50, cap=100), open=("cny",))
    chosen = settings(values={NIGHT: {"cny": [30, 60], "cap": 500}})
    assert amounts(owed(free, days(0, 1, 2), group_settings=chosen)) == [30, 60, 10]
    assert amounts(owed(fine(50), days(0), group_settings=chosen)) == [50]


def test_an_order_that_is_made_again_owes_what_it_owed():
    """The same case, the same order: it is not its own predecessor."""
    first, second = owed(fine(50, 100), days(0, 1))
    of = fined(NIGHT, at(days=1), 1)
    seen = Discipline(group_id=GROUP, person_id=PERSON, orders=(first, second))
    again = docket(seen).order(of, fine(50, 100), (NIGHT,), why="")
    assert (again.order_id, again.cny) == (second.order_id, 100)


AMOUNTS = st.lists(st.integers(1, 500), min_size=1, max_size=4)
MOMENTS = st.lists(st.integers(0, 120 * 24), max_size=12).map(
    lambda hours: [at(hours=each) for each in sorted(hours)]
)
SPANS = st.builds(
    Span, st.integers(1, 40), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.WORKING_DAY])
)


@given(cny=AMOUNTS, moments=MOMENTS)
def test_without_a_cap_the_amounts_are_those_of_the_text_in_their_order(cny, moments):
    expected = [*cny, *[cny[-1]] * len(moments)][: len(moments)]
    assert amounts(owed(fine(*cny), moments)) == expected


@given(cny=AMOUNTS, moments=MOMENTS, cap=st.integers(0, 800), per=SPANS)
def test_no_period_ever_owes_more_than_its_cap_nor_any_time_more_than_its_amount(
    cny, moments, cap, per
):
    made = owed(fine(*cny, cap=cap, per=str(per)), moments)
    for number, each in enumerate(made):
        together = [one for one in made[: number + 1] if after(one.at, per, CALENDAR) > each.at]
        assert sum(one.cny for one in together) <= cap
        assert 0 <= each.cny <= cny[min(number, len(cny) - 1)]


@given(cny=AMOUNTS, moments=MOMENTS, cap=st.integers(0, 800), gone=st.sets(st.integers(0, 11)))
def test_whatever_is_taken_back_leaves_what_it_would_be_without_it(cny, moments, cap, gone):
    made = owed(fine(*cny, cap=cap), moments)
    kept = [
        replace(each, state=OrderState.VOID) if number in gone else each
        for number, each in enumerate(made)
    ]
    without = [each for number, each in enumerate(made) if number not in gone]
    late = [at(days=400)]
    with_void = amounts(owed(fine(*cny, cap=cap), late, kept=kept, clause_id=NIGHT))
    assert with_void == amounts(owed(fine(*cny, cap=cap), late, kept=without, clause_id=NIGHT))
