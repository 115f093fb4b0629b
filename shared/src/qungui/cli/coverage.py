"""``qungui coverage``: clause by clause, who carries it, and what its scenarios say."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.cli.covered import COLUMNS, TOTALS, Report, lost, reports, total, unreadable, whole
from qungui.errors import QunguiError

_SCENARIOS = Path("tests/scenarios")


def coverage(
    regulation: Annotated[str, typer.Argument(help="一部规定，如 R12；不写则全部")] = "",
    scenarios: Annotated[Path, typer.Option(help="场景所在的文件夹；没有就不看场景")] = _SCENARIOS,
) -> None:
    console = Console()
    unread = unreadable(regulation)
    try:
        found = reports(scenarios, regulation)
    except QunguiError as error:
        console.print(f"[red]读不了[/]：{escape(str(error))}")
        raise typer.Exit(1) from error
    for report in found:
        console.print(_table(report))
    console.print(_totals(found))
    gaps = (gap for report in found for gap in report.gaps)
    broken = [*unread, *gaps, *lost(found, scenarios)]
    for line in broken:
        console.print(f"[red]缺口[/]：{escape(line)}")
    if broken or not found:
        raise typer.Exit(1)


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
        *markdown(("规定", *TOTALS), [total(report) for report in found] + [whole(found)]),
    ]
    for report in found:
        lines += ["", f"## {report.heading}", "", *markdown(COLUMNS, list(report.rows()))]
    return "\n".join(lines) + "\n"


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
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


def _totals(found: Sequence[Report]) -> Table:
    table = Table(title="合计")
    for column in ("规定", *TOTALS):
        table.add_column(column, justify="left" if column == "规定" else "right")
    for report in found:
        table.add_row(*total(report))
    if len(found) > 1:
        table.add_row(*whole(found), style="bold")
    return table
