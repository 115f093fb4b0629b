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

from qungui.model.case import Breach, Case
from qungui.model.group import Group
from qungui.model.order import Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.rulebook import Edition
from qungui.notices.acts import ACTS, in_words

REMOVED, CANNOT_REMOVE, WENT_ON, TOLD = "removed", "cannot-remove", "go-on", "told"
"""Keys of the buttons; they come back with the click."""


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
            *_next(file),
            "如有异议，请向本群管理部门说明，我们会请人复核。",
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


def to_management(file: File, *, handed_over: bool) -> str:
    """To the managing department, once a removal is done or handed to the owner."""
    done = "已交群主执行，工作单已发出" if handed_over else "已由系统执行"
    return "\n".join(
        (
            f"【移出通报】“{file.group.name}”成员 {_name(file.person)}：{_measure(file)}；{done}。",
            *_citations(file),
            f"规定：《{file.edition.title}》（{file.edition.edition}版）。",
        )
    )


def removal_card(file: File) -> Card:
    """The work order to the owner where the platform has no API to remove."""
    return Card(
        task_id=file.order.task_id,
        title="请将一名成员移出群",
        description=_cut(f"群：{file.group.name}", 44),
        body=_cut(_shown(file), 160),
        facts=(
            ("依据条款", _cut(_numbers(file), 30)),
            ("规定版本", _cut(file.edition.edition, 30)),
            ("处理步骤", _cut(_measure(file), 30)),
            ("消息时间", _sent(file)),
        ),
        about=file.person.userid,
        buttons=(("已移出", REMOVED), ("无法移出", CANNOT_REMOVE)),
    )


def telling_card(file: File) -> Card:
    """The work order to the owner when the app cannot reach the member itself."""
    return Card(
        task_id=file.order.task_id,
        title="请转告一名成员",
        description=_cut(f"群：{file.group.name}", 44),
        body=_cut(f"系统无法联系到该成员，请代为转告：{_measure(file)}。{_shown(file)}", 160),
        facts=(
            ("依据条款", _cut(_numbers(file), 30)),
            ("规定版本", _cut(file.edition.edition, 30)),
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
        description=_cut(f"群：{group.name}", 44),
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
    return _cut(notice, 600)


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
        lines.extend(f"  所见：{_seen(breach)}" for breach in breaches)
    return lines


def _seen(breach: Breach) -> str:
    return f"{breach.reason}，原文“{breach.evidence}”" if breach.evidence else breach.reason


def _shown(file: File) -> str:
    """Each broken clause in words with what was seen, on one line: the body of a card."""
    return "；".join(
        f"{file.edition.clause(clause_id).text}所见：{_seen(breach)}"
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


def _next(file: File) -> list[str]:
    order = file.order
    if order.ladder is None:
        return []
    further = file.edition.ladders[order.ladder].steps[order.step :]
    return [
        f"接下来：如再次发生，将按 {step.clause_id} {in_words(step.acts)}。" for step in further[:1]
    ]


def _sent(file: File) -> str:
    return _local(file.order.at, file.edition.timezone)


def _local(moment: datetime, timezone: str) -> str:
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local.month}月{local.day}日{local:%H:%M}"


def _name(person: Person) -> str:
    """As an administrator knows them: the directory's account."""
    return person.userid or "（外部成员）"


def _cut(text: str, limit: int) -> str:
    """At most *limit* characters: the card's own bounds (platform.md §5)."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
