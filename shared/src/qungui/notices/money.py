"""A month's entries of money, as whoever keeps them reads it. Nothing says that money moved."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from qungui.model.ids import NOBODYS
from qungui.model.money import MoneyState, Statement, Sum, money_state, owed_back
from qungui.model.order import Order
from qungui.notices.acts import ACTS
from qungui.notices.compose import File, name_of, sent
from qungui.notices.limits import within_a_message
from qungui.notices.member_file import MONEY_STATES, amount, said

NO_CASHIER = "系统只作登记，不收款、不付款、不代扣；“登记为已交”只说明有人如此确认或报告。"
_UNCHECKED = "无人复核，按所报登记"


def for_a_clerk(statement: Statement) -> str:
    """Within what one message holds."""
    entries = [_entry(statement, entry) for entry in statement.entries]
    lines = [title(statement), *totals(statement), NO_CASHIER, *entries]
    return within_a_message(lines, see="qungui money")


def title(statement: Statement) -> str:
    return f"“{statement.name}”{statement.month:%Y-%m} 罚款与红包登记"


def totals(statement: Statement) -> Iterator[str]:
    """By state."""
    if not statement.entries:
        yield "本月没有登记。"
        return
    for state, words in MONEY_STATES.items():
        counted = statement.sum(state)
        if counted.entries:
            yield f"{words}：{_summed(counted)}"
    back = statement.owed_back
    if back.entries:
        yield f"应退还：{_summed(back)}"


def confirmed(statement: Statement, order: Order) -> str:
    """Who says so, and why; empty where nobody said anything yet."""
    closed = order.closed
    if closed is not None:
        return said(closed, statement.named(closed.by))
    return _UNCHECKED if money_state(order) is MoneyState.PAID else ""


def member(statement: Statement, order: Order) -> str:
    """Whose entry it is; of somebody forgotten, that they are."""
    forgotten = order.person_id.startswith(NOBODYS)
    return "（已抹去）" if forgotten else statement.named(order.person_id)


def day(statement: Statement, order: Order) -> str:
    return f"{order.at.astimezone(ZoneInfo(statement.timezone)):%Y-%m-%d}"


def lessened(file: File) -> str:
    """To the member: what a fine is since an earlier one was taken back."""
    back = file.order.back
    paid = f"已经登记为已交的，多交的{back}元由公司退还；" if back else ""
    return f"【群规通知】您{sent(file)}在“{file.group.name}”的{_less(file)}。{paid}系统不经手钱款。"


def overpaid(file: File) -> str:
    """To those in charge: the same, of one that may be paid already."""
    whose = f"“{file.group.name}”成员 {name_of(file.person)} {sent(file)}的"
    return (
        f"【处理更正】{whose}{_less(file)}。已经收取的，请退还{file.order.back}元；系统不经手钱款。"
    )


def _less(file: File) -> str:
    order = file.order
    return (
        f"{ACTS[order.act]}（{order.clause_ids[0]}）由{order.cny_at_first}元减为{order.cny}元："
        "此前的一笔已撤销"
    )


def _entry(statement: Statement, order: Order) -> str:
    by, back = confirmed(statement, order), owed_back(order)
    to_return = f"，应退{back}元" if back else ""
    return (
        f"{day(statement, order)} {member(statement, order)} {order.clause_ids[0]} "
        f"{ACTS[order.act]} {amount(order) or '未写金额'} {MONEY_STATES[money_state(order)]}"
        f"{to_return}{'，' if by else ''}{by}"
    )


def _summed(counted: Sum) -> str:
    unnamed = f"，另有{counted.unnamed}笔未写金额" if counted.unnamed else ""
    return f"{counted.entries}笔，{counted.cny}元{unnamed}"
