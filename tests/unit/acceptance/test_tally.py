"""Results counted."""

from qungui.acceptance.run import shipped_edition
from qungui.acceptance.scenario import Result, Status
from qungui.acceptance.tally import Tally, tallied, topics
from tests.unit.acceptance.build import scenario


def result(status, clause_id="R01.3.10"):
    return Result(scenario=scenario(clause_id), status=status, got={})


def test_what_is_not_carried_counts_as_failed():
    results = [result(Status.PASSED), result(Status.FAILED), result(Status.NOT_CARRIED)]
    tally = Tally.of(results)
    assert (tally.total, tally.passed, tally.failed, tally.not_carried) == (3, 1, 1, 1)
    assert tally.rate == 1 / 3


def test_nothing_at_all_misses_nothing():
    assert Tally.of([]).rate == 1


def test_results_are_counted_by_whatever_is_asked():
    results = [result(Status.PASSED), result(Status.FAILED, "R01.3.11")]
    by = tallied(results, lambda one: one.scenario.clause_id)
    assert [(name, tally.passed) for name, tally in by.items()] == [
        ("R01.3.10", 1),
        ("R01.3.11", 0),
    ]


def test_the_edition_says_a_clauses_topic_and_scenarios_where_there_is_none():
    known, unknown = scenario("R01.3.11"), scenario("R99.1")
    found = topics([known, unknown], shipped_edition)
    assert found == {"R01.3.11": "quiet-hours", "R99.1": "advertising"}
