"""Who holds an office that a regulation names, e.g. 行政管理部, for all groups under it."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.cli.recorded import recorded
from qungui.usecases.name_office import NameOffice


def office(
    rulebook: Annotated[str, typer.Argument(help="适用的规定")],
    name: Annotated[str, typer.Argument(help="规定里的叫法，如 行政管理部、分管领导")] = "",
    *,
    userid: Annotated[list[str] | None, typer.Option(help="担任者的 userid，可多次")] = None,
    vacate: Annotated[bool, typer.Option("--vacate", help="现在无人担任")] = False,
    by: Annotated[str, typer.Option(help="谁作的决定，userid，记入审计")] = "",
    table: TableName,
    region: Region,
) -> None:
    """Without anybody named it is only shown."""
    where = {"table": table, "region": region}
    organisation = DynamoOrganisation(table_name=table, region=region)
    with plainly():
        if userid or vacate:
            clock = SystemClock()
            directory = DynamoDirectory(table_name=table, region=region, clock=clock)
            change = NameOffice(directory=directory, organisation=organisation, clock=clock)
            people = [recorded(each, **where) for each in userid or ()]
            change(rulebook, name, people, by=recorded(by, **where))
            Console().print(f"已登记：{escape(name)}（{len(people)} 人）")
        held = organisation.settings(rulebook).offices
    shown = Table("部门或职务", "人数", title=f"{escape(rulebook)}：谁担任规定里的职务")
    for each, holders in sorted(held.items()):
        shown.add_row(escape(each), str(len(holders)))
    Console().print(shown)
