"""Commands by which groups come on file: one by its form, many from a table."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.cli.options import By, Region, TableName
from qungui.cli.plainly import plainly
from qungui.cli.print_paper import print_paper
from qungui.cli.recorded import on_file, recorded
from qungui.cli.table_files import read_table
from qungui.lifecycle.taken import Denied
from qungui.model.ids import derived_id
from qungui.notices.on_file import STATES
from qungui.notices.outcomes import in_words
from qungui.ports import Clock
from qungui.usecases.draft_group import DraftGroup, Handed
from qungui.usecases.find_ground import FindGround
from qungui.usecases.group_form import Sender
from qungui.usecases.import_filings import Imported, ImportFilings
from qungui.usecases.name_people import NamePeople
from qungui.usecases.propose_group import Proposed, ProposeGroup
from qungui.usecases.record_form import blank_record, filled_record

commands = typer.Typer()

Rulebook = Annotated[str, typer.Option(help="适用的规定")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不登记")]


@commands.command("file-group", help="按规定要求的表格申请建一个群；有不对的地方逐一列出。")
def file_group(  # noqa: PLR0913 - one option per field of the form
    *,
    rulebook: Rulebook,
    table: TableName,
    region: Region,
    by: By,
    form: Annotated[str, typer.Option(help="填好的表格（文本文件，- 是标准输入）")] = "",
    kind: Annotated[str, typer.Option(help="类别，如 部门级")] = "",
    name: Annotated[str, typer.Option(help="群名")] = "",
    unit: Annotated[str, typer.Option(help="申请单位、牵头部门或项目")] = "",
    purpose: Annotated[str, typer.Option(help="用途、事项或工作需要")] = "",
    scope: Annotated[str, typer.Option(help="微信发布内容")] = "",
    owner: Annotated[str, typer.Option(help="群主的 userid")] = "",
    administrator: Annotated[list[str] | None, typer.Option(help="管理员的 userid，可多次")] = None,
    member: Annotated[list[str] | None, typer.Option(help="应加人员，可多次")] = None,
    ends_on: Annotated[str, typer.Option(help="预计结束日期，如 2026-12-31")] = "",
    group_id: Annotated[str, typer.Option(help="已经在用、还没备案的群的编号")] = "",
    blank: Annotated[bool, typer.Option("--blank", help="只给出要填的表格")] = False,
    dry_run: DryRun = False,
) -> None:
    with plainly():
        propose = proposing(table=table, region=region)
        if blank:
            typer.echo(propose.draft.blank(rulebook, kind))
            return
        named = {
            "类别": kind,
            "群名": name,
            "申请单位": unit,
            "用途": purpose,
            "微信发布内容": scope,
            "群主": owner,
            "群管理员": "、".join(administrator or ()),
            "应加人员": "、".join(member or ()),
            "预计结束日期": ends_on,
        }
        fields = _text(form) if form else named
        for userid in (owner, *(administrator or ())):
            recorded(userid, table=table, region=region)
        handed = Handed(
            form_id=_form_id(fields, rulebook, by),
            rulebook=rulebook,
            fields=fields,
            sender=Sender(person_id=recorded(by, table=table, region=region)),
        )
        said = (
            propose.of_unfiled(handed, group_id, dry=dry_run)
            if group_id
            else propose(handed, dry=dry_run)
        )
    typer.echo(f"没有登记：{in_words(said)}" if isinstance(said, Denied) else said.text)
    if not isinstance(said, Proposed):
        raise typer.Exit(1)
    if dry_run:
        typer.echo("以上只是检查，没有登记。")


@commands.command(
    "import-filings", help="从表格（CSV、xlsx）申请建一批群；有一行不对，就一个也不登记。"
)
def import_filings(
    *,
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV（UTF-8 或 GBK）或 xlsx，第一行是列名", exists=True, dir_okay=False
        ),
    ],
    rulebook: Rulebook,
    table: TableName,
    region: Region,
    by: By,
    dry_run: DryRun = False,
) -> None:
    with plainly():
        columns, lines = read_table(file)
        sender = Sender(person_id=recorded(by, table=table, region=region))
        import_all = ImportFilings(proposing(table=table, region=region))
        imported = import_all(rulebook, columns, lines, sender, dry=dry_run)
    _show(imported, dry=dry_run)
    if imported.wrong:
        raise typer.Exit(1)


@commands.command("record-form", help="备案表，docx 或 xlsx：一个群的，或空白的。")
def record_form(
    *,
    to: Annotated[Path, typer.Option(help="写到哪个文件：.docx 或 .xlsx")],
    table: TableName,
    region: Region,
    group: Annotated[str, typer.Option(help="群的编号；不写则是空白表")] = "",
    rulebook: Annotated[str, typer.Option(help="空白表：适用的规定")] = "",
    kind: Annotated[str, typer.Option(help="空白表：类别，如 部门级")] = "",
) -> None:
    if bool(group) == bool(rulebook):
        msg = "写 --group，或 --rulebook"
        raise typer.BadParameter(msg)
    with plainly():
        draft = proposing(table=table, region=region).draft
        if rulebook:
            paper = blank_record(draft.law(rulebook, kind))
        else:
            filing, ground = on_file(draft.register, draft.find, group)
            people = draft.name.people.get_many(filing.named)
            names = {who: person.called for who, person in people.items()}
            paper = filled_record(filing, ground.law, names)
        print_paper(paper, to)
    typer.echo(f"已写入 {to}")


def proposing(*, table: str, region: str, clock: Clock | None = None) -> ProposeGroup:
    """On a deployed table; the sweep sends what is owed within minutes."""
    where: dict[str, str] = {"table_name": table, "region": region}
    clock = clock or SystemClock()
    directory = DynamoDirectory(**where, clock=clock)
    people = DynamoPeople(**where, clock=clock)
    draft = DraftGroup(
        register=DynamoRegister(**where),
        find=FindGround(directory=directory, organisation=DynamoOrganisation(**where), clock=clock),
        name=NamePeople(people, directory, DynamoGroupBook(**where)),
        clock=clock,
    )
    return ProposeGroup(draft)


def _text(path: str) -> str:
    return sys.stdin.read() if path == "-" else Path(path).read_text("utf-8-sig")


def _form_id(fields: Mapping[str, str] | str, rulebook: str, by: str) -> str:
    """The same command on the same day is the same form."""
    said = fields if isinstance(fields, str) else "\n".join(map("=".join, sorted(fields.items())))
    return derived_id("command", f"{SystemClock().now():%Y-%m-%d}", rulebook, by, said)


def _show(imported: Imported, *, dry: bool) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for number, texts in sorted(imported.wrong.items()):
        console.print(escape(f"第 {number} 行：{'；'.join(texts)}"))
    if imported.wrong:
        but = "其余各行已登记" if imported.kept else "一个也没有登记"
        console.print(f"[red]{len(imported.wrong)} 行有问题[/]，{but}；请改好后再导入整张表")
        return
    shown = Table(title="只检查，没有登记" if dry else "已登记")
    for column in ("行", "群名", "状态", "说明"):
        shown.add_column(column, overflow="fold")
    for number, one in sorted(imported.filed.items()):
        name, state = escape(one.filing.name), STATES[one.filing.state]
        shown.add_row(str(number), name, state, "" if one.anew else "此前已登记")
    console.print(shown)
    console.print(f"共 {len(imported.filed)} 个群")
