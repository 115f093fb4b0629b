"""Rate budgets."""

from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.budget import Budget, Purse


class MemoryBudgets:
    """Implements :class:`qungui.ports.Budgets`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._purses: dict[str, Purse] = {}

    def take(self, budget: Budget, now: datetime, amount: int = 1) -> datetime | None:
        with self._lock:
            purse = self._purses.get(plain(budget.name), Purse())
            again = purse.again(budget, amount, now)
            if again is None:
                self._purses[budget.name] = purse.less(budget, amount, now)
                return None
            self._purses[budget.name] = replace(purse, line_until=again)
            return again

    def close(self, budget: Budget, now: datetime) -> datetime:
        with self._lock:
            purse = self._purses.get(plain(budget.name), Purse())
            closing = purse.closing_at(now)
            self._purses[budget.name] = replace(purse, closing=closing)
            return closing.until
