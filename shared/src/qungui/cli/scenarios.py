"""``qungui scenarios``: acceptance scenarios played in memory, and what became of each."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from qungui.acceptance.run import run_all, shipped_edition
from qungui.acceptance.scenario import (
    Result,
    Scenario,
    ScenarioFileError,
    Status,
    read_scenarios,
)
from qungui.acceptance.seen.reading import THEN
from qungui.acceptance.tally import Tally, tallied, topics
from qungui.acceptance.told import life
from qungui.acceptance.told.events import EVENTS, WHEN
from qungui.acceptance.told.given import GIVEN

ScenarioFile = Annotated[
    Path, typer.Argument(help="场景文件，每行一个 JSON", exists=True, dir_okay=False)
]

_KEYS_INTRO = (
    "由 `make docs` 写出。不在表里的写法一律是 `not_carried`，见 [scenarios.md](scenarios.md)。"
)
_ALL = "**合计**"
_RATES_INTRO = (
    "由 `make docs` 写出。改写（`twins.jsonl`）说的是同样的事，用的是别的话，从不为通过而改；"
    "它们能说明什么，见 [topic-quality.md](topic-quality.md)。"
    "尚未承载的算没有通过。按条款的主题分列。"
)
_RATES_HEAD = ("| 主题 | 场景 | 改写 |", "| --- | --- | --- |")


def scenarios(
    file: Annotated[
        Path, typer.Argument(help="场景文件，每行一个 JSON", exists=True, dir_okay=False)
    ],
    rulebook: Annotated[str, typer.Option(help="只跑一部规定，如 R01")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
    passing: Annotated[
        Path | None, typer.Option(help="把通过的场景编号写进这个文件", dir_okay=False)
    ] = None,
) -> None:
    chosen = _chosen(file, rulebook)
    results = _run(chosen, silent=as_json)
    if passing is not None:
        passing.write_text(passing_list(results), "utf-8")
    if as_json:
        typer.echo(json.dumps(report(results), ensure_ascii=False, indent=1))
        return
    console = Console()
    topic_of = topics(chosen, shipped_edition)
    console.print(_table("按规定", "规定", tallied(results, lambda one: one.scenario.rulebook)))
    by_topic = tallied(results, lambda one: topic_of[one.scenario.clause_id])
    console.print(_table("按主题", "主题", by_topic))
    if waiting := [one for one in results if one.status is Status.NOT_CARRIED]:
        console.print(_waiting(waiting))
    if missed := [one for one in results if one.status is Status.FAILED]:
        console.print(_misses(missed))
    console.print(summary(Tally.of(results)))


def report(results: Sequence[Result]) -> Mapping[str, Any]:
    """The form that programs read."""
    tally = Tally.of(results)
    return {
        "total": tally.total,
        "passed": tally.passed,
        "failed": tally.failed,
        "not_carried": tally.not_carried,
        "results": [
            {
                "scenario_id": result.scenario.scenario_id,
                "status": result.status.value,
                "expected": dict(result.scenario.then),
                "got": dict(result.got),
                "why": result.why,
            }
            for result in results
        ],
    }


def passing_list(results: Sequence[Result]) -> str:
    """Ids of those that pass, one a line, sorted."""
    ids = sorted(one.scenario.scenario_id for one in results if one.status is Status.PASSED)
    return "".join(f"{each}\n" for each in ids)


def summary(tally: Tally) -> str:
    return (
        f"共 {tally.total} 个：通过 {tally.passed}，没有通过 {tally.failed}，"
        f"尚未承载 {tally.not_carried}；通过率 {tally.rate:.1%}（尚未承载的算没有通过）"
    )


def keys_page() -> str:
    """The published table of keys, in Markdown."""
    given = {**{name: entry.means for name, entry in GIVEN.items()}, **life.GIVEN}
    then = {name: means for name, (means, _) in THEN.items()}
    parts = (("event", EVENTS), ("given", given), ("when", WHEN), ("then", then))
    tables = (line for name, rows in parts for line in _markdown(name, rows))
    return "\n".join(("# 验收场景的写法", "", _KEYS_INTRO, "", *tables)).rstrip() + "\n"


def rates_page(folder: Path) -> str:
    """How many message scenarios of each topic pass, and how many of their twins, in Markdown."""
    rates = [_message_rates(folder / name) for name in ("scenarios.jsonl", "twins.jsonl")]
    rows = [
        f"| {topic} | " + " | ".join(_said(rate[topic]) for rate in rates) + " |"
        for topic in sorted(rates[0])
    ]
    return "\n".join(("# 消息场景的通过率", "", _RATES_INTRO, "", *_RATES_HEAD, *rows)) + "\n"


def _message_rates(file: Path) -> Mapping[str, Tally]:
    every = read_scenarios(file)
    topic_of = topics(every, shipped_edition)
    results = list(run_all([each for each in every if each.when["event"] == "message"]))
    return {
        **tallied(results, lambda one: topic_of[one.scenario.clause_id]),
        _ALL: Tally.of(results),
    }


def _said(tally: Tally) -> str:
    return f"{tally.passed}/{tally.total}（{tally.rate:.0%}）"


def _markdown(title: str, rows: Mapping[str, str]) -> list[str]:
    head = [f"## {title}", "", f"| {title} | 对应 |", "| --- | --- |"]
    return [*head, *(f"| `{name}` | {means} |" for name, means in rows.items()), ""]


def _chosen(file: Path, rulebook: str) -> Sequence[Scenario]:
    try:
        every = read_scenarios(file)
    except ScenarioFileError as error:
        Console(stderr=True).print(f"[red]读不了[/]：{escape(str(error))}")
        raise typer.Exit(1) from error
    return [each for each in every if rulebook in {"", each.rulebook}]


def _run(chosen: Sequence[Scenario], *, silent: bool) -> Sequence[Result]:
    results = run_all(chosen)
    if silent:
        return list(results)
    console = Console(stderr=True)
    return list(track(results, "场景", total=len(chosen), console=console, transient=True))


def _table(title: str, name: str, rows: Mapping[str, Tally]) -> Table:
    table = Table(title=title)
    table.add_column(name)
    for column in ("共", "通过", "没有通过", "尚未承载", "通过率"):
        table.add_column(column, justify="right")
    for key, tally in rows.items():
        counts = (tally.total, tally.passed, tally.failed, tally.not_carried)
        table.add_row(key, *map(str, counts), f"{tally.rate:.0%}")
    return table


def _waiting(results: Sequence[Result]) -> Table:
    """By reason, the most frequent first."""
    table = Table(title=f"尚未承载：{len(results)} 个")
    table.add_column("原因", overflow="fold")
    table.add_column("个数", justify="right")
    table.add_column("场景", overflow="fold", ratio=1)
    ids: dict[str, list[str]] = {}
    for result in results:
        ids.setdefault(result.why, []).append(result.scenario.scenario_id)
    for why, each in sorted(ids.items(), key=lambda item: -len(item[1])):
        table.add_row(escape(why), str(len(each)), " ".join(each))
    return table


def _misses(missed: Sequence[Result]) -> Table:
    table = Table(title=f"没有通过：{len(missed)} 个")
    for column in ("场景", "条款", "原因", "消息"):
        table.add_column(column, overflow="fold")
    for result in missed:
        scenario = result.scenario
        words = str(scenario.when.get("content", ""))
        # a message may hold what rich takes for mark-up
        table.add_row(scenario.scenario_id, scenario.clause_id, escape(result.why), escape(words))
    return table
