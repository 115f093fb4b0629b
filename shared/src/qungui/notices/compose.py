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
from qungui.model.order import SAID_NO, Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.rulebook import Edition
from qungui.model.span import Span
from qungui.notices.acts import ACTS
from qungui.notices.limits import DESCRIPTION, cut

REMOVED, CANNOT_REMOVE, WENT_ON, TOLD = "removed", "cannot-remove", "go-on", "told"
DONE, CANNOT = "done", "cannot"
"""Keys of the buttons; they come back with the click."""

UNTOLD = frozenset({Act.REINVITE, Act.RESTORE_POSTING})
"""What is done for a member without a word to them first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """
    Everything a notice speaks of: one order with what it answers.

    Attributes:
        terms: What the regulation says about its act (model/terms.py), as the group has set it.
        refused: What the member refused, or met with silence, so that this order followed.
        appeal_within: Until how long after being told the member may appeal.
        appeal_freezes: What was ordered waits until an appeal is decided.
    """

    order: Order
    group: Group
    edition: Edition
    cases: tuple[Case, ...]
    person: Person
    terms: object = None
    refused: Order | None = None
    appeal_within: Span | None = None
    appeal_freezes: bool = False

    @property
    def subject(self) -> str:
        """What the clauses were broken by: messages, or what somebody saw otherwise."""
        return "发送的消息" if all(case.message_id for case in self.cases) else "的情况"


def to_group(file: File) -> str:
    """The notice in the group: whom, which clause, which step. Never what was said."""
    return _announcement(file, f"<@{file.person.userid}>" if file.person.userid else "一名成员")


def for_owner_to_post(file: File) -> str:
    """To the owner of a group into which the app cannot speak."""
    return f"请您在“{file.group.name}”中发布以下通知（系统无法在该群发言）：\n{by_owner(file)}"


def by_owner(file: File) -> str:
    """The notice as the owner posts it, so that it is known for ours when it comes back."""
    return _announcement(file, f"@{name_of(file.person)} ")


REPORTS: Mapping[str, str] = {
    "done": "已由系统执行",
    "informed": "已告知本人",
    "handed-over": "已交群主执行，工作单已发出",
    "refund": "已撤销，如已收取请退还",
    "withdrawn": "已撤销，请不要再执行",
    "on-hold": "成员已申诉，申诉处理期间请暂缓执行",
    "unconfirmed": "您已同意，逾期没有第二人同意，没有执行",
    "listed": "请知悉",
}
"""What those in charge hear of an order, by the report's own word."""

LISTED = "listed"


def to_management(file: File, *, what: str) -> str:
    """To those in charge: what was done about a member, or handed to the owner."""
    heading = "移出通报" if file.order.act is Act.REMOVE else "处理通报"
    member = name_of(file.person)
    return "\n".join(
        (
            f"【{heading}】“{file.group.name}”成员 {member}：{measure(file)}；{REPORTS[what]}。",
            *citations(file),
            f"规定：《{file.edition.title}》（{file.edition.edition}版）。",
        )
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


def own_words(refused: Order) -> str:
    """In which the member said no; empty where they kept silent, or a clerk said it for them."""
    by_member = refused.closed is not None and refused.closed.by == refused.person_id
    return refused.wanted if by_member and refused.why == SAID_NO else ""


def _announcement(file: File, whom: str) -> str:
    of_message = "的消息" if file.subject == "发送的消息" else ""
    notice = (
        f"【群规通知】{whom}{of_message}违反 {_named(file)}，"
        f"处理：{measure(file)}。"
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


def citations(file: File) -> list[str]:
    """One line per clause that was broken, then what was seen."""
    lines = []
    for clause_id, breaches in _breached(file).items():
        lines.append(f"· {clause_id} {file.edition.clause(clause_id).text}")
        lines.extend(f"  所见：{seen(breach)}" for breach in breaches)
    return lines


def seen(breach: Breach) -> str:
    """What was found, with the words that show it, masked."""
    return f"{breach.reason}，原文“{breach.evidence}”" if breach.evidence else breach.reason


def shown(file: File) -> str:
    """Each broken clause in words with what was seen, on one line: the body of a card."""
    return "；".join(
        f"{file.edition.clause(clause_id).text}所见：{seen(breach)}"
        for clause_id, found in _breached(file).items()
        for breach in found
    )


def numbers(file: File) -> str:
    return "、".join(_breached(file))


def _named(file: File) -> str:
    """Numbers with words, for readers who do not know the regulation by heart."""
    words = (
        f"{clause_id}“{file.edition.clause(clause_id).text.rstrip('。')}”"
        for clause_id in _breached(file)
    )
    return "、".join(words)


def measure(file: File) -> str:
    """The act with the clause that orders it, e.g. ``警告（R01.4.4a，第1步，共2步）``."""
    order = file.order
    if order.ladder is not None and not order.step:
        return f"{ACTS[order.act]}，本次已计入"
    if order.act.only_reminds:
        return f"{ACTS[order.act]}，不计入违规次数"
    act = f"{ACTS[order.act]} {order.cny} 元" if order.cny else ACTS[order.act]
    if order.ladder is None:
        return f"{act}（{order.clause_ids[0]}）"
    steps = len(file.edition.ladders[order.ladder].steps)
    whole = f"，共{steps}步" if order.step <= steps else ""  # the last one again and again
    return f"{act}（{order.clause_ids[0]}，第{order.step}步{whole}）"


def sent(file: File) -> str:
    return local_time(file.order.at, file.edition.timezone)


def local_time(moment: datetime, timezone: str) -> str:
    """As people read it: ``11月25日12:00``."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local.month}月{local.day}日{local:%H:%M}"


def name_of(person: Person) -> str:
    """As an administrator knows them: the directory's account."""
    return person.userid or "（外部成员）"
