"""Rate budgets: never over in any window, and everybody who waits is told when to come back."""

from collections import deque
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.model.budget import Allowance, Budget
from tests.support.build import NOON, at

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WEBHOOK = Budget("webhook-1", (Allowance("minute", 20, MINUTE),))
MEMBER = Budget("member-1", (Allowance("minute", 30, MINUTE), Allowance("hour", 1000, HOUR)))


def fullest(times, window):
    """The most of *times* that lie in any half-open window."""
    inside, most = deque(), 0
    for time in sorted(times):
        inside.append(time)
        while inside[0] <= time - window:
            inside.popleft()
        most = max(most, len(inside))
    return most


def test_what_is_within_the_budget_is_given(stores):
    assert stores.budgets.take(WEBHOOK, NOON) is None
    assert stores.budgets.take(WEBHOOK, NOON) is None


def test_an_empty_budget_says_when_to_come_back_and_then_gives(stores):
    while (again := stores.budgets.take(WEBHOOK, NOON)) is None:
        pass
    assert NOON < again <= NOON + MINUTE * 10 / 9 + timedelta(milliseconds=1)
    assert stores.budgets.take(WEBHOOK, again) is None


def test_budgets_are_counted_apart(stores):
    while stores.budgets.take(WEBHOOK, NOON) is None:
        pass
    assert stores.budgets.take(Budget("webhook-2", WEBHOOK.allowances), NOON) is None


def test_who_waits_gets_an_instant_of_their_own(stores):
    while stores.budgets.take(WEBHOOK, NOON) is None:
        pass
    promised = [stores.budgets.take(WEBHOOK, NOON) for _ in range(10)]
    assert len(set(promised)) == 10
    assert promised == sorted(promised)


def test_more_than_one_may_be_taken_at_once(stores):
    budget = Budget("people", (Allowance("minute", 20_000, MINUTE),))
    assert stores.budgets.take(budget, NOON, amount=19_500) is None
    assert stores.budgets.take(budget, NOON, amount=501) is not None
    assert stores.budgets.take(budget, NOON, amount=500) is None


def test_where_one_allowance_is_empty_none_is_taken(stores):
    tight = Budget("tight", (Allowance("minute", 1000, MINUTE), Allowance("hour", 50, HOUR)))
    for _ in range(50):
        assert stores.budgets.take(tight, NOON) is None
    for _ in range(100):
        assert stores.budgets.take(tight, NOON) is not None
    assert stores.budgets.take(tight, at(hours=1, minutes=7)) is None


def test_a_clock_that_is_behind_takes_from_the_present_slice(stores):
    while stores.budgets.take(WEBHOOK, at(seconds=30)) is None:
        pass
    assert stores.budgets.take(WEBHOOK, at(seconds=10)) is not None


@pytest.mark.parametrize("budget", [WEBHOOK, MEMBER], ids=["webhook", "member"])
def test_a_crowd_gets_through_at_nine_tenths_of_the_rate_and_never_over(stores, budget):
    waiting, passed = [NOON] * 120, []
    while waiting:
        now = min(waiting)
        waiting.remove(now)
        again = stores.budgets.take(budget, now)
        if again is None:
            passed.append(now)
        else:
            waiting.append(again)
    for allowance in budget.allowances:
        assert fullest(passed, allowance.window) <= allowance.most
    tight = max(120 / allowance.most * allowance.window for allowance in budget.allowances)
    assert max(passed) - NOON <= tight * 10 / 9 + MINUTE


@given(st.lists(st.integers(0, 400_000), min_size=1, max_size=300))
@settings(max_examples=60)
def test_no_window_is_ever_over(offsets):
    budgets = MemoryBudgets()
    times = [at(milliseconds=offset) for offset in sorted(offsets)]
    passed = [time for time in times if budgets.take(WEBHOOK, time) is None]
    assert fullest(passed, MINUTE) <= 20


@given(
    st.lists(st.tuples(st.integers(0, 400_000), st.integers(-9_000, 0)), min_size=1, max_size=300)
)
@settings(max_examples=40)
def test_by_their_own_clocks_late_processes_take_no_more_than_there_is(calls):
    budgets = MemoryBudgets()
    taken = []
    for offset, behind in sorted(calls):
        if budgets.take(WEBHOOK, at(milliseconds=offset + behind)) is None:
            taken.append(at(milliseconds=offset + behind))
    assert fullest(taken, MINUTE) <= 20


def test_all_of_an_allowance_may_go_at_once(stores):
    assert [stores.budgets.take(WEBHOOK, NOON) for _ in range(20)] == [None] * 20


def test_the_smallest_allowance_lets_one_through(stores):
    one = Budget("one", (Allowance("minute", 1, MINUTE),))
    assert stores.budgets.take(one, NOON) is None
    again = stores.budgets.take(one, NOON)
    assert stores.budgets.take(one, again) is None
