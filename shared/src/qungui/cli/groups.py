"""Commands about one linked group: who holds which role, and which room it is."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from qungui.cli.marking import App, mark_group
from qungui.cli.plainly import plainly
from qungui.cli.roles import Roles
from qungui.model.group import Role
from qungui.model.outcome import Done, NoPower
from qungui.model.roles import ACTS_AS

commands = typer.Typer()

TableName = Annotated[str, typer.Option("--table", help="DynamoDB 表名")]
Region = Annotated[str, typer.Option(help="区域", envvar="AWS_REGION")]
GroupId = Annotated[str, typer.Option(help="本系统的群编号")]


def role_named(word: str) -> Role:
    """By its own name, or as the regulations call it."""
    return ACTS_AS.get(word) or Role(word)


_NAMES = "、".join((*Role, *ACTS_AS))
RoleName = Annotated[Role, typer.Option(help=f"身份：{_NAMES}", parser=role_named)]

_NEXT = (
    "之后：会话存档看到这条消息后（通常一两分钟内），这个群就自动关联，从此按规定判断它的消息，"
    "并每天核对成员。用 qungui rooms 查看：关联好的群不再列在其中。"
    "十分钟内没有发出，请重新执行本命令。"
)


@commands.command("set-role", help="指定一个群里某种身份由谁担任；备案、平台名册、通讯录优先。")
def set_role(
    *,
    group_id: GroupId,
    role: RoleName,
    userid: Annotated[list[str], typer.Option(help="担任者的 userid，可多次")],
    table: TableName,
    region: Region,
) -> None:
    with plainly():
        holders, named = Roles.on(table=table, region=region).name(group_id, role, userid)
    Console().print(f"已指定：{role.value}（{len(named)} 人）")
    if holders != named:
        Console().print("[yellow]暂不生效[/]：备案、平台名册或通讯录已写明由谁担任，以它们为准")


@commands.command("unset-role", help="收回 set-role 的指定。")
def unset_role(*, group_id: GroupId, role: RoleName, table: TableName, region: Region) -> None:
    with plainly():
        holders, _ = Roles.on(table=table, region=region).name(group_id, role, ())
    known = "仍由备案、平台名册或通讯录写明" if holders else "现在无人担任，依赖它的条款不作判断"
    Console().print(f"已收回：{role.value}，{known}")


@commands.command(help="给一个已备案的群一条接入码消息，存档看到后自动关联它的群。")
def mark(
    *,
    group_id: GroupId,
    table: TableName,
    region: Region,
    app_secret: Annotated[str, typer.Option(help="应用密钥的名称；给出时由应用代发")] = "",
    corp_id: Annotated[str, typer.Option(help="企业编号，由应用代发时需要")] = "",
    api_url: Annotated[
        str, typer.Option(help="企业微信接口地址")
    ] = "https://qyapi.weixin.qq.com/cgi-bin/",
) -> None:
    app = App(secret=app_secret, corp_id=corp_id, api_url=api_url) if app_secret else None
    with plainly():
        marked = mark_group(group_id, table=table, region=region, app=app)
    console = Console(soft_wrap=True)  # the line is copied, so it is one line
    if isinstance(marked.outcome, Done):
        console.print(f"已由应用发到群里：\n\n{escape(marked.text)}\n")
    else:
        if not isinstance(marked.outcome, NoPower):
            console.print("[yellow]应用没有发成[/]，请改由人发")
        console.print(
            f"请在十分钟内由群里任一成员原样发出下面这一行（不要改动）：\n\n{escape(marked.text)}\n"
        )
    console.print(_NEXT)
