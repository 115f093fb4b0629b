"""
What calls come to, and the budgets that depend on whom they reach. None waits: it says when to come
back.

What every request costs by its path is paid where it leaves (``toll.py``).
"""

from collections.abc import Callable

from qungui.adapters.wecom.client import UnansweredError, WeComClient
from qungui.adapters.wecom.errcodes import not_begun, refused
from qungui.adapters.wecom.rates import Charge
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.outcome import CallOutcome, Done, Later, Unsure
from qungui.ports import Budgets, Clock


class Calls:
    """One app's calls, each within what the platform allows all processes together."""

    def __init__(self, client: WeComClient, *, budgets: Budgets, clock: Clock) -> None:
        self._client = client
        self._budgets = budgets
        self._clock = clock

    def outcome(
        self, call: Callable[[WeComClient], CallOutcome | None], *charges: Charge
    ) -> CallOutcome:
        """
        What an act came to; *call* may say more than that it was done.

        Raises:
            TransientError: The budgets could not be asked; nothing was called.
        """
        empty = self._spend(charges)
        if empty is not None:
            return empty
        try:
            return call(self._client) or Done()
        except PlatformRefusal as refusal:
            return refused(refusal, self._clock.now())
        except UnansweredError as error:
            return Unsure(str(error))
        except TransientError as error:
            return not_begun(error, self._clock.now())

    def answer[T](self, call: Callable[[WeComClient], T], *charges: Charge) -> T | CallOutcome:
        """
        What a question was answered, or why it was not: never Done and never Unsure, since a
        question changes nothing.
        """
        empty = self._spend(charges)
        if empty is not None:
            return empty
        try:
            return call(self._client)
        except PlatformRefusal as refusal:
            return refused(refusal, self._clock.now())
        except TransientError as error:
            return not_begun(error, self._clock.now())

    def _spend(self, charges: tuple[Charge, ...]) -> Later | None:
        now = self._clock.now()
        for charge in charges:
            again = self._budgets.take(charge.budget, now, charge.amount)
            if again is not None:
                return Later(again, why="budget")
        return None
