"""``qungui audit``: what is on record, and whether it is still what was put there."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditKind, AuditTrail, Flaw
from qungui.ports import People
from qungui.usecases.verify_chains import Damage, Verified, VerifyChains

commands = typer.Typer(help="审计日志：查看，核对。", no_args_is_help=True)

GroupId = Annotated[str, typer.Option(help="本系统的群编号")]

_KINDS: Mapping[AuditKind, str] = {
    AuditKind.CASE_ESCALATED: "处理违规",
    AuditKind.CASE_RECORDED: "记录违规",
    AuditKind.ORDER_SERVED: "指令已执行",
    AuditKind.ORDER_HANDED_OVER: "指令已交人办理",
    AuditKind.ORDER_HELD: "指令暂缓",
    AuditKind.ORDER_REFUSED: "指令未能执行",
    AuditKind.ORDER_CLAIMED: "经办人称已办理",
    AuditKind.ORDER_PROVED: "查实已办理",
    AuditKind.ORDER_PERMITTED: "准予继续",
    AuditKind.ROLE_SET: "指定身份",
    AuditKind.PERMISSION_SET: "设置权限",
    AuditKind.PERMITTED: "准许入群、退群、受邀或告假",
    AuditKind.SETTINGS_CHANGED: "更改设置",
    AuditKind.ORDER_OVERDUE: "逾期未办",
    AuditKind.GROUP_MOVED: "群的状态变化",
    AuditKind.GROUP_ORDERED: "对群下达指令",
    AuditKind.REPORTED: "举报",
    AuditKind.CASE_CONFIRMED: "确认违规",
    AuditKind.CASE_DISMISSED: "认定不成立",
    AuditKind.CASE_LAPSED: "逾期无人认定",
    AuditKind.CASE_ENTERED: "人工记录违规",
    AuditKind.CASE_VOIDED: "撤销记录",
    AuditKind.CASE_QUOTED: "补记误判的原话",
    AuditKind.EVIDENCE_PACKAGED: "调取证据",
    AuditKind.ORDER_AGREED: "同意执行",
    AuditKind.ORDER_DECLINED: "不予执行",
    AuditKind.ANSWER_EXCUSED: "登记未能回复的原因",
    AuditKind.ORDER_EXPIRED: "过时作废",
    AuditKind.ORDER_LAPSED: "逾期无人确认",
    AuditKind.ORDER_LIFTED: "解除或免除",
    AuditKind.DEMAND_MET: "要求已办到",
    AuditKind.DEMAND_CLAIMED: "要求待核实",
    AuditKind.DEMAND_RETURNED: "要求未完成，退回",
    AuditKind.DEMAND_REFUSED: "要求未办",
    AuditKind.CAME_BACK: "未经同意重新入群",
    AuditKind.PETITIONED: "提出申诉或申请",
    AuditKind.PETITION_GRANTED: "申诉或申请成立",
    AuditKind.PETITION_REFUSED: "申诉或申请未获支持",
    AuditKind.PETITION_OVERDUE: "申诉或申请逾期未决",
    AuditKind.PETITION_SETTLED: "申诉或申请办结",
    AuditKind.REFOLDED: "按撤销更正处理",
    AuditKind.RULEBOOK_PUBLISHED: "发布规定",
    AuditKind.TRIAL_REVIEWED: "试行期满",
    AuditKind.CHAINS_ANCHORED: "每日存证",
    AuditKind.PERSON_ERASED: "抹去一个人的资料",
    AuditKind.GROUP_ERASED: "到期抹去一个群的资料",
    AuditKind.RETENTION_SET: "设定保存期限",
    AuditKind.PERSON_FORGOTTEN: "抹去个人信息",
}
_PARTS = {
    "person": "当事人",
    "by": "办理人",
    "about": "所涉",
    "holder": "担任者",
    "to": "告知",
}
_FLAWS: Mapping[Flaw, str] = {
    Flaw.CHAIN: "被改动、删去、插入或调换（changed, dropped, added or moved）",
    Flaw.PERSON: "所记的人被换过（names somebody else than it did）",
    Flaw.SILENCED: "所记的人被抹去，却没有抹去的记录（a name is gone and no entry says why）",
    Flaw.ANCHOR: "与存证不符，日志被重写或截短过（not what was anchored: rewritten or cut）",
}


@commands.command(help="核对日志与每日存证是否被人动过；有问题时返回 1。")
def verify(
    *,
    table: TableName,
    region: Region,
    group_id: GroupId = "",
    every: Annotated[bool, typer.Option("--all", help="所有的群")] = False,
) -> None:
    if bool(group_id) == every:
        msg = "写 --group-id 群编号，或 --all"
        raise typer.BadParameter(msg)
    log = DynamoAuditLog(table_name=table, region=region)
    with plainly():
        found = VerifyChains(audit_log=log, anchors=log)(None if every else [group_id])
    console = Console()
    for line in _damages(found):
        console.print(f"[red]不符[/]：{escape(line)}")
    console.print(_summary(found))
    if not found.is_whole:
        raise typer.Exit(1)


@commands.command(help="列出一个群的审计日志；不写群编号则是组织的。只查看。")
def show(
    *,
    table: TableName,
    region: Region,
    group_id: GroupId = ORGANISATION,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="从哪一天（UTC）起")
    ] = None,
) -> None:
    where: dict[str, str] = {"table_name": table, "region": region}
    people = DynamoPeople(**where, clock=SystemClock())
    with plainly():
        trail = DynamoAuditLog(**where).verify_chain(group_id)
        Console().print(log_table(_named(group_id), trail, people, since))
    if trail.broken_at is not None:
        broken = f"第 {trail.broken_at} 条起不可信（not to be trusted from here on）"
        Console().print(f"[red]{broken}[/]，请运行 qungui audit verify")
        raise typer.Exit(1)


def log_table(of: str, trail: AuditTrail, people: People, since: datetime | None) -> Table:
    """From the day of *since* on, UTC; staff by their userid, everybody else by our id."""
    table = Table(title=f"{escape(of)}的审计日志")
    for column in ("编号", "时间（UTC）", "事项", "内容", "有关的人"):
        table.add_column(column, overflow="fold")
    for number, entry in enumerate(trail.entries, start=1):
        if since is None or entry.at >= since.replace(tzinfo=UTC):
            facts = " ".join(f"{name}={fact}" for name, fact in entry.facts.items() if fact)
            moment = f"{entry.at:%Y-%m-%d %H:%M:%S}"
            who = "，".join(_who(entry, people))
            table.add_row(str(number), moment, _KINDS[entry.kind], escape(facts), escape(who))
    return table


def _who(entry: AuditEntry, people: People) -> Iterator[str]:
    for part, person_id in sorted(entry.people.items()):
        role, _, number = part.partition("-")
        person = people.get(person_id) if person_id else None
        known = person_id if person is None or person.userid is None else person.userid
        yield f"{_PARTS.get(role, role)}{number} {known or '（已抹去）'}"


def _named(group_id: str) -> str:
    return "组织" if group_id == ORGANISATION else f"群 {group_id} "


def _damages(found: Verified) -> Iterator[str]:
    for day in found.damaged_anchors:
        yield f"{day} 的存证被改动、删去或插入（the anchor of {day}: changed, dropped or added）"
    for damage in found.damages:
        where = f"{_named(damage.group_id)}第 {damage.number} 条（entry {damage.number}）"
        yield f"{where}：{_FLAWS[damage.flaw]}；{_since(damage)}"


def _since(damage: Damage) -> str:
    fits = "" if damage.fits is None else f"；{damage.fits} 的存证为止仍相符（fits until then）"
    if damage.since is None:
        return "尚未存证（not anchored yet）" + fits
    return f"{damage.since} 起已存证（anchored since）" + fits


def _summary(found: Verified) -> str:
    counted = (
        f"核对了 {found.chains} 份日志、{found.entries} 条记录、{found.anchors} 天的存证"
        f"（{found.chains} logs, {found.entries} entries, {found.anchors} anchors）"
    )
    verdict = "[green]全部相符[/]" if found.is_whole else "[red]有不符之处[/]"
    if found.last is None:
        return f"{verdict}：{counted}；还没有存证"
    kept = f"最近的存证 {found.last.day}，根 {found.last.root}"
    return (
        f"{verdict}：{counted}\n{kept}（请与另处留存的对照 / compare with what is kept elsewhere）"
    )
