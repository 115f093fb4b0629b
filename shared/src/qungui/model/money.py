"""Fines and red packets as entries. People confirm them; Qungui moves no money."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.order import Order, OrderState


class MoneyState(StrEnum):
    OWED = "owed"
    PAID = "paid"  # somebody says so
    WAIVED = "waived"  # by hand, or taken back with the case that it stood on


def money_state(order: Order) -> MoneyState:
    """Of an entry (``Order.is_money_entry``)."""
    if order.state is OrderState.PROVED:
        return MoneyState.PAID
    over = order.state is OrderState.VOID or order.closed is not None
    return MoneyState.WAIVED if over else MoneyState.OWED


def owed_back(order: Order) -> int:
    """What was entered as paid and is not owed any more, in yuan: people give it back."""
    entered = order.state in {OrderState.PROVED, OrderState.VOID}
    return order.back if entered else 0


@frozen
class Sum:
    """
    Attributes:
        entries: How many.
        cny: Of those that name an amount, in yuan.
        unnamed: How many name none.
    """

    entries: int
    cny: int
    unnamed: int


@frozen(kw_only=True)
class Statement:
    """
    A group's entries of a month.

    Attributes:
        month: Its first day, by the calendar of *timezone*.
        timezone: IANA name.
        at: As of when.
        entries: Those ordered in it, the earliest first, as they stand now.
        names: Userids by person id, as far as known, of members and of who confirmed.
    """

    group_id: str
    name: str
    month: date
    timezone: str
    at: datetime
    entries: tuple[Order, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, person_id: str) -> str:
        """The userid, or our id where there is none."""
        return self.names.get(person_id, person_id)

    def sum(self, state: MoneyState) -> Sum:
        counted = [entry.cny for entry in self.entries if money_state(entry) is state]
        named = [cny for cny in counted if cny is not None]
        return Sum(len(counted), sum(named), len(counted) - len(named))

    @property
    def owed_back(self) -> Sum:
        """Over all states; what was paid without an amount being named is not among it."""
        back = [cny for cny in map(owed_back, self.entries) if cny]
        return Sum(len(back), sum(back), 0)
