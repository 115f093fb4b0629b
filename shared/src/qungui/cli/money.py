"""``qungui money``: a month's fines and red packets, as entries that people keep."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.worklist import DynamoWorklist
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.cli.spreadsheets import write_csv
from qungui.model.money import Statement, money_state, owed_back
from qungui.model.order import Order
from qungui.model.short_number import short_number
from qungui.notices import money as words
from qungui.notices.acts import ACTS
from qungui.notices.member_file import MONEY_STATES
from qungui.usecases.state_money import StateMoney

COLUMNS = (
    *("日期", "成员", "条款", "项目", "金额（元）", "原为（元）", "状态", "应退（元）"),
    *("谁确认、为何", "编号"),
)


def money(
    *,
    group_id: Annotated[str, typer.Option(help="本系统的群编号")],
    month: Annotated[datetime, typer.Option(formats=["%Y-%m"], help="月份，如 2026-11")],
    table: TableName,
    region: Region,
    as_csv: Annotated[bool, typer.Option("--csv", help="写成 CSV，可用表格软件打开")] = False,
) -> None:
    where: dict[str, str] = {"table_name": table, "region": region}
    clock = SystemClock()
    state = StateMoney(
        directory=DynamoDirectory(**where, clock=clock),
        ledger=DynamoLedger(**where),
        worklist=DynamoWorklist(**where),
        people=DynamoPeople(**where, clock=clock),
        clock=clock,
    )
    with plainly():
        statement = state(group_id, month.date())
    if as_csv:
        typer.echo(written(statement), nl=False)
        return
    Console().print(statement_table(statement))
    for line in (*words.totals(statement), words.NO_CASHIER):
        Console().print(escape(line))


def statement_table(statement: Statement) -> Table:
    table = Table(title=escape(words.title(statement)))
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for row in _rows(statement):
        table.add_row(*map(escape, row))
    return table


def written(statement: Statement) -> str:
    text = StringIO()
    write_csv(text, COLUMNS, _rows(statement))
    return text.getvalue()


def _rows(statement: Statement) -> Iterator[tuple[str, ...]]:
    for order in statement.entries:
        yield _row(statement, order)


def _row(statement: Statement, order: Order) -> tuple[str, ...]:
    return (
        words.day(statement, order),
        words.member(statement, order),
        order.clause_ids[0],
        ACTS[order.act],
        "" if order.cny is None else str(order.cny),
        str(order.cny_at_first) if order.lessened else "",
        MONEY_STATES[money_state(order)],
        str(owed_back(order) or ""),
        words.confirmed(statement, order),
        short_number(order.order_id),
    )
