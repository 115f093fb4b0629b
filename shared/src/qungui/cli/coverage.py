"""``qungui coverage``: clause by clause, who carries it, and what its scenarios say."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.acceptance.run import run_all, shipped_edition
from qungui.acceptance.scenario import Result, Status, read_scenarios
from qungui.acceptance.tally import Tally
from qungui.cli import sayings
from qungui.cli.sayings import DISPOSITIONS
from qungui.errors import QunguiError
from qungui.model.call import Call
from qungui.model.rulebook import Disposition, Edition
from qungui.rulebook.coverage import Covered, covered
from qungui.rulebook.shipped import regulations

COLUMNS = ("条款", "方式", "规则或流程", "参数", "处理", "承载", "场景")
_NONE_YET = "尚无"
_SCENARIOS = Path("tests/scenarios")


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


def coverage(
    regulation: Annotated[str, typer.Argument(help="一部规定，如 R12；不写则全部")] = "",
    scenarios: Annotated[Path, typer.Option(help="场景所在的文件夹；没有就不看场景")] = _SCENARIOS,
) -> None:
    console = Console()
    try:
        found = reports(scenarios, regulation)
    except QunguiError as error:
        console.print(f"[red]读不了[/]：{escape(str(error))}")
        raise typer.Exit(1) from error
    for report in found:
        console.print(_table(report))
    console.print(_totals(found))
    broken = [*(gap for report in found for gap in report.gaps), *_lost(found, scenarios)]
    for line in broken:
        console.print(f"[red]缺口[/]：{escape(line)}")
    if broken or not found:
        raise typer.Exit(1)


def reports(scenarios: Path, regulation: str = "") -> list[Report]:
    """
    Of the chosen regulation, or of all that we ship.

    Raises:
        QunguiError: A rulebook or the file of scenarios cannot be read.
    """
    file = scenarios / "scenarios.jsonl"
    chosen = [name for name in regulations() if regulation in {"", name}]
    every = read_scenarios(file) if file.exists() else ()
    results = list(run_all([each for each in every if each.rulebook in chosen]))
    return [_report(name, results) for name in chosen]


def _report(name: str, results: Sequence[Result]) -> Report:
    edition = shipped_edition(name)
    if edition is None:
        msg = f"no rulebook {name}"
        raise QunguiError(msg)
    mine: dict[str, list[Result]] = {}
    for result in results:
        if result.scenario.rulebook == name:
            mine.setdefault(result.scenario.clause_id, []).append(result)
    return Report(edition, mine)


def _lost(found: Sequence[Report], scenarios: Path) -> Iterator[str]:
    """Scenarios that are listed as passing and do not."""
    file = scenarios / "passing.txt"
    listed = set(file.read_text("utf-8").split()) if file.exists() else set()
    for report in found:
        for results in report.results.values():
            for result in results:
                name = result.scenario.scenario_id
                if name in listed and result.status is not Status.PASSED:
                    yield f"{name} 曾经通过：{result.why}"


def page(scenarios: Path) -> str:
    """All that we ship, in Markdown."""
    found = reports(scenarios)
    lines = [
        "# 条款承载情况",
        "",
        "由 `make docs` 写出，与 `qungui coverage` 所见相同：每一条怎样执行、用哪条规则或流程、",
        "由哪个函数承载、验收场景通过几个。“尚无”是规定里写得出、还没有函数去做的。",
        "写法见 [rulebook.md](rulebook.md)，场景见 [scenarios.md](scenarios.md)。",
        "",
        *_markdown(("规定", *_TOTALS), [_total(report) for report in found] + [_sum(found)]),
    ]
    for report in found:
        lines += ["", f"## {report.heading}", "", *_markdown(COLUMNS, list(report.rows()))]
    return "\n".join(lines) + "\n"


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(_plain(cell) for cell in row) + " |" for row in cells]


def _plain(cell: str) -> str:
    return cell.replace("|", "\\|")


def _table(report: Report) -> Table:
    table = Table(title=report.heading)
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for row in report.rows():
        table.add_row(*map(escape, row))
    return table


_TOTALS = (
    *(DISPOSITIONS[each] for each in Disposition),
    "已承载",
    "部分承载",
    "尚无承载",
    "只告知",
    "场景通过",
)


def _totals(found: Sequence[Report]) -> Table:
    table = Table(title="合计")
    for column in ("规定", *_TOTALS):
        table.add_column(column, justify="left" if column == "规定" else "right")
    for report in found:
        table.add_row(*_total(report))
    if len(found) > 1:
        table.add_row(*_sum(found), style="bold")
    return table


def _total(report: Report) -> tuple[str, ...]:
    return (report.edition.regulation, *_counts([report]))


def _sum(found: Sequence[Report]) -> tuple[str, ...]:
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
