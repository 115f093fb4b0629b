"""``qungui forget`` and ``qungui retention``: what identifies people goes, at once or in time."""

from typing import Annotated

import typer
from rich.console import Console

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.issues import DynamoIssues
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.permits import DynamoPermits
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
from qungui.adapters.dynamo.watches import DynamoWatches
from qungui.adapters.wecom.ids import person_alias
from qungui.cli.options import By, PersonName, Region, TableName
from qungui.cli.plainly import plainly
from qungui.cli.recorded import recorded
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.person import Degree
from qungui.model.span import Span, Unit
from qungui.usecases.forget_person import ForgetPerson

_AGAIN = "在职或仍在群里的人，每天同步通讯录和名册时会重新登记身份；发过的消息和记录不会回来。"
_AN_HOUR = "刚发过言的人，一小时内可能又留下名字；届时再运行一次即可。"


def forget_person(table: str, region: str) -> ForgetPerson:
    """Over all that stands in the table about anybody."""
    where: dict[str, str] = {"table_name": table, "region": region}
    clock, log = SystemClock(), DynamoAuditLog(**where)
    return ForgetPerson(
        ledger=DynamoLedger(**where),
        activity=DynamoActivity(**where),
        watches=DynamoWatches(**where),
        issues=DynamoIssues(**where),
        directory=DynamoDirectory(**where, clock=clock),
        book=DynamoGroupBook(**where),
        permits=DynamoPermits(**where),
        checks=DynamoRosterChecks(**where),
        register=DynamoRegister(**where),
        organisation=DynamoOrganisation(**where),
        audit_log=log,
        anchors=log,
        people=DynamoPeople(**where, clock=clock),
        clock=clock,
    )


def forget(
    *,
    person: PersonName,
    by: By,
    table: TableName,
    region: Region,
    yes: Annotated[bool, typer.Option("--yes", help="确实要抹去；不写则只说明会怎样")] = False,
    even_so: Annotated[
        bool, typer.Option("--even-so", help="有事项待人决定时也抹去，这些事项就此了结")
    ] = False,
) -> None:
    forgetting = forget_person(table, region)
    console = Console()
    with plainly():
        who = forgetting.people.resolve(person_alias(person))
        waits = len(forgetting.unsettled(who.person_id))
        if not yes:
            console.print(f"将抹去这个人的身份、名册、所发内容；有 {waits} 项待人决定。")
            console.print("确实要抹去，请加 --yes；抹去后无法恢复。")
            raise typer.Exit(1)
        if waits and not even_so:
            console.print(f"[red]没有执行[/]：有 {waits} 项待人决定，请先决定，或加 --even-so")
            raise typer.Exit(1)
        done = forgetting(who, recorded(by, table=table, region=region), even_so=even_so)
    if not done.anything:
        console.print("没有这个人的资料")
        return
    console.print(f"已抹去：{done.groups} 个群，审计日志 {done.parts} 处。")
    console.print(_AGAIN if who.degree is Degree.KNOWN and who.left_at is None else _AN_HOUR)


def retention(
    *,
    table: TableName,
    region: Region,
    months: Annotated[int, typer.Option(help="群结束后保存几个月", min=0, max=1200)] = 0,
    by: By = "",
) -> None:
    where: dict[str, str] = {"table_name": table, "region": region}
    clock = SystemClock()
    organisation = DynamoOrganisation(**where)
    with plainly():
        if months:
            people = {"by": recorded(by, table=table, region=region)}
            entry = AuditEntry(
                kind=AuditKind.RETENTION_SET,
                at=clock.now(),
                facts={"months": str(months)},
                people=people,
            )
            organisation.retain(Span(months, Unit.MONTH), entry)
        span = organisation.retention()
    Console().print(f"群结束后保存 {span.count} 个月，之后每天自动抹去（kept for {span}）")
