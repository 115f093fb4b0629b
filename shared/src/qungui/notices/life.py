"""What people are asked and told of the next step in the life of a group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from qungui.model.filing import Filing, LifeState, Sends
from qungui.model.group_record import GroupRecord
from qungui.notices.limits import cut
from qungui.notices.on_file import STATES, day, on_record

_NAME, _WHY, _LISTED = 50, 120, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """
    Attributes:
        roles: In the regulation's own words.
        last_day: Local; None where they have left.
    """

    name: str
    roles: tuple[str, ...]
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """
    Everything that such a text speaks of.

    Attributes:
        number: What people type to mean this group.
        last_day: By when it must be dissolved, local; None without a deadline.
        form: The name of the form that it is filed on.
        setup: Roles that somebody must still be named for.
        template: How its dissolution is announced.
        is_there: The platform has it, and it is linked.
        record: All that is on record of it, where that was looked at.
        leavers: Who is to be followed by somebody.
    """

    filing: Filing
    number: str
    last_day: date | None = None
    form: str = ""
    setup: tuple[str, ...] = ()
    template: str = ""
    is_there: bool = False
    record: GroupRecord | None = None
    leavers: tuple[Leaver, ...] = ()


def text_of(sends: Sends, life: Life) -> str:
    """One text, one to one; the same every time."""
    return _TEXTS[sends](life)


def announcement(life: Life) -> str:
    """What the group reads before it is dissolved; nothing where nobody announced it."""
    notice = life.filing.notice
    if notice is None:
        return ""
    words = {"原因": notice.reason, "日期": day(notice.on), "操作人": notice.operator}
    said = life.template
    for name, value in words.items():
        said = said.replace(f"{{{name}}}", value)
    return said


def _approval(life: Life) -> str:
    filing = life.filing
    return (
        f"【建群审批】申请建群“{_name(life)}”{_about(filing)}。"
        f"同意请回复“同意建群 {life.number}”，不同意请回复“不同意建群 {life.number} 理由”。"
    )


def _form(life: Life) -> str:
    form = f"报来《{life.form}》" if life.form else "报来备案"
    return (
        f"【备案】“{_name(life)}”{form}{_about(life.filing)}。核对无误请回复"
        f"“备案确认 {life.number}”，要补充请回复“备案退回 {life.number} 理由”。"
    )


def _form_asked(life: Life) -> str:
    form = f"《{life.form}》" if life.form else "备案表"
    reply = " ".join(filter(None, ("报备", life.number, life.form)))
    return f"【备案】“{_name(life)}”还没有备案，请填写{form}：填好后回复“{reply}”。"


def _creation(life: Life) -> str:
    if life.is_there:
        return f"【建群】“{_name(life)}”已由系统建好，群主和成员在企业微信里就能看到。"
    is_awaited = life.filing.state is LifeState.AWAITING_APPROVAL
    then = f"请建好后回复“建好 {life.number}”" if is_awaited else "请用登记的群名建好"
    return (
        f"【建群】“{_name(life)}”可以建了。有人不在通讯录里或只有一人的群，系统不能代建，{then}。"
    )


def _rules(life: Life) -> str:
    return f"【建群】“{_name(life)}”建好后，请在群内公布群规，并请大家确认。"


def _roles_asked(life: Life) -> str:
    roles = "、".join(life.setup)
    return f"【定人选】“{_name(life)}”还没有{roles}，请回复“指定 {life.number} 姓名 {roles}”。"


def _result(life: Life) -> str:
    filing = life.filing
    said = f"【群备案】“{_name(life)}”现在的状态：{STATES[filing.state]}"
    if filing.number and filing.state is LifeState.ACTIVE:
        said += f"，登记号 {filing.number}"
    last = filing.approvals[-1] if filing.approvals else None
    if filing.state is LifeState.AWAITING_APPROVAL and last is not None and last.agreed:
        said += f"，已有 {len(filing.approvals)} 人同意；都同意后请回复“建好 {life.number}”"
    if filing.state is LifeState.REJECTED and last is not None and last.why:
        said += f"，理由：{cut(last.why, _WHY)}"
    if filing.state.is_ending and life.last_day is not None:
        said += f"，最迟 {day(life.last_day)} 解散"
    return f"{said}。"


def _owner_asked(life: Life) -> str:
    return (
        f"【未备案的群】“{_name(life)}”没有备案。请说明是什么群并备案：回复"
        f"“认领 {life.number}”；已经不用的，请解散。"
    )


def _handover_asked(life: Life) -> str:
    return (
        f"【交接】“{_name(life)}”：{_left(life)}。请尽快定下接替的人，办好移交：回复"
        f"“移交 {life.number} 姓名”。"
    )


def _left(life: Life) -> str:
    """Who, from what, and by when."""
    return "，".join(
        f"{cut(each.name, _LISTED)}（{'、'.join(each.roles)}）"
        + ("已离职" if each.last_day is None else f"将于{day(each.last_day)}离职")
        for each in life.leavers
    )


def _succession(life: Life) -> str:
    return f"【交接】“{_name(life)}”的负责人已按登记变更，请在群里办好群主和管理员的移交。"


def _department(life: Life) -> str:
    if life.filing.state is LifeState.ZOMBIE:
        return (
            f"【无人负责的群】“{_name(life)}”{_left(life) or '久无人说话'}。请指定负责人："
            f"“接管 {life.number} 姓名”；不再需要的：“事项结束 {life.number} 理由”。"
        )
    return f"【未备案的群】“{_name(life)}”仍未备案，已提醒 {life.filing.chases} 次。"


def _announcement_asked(life: Life) -> str:
    by = "" if life.last_day is None else f"，最迟 {day(life.last_day)} 解散"
    return (
        f"【解散前公告】“{_name(life)}”的事项已结束{by}。解散前须在群内公告：回复"
        f"“公告解散 {life.number} 日期 操作人 原因”；"
        f"确需延后的，回复“延期 {life.number} 日期 原因”。"
    )


def _later(life: Life) -> str:
    asked = life.filing.asked
    wanted = "" if asked is None else f"到 {day(asked.until)}，原因：{cut(asked.why, _WHY)}"
    return (
        f"【延期解散】“{_name(life)}”申请延期{wanted}。同意请回复“同意延期 {life.number}”，"
        f"不同意请回复“不同意延期 {life.number}”。"
    )


def _closing_package(life: Life) -> str:
    filing = life.filing
    ending = filing.ending
    facts = (
        f"登记号 {filing.number}" if filing.number else "",
        f"用途：{cut(filing.purpose, _WHY)}" if filing.purpose else "",
        f"结束原因：{cut(ending.reason, _WHY)}" if ending else "",
        f"延期 {len(filing.postponed)} 次" if filing.postponed else "",
        "" if life.record is None else on_record(life.record),
    )
    return (
        f"【解散前归档】“{_name(life)}”：{'；'.join(filter(None, facts)) or '没有登记事项'}。"
        f"需要留存的，请系统管理员导出：qungui closing-package {life.number}。"
    )


def _closing(life: Life) -> str:
    return f"【解散】“{_name(life)}”已公告解散，请群主今天解散它，并在卡片上点“已完成”。"


def _certificate(life: Life) -> str:
    return f"【解散证明】“{_name(life)}”在平台上已不存在，登记为已解散。"


def _escalation(life: Life) -> str:
    by = "" if life.last_day is None else f"最迟应在 {day(life.last_day)} 解散，"
    return (
        f"【逾期未解散】“{_name(life)}”{by}现在还在。请今天公告并解散：“公告解散 {life.number}"
        f" 日期 操作人 原因”。每天提醒，直到解散。"
    )


def _name(life: Life) -> str:
    return cut(life.filing.name, _NAME)


def _about(filing: Filing) -> str:
    facts = (filing.kind, filing.unit, cut(filing.purpose, _WHY))
    said = "，".join(filter(None, facts))
    return f"（{said}）" if said else ""


_TEXTS: Mapping[Sends, Callable[[Life], str]] = {
    Sends.APPROVAL_CARD: _approval,
    Sends.FORM: _form,
    Sends.FORM_ASKED: _form_asked,
    Sends.CREATION: _creation,
    Sends.RULES: _rules,
    Sends.ROLES_ASKED: _roles_asked,
    Sends.RESULT: _result,
    Sends.HANDOVER_ASKED: _handover_asked,
    Sends.SUCCESSION: _succession,
    Sends.OWNER_ASKED: _owner_asked,
    Sends.DEPARTMENT_TOLD: _department,
    Sends.ANNOUNCEMENT_ASKED: _announcement_asked,
    Sends.LATER_CARD: _later,
    Sends.ANNOUNCEMENT: announcement,
    Sends.CLOSING_PACKAGE: _closing_package,
    Sends.CLOSING: _closing,
    Sends.CERTIFICATE: _certificate,
    Sends.ESCALATION: _escalation,
}
