"""
What people read who are asked for their word: one thing on a card with its buttons, several as a
list with short numbers, all of a day in sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from qungui.model.act import Act
from qungui.model.case import Breach, Case
from qungui.model.group import Group
from qungui.model.order import SECOND_PERSON, Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.petition import Petition
from qungui.model.rulebook import Edition
from qungui.model.waiting import Item
from qungui.notices.acts import ACTS
from qungui.notices.compose import local_time, seen
from qungui.notices.limits import BODY, DESCRIPTION, TITLE, VALUE, cut
from qungui.notices.petitions import PETITIONS

CONFIRM, DISMISS = "confirm", "dismiss"
GO, DECLINE = "go", "decline"
MET, NOT_MET, WAIVE = "met", "not-met", "waive"
GRANT = "grant"
ALL = "all"
"""The words of the buttons; ``confirm:<choice>`` where the clause leaves the measure open."""

CHOICES: Mapping[str, str] = MappingProxyType(
    {"light": "轻微", "serious": "较重", "grave": "严重", "unlawful": "违法"}
)
_CLAIMS: Mapping[Act, str] = MappingProxyType(
    {
        Act.REQUIRE_APOLOGY: "称已道歉",
        Act.REQUEST_RED_PACKET: "称已发红包",
        Act.RECORD_FINE: "称已缴罚款",
        Act.ASK_TO_LEAVE: "称已退群",
        Act.PERSUADE_TO_LEAVE: "称已退群",
    }
)
_LINE, _MOST_LINES = 60, 10  # characters and lines: a message holds 2048 bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """
    One thing that waits for a word.

    Attributes:
        person: The member whom it is about.
        cases: What it stands on.
        follows: By choice, what is ordered if the word is yes, and what is taken back if it is an
            appeal; under an empty name where there is nothing to choose.
    """

    item: Item
    group: Group
    edition: Edition
    person: Person
    cases: tuple[Case, ...]
    follows: Mapping[str, tuple[Order, ...]]


@dataclass(frozen=True, slots=True)
class Sum:
    """A group's line in the daily digest."""

    group_name: str
    waiting: int
    lapsed: int


def card(pending: Pending, number: str, task_id: str) -> Card:
    """One thing, with all that it takes to decide it; *number*: how a reply names it."""
    match pending.item:
        case Case() as case:
            title, body, facts, buttons = _finding(pending, case, number)
        case Order() as order if order.is_claim:
            title, body, facts, buttons = _claim(pending, order)
        case Order() as order:
            title, body, facts, buttons = _proposal(pending, order)
        case petition:
            title, body, facts, buttons = _petition(pending, petition, number)
    since = local_time(pending.item.at, pending.edition.timezone)
    edition = f"（{pending.edition.edition}版）"
    shown = (("依据条款", _clauses(pending) + edition), *facts, ("时间", since), ("编号", number))
    return Card(
        task_id=task_id,
        title=cut(title, TITLE),
        description=cut(f"群：{pending.group.name}", DESCRIPTION),
        body=cut(body, BODY),
        facts=tuple((name, cut(value, VALUE)) for name, value in shown if value),
        about=pending.person.userid,
        buttons=(*buttons, ("看全部", ALL)),
    )


def listed(group: Group, pending: Mapping[str, Pending]) -> str:
    """Several things of one group, by the numbers that a reply names them by."""
    lines = [cut(f"{number} {_line(each)}", _LINE) for number, each in pending.items()]
    left = len(lines) - _MOST_LINES
    more = [f"另有 {left} 件，回复“待办”查看。"] if left > 0 else []
    return "\n".join(
        (
            f"【待您决定】“{group.name}”有 {len(pending)} 件事等您表态：",
            *lines[:_MOST_LINES],
            *more,
            *_ways(dict(islice(pending.items(), _MOST_LINES))),
        )
    )


def _ways(pending: Mapping[str, Pending]) -> Iterator[str]:
    """How to answer, by the first number of either kind."""
    asked = [number for number, each in pending.items() if isinstance(each.item, Petition)]
    found = [number for number in pending if number not in asked]
    for first in found[:1]:
        yield f"回复“确认 {first}”或“驳回 {first} 理由”，编号换成要办的那件。"
    for first in asked[:1]:
        yield f"申诉和申请回复“准许 {first}”或“不准 {first} 理由”。"


def nothing_left(group: Group) -> str:
    return f"“{group.name}”眼下没有等您决定的事。"


def summed_up(lines: Sequence[Sum]) -> str:
    """The daily digest."""
    waiting, lapsed = sum(each.waiting for each in lines), sum(each.lapsed for each in lines)
    head = f"【每日待办】{len(lines)} 个群里有 {waiting} 件事等您决定"
    over = f"，另有 {lapsed} 件逾期无人决定、已自动作罢" if lapsed else ""
    return "\n".join(
        (f"{head}{over}：", *(_sum_line(each) for each in lines), "回复“待办”逐件查看和办理。")
    )


type _Parts = tuple[str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
"""Title, body, facts and buttons of a card."""


def _finding(pending: Pending, case: Case, number: str) -> _Parts:
    named = [CHOICES.get(choice, choice) for choice in pending.follows]
    outcomes = [_acts(orders) for orders in pending.follows.values()]
    if "" in pending.follows:
        follows, confirms = outcomes[0], [("确认", CONFIRM)]
    else:
        follows = "；".join(f"{n}：{o}" for n, o in zip(named, outcomes, strict=True))
        verbs = (f"{CONFIRM}:{choice}" for choice in pending.follows)
        confirms = list(zip(named, verbs, strict=True))
    buttons = (*confirms, ("不成立", DISMISS))
    # a button has no words, and of the message no more is kept than is shown
    quoting = f"回复“驳回 {number} 原话：…”" if case.message_id else ""
    facts = (("若确认", follows), ("不再误判", quoting))
    return "请确认一条违规线索", _seen(pending), facts, buttons


def _proposal(pending: Pending, order: Order) -> _Parts:
    second = order.why == SECOND_PERSON
    title = f"请{'第二人' if second else ''}决定是否执行：{ACTS[order.act]}"
    facts = (("处理依据", _step(pending, order)), ("金额", _owed(order)))
    return title, _seen(pending), facts, (("同意执行", GO), ("不执行", DECLINE))


def _claim(pending: Pending, order: Order) -> _Parts:
    until = "" if order.until is None else local_time(order.until, pending.edition.timezone)
    body = f"成员所言：{order.wanted}" if order.wanted else f"当初要求：{ACTS[order.act]}。"
    buttons = (("已完成", MET), ("未完成", NOT_MET), ("免除", WAIVE))
    title = f"成员{_CLAIMS[order.act]}，请确认"
    return title, body, (("期限", until), ("金额", _owed(order))), buttons


def _petition(pending: Pending, petition: Petition, number: str) -> _Parts:
    orders = pending.follows.get("", ())
    facts = (("原处理", _acts(orders) if orders else ""), ("不支持", f"回复“不准 {number} 理由”"))
    title = f"{PETITIONS[petition.kind]}待决定"
    return title, f"成员理由：{petition.words or '（未写）'}", facts, (("支持", GRANT),)


def _line(pending: Pending) -> str:
    member = pending.person.userid or "外部成员"
    match pending.item:
        case Case():
            what = f"线索：{_seen(pending)}"
        case Order() as order if order.is_claim:
            what = _CLAIMS[order.act]
        case Order() as order:
            what = f"是否执行：{ACTS[order.act]}"
        case petition:
            what = f"{PETITIONS[petition.kind]}：{petition.words}"
    return " ".join(part for part in (member, _clauses(pending), what) if part)


def _clauses(pending: Pending) -> str:
    """Those that are broken; what the step's own clause says stands in the act."""
    found = (breach.clause_id for case in pending.cases for breach in _breaches(pending, case))
    return "、".join(dict.fromkeys(found))


def _seen(pending: Pending) -> str:
    return "；".join(
        f"{pending.edition.clause(breach.clause_id).text}所见：{seen(breach)}"
        for case in pending.cases
        for breach in _breaches(pending, case)
    )


def _breaches(pending: Pending, case: Case) -> Sequence[Breach]:
    """Of a finding only what a person is to look at."""
    return case.to_review if pending.item is case else case.breaches


def _step(pending: Pending, order: Order) -> str:
    """The clause that orders it, with its place on the ladder."""
    ladder = pending.edition.ladders.get(order.ladder or "")
    if ladder is None:
        return ""
    return f"{order.clause_ids[0]}，第{order.step}步，共{len(ladder.steps)}步"


def _owed(order: Order) -> str:
    return "" if order.cny is None else f"{order.cny} 元"


def _acts(orders: Sequence[Order]) -> str:
    return "并".join(dict.fromkeys(ACTS[order.act] for order in orders)) or "并入已有的处理"


def _sum_line(line: Sum) -> str:
    waiting = f"待决定 {line.waiting} 件" if line.waiting else ""
    lapsed = f"逾期作罢 {line.lapsed} 件" if line.lapsed else ""
    return f"· {line.group_name}：{'，'.join(filter(None, (waiting, lapsed)))}"
