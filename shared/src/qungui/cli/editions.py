"""Editions of rulebooks: begun, compared, published, listed, taken out again."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.cli.differences import differences
from qungui.cli.options import By, Region, RulebookFile, TableName
from qungui.cli.plainly import plainly
from qungui.cli.sayings import NEEDS
from qungui.cli.setup import Setup
from qungui.cli.usable import usable
from qungui.model.publication import Published, Stage
from qungui.notices.compose import local_time
from qungui.rulebook import shipped
from qungui.rulebook.document import read
from qungui.rulebook.library import renamed


class As(StrEnum):
    """How far an edition is taken, as a command says it."""

    DRAFT = "draft"
    OBSERVE = "observe"
    FORCE = "force"


_STAGES = {Stage.DRAFT: "草稿", Stage.OBSERVE: "试行（只记录）", Stage.FORCE: "生效"}


def new(
    name: Annotated[str, typer.Argument(help="新规定的名字，如 our-company-groups")],
    *,
    like: Annotated[str, typer.Option("--from", help="以哪一部为底本，如 R01")],
    to: Annotated[Path, typer.Option(help="写到哪个文件")],
) -> None:
    with plainly():
        text = renamed(shipped.text(like), name)
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    Console().print(f"已写出 {to}，改好后用 qungui check 检查")


def diff(was: RulebookFile, now: RulebookFile) -> None:
    shown = Table(title="两版的差别")
    for column in ("何处", "何事", "原来", "现在"):
        shown.add_column(column, overflow="fold")
    found = list(differences(usable(was).edition, usable(now).edition))
    for each in found:
        shown.add_row(each.where, each.what, escape(each.was or "–"), escape(each.now or "–"))
    Console().print(shown if found else "两版相同")


def publish(
    file: RulebookFile,
    table: TableName,
    region: Region,
    *,
    stage: Annotated[As, typer.Option("--as", help="做到哪一步")] = As.FORCE,
    no_trial: Annotated[
        bool, typer.Option("--no-trial", help="新增和修改的条款不试行，一生效就执行；记入审计")
    ] = False,
    though_wrong: Annotated[
        bool, typer.Option("--though-wrong", help="认定过误判的话仍会触发也发布；记入审计")
    ] = False,
    by: By = "",
) -> None:
    edition = usable(file).edition
    with plainly():
        trial = Setup(table=table, region=region).publish(
            edition,
            stage=Stage[stage.name],
            source=read(file),
            no_trial=no_trial,
            though_wrong=though_wrong,
            by=by,
        )
    said = _STAGES[Stage[stage.name]]
    Console().print(f"已发布 {edition.rulebook} {edition.edition}：{said}")
    if trial is not None and trial.undecided:
        ids = [c.clause_id for c in edition.clauses if c.clause_id in trial.undecided]
        until = local_time(trial.until, edition.timezone)
        Console().print(f"新增或修改，先试行（只记录）到{until}：{'、'.join(ids)}")


def editions(
    rulebook: Annotated[str, typer.Argument(help="规定的名字")], table: TableName, region: Region
) -> None:
    shown = Table(title=rulebook)
    for column in ("版本", "名称", "开始", "判断需要", "状态"):
        shown.add_column(column)
    setup = Setup(table=table, region=region)
    with plainly():
        published = setup.published(rulebook)
    now = SystemClock().now()
    for one in published:
        edition = one.edition
        begins = f"{edition.in_force_from:%Y-%m-%d %H:%M}"
        state = _state(one, published, now)
        shown.add_row(edition.edition, edition.title, begins, NEEDS[edition.needs], state)
    Console().print(shown)


def export(
    rulebook: Annotated[str, typer.Argument(help="规定的名字")],
    edition: Annotated[str, typer.Argument(help="版本")],
    table: TableName,
    region: Region,
) -> None:
    with plainly():
        typer.echo(Setup(table=table, region=region).source(rulebook, edition), nl=False)


def _state(one: Published, published: Sequence[Published], now: datetime) -> str:
    """Also whether a later edition has taken its place already."""
    begun = [each for each in published if each.stage > Stage.DRAFT and each.has_begun(now)]
    if one.stage > Stage.DRAFT and one in begun[1:]:
        return "已被取代"
    waits = one.stage > Stage.DRAFT and one not in begun
    return _STAGES[one.stage] + ("，未到日期" if waits else "")
