"""
What people read, in Chinese (zh-CN).

Every text names the clause, its words, the edition, what was seen (masked), what follows, and whom
to ask. Texts are functions of stored values alone, so a repeat is identical and the platform can
recognise it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from qungui.model.act import Act
from qungui.model.case import Breach, Case
from qungui.model.group import Group
from qungui.model.order import Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.rulebook import Edition, Trigger
from qungui.notices.acts import ACTS, in_words
from qungui.notices.limits import BODY, DESCRIPTION, TITLE, VALUE, cut

REMOVED, CANNOT_REMOVE, WENT_ON, TOLD = "removed", "cannot-remove", "go-on", "told"
DONE, CANNOT = "done", "cannot"
"""Keys of the buttons; they come back with the click."""

UNTOLD = frozenset({Act.REINVITE, Act.RESTORE_POSTING})
"""What is done for a member without a word to them first."""

_HOW: Mapping[Act, str] = {
    Act.SUSPEND_POSTING: "企业微信没有单人禁言的接口，请与该成员说明并在客户端处理。",
    Act.RESTORE_POSTING: "暂停发言已结束，请恢复该成员发言。",
    Act.SUSPEND_ACCOUNT: "请停用该成员在本群的账号。",
    Act.REFER: "请按公司制度研究处理，并登记结果；处理由公司决定，系统不作建议。",
    Act.REINVITE: "原移出已撤销，请将该成员重新邀请进群。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Everything a notice speaks of: one order with what it answers."""

    order: Order
    group: Group
    edition: Edition
    cases: tuple[Case, ...]
    person: Person


def to_member(file: File) -> str:
    """The one-to-one message: clause, evidence, step, what comes next, whom to ask."""
    heading = "【群规提醒】" if file.order.act.only_reminds else "【群规通知】"
    edition = f"《{file.edition.title}》{file.edition.edition}版"
    return "\n".join(
        (
            f"{heading}您{_sent(file)}在“{file.group.name}”发送的消息涉及以下条款（{edition}）：",
            *_citations(file),
            f"处理：{_measure(file)}。",
            *_asked(file),
            *_next(file),
            "如有异议，请回复“申诉”并写明理由，由未参与处理的人复核。",
        )
    )


def to_group(file: File) -> str:
    """The notice in the group: whom, which clause, which step. Never what was said."""
    return _announcement(file, f"<@{file.person.userid}>" if file.person.userid else "一名成员")


def for_owner_to_post(file: File) -> str:
    """To the owner of a group into which the app cannot speak."""
    return f"请您在“{file.group.name}”中发布以下通知（系统无法在该群发言）：\n{by_owner(file)}"


def by_owner(file: File) -> str:
    """The notice as the owner posts it, so that it is known for ours when it comes back."""
    return _announcement(file, f"@{_name(file.person)} ")


REPORTS: Mapping[str, str] = {
    "done": "已由系统执行",
    "handed-over": "已交群主执行，工作单已发出",
    "refund": "已撤销，如已收取请退还",
    "withdrawn": "已撤销，请不要再执行",
    "listed": "请知悉",
}
"""What those in charge hear of an order, by the report's own word."""

LISTED = "listed"


def to_management(file: File, *, what: str) -> str:
    """To those in charge: what was done about a member, or handed to the owner."""
    heading = "移出通报" if file.order.act is Act.REMOVE else "处理通报"
    member = _name(file.person)
    return "\n".join(
        (
            f"【{heading}】“{file.group.name}”成员 {member}：{_measure(file)}；{REPORTS[what]}。",
            *_citations(file),
            f"规定：《{file.edition.title}》（{file.edition.edition}版）。",
        )
    )


def removal_card(file: File) -> Card:
    """The work order to the owner where the platform has no API to remove."""
    return Card(
        task_id=file.order.task_id,
        title="请将一名成员移出群",
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(_shown(file), BODY),
        facts=(
            ("依据条款", cut(_numbers(file), VALUE)),
            ("规定版本", cut(file.edition.edition, VALUE)),
            ("处理步骤", cut(_measure(file), VALUE)),
            ("消息时间", _sent(file)),
        ),
        about=file.person.userid,
        buttons=(("已移出", REMOVED), ("无法移出", CANNOT_REMOVE)),
    )


def by_hand_card(file: File) -> Card:
    """The work order for what no interface does: a suspension, a referral, a way back."""
    return Card(
        task_id=file.order.task_id,
        title=cut(f"请办理：{ACTS[file.order.act]}", TITLE),
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(_HOW.get(file.order.act, "") + _shown(file), BODY),
        facts=(
            ("依据条款", cut(_numbers(file) or "、".join(file.order.clause_ids), VALUE)),
            ("规定版本", cut(file.edition.edition, VALUE)),
            ("消息时间", _sent(file)),
        ),
        about=file.person.userid,
        buttons=(("已办理", DONE), ("无法办理", CANNOT)),
    )


def telling_card(file: File) -> Card:
    """The work order to the owner when the app cannot reach the member itself."""
    return Card(
        task_id=file.order.task_id,
        title="请转告一名成员",
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(f"系统无法联系到该成员，请代为转告：{_measure(file)}。{_shown(file)}", BODY),
        facts=(
            ("依据条款", cut(_numbers(file), VALUE)),
            ("规定版本", cut(file.edition.edition, VALUE)),
            ("消息时间", _sent(file)),
        ),
        about=file.person.userid,
        buttons=(("已转告", TOLD),),
    )


def limit_card(order: Order, group: Group, *, limit: int) -> Card:
    """To the managing department: this hour's removals reached the limit."""
    return Card(
        task_id=order.task_id,
        title="移出人数已达上限，请您决定",
        description=cut(f"群：{group.name}", DESCRIPTION),
        body=f"本小时内该群移出人数已达 {limit} 人的上限，其余移出已暂停，待您确认后继续。",
        facts=(("每小时上限", f"{limit} 人"),),
        about=None,
        buttons=(("继续执行", WENT_ON),),
    )


def _announcement(file: File, whom: str) -> str:
    notice = (
        f"【群规通知】{whom}的消息违反 {_named(file)}，"
        f"处理：{_measure(file)}。"
        f"请大家共同遵守《{file.edition.title}》（{file.edition.edition}版）。"
    )
    # Well below what a group message may hold: one that is cut on its way would come back strange.
    return cut(notice, 600)


def _breached(file: File) -> Mapping[str, Sequence[Breach]]:
    """What the order's cases show of each clause it cites; a step's own clause shows nothing."""
    found: dict[str, list[Breach]] = {}
    for case in file.cases:
        for breach in case.breaches:
            if breach.clause_id in file.order.clause_ids:
                found.setdefault(breach.clause_id, []).append(breach)
    return found


def _citations(file: File) -> list[str]:
    """One line per clause that was broken, then what was seen."""
    lines = []
    for clause_id, breaches in _breached(file).items():
        lines.append(f"· {clause_id} {file.edition.clause(clause_id).text}")
        lines.extend(f"  所见：{seen(breach)}" for breach in breaches)
    return lines


def seen(breach: Breach) -> str:
    """What was found, with the words that show it, masked."""
    return f"{breach.reason}，原文“{breach.evidence}”" if breach.evidence else breach.reason


def _shown(file: File) -> str:
    """Each broken clause in words with what was seen, on one line: the body of a card."""
    return "；".join(
        f"{file.edition.clause(clause_id).text}所见：{seen(breach)}"
        for clause_id, found in _breached(file).items()
        for breach in found
    )


def _numbers(file: File) -> str:
    return "、".join(_breached(file))


def _named(file: File) -> str:
    """Numbers with words, for readers who do not know the regulation by heart."""
    words = (
        f"{clause_id}“{file.edition.clause(clause_id).text.rstrip('。')}”"
        for clause_id in _breached(file)
    )
    return "、".join(words)


def _measure(file: File) -> str:
    """The act with the clause that orders it, e.g. ``警告（R01.4.4a，第1步，共2步）``."""
    order = file.order
    if order.act.only_reminds:
        return f"{ACTS[order.act]}，不计入违规次数"
    if order.ladder is None:
        return f"{ACTS[order.act]}（{order.clause_ids[0]}）"
    steps = len(file.edition.ladders[order.ladder].steps)
    return f"{ACTS[order.act]}（{order.clause_ids[0]}，第{order.step}步，共{steps}步）"


def _asked(file: File) -> list[str]:
    """What the member is to do now; empty where nothing is asked of them."""
    wish = _WISHES.get(file.order.act)
    if wish is None:
        return []
    owed = "" if file.order.cny is None else f"金额 {file.order.cny} 元，"
    return [f"请您：{owed}{wish}。"]


_WISHES: Mapping[Act, str] = {
    Act.REQUIRE_APOLOGY: "在群里向大家道歉",
    Act.REQUEST_RED_PACKET: "按规定在群里发一个红包，由管理员确认",
    Act.RECORD_FINE: "按公司规定办理，由管理员登记；系统不收款",
    Act.ASK_TO_LEAVE: "自行退出本群",
    Act.PERSUADE_TO_LEAVE: "自行退出本群",
    Act.WITHDRAW: "撤回该内容",
    Act.TERMINATE_TOPIC: "停止这个话题",
}


def _next(file: File) -> list[str]:
    order = file.order
    if order.ladder is None:
        return []
    further = file.edition.ladders[order.ladder].steps[order.step :]
    return [
        f"接下来：{_WHEN[step.on]}，将按 {step.clause_id} {in_words(step.acts)}。"
        for step in further[:1]
    ]


_WHEN: Mapping[Trigger, str] = {
    Trigger.BREACH: "如再次发生",
    Trigger.REFUSAL: "如拒绝或逾期不办",
}


def _sent(file: File) -> str:
    return local_time(file.order.at, file.edition.timezone)


def local_time(moment: datetime, timezone: str) -> str:
    """As people read it: ``11月25日12:00``."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local.month}月{local.day}日{local:%H:%M}"


def _name(person: Person) -> str:
    """As an administrator knows them: the directory's account."""
    return person.userid or "（外部成员）"
