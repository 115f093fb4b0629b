"""Rate budgets toward the platform: one item each, taken from by one conditional write."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import And, Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Instant, Row
from qungui.adapters.dynamo.table import Raw, opened
from qungui.errors import TransientError
from qungui.model.budget import Allowance, Budget, Closing, Purse, Spent
from qungui.wire import time_from_text

_KEPT = timedelta(days=1)
_TRIES = 6  # only a slice's first taker, or a clock that is behind, needs a second
_PURSES = 4096
_PARTS = ("slice", "count", "past")


@dataclass(frozen=True, slots=True)
class _Write:
    actions: Sequence[Action]
    condition: Condition


class BudgetItem(Row):
    """
    Attributes:
        line_until: The last instant promised to somebody who waits.
        closed_until, closed_for: The platform's own closing, and its seconds.

    Beside them, per allowance, ``<name>_slice``, ``<name>_count`` and ``<name>_past``: the last
    slice used, what was taken in it, and in the nine before it.
    """

    line_until = Instant(null=True)
    closed_until = Instant(null=True)
    closed_for = NumberAttribute(null=True)
    ttl = Expiry(null=True)


class DynamoBudgets:
    """
    Implements :class:`qungui.ports.Budgets`.

    What the process saw of an item last says which condition to try, so that a call costs one
    write; who is turned away costs a second one, for a place in line.
    """

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)
        self._seen = OrderedDict[str, Purse]()

    def take(self, budget: Budget, now: datetime, amount: int = 1) -> datetime | None:
        purse = self._seen.get(budget.name, Purse())
        again: datetime | None = None
        for _ in range(_TRIES):
            again = purse.again(budget, amount, now)
            write = _taken(budget, purse, now, amount) if again is None else _lined(purse, again)
            done, purse = self._write(budget, now, write)
            if done:
                return again
        if again is None:
            msg = "a budget changes too fast"
            raise TransientError(msg)
        return again  # a crowded line: two may come back at once

    def close(self, budget: Budget, now: datetime) -> datetime:
        purse = self._seen.get(budget.name, Purse())
        for _ in range(_TRIES):
            closing = purse.closing_at(now)
            done, purse = self._write(budget, now, _closed(purse, closing))
            if done:
                return closing.until
        msg = "a budget changes too fast"
        raise TransientError(msg)

    def _write(self, budget: Budget, now: datetime, write: _Write) -> tuple[bool, Purse]:
        actions = [*write.actions, BudgetItem.ttl.set(now + budget.longest + _KEPT)]
        done, item = self._table.update(
            keys.budget(budget.name), keys.ONLY, actions, write.condition
        )
        purse = _purse(budget, item)
        self._seen[budget.name] = purse
        self._seen.move_to_end(budget.name)
        if len(self._seen) > _PURSES:
            self._seen.popitem(last=False)
        return done, purse


def _taken(budget: Budget, purse: Purse, now: datetime, amount: int) -> _Write:
    parts = [_counted(each, purse, now, amount) for each in budget.allowances]
    actions = [action for part in parts for action in part.actions]
    return _Write(actions, reduce(And, (part.condition for part in parts), _as_closed(purse)))


def _counted(allowance: Allowance, purse: Purse, now: datetime, amount: int) -> _Write:
    """
    One more in a slice that others count in too, or the first in a new one.

    Past slices change no more, so who knows the slice at hand knows how much room it has.
    """
    number, count, past = (Path([f"{allowance.name}_{part}"]) for part in _PARTS)
    known, stands = purse.spent.get(allowance.name), purse.at(allowance, now)
    if known is not None and known.number == stands.number:
        room = allowance.most - sum(stands.past.values())
        return _Write(
            [count.set(count + amount)], And(number == known.number, count <= room - amount)
        )
    begun = [number.set(stands.number), count.set(amount), past.set(_text(stands.past))]
    if known is None:
        return _Write(begun, number.does_not_exist())
    return _Write(begun, And(number == known.number, count == known.count))


def _lined(purse: Purse, again: datetime) -> _Write:
    line = BudgetItem.line_until
    same = line.does_not_exist() if purse.line_until is None else line == purse.line_until
    return _Write([line.set(again)], same)


def _closed(purse: Purse, closing: Closing) -> _Write:
    until, seconds = BudgetItem.closed_until, BudgetItem.closed_for
    actions = [until.set(closing.until), seconds.set(int(closing.length.total_seconds()))]
    return _Write(actions, _as_closed(purse))


def _as_closed(purse: Purse) -> Condition:
    """Nobody closed it since we looked."""
    until = BudgetItem.closed_until
    return until.does_not_exist() if purse.closing is None else until == purse.closing.until


def _purse(budget: Budget, item: Raw) -> Purse:
    spent = {}
    for each in budget.allowances:
        number, count, past = (item.get(f"{each.name}_{part}", {}) for part in _PARTS)
        if number and count:
            spent[each.name] = Spent(int(number["N"]), int(count["N"]), _past(past.get("S", "")))
    line = item.get("line_until")
    return Purse(spent, None if line is None else time_from_text(line["S"]), _closing(item))


def _closing(item: Raw) -> Closing | None:
    until, seconds = item.get("closed_until"), item.get("closed_for")
    if until is None or seconds is None:
        return None
    return Closing(time_from_text(until["S"]), timedelta(seconds=int(seconds["N"])))


def _text(past: Mapping[int, int]) -> str:
    return " ".join(f"{number}:{count}" for number, count in past.items())


def _past(text: str) -> Mapping[int, int]:
    pairs = (pair.split(":") for pair in text.split())
    return {int(number): int(count) for number, count in pairs}
