"""What people read of the life of a group: who is asked for the next step, and what came of one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qungui.model.filing import Filing, LifeState, Said, Sends
from qungui.model.group_record import GroupRecord
from qungui.model.rulebook import Edition
from qungui.notices.limits import cut

_NAME, _WHY, _LISTED = 50, 120, 20
_MOST, _MOST_OF_TWO = 20, 10
"""Groups in one list, and in each of two that one message holds."""
_MOST_OF_RULES = 560
"""Characters of a post, its last line left out."""

STATES: Mapping[LifeState, str] = {
    LifeState.AWAITING_APPROVAL: "待批准",
    LifeState.AWAITING_FILING: "待备案",
    LifeState.FILING_SENT: "备案待确认",
    LifeState.AWAITING_SETUP: "待定人选",
    LifeState.ACTIVE: "使用中",
    LifeState.AWAITING_ANNOUNCEMENT: "待公告解散",
    LifeState.ANNOUNCED: "已公告解散",
    LifeState.OVERDUE: "逾期未解散",
    LifeState.DISSOLVED: "已解散",
    LifeState.REJECTED: "未获准",
    LifeState.UNFILED: "未备案",
    LifeState.LINKED: "已关联",
    LifeState.ZOMBIE: "无人负责",
}


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


def two_numbers() -> str:
    """Which group is which other one takes both."""
    return "请写两个编号：登记的群，和新出现的群，例如“关联 4821 3917”。"


def perhaps_it(shown: str, waiting: Filing, *, numbers: tuple[str, str]) -> str:
    """A group appeared that may be one that was agreed to; a person says whether it is."""
    return (
        f"【新出现的群】“{cut(shown, _NAME)}”与登记中等待建好的“{cut(waiting.name, _NAME)}”"
        f"（{numbers[0]}）同名，申请人或群主也在群里，可能就是它。请核对；确是同一个群的，请回复"
        f"“关联 {' '.join(numbers)}”。系统不会自行关联。"
    )


def rules(edition: Edition) -> str:
    """What a new group reads first: by which rules it lives; as many of them as a post holds."""
    head = f"【群规】本群从现在起按《{edition.title}》管理："
    return "\n".join((head, binding(edition, _MOST_OF_RULES - len(head) - 1)))


def binding(edition: Edition, most: int) -> str:
    """As many of the clauses that have rules as *most* characters hold, and how many are left."""
    texts = [clause.text for clause in edition.clauses if clause.rules]
    kept = list[str]()
    for text in texts:
        if len("\n".join((*kept, text))) > most:
            break
        kept.append(text)
    more = len(texts) - len(kept)
    rest = (f"……其余 {more} 条，问群规助手“条款”可以看全。",) if more else ()
    return "\n".join((*kept, *rest))


def on_record(record: GroupRecord) -> str:
    """How much is on record of a group; nobody is named."""
    cases, still_open = len(record.cases), len(record.open_cases)
    members = f"成员 {len(record.members)} 人" if record.members else "成员名单还没有取到"
    said = f"{members}，违规记录 {cases} 件"
    if cases:
        said += f"（待核实 {still_open} 件，已结 {cases - still_open} 件）"
    asked = record.open_petitions
    return f"{said}，未决的申诉或申请 {asked} 件" if asked else said


def day(on: date) -> str:
    """As people read it: ``6月25日``."""
    return f"{on.month}月{on.day}日"


def stands(filing: Filing) -> str:
    """What came of a step, to whoever took it."""
    said = f"“{cut(filing.name, _NAME)}”{STATES[filing.state]}"
    if filing.asked is not None:
        return f"{said}，延期待批"
    return f"{said}，登记号 {filing.number}" if filing.number else said


def line(filing: Filing, number: str) -> str:
    """One group in the list of somebody's groups."""
    return f"{number} {cut(filing.name, _LISTED)}：{STATES[filing.state]}"


def on_file(lines: Sequence[str]) -> str:
    """Somebody's groups on file; as many as a message holds."""
    if not lines:
        return "没有与您有关的备案群。要建一个群，请发“建群表”。"
    more = f"\n……共 {len(lines)} 个" if len(lines) > _MOST else ""
    return "\n".join(("【群台账】", *lines[:_MOST])) + more


def unfiled_line(filing: Filing, number: str) -> str:
    """One group in the list of those that nobody filed."""
    asked = f"，已提醒 {filing.chases} 次" if filing.chases else ""
    return f"{number} {cut(filing.name, _LISTED)}{asked}"


def unfiled(own: Sequence[str], others: Sequence[str]) -> str:
    """*own*: those that the reader runs; *others*: what else the register has of such groups."""
    said = list[str]()
    if own:
        said += [f"【未备案的群】您的 {len(own)} 个群还没有备案：", *_some(own)]
        said.append("是什么群、要备案的，请回复“认领 编号”；已经不用的，请解散。")
    if others:
        said += [f"【未备案的群】{len(others)} 个群还没有备案，已请群主处理：", *_some(others)]
    return "\n".join(said)


def _some(lines: Sequence[str]) -> tuple[str, ...]:
    left = len(lines) - _MOST_OF_TWO
    more = (f"……另有 {left} 个，发“群台账”看全部",) if left > 0 else ()
    return (*lines[:_MOST_OF_TWO], *more)


def named(filing: Filing, role: str, person: str, *, in_force: bool) -> str:
    """Somebody was named for a role; not *in_force* where a better source names somebody else."""
    said = f"“{cut(filing.name, _NAME)}”的{cut(role, _NAME)}记为{person}"
    if not in_force:
        return f"{said}；备案、平台名册或通讯录另有其人，以它们为准"
    return f"{said}，群{STATES[filing.state]}"


def renamed(filing: Filing, shown: str, clause_id: str) -> str:
    """The group is called otherwise than it is on file."""
    by = f"按 {clause_id} " if clause_id else "按备案"
    return (
        f"【群名】群名改成了“{cut(shown, _NAME)}”，{by}应为“{cut(filing.name, _NAME)}”。"
        "系统能改回的会自动改回，其余请改回。"
    )


def owned_otherwise(filing: Filing, owner: str, clause_id: str) -> str:
    """Somebody else owns the group than is on file; *owner* is who should."""
    by = f"按 {clause_id} 的备案" if clause_id else "按备案"
    return (
        f"【群主】“{cut(filing.name, _NAME)}”的群主变了，{by}应为{cut(owner, _NAME)}。"
        "系统能转回的会自动转回，其余请转回；确需换人的，请先办理移交。"
    )


def on_card(on: date, *, agreed: bool) -> str:
    """In place of a card's buttons, once somebody said their word; at most ten characters."""
    return f"{'已同意' if agreed else '不同意'} {day(on)}"


def decided(filing: Filing, said: Said, name: str, on: date) -> str:
    """To whoever would still decide it."""
    what = "申请" if filing.ending is None else "延期申请"
    word = "同意" if said.agreed else "不同意"
    return f"“{cut(filing.name, _NAME)}”的{what}已由{name or '别人'}在{day(on)}{word}，没有再改动。"


def approval_without_effect(filing: Filing, number: str, why: str) -> str:
    """A word of the approvals app that moved nothing, to whoever said it."""
    of = f"审批单 {cut(number, _LISTED)}（“{cut(filing.name, _NAME)}”）"
    return f"【建群审批】{of}里您的操作没有生效：{why}。"


def notice_changed(filing: Filing, clause_id: str) -> str:
    """The group's own notice was changed; what is on file is what it must fit."""
    by = f"（{clause_id}）" if clause_id else ""
    facts = (
        f"用途：{cut(filing.purpose, _WHY)}" if filing.purpose else "",
        f"消息范围：{cut(filing.scope, _WHY)}" if filing.scope else "",
    )
    said = "；".join(filter(None, facts))
    return (
        f"【群公告】“{cut(filing.name, _NAME)}”的群公告改过了。请核对它仍与备案一致{by}"
        f"{f'：{said}' if said else ''}；不一致的，请改回。"
    )


def called(filing: Filing) -> str:
    """What came of another name, to whoever gave it."""
    return f"群名记为“{cut(filing.name, _NAME)}”，系统能改的会自动改好"


def permitted(person: str, permission: str, *, allowed: bool) -> str:
    """What came of a word on what a member may do."""
    return f"已记下：{person}{'可以' if allowed else '不可以'}{cut(permission, _NAME)}"


def muting(person: str) -> str:
    """What came of it, to whoever wants somebody muted: no API does it."""
    return f"平台没有禁言接口，已请群主在群里禁言{person}。"


def misplaced(offices: Sequence[str]) -> str:
    """Somebody else holds it by office."""
    return f"按规定应由{'或'.join(offices)}担任"


def no_such_group(number: int) -> str:
    return f"{number}：没有这个编号的群。发“群台账”看与您有关的。"


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
