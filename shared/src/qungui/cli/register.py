"""``qungui register``: a register of people, from a file into the table."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.cli.register_file import read_register
from qungui.cli.table_files import read_table
from qungui.usecases.take_register import TakeRegister


def register(
    *,
    path: Annotated[
        Path,
        typer.Argument(
            help="名册：CSV（UTF-8 或 GBK）或 xlsx，第一行是列名", exists=True, dir_okay=False
        ),
    ],
    table: TableName,
    region: Region,
    yes: Annotated[bool, typer.Option("--yes", help="确实要登记；不写则只说明会怎样")] = False,
) -> None:
    clock = SystemClock()
    people = DynamoPeople(table_name=table, region=region, clock=clock)
    console = Console()
    with plainly():
        rows = read_register(*read_table(path))
        taken = TakeRegister(people=people, clock=clock)(rows, really=yes)
    done = "已登记" if yes else "将登记"
    console.print(
        f"{done} {taken.changed} 人，其中离开 {taken.left} 人、回来 {taken.back} 人；"
        f"另有 {taken.known} 人没有变化。"
    )
    if not yes:
        console.print("确实要登记，请加 --yes。")
