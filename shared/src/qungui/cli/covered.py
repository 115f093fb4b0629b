"""What each clause of the shipped rulebooks does, who carries it, and how its scenarios stand."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qungui.acceptance.run import run_all, shipped_edition
from qungui.acceptance.scenario import Result, Status, read_scenarios
from qungui.acceptance.tally import Tally
from qungui.cli import sayings
from qungui.cli.sayings import DISPOSITIONS
from qungui.model.call import Call
from qungui.model.rulebook import Disposition, Edition
from qungui.rulebook.coverage import Covered, covered
from qungui.rulebook.problems import RulebookError
from qungui.rulebook.shipped import regulations

COLUMNS = ("条款", "方式", "规则或流程", "参数", "处理", "承载", "场景")
TOTALS = (
    *(DISPOSITIONS[each] for each in Disposition),
    "已承载",
    "部分承载",
    "尚无承载",
    "只告知",
    "场景通过",
)


_NONE_YET = "尚无"


@dataclass(frozen=True)
class Report:
    """
    One edition's coverage.

    Attributes:
        results: By clause id, of those of its scenarios that were played.
    """

    edition: Edition
    results: Mapping[str, Sequence[Result]]

    @cached_property
    def clauses(self) -> tuple[Covered, ...]:
        return covered(self.edition)

    @property
    def heading(self) -> str:
        edition = self.edition
        return f"{edition.regulation} {edition.title}（{edition.edition} 版）"

    @property
    def gaps(self) -> list[str]:
        return [f"{one.clause.clause_id}：{gap}" for one in self.clauses for gap in one.gaps]

    def rows(self) -> Iterator[tuple[str, ...]]:
        for one in self.clauses:
            clause = one.clause
            yield (
                clause.clause_id,
                DISPOSITIONS[clause.disposition],
                "、".join(call.name for call in one.calls) or _steps(one),
                "；".join(filter(None, map(_parameters, one.calls))),
                sayings.sanction(clause.sanction),
                _carriers(one),
                self._scenarios(clause.clause_id),
            )

    def _scenarios(self, clause_id: str) -> str:
        results = self.results.get(clause_id, ())
        if not results:
            return ""
        tally = Tally.of(results)
        waiting = f"，{tally.not_carried} 个尚未承载" if tally.not_carried else ""
        return f"{tally.passed}/{tally.total}{waiting}"

    @property
    def tally(self) -> Tally:
        return Tally.of(result for results in self.results.values() for result in results)


def reports(scenarios: Path, regulation: str = "") -> list[Report]:
    """
    Of the chosen regulation, or of all that we ship; rulebooks with mistakes are left out.

    Raises:
        QunguiError: The file of scenarios cannot be read.
    """
    file = scenarios / "scenarios.jsonl"
    chosen = {name: edition for name in _chosen(regulation) if (edition := _edition(name))}
    every = read_scenarios(file) if file.exists() else ()
    results = list(run_all([each for each in every if each.rulebook in chosen]))
    return [_report(edition, results) for edition in chosen.values()]


def _chosen(regulation: str) -> list[str]:
    return [name for name in regulations() if regulation in {"", name}]


def _edition(name: str) -> Edition | None:
    try:
        return shipped_edition(name)
    except RulebookError:
        return None


def unreadable(regulation: str) -> list[str]:
    """Every mistake in the chosen rulebooks."""
    found = []
    for name in _chosen(regulation):
        try:
            shipped_edition(name)
        except RulebookError as error:
            found += [f"{name} {problem}" for problem in error.problems]
    return found


def _report(edition: Edition, results: Sequence[Result]) -> Report:
    mine: dict[str, list[Result]] = {}
    for result in results:
        if result.scenario.rulebook == edition.regulation:
            mine.setdefault(result.scenario.clause_id, []).append(result)
    return Report(edition, mine)


def lost(found: Sequence[Report], scenarios: Path) -> Iterator[str]:
    """Scenarios that are listed as passing and do not."""
    file = scenarios / "passing.txt"
    listed = set(file.read_text("utf-8").split()) if file.exists() else set()
    for report in found:
        for results in report.results.values():
            for result in results:
                name = result.scenario.scenario_id
                if name in listed and result.status is not Status.PASSED:
                    yield f"{name} 曾经通过：{result.why}"


def total(report: Report) -> tuple[str, ...]:
    return (report.edition.regulation, *_counts([report]))


def whole(found: Sequence[Report]) -> tuple[str, ...]:
    return ("合计", *_counts(found))


def _counts(found: Sequence[Report]) -> Iterator[str]:
    clauses = [one for report in found for one in report.clauses]
    dispositions = Counter(one.clause.disposition for one in clauses)
    states = Counter(map(_state, clauses))
    yield from (str(dispositions[each]) for each in Disposition)
    yield from (str(states[each]) for each in ("all", "part", "none", "shown"))
    tallies = [report.tally for report in found]
    yield f"{sum(one.passed for one in tallies)}/{sum(one.total for one in tallies)}"


def _state(one: Covered) -> str:
    if one.carriers:
        return "part" if one.missing else "all"
    return "shown" if one.is_shown_only and not one.missing else "none"


def _carriers(one: Covered) -> str:
    if not one.carriers and not one.missing:
        return "只告知" if one.is_shown_only else _NONE_YET
    return "、".join((*one.carriers, *([_NONE_YET] if one.missing else [])))


def _steps(one: Covered) -> str:
    return f"处理：{'、'.join(one.orders)}" if one.orders else ""


def _parameters(call: Call) -> str:
    """What the text fixes, and in brackets what a group may set."""
    fixed = "，".join(f"{key}={_value(value)}" for key, value in call.parameters.items())
    free = "，".join(f"{key}={_value(value)}" for key, value in call.defaults.items())
    return f"{fixed}［{free}］" if free else fixed


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
