"""The command ``qungui``."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.cli import sayings
from qungui.cli.archive import Archive
from qungui.cli.archive_tables import archive_tables, blind
from qungui.cli.audit import commands as audit_commands
from qungui.cli.check import clause_table
from qungui.cli.closing_package import certify, closing_package
from qungui.cli.coverage import coverage
from qungui.cli.detect import detect
from qungui.cli.editions import diff, editions, export, new, publish
from qungui.cli.filings import commands as filing_commands
from qungui.cli.forget import forget, retention
from qungui.cli.group_settings import commands as settings_commands
from qungui.cli.groups import commands as group_commands
from qungui.cli.left import left_in_words
from qungui.cli.lint import lint
from qungui.cli.list_filings import filings
from qungui.cli.member_file import file
from qungui.cli.money import money
from qungui.cli.offices import office
from qungui.cli.options import Region, RulebookFile, TableName
from qungui.cli.ordering import Ordering, act_named, said
from qungui.cli.plainly import plainly
from qungui.cli.register import register
from qungui.cli.regulations import regulations
from qungui.cli.rooms import Rooms
from qungui.cli.rules import rules
from qungui.cli.scenarios import scenarios
from qungui.cli.setup import Setup
from qungui.cli.trials import trials
from qungui.cli.usable import usable
from qungui.cli.why import why
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias
from qungui.rulebook.schema import rulebook_schema

ARCHIVE = "qungui/archive"  # as template.yaml has it
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/"


def _escaping() -> None:
    """What a terminal cannot show, half of a pair of surrogates, is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


app = typer.Typer(
    callback=_escaping,
    help="群规：让公司的微信群规定真正执行起来。",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they may hold secrets
)
app.add_typer(group_commands)
app.add_typer(settings_commands)
app.add_typer(filing_commands)
app.add_typer(audit_commands, name="audit")
app.command(help="在内存里演一遍验收场景，逐个说明结果。")(scenarios)
app.command(help="逐条说明每条规定由谁承载、场景是否通过；有缺口时返回 1。")(coverage)
app.command(help="列出随产品发布的规定，供挑选底本。")(regulations)
app.command(help="列出规定可以调用的规则和流程，连同参数。")(rules)
app.command(help="逐条找出一个文件里的消息各涉及哪些主题；--text 说明一条消息的理由。")(detect)
app.command(help="判断一条消息，逐条说明理由；不联网，不留存。")(why)
app.command(help="检查一个或多个规定文件，连同值得再看一眼之处；有话说时返回 1。")(lint)
app.command(help="以一部现成的规定为底本，另起一部。")(new)
app.command(help="逐条说明两版规定的差别。")(diff)
app.command(help="发布一版规定：草稿、试行或生效；通过检查才会发布，旧版保留。")(publish)
app.command(help="列出一部规定的各版和状态。")(editions)
app.command(help="试行中的条款：到何时、在各群记录到多少次、执行时会怎样；只查看。")(trials)
app.command(help="取回一版规定的原文件，连同注释。")(export)
app.command(help="一个人的档案：记录、处理、计数、期限；可导出交给本人。")(file)
app.command(help="抹去一个人的资料：身份、名册、所发内容；发生过什么仍留作无名记录。")(forget)
app.command(help="读入名册（CSV、xlsx）：姓名、部门、岗位、公司、是否离职；不写 --yes 只查看。")(
    register
)
app.command(help="群结束后资料保存多久；不写 --months 只查看。")(retention)
app.command(help="谁担任规定里的部门或职务，如 行政管理部；不写担任者只查看。")(office)
app.command(help="一个群一个月的罚款与红包登记：未交、登记为已交、已免除。")(money)
app.command(
    "closing-package", help="解散前的归档：备案表、成员、违规记录、审计日志；文件夹或 .zip。"
)(closing_package)
app.command("certificate", help="一个已解散的群的解散证明，docx 或 xlsx。")(certify)
app.command(help="群台账：谁负责、什么状态、哪些要办；可写成 CSV、xlsx 或 JSON。")(filings)


@app.command(help="检查规定文件：写法、阶梯、必中与必过示例。")
def check(file: RulebookFile) -> None:
    loaded = usable(file)
    Console().print(clause_table(loaded))
    examples = sum(map(len, loaded.examples.values()))
    clauses, needs = len(loaded.edition.clauses), sayings.NEEDS[loaded.edition.needs]
    Console().print(f"[green]通过[/]：{clauses} 条，{examples} 个示例；判断需要：{needs}")


@app.command(help="规定文件的 JSON Schema，供编辑器提示写法。")
def schema() -> None:
    Console(soft_wrap=True, highlight=False).print_json(data=rulebook_schema())


@app.command(help="把一个群纳入规定，从这一刻起判断它的消息。")
def link(  # noqa: PLR0913 - one option per fact of a group
    *,
    group_id: Annotated[str, typer.Option(help="本系统的群编号")],
    name: Annotated[str, typer.Option(help="群名")],
    kind: Annotated[GroupKind, typer.Option(help="群的种类")],
    rulebook: Annotated[str, typer.Option(help="适用的规定")],
    table: TableName,
    region: Region,
    owner: Annotated[list[str], typer.Option(help="群主的 userid")],
    alias: Annotated[
        list[str] | None,
        typer.Option(help="平台上的编号，如 room:wrAAAA，可多次；还不知道时先不填，用 mark 找"),
    ] = None,
    administrator: Annotated[list[str] | None, typer.Option(help="管理员的 userid")] = None,
    admin_department: Annotated[list[str] | None, typer.Option(help="管理部门的 userid")] = None,
    filed_as: Annotated[str, typer.Option(help="规定里的群类别，如 部门级")] = "",
) -> None:
    roles = {
        Role.OWNER: owner,
        Role.ADMINISTRATOR: administrator or [],
        Role.ADMIN_DEPARTMENT: admin_department or [],
    }
    with plainly():
        setup = Setup(table=table, region=region)
        group = setup.link(
            group_id=group_id,
            name=name,
            kind=kind,
            rulebook=rulebook,
            aliases=alias or [],
            roles=roles,
            filed_as=filed_as,
        )
        edition = setup.judged_by(group)
    Console().print(f"已纳入：{group.name}")
    for line in left_in_words(edition, kind):
        Console().print(line)


@app.command(help="对一个群下达指令：rename、change-owner、soft-close、speak、mute、dissolve 等。")
def order(  # noqa: PLR0913 - one option per fact of an order
    *,
    act: Annotated[str, typer.Argument(help="指令，如 rename")],
    group_id: Annotated[str, typer.Option(help="本系统的群编号")],
    by: Annotated[str, typer.Option(help="下达人的 userid，记入审计")],
    table: TableName,
    region: Region,
    to: Annotated[str, typer.Option(help="新群名，或新群主的 userid")] = "",
    text: Annotated[str, typer.Option(help="要发布的通知、要求或缘由")] = "",
    member: Annotated[str, typer.Option(help="所涉成员的 userid")] = "",
    clause: Annotated[str, typer.Option(help="依据的条款编号，如 R01.2.1")] = "",
    occasion: Annotated[str, typer.Option(help="场合；同一天同样的指令只算一次")] = "",
) -> None:
    with plainly():
        ordered = Ordering.on(table=table, region=region)(
            act=act_named(act),
            group_id=group_id,
            by=by,
            to=to,
            text=text,
            member=member,
            clause=clause,
            occasion=occasion,
        )
    Console().print(said(ordered))


@app.command(help="未备案的群各可能是哪个已备案的群；只作提议，由人确认。")
def rooms(table: TableName, region: Region) -> None:
    shown = Table(title="未备案的群")
    for column in ("群", "群名", "人数", "创建人", "可能是", "相似度", "共同成员"):
        shown.add_column(column, overflow="fold")
    with plainly():
        every = Rooms.on(table=table, region=region)
        for known, found in every.proposals():
            first = found[0] if found else None
            guess = "–" if first is None else first.group_id + ("" if first.sure else "？")
            points = ("–", "–") if first is None else (f"{first.score:.2f}", str(first.shared))
            size = str(len(known.members))
            creator = every.creator(known) or "–"
            # a group's name may hold what rich takes for mark-up
            named = (str(known.alias), escape(known.name), size, escape(creator))
            shown.add_row(*named, guess, *points)
    Console().print(shown)


@app.command(help="确认一个未备案的群就是某个已备案的群。")
def confirm(
    room: Annotated[str, typer.Argument(help="平台上的编号，如 room:wrAAAA")],
    table: TableName,
    region: Region,
    group_id: Annotated[str, typer.Option(help="本系统的群编号")],
) -> None:
    with plainly():
        Rooms.on(table=table, region=region).confirm(Alias.parse(room), group_id)
    Console().print(f"已关联：{group_id}")


@app.command(help="谁有存档席位，哪些已备案的群没有席位成员，哪些外部成员还没同意；只查看。")
def archive(
    *,
    table: TableName,
    region: Region,
    corp_id: Annotated[str, typer.Option(help="企业编号（corpid）")],
    secret: Annotated[str, typer.Option(help="存档密钥在 Secrets Manager 里的名字")] = ARCHIVE,
    url: Annotated[str, typer.Option(help="企业微信接口地址", hidden=True)] = WECOM,
) -> None:
    with plainly():
        asked = Archive.of(table=table, region=region, corp_id=corp_id, secret=secret, url=url)
        seats = asked.seats()
        heard = tuple(asked.heard(seats))
    for shown in archive_tables(seats, heard):
        Console().print(shown)
    if unheard := len(blind(heard)):
        Console().print(f"[red]{unheard} 个已备案的群收不到消息[/]，请给群里一位成员开通存档席位")
