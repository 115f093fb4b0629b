"""What the rate budgets ask of the table, and what two processes make of one item."""

from datetime import timedelta

from qungui.adapters.allotted import AllottedBudgets
from qungui.adapters.dynamo.budgets import DynamoBudgets
from qungui.model.budget import Allowance, Budget
from tests.support.build import NOON, at
from tests.support.table import REGION, raw_item, requests, size_of

BUDGET = Budget(
    "api-appchat",
    (
        Allowance("minute", 10_000, timedelta(minutes=1)),
        Allowance("hour", 100, timedelta(hours=1)),
        Allowance("day", 20_000, timedelta(days=1)),
    ),
)


def process(table):
    return DynamoBudgets(table_name=table, region=REGION)


def test_a_call_within_every_allowance_costs_one_request(table):
    budgets = process(table)
    with requests(table) as sent:
        for seconds in range(20):
            assert budgets.take(BUDGET, at(seconds=seconds)) is None
    assert [request.operation for request in sent] == ["UpdateItem"] * 20


def test_a_call_turned_away_costs_one_request_for_its_place_in_line(table):
    budgets = process(table)
    while budgets.take(BUDGET, NOON) is None:
        pass
    with requests(table) as sent:
        assert budgets.take(BUDGET, NOON) is not None
    assert len(sent) == 1


def test_processes_share_what_is_left(table):
    crowd = [process(table) for _ in range(4)]
    given = sum(crowd[number % 4].take(BUDGET, NOON) is None for number in range(130))
    assert given == 100


def test_a_process_that_comes_back_after_others_began_a_slice_needs_two_requests(table):
    early, other = process(table), process(table)
    early.take(BUDGET, NOON)
    other.take(BUDGET, at(seconds=30))
    with requests(table) as sent:
        assert early.take(BUDGET, at(seconds=30)) is None
    assert len(sent) == 2


def test_the_item_stays_small_and_goes_by_itself(table):
    budgets = process(table)
    for minutes in range(60):
        for _ in range(3):
            budgets.take(BUDGET, at(minutes=minutes))
    item = raw_item(table, "BUDGET#rate#api-appchat", "-")
    assert size_of(item) < 600
    assert int(item["ttl"]["N"]) == int((at(minutes=59) + timedelta(days=2)).timestamp())


def test_a_batch_of_calls_costs_one_request_of_a_large_budget(table):
    wide = Budget(
        "api-message-send",
        (
            Allowance("minute", 10_000, timedelta(minutes=1)),
            Allowance("hour", 150_000, timedelta(hours=1)),
        ),
    )
    budgets = AllottedBudgets(process(table))
    with requests(table) as sent:
        assert [budgets.take(wide, NOON) for _ in range(10)] == [None] * 10
    assert len(sent) == 1
    with requests(table) as sent:
        assert budgets.take(wide, at(seconds=7)) is None
    assert sent


def test_what_one_process_hears_closes_the_budget_of_another_that_knows_it_open(table):
    one, other = process(table), process(table)
    assert other.take(BUDGET, NOON) is None
    opens = one.close(BUDGET, NOON)
    assert other.take(BUDGET, NOON) >= opens
