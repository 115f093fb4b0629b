"""
A member's file as people read it: the member on a phone, and whoever manages the group.

Both texts are of bounded length and begin with what is still open; what does not fit is counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from qungui.model.act import Act
from qungui.model.case import Case, CaseState
from qungui.model.decision import Decision
from qungui.model.member_file import GroupFile, MemberFile, Record, Stand
from qungui.model.money import MoneyState, money_state, owed_back
from qungui.model.order import APPEALED, AWAITS_CONFIRMATION, SECOND_PERSON, Order, OrderState
from qungui.model.petition import Petition, PetitionKind, PetitionState
from qungui.model.short_number import short_number
from qungui.notices.acts import ACTS
from qungui.notices.compose import local_time
from qungui.notices.decisions import CHOICES
from qungui.notices.limits import within_a_message

LINES, COLUMNS = 20, 36
"""What is read at a glance on a phone: a Chinese character takes two columns."""

_UNSEEN = {Act.ASK, Act.REPORT}
"""What others are asked or told; nothing of it happens to the member."""

CASE_STATES: Mapping[CaseState, str] = {
    CaseState.OPEN: "已记录",
    CaseState.NEEDS_REVIEW: "待核实",
    CaseState.CONFIRMED: "已核实",
    CaseState.DISMISSED: "核实后不成立",
    CaseState.LAPSED: "逾期未核实，不计",
    CaseState.VOID: "已撤销，不计",
}
MONEY_STATES: Mapping[MoneyState, str] = {
    MoneyState.OWED: "未交",
    MoneyState.PAID: "登记为已交",
    MoneyState.WAIVED: "已免除",
}
_STATES: Mapping[OrderState, str] = {
    OrderState.NEW: "办理中",
    OrderState.SENDING: "办理中",
    OrderState.UNKNOWN: "办理中",
    OrderState.REFUSED: "未能执行",
    OrderState.HANDED_OVER: "已交人办理",
    OrderState.CLAIMED_DONE: "待核实",
    OrderState.PROVED: "已完成",
    OrderState.OVERDUE: "办理人逾期",
}
_OF_DEMANDS: Mapping[OrderState, str] = {
    OrderState.HANDED_OVER: "待办",
    OrderState.PROVED: "已办到",
    OrderState.REFUSED: "本人拒绝",
    OrderState.OVERDUE: "本人逾期未办",
}
_HELD: Mapping[str, str] = {
    AWAITS_CONFIRMATION: "待人确认",
    SECOND_PERSON: "待第二人确认",
}
_PETITIONS: Mapping[PetitionKind, str] = {
    PetitionKind.APPEAL: "申诉",
    PetitionKind.RE_ENTRY: "申请回群",
    PetitionKind.PARDON: "撤销记录",
}
_PETITION_STATES: Mapping[PetitionState, str] = {
    PetitionState.OPEN: "待决定",
    PetitionState.GRANTED: "已同意，正在办理",
    PetitionState.SETTLED: "已同意",
    PetitionState.REFUSED: "未同意",
}
WHYS: Mapping[str, str] = {
    "lapsed": "逾期未决定",
    "taken-back": "本人及时撤回",
    "corrected": "本人已改正",
    "refolded": "随有关记录撤销",
    "met-after-all": "其后已办到",
    "answered": "查明已及时回复",
}
"""What time decided, by the decision's own word."""


def on_a_phone(file: MemberFile) -> str:
    """What the member sees: at most ``LINES`` lines of ``COLUMNS`` columns, the newest first."""
    records = sorted(
        ((group, record) for group in file.groups for record in group.records),
        key=lambda each: each[1].case.at,
        reverse=True,
    )
    lines = ["【我的记录】"]
    for group in file.groups:
        times = _Times(group.timezone, file.at)
        asked = (petition for petition in group.petitions if petition.state is PetitionState.OPEN)
        matters = [
            *open_matters(file, group),
            *(_petition(file, petition, times) for petition in asked),
            *(_level(stand, times) for stand in group.stands if stand.level),
        ]
        lines += [f"〔{group.name}〕", *matters] if matters else []
    lines = lines[: LINES - 1]  # whatever is open comes first: the records give way to it
    shown = 0
    for group, record in records:
        told = _told(group, record, _Times(group.timezone, file.at))
        is_last = shown + 1 == len(records)
        if len(lines) + len(told) + (not is_last) > LINES:
            break
        lines += told
        shown += 1
    if shown < len(records):
        lines.append(f"另有{len(records) - shown}条，请向管理员查询。")
    if len(lines) == 1:
        lines.append("没有记录。")
    return "\n".join(_within(line) for line in lines)


def for_a_clerk(file: MemberFile) -> str:
    """With who decided what and why, within what one message holds."""
    lines = [f"【成员档案】{file.named(file.person_id)}"]
    for group in file.groups:
        times = _Times(group.timezone, file.at)
        lines.append(f"〔{group.name}〕")
        lines += open_matters(file, group)
        lines += [_level(stand, times) for stand in group.stands]
        lines += petitioned(file, group)
        lines += [line for record in group.records for line in _in_full(file, record, times)]
    if not file.groups:
        lines.append("没有记录。")
    return within_a_message([*map(_in_one_line, lines)], see="qungui file")


def open_matters(file: MemberFile, group: GroupFile) -> Iterator[str]:
    """What the member still owes, must not do, or need not."""
    times = _Times(group.timezone, file.at)
    for order in group.demands:
        until = "" if order.until is None else f"，{times(order.until)}前"
        yield f"·{owed(order)}：{came_of(order)}{until}"
    for each in group.suspensions:
        until = "待解除" if each.until is None else f"至{times(each.until)}"
        yield f"·{ACTS[each.order.act]}：{until}"
    for each in group.bars:
        until = "不可以" if each.until is None else f"{times.day(each.until)}起可申请"
        yield f"·回到本群：{until}"
    for clause_id, exempt in group.exemptions.items():
        yield f"·豁免{clause_id}：至{times(exempt.until)}"
        if exempt.granted is not None:
            yield f" 决定：{said(exempt.granted, file.named(exempt.granted.by))}"


def petitioned(file: MemberFile, group: GroupFile) -> Iterator[str]:
    """What the member asked for, and who said what to it."""
    times = _Times(group.timezone, file.at)
    for petition in group.petitions:
        yield _petition(file, petition, times)


def came_of(order: Order) -> str:
    """What became of an order, in a few words."""
    back = owed_back(order)
    to_return = f"，应退{back}元" if back else ""
    if order.state is OrderState.VOID:
        return f"已撤销{to_return}" if order.told_at or order.served_at else "未执行"
    if order.is_money_entry and order.state is not OrderState.CLAIMED_DONE:
        return f"{MONEY_STATES[money_state(order)]}{to_return}"
    if order.state is OrderState.SERVED:
        done = "已告知" if order.act.is_told else "已执行"
        return done if order.closed is None else "已解除"
    if order.why.startswith(APPEALED):
        return "申诉期间暂缓"
    if order.state is OrderState.HELD:
        return _HELD.get(order.why, "暂缓")
    own = _OF_DEMANDS if order.act.is_demanded else _STATES
    return own.get(order.state, _STATES[order.state])


def measures(record: Record) -> tuple[Order, ...]:
    """What was ordered against the member, and for them."""
    return tuple(order for order in record.orders if order.act not in _UNSEEN)


def state_of(case: Case) -> str:
    """In the words of :data:`CASE_STATES`; what waits for a person although some of it counts."""
    waits = case.to_review and case.state is CaseState.OPEN
    return "已记录，另有待核实" if waits else CASE_STATES[case.state]


def said(decision: Decision, by: str) -> str:
    """Who decided, and why; *by*: as they are called."""
    who = by if decision.by else "系统"
    why = WHYS.get(decision.why, f"“{decision.why}”") if decision.why else ""
    chosen = f"（{CHOICES.get(decision.choice, decision.choice)}）" if decision.choice else ""
    return f"{who}{chosen}{'：' if why else ''}{why}"


def named_ladder(stand: Stand) -> str:
    return stand.ladder.title or stand.ladder.ladder_id


def owed(order: Order) -> str:
    """What it is about, with the amount where one is named."""
    return ACTS[order.act] + amount(order)


def amount(order: Order) -> str:
    """With what it was at first, where it is less since; empty where none is named."""
    if order.cny is None:
        return ""
    first = f"（原{order.cny_at_first}元）" if order.lessened else ""
    return f"{order.cny}元{first}"


@dataclass(frozen=True, slots=True)
class _Times:
    """
    Moments as people read them.

    Attributes:
        timezone: IANA name.
        at: Whoever reads does it then: the year is told where it is another one.
    """

    timezone: str
    at: datetime

    def __call__(self, moment: datetime) -> str:
        return self._year(moment) + local_time(moment, self.timezone)

    def day(self, moment: datetime) -> str:
        return self(moment).partition("日")[0] + "日"

    def _year(self, moment: datetime) -> str:
        zone = ZoneInfo(self.timezone)
        year = moment.astimezone(zone).year
        return "" if year == self.at.astimezone(zone).year else f"{year}年"


def _level(stand: Stand, times: _Times) -> str:
    ends = [counted.until for counted in stand.counted]
    last = max((end for end in ends if end is not None), default=None)
    # Once one of them never ends, the level does not fall by itself.
    until = "" if None in ends or last is None else f"，{times.day(last)}止"
    return f"·{named_ladder(stand)}：第{stand.level}步，共{len(stand.ladder.steps)}步{until}"


def _petition(file: MemberFile, petition: Petition, times: _Times) -> str:
    decided = petition.decided
    by = "" if decided is None else f"，{said(decided, file.named(decided.by))}"
    what, state = _PETITIONS[petition.kind], _PETITION_STATES[petition.state]
    return f"·{what}：{state}（{times(petition.at)}）{by}"


def _told(group: GroupFile, record: Record, times: _Times) -> list[str]:
    case = record.case
    words = "、".join(f"{number}{text}" for number, text in record.words.items())
    # A line is soon full: what takes something back, then the last step, come first.
    by_weight = sorted(measures(record), key=_weight)
    ordered = "；".join(f"{ACTS[order.act]}：{came_of(order)}" for order in by_weight)
    lines = [
        f"{times(case.at)} {group.name}",
        f" {words}",
        f" {ordered or state_of(case)}" if case.counts else f" {state_of(case)}",
    ]
    if record.appeal_until is not None:
        lines.append(f" 申诉号{short_number(case.case_id)}，{times(record.appeal_until)}前")
    return lines


def _weight(order: Order) -> tuple[bool, int, int]:
    return order.step > 0, -order.step, -order.act.gravity


def _in_full(file: MemberFile, record: Record, times: _Times) -> Iterator[str]:
    case = record.case
    number = short_number(case.case_id)
    yield f"{times(case.at)} {number} {'、'.join(record.words)} {state_of(case)}"
    for decision in (case.decided, case.voided):
        if decision is not None:
            yield f" 决定：{said(decision, file.named(decision.by))}"
    for order in measures(record):
        step = f"（第{order.step}步）" if order.step else ""
        closed = "" if order.closed is None else said(order.closed, file.named(order.closed.by))
        yield f" {owed(order)}{step}：{came_of(order)}{'，' if closed else ''}{closed}"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WFA" else 1 for each in text)


def _within(line: str) -> str:
    """Cut to ``COLUMNS``; what is cut shows that it is."""
    line = _in_one_line(line)
    if _columns(line) <= COLUMNS:
        return line
    while _columns(line) > COLUMNS - 2:
        line = line[:-1]
    return f"{line}…"


def _in_one_line(text: str) -> str:
    """Names and reasons are typed by people, who may have pressed any key."""
    return "".join(each if each.isprintable() else " " for each in text)
