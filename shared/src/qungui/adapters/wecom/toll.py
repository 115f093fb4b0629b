"""What a request to the platform costs, paid in the one place that all requests pass."""

from datetime import datetime

from qungui.adapters.wecom import rates
from qungui.errors import TransientError
from qungui.ports import Budgets, Clock

TOO_OFTEN = 45009


class NotBeforeError(TransientError):
    """
    A budget is empty and nothing was called.

    Attributes:
        at: When to come back.
    """

    def __init__(self, path: str, at: datetime) -> None:
        super().__init__(f"{path}: not before {at:%Y-%m-%dT%H:%M:%SZ}")
        self.at = at


class Toll:
    """Budgets that all processes share, by path of the call, by key for a webhook."""

    def __init__(self, budgets: Budgets, clock: Clock) -> None:
        self._budgets = budgets
        self._clock = clock

    def pay(self, path: str, key: str = "") -> None:
        """
        Raises:
            NotBeforeError: The platform allows no more now.
            TransientError: The budgets could not be asked.
        """
        now = self._clock.now()
        for budget in rates.of_request(path, key):
            again = self._budgets.take(budget, now)
            if again is not None:
                raise NotBeforeError(path, again)

    def refused(self, path: str, key: str, code: int) -> None:
        """
        The platform counts otherwise (45009) and does not say which window is spent. So nobody asks
        again for a minute, and twice as long each time that was too early, up to an hour.
        """
        if code == TOO_OFTEN:
            self._budgets.close(rates.of_request(path, key)[0], self._clock.now())
