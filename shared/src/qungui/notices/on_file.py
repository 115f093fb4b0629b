"""What people read of groups on file: where they stand, what came of a word, what does not fit."""

from collections.abc import Mapping, Sequence
from datetime import date

from qungui.model.filing import Filing, LifeState, Said
from qungui.model.group_record import GroupRecord
from qungui.notices.limits import cut

_NAME, _WHY, _LISTED = 50, 120, 20
_MOST, _MOST_OF_TWO = 20, 10
"""Groups in one list, and in each of two that one message holds."""

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


def two_numbers() -> str:
    """Which group is which other one takes both."""
    return "请写两个编号：登记的群，和新出现的群，例如“关联 4821 3917”。"


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


def listed(lines: Sequence[str]) -> str:
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


def perhaps_it(shown: str, waiting: Filing, *, numbers: tuple[str, str]) -> str:
    """A group appeared that may be one that was agreed to; a person says whether it is."""
    return (
        f"【新出现的群】“{cut(shown, _NAME)}”与登记中等待建好的“{cut(waiting.name, _NAME)}”"
        f"（{numbers[0]}）同名，申请人或群主也在群里，可能就是它。请核对；确是同一个群的，请回复"
        f"“关联 {' '.join(numbers)}”。系统不会自行关联。"
    )


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
