"""A handful taken ahead from budgets that are large, so that most calls ask nobody."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from qungui.model.budget import Budget
from qungui.ports import Budgets

_SHARE = 1000  # a thousandth of the smallest allowance at a time
_MOST = 4096


class AllottedBudgets:
    """
    Implements :class:`qungui.ports.Budgets` over another one.

    What is left of a handful is good in the slice it was taken in, so no window is ever over; what
    is not used by then is lost, which for a thousandth does not matter.
    """

    def __init__(self, shared: Budgets) -> None:
        self._shared = shared
        self._lock = Lock()
        self._hands = OrderedDict[str, tuple[int, int]]()  # by budget: slice, what is left

    def take(self, budget: Budget, now: datetime, amount: int = 1) -> datetime | None:
        handful = min(each.most for each in budget.allowances) // _SHARE
        if amount >= handful:
            return self._shared.take(budget, now, amount)
        number = min(budget.allowances, key=lambda each: each.window).slice_at(now)
        with self._lock:
            if self._from_hand(budget.name, number, amount):
                return None
            again = self._shared.take(budget, now, handful)
            if again is not None:  # too few left for a handful, perhaps not for this one
                return self._shared.take(budget, now, amount)
            self._hands[budget.name] = number, handful - amount
            self._hands.move_to_end(budget.name)
            if len(self._hands) > _MOST:
                self._hands.popitem(last=False)
            return None

    def close(self, budget: Budget, now: datetime) -> datetime:
        """What other processes hold in their hands lasts for the slice at hand, no longer."""
        with self._lock:
            self._hands.pop(budget.name, None)
        return self._shared.close(budget, now)

    def _from_hand(self, name: str, number: int, amount: int) -> bool:
        taken_in, left = self._hands.get(name, (number, 0))
        if taken_in != number or left < amount:
            return False
        self._hands[name] = number, left - amount
        return True
