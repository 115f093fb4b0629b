"""A month's entries of money, as whoever keeps them reads it. Nothing says that money moved."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from qungui.model.ids import NOBODYS
from qungui.model.money import MoneyState, Statement, Sum, money_state
from qungui.model.order import Order
from qungui.notices.acts import ACTS
from qungui.notices.limits import within_a_message
from qungui.notices.member_file import MONEY_STATES, said

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


def _entry(statement: Statement, order: Order) -> str:
    amount = "未写金额" if order.cny is None else f"{order.cny}元"
    by = confirmed(statement, order)
    return (
        f"{day(statement, order)} {member(statement, order)} {order.clause_ids[0]} "
        f"{ACTS[order.act]} {amount} {MONEY_STATES[money_state(order)]}{'，' if by else ''}{by}"
    )


def _summed(counted: Sum) -> str:
    unnamed = f"，另有{counted.unnamed}笔未写金额" if counted.unnamed else ""
    return f"{counted.entries}笔，{counted.cny}元{unnamed}"
