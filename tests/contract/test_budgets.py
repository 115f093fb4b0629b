"""Rate budgets: never over in any window, and everybody who waits is told when to come back."""

from collections import deque
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.adapters.allotted import AllottedBudgets
from qungui.adapters.dynamo.budgets import DynamoBudgets
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.model.budget import Allowance, Budget
from tests.support.build import NOON, at
from tests.support.table import REGION

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WEBHOOK = Budget("webhook-1", (Allowance("minute", 20, MINUTE),))
MEMBER = Budget("member-1", (Allowance("minute", 30, MINUTE), Allowance("hour", 1000, HOUR)))


@pytest.fixture(params=["memory", "dynamo", "allotted"])
def budgets(request):
    if request.param == "memory":
        return MemoryBudgets()
    if request.param == "allotted":
        return AllottedBudgets(MemoryBudgets())
    return DynamoBudgets(table_name=request.getfixturevalue("table"), region=REGION)


def fullest(times, window):
    """The most of *times* that lie in any half-open window."""
    inside, most = deque(), 0
    for time in sorted(times):
        inside.append(time)
        while inside[0] <= time - window:
            inside.popleft()
        most = max(most, len(inside))
    return most


def test_what_is_within_the_budget_is_given(budgets):
    assert budgets.take(WEBHOOK, NOON) is None
    assert budgets.take(WEBHOOK, NOON) is None


def test_an_empty_budget_says_when_to_come_back_and_then_gives(budgets):
    while (again := budgets.take(WEBHOOK, NOON)) is None:
        pass
    assert NOON < again <= NOON + MINUTE * 10 / 9 + timedelta(milliseconds=1)
    assert budgets.take(WEBHOOK, again) is None


def test_budgets_are_counted_apart(budgets):
    while budgets.take(WEBHOOK, NOON) is None:
        pass
    assert budgets.take(Budget("webhook-2", WEBHOOK.allowances), NOON) is None


def test_who_waits_gets_an_instant_of_their_own(budgets):
    while budgets.take(WEBHOOK, NOON) is None:
        pass
    promised = [budgets.take(WEBHOOK, NOON) for _ in range(10)]
    assert len(set(promised)) == 10
    assert promised == sorted(promised)


def test_more_than_one_may_be_taken_at_once(budgets):
    budget = Budget("people", (Allowance("minute", 20_000, MINUTE),))
    assert budgets.take(budget, NOON, amount=19_500) is None
    assert budgets.take(budget, NOON, amount=501) is not None
    assert budgets.take(budget, NOON, amount=500) is None


def test_where_one_allowance_is_empty_none_is_taken(budgets):
    tight = Budget("tight", (Allowance("minute", 1000, MINUTE), Allowance("hour", 50, HOUR)))
    for _ in range(50):
        assert budgets.take(tight, NOON) is None
    for _ in range(100):
        assert budgets.take(tight, NOON) is not None
    assert budgets.take(tight, at(hours=1, minutes=7)) is None


def test_a_clock_that_is_behind_takes_from_the_present_slice(budgets):
    while budgets.take(WEBHOOK, at(seconds=30)) is None:
        pass
    assert budgets.take(WEBHOOK, at(seconds=10)) is not None


@pytest.mark.parametrize("budget", [WEBHOOK, MEMBER], ids=["webhook", "member"])
def test_a_crowd_gets_through_at_nine_tenths_of_the_rate_and_never_over(budgets, budget):
    waiting, passed = [NOON] * 120, []
    while waiting:
        now = min(waiting)
        waiting.remove(now)
        again = budgets.take(budget, now)
        if again is None:
            passed.append(now)
        else:
            waiting.append(again)
    for allowance in budget.allowances:
        assert fullest(passed, allowance.window) <= allowance.most
    tight = max(120 / allowance.most * allowance.window for allowance in budget.allowances)
    assert max(passed) - NOON <= tight * 10 / 9 + MINUTE


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=200), st.integers(1, 4))
@settings(max_examples=30)
def test_handfuls_of_several_processes_are_never_over_either(offsets, processes):
    wide = Budget("wide", (Allowance("minute", 2000, MINUTE), Allowance("hour", 5000, HOUR)))
    shared = MemoryBudgets()
    crowd = [AllottedBudgets(shared) for _ in range(processes)]
    passed = []
    for number, offset in enumerate(sorted(offsets)):
        for _ in range(20):
            time = at(milliseconds=offset)
            if crowd[number % processes].take(wide, time) is None:
                passed.append(time)
    assert fullest(passed, MINUTE) <= 2000
    assert len(passed) >= min(20 * len(offsets), 1900)


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


def test_all_of_an_allowance_may_go_at_once(budgets):
    assert [budgets.take(WEBHOOK, NOON) for _ in range(20)] == [None] * 20


def test_the_smallest_allowance_lets_one_through(budgets):
    one = Budget("one", (Allowance("minute", 1, MINUTE),))
    assert budgets.take(one, NOON) is None
    again = budgets.take(one, NOON)
    assert budgets.take(one, again) is None


def test_a_closed_budget_gives_nothing_until_it_opens(budgets):
    opens = budgets.close(WEBHOOK, NOON)
    assert opens == NOON + MINUTE
    assert budgets.take(WEBHOOK, NOON) == opens
    assert opens <= budgets.take(WEBHOOK, at(seconds=59)) <= opens + MINUTE
    assert budgets.take(WEBHOOK, opens + MINUTE) is None


def test_a_handful_taken_before_is_no_good_once_it_is_closed(budgets):
    wide = Budget("wide", (Allowance("minute", 10_000, MINUTE),))
    assert budgets.take(wide, NOON) is None
    budgets.close(wide, NOON)
    assert budgets.take(wide, NOON) is not None


def test_a_closed_budget_is_closed_for_every_process(budgets):
    assert budgets.take(WEBHOOK, NOON) is None
    budgets.close(WEBHOOK, NOON)
    assert budgets.take(Budget("webhook-2", WEBHOOK.allowances), NOON) is None
    assert budgets.take(WEBHOOK, NOON) is not None


def test_who_says_so_of_a_call_that_was_under_way_closes_it_no_longer(budgets):
    assert budgets.close(WEBHOOK, NOON) == budgets.close(WEBHOOK, at(seconds=5))


def test_a_window_that_is_still_spent_when_it_opens_is_closed_twice_as_long_up_to_an_hour(budgets):
    closed, now = [], NOON
    for _ in range(9):
        opens = budgets.close(MEMBER, now)
        closed.append(opens - now)
        now = opens + timedelta(seconds=1)
    minutes = [length / MINUTE for length in closed]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_window_that_held_for_longer_than_it_was_closed_begins_at_a_minute_again(budgets):
    opens = budgets.close(MEMBER, NOON)
    opens = budgets.close(MEMBER, opens)
    late = opens + MINUTE * 2 + timedelta(seconds=1)
    assert budgets.close(MEMBER, late) - late == MINUTE
