"""Results counted: all of them, by regulation, by topic."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qungui.acceptance.run import Editions
from qungui.acceptance.scenario import Result, Scenario, Status
from qungui.rulebook.problems import RulebookError

UNKNOWN_TOPIC = "–"


@dataclass(frozen=True, slots=True)
class Tally:
    total: int
    passed: int
    failed: int
    not_carried: int

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Tally":
        by = [result.status for result in results]
        counts = (by.count(status) for status in Status)
        return cls(len(by), *counts)

    @property
    def rate(self) -> float:
        """Passed of all; what is not carried counts as failed. 1 where there is nothing."""
        return self.passed / self.total if self.total else 1.0


def tallied(results: Sequence[Result], by: Callable[[Result], str]) -> Mapping[str, Tally]:
    """Sorted by name."""
    names = sorted({by(result) for result in results})
    return {name: Tally.of(result for result in results if by(result) == name) for name in names}


def topics(scenarios: Sequence[Scenario], editions: Editions) -> Mapping[str, str]:
    """
    The topic of each clause that has a scenario: the edition's word, else the one that its
    scenarios expect; UNKNOWN_TOPIC where neither says any.
    """
    expected = {each.clause_id: each.topic for each in reversed(scenarios) if each.topic}
    return {
        each.clause_id: _of_edition(each, editions) or expected.get(each.clause_id, UNKNOWN_TOPIC)
        for each in scenarios
    }


def _of_edition(scenario: Scenario, editions: Editions) -> str:
    try:
        edition = editions(scenario.rulebook)
    except RulebookError:
        return ""
    clauses = () if edition is None else edition.clauses
    found = (clause.topic for clause in clauses if clause.clause_id == scenario.clause_id)
    return next(found, "")
