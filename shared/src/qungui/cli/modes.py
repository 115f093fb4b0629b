"""How far clauses act: in one group, or in all groups under a rulebook."""

from typing import Annotated

import typer
from rich.console import Console

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.cli import sayings
from qungui.cli.options import By, ClauseId, GroupId, OfOrganisation, Region, TableName
from qungui.cli.organisation import choose
from qungui.cli.plainly import plainly
from qungui.cli.recorded import recorded
from qungui.engine.modes import resolved
from qungui.model.group import Mode
from qungui.usecases.change_organisation import Choice
from qungui.usecases.change_settings import ChangeSettings, Setting


def mode(  # noqa: PLR0913 - where, which clauses, how far, who
    *,
    to: Annotated[str, typer.Option(help="off、observe、assist 或 enforce")],
    table: TableName,
    region: Region,
    group_id: GroupId = "",
    organisation: OfOrganisation = "",
    clause: ClauseId = "",
    all_clauses: Annotated[
        bool, typer.Option("--all-clauses", help="全部条款最多到这一步")
    ] = False,
    by: By = "",
) -> None:
    if bool(group_id) == bool(organisation):
        msg = "写 --group-id 或 --organisation"
        raise typer.BadParameter(msg)
    if bool(clause) == all_clauses:
        msg = "写 --clause 或 --all-clauses"
        raise typer.BadParameter(msg)
    with plainly():
        chosen, person = _mode(to), recorded(by, table=table, region=region)
        if organisation:
            wish = Choice(rulebook=organisation, clause_id=clause, mode=chosen, by=person)
            said = f"本单位设置第 {choose(wish, table=table, region=region).version} 版"
        else:
            setting = Setting(group_id=group_id, clause_id=clause, mode=chosen, by=person)
            said = _in_group(setting, table=table, region=region)
    Console().print(f"已设定：{clause or '全部条款最多'} {to}（{said}）")


def _in_group(wish: Setting, *, table: str, region: str) -> str:
    """With who lets the clause do less for now than was chosen, where somebody does."""
    clock = SystemClock()
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    settings = ChangeSettings(directory, clock)(wish)
    linked, now = directory.group(wish.group_id), clock.now()
    said = f"设置第 {settings.version} 版"
    if linked is None or (edition := linked.edition_at(now)) is None:
        return said
    for clause in edition.clauses:
        found = resolved(clause, settings, linked.limits(edition, now))
        if clause.clause_id == wish.clause_id and found.mode != wish.mode:
            said += f"；目前{sayings.MODES[found.mode]}，由{sayings.LAYERS[found.by]}定"
    return said


def _mode(text: str) -> Mode:
    try:
        return Mode[text.upper()]
    except KeyError:
        msg = "mode must be one of off, observe, assist, enforce"
        raise ValueError(msg) from None
