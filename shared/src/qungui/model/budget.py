"""
How often the platform may be called: allowances, and what is left of them.

An allowance of N calls per window is spent in slices: a ninth of the window each, in each a tenth
of N. Any window of that length, wherever it begins, touches at most ten slices, so it never holds
more than N; nine tenths of N get through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

SLICES = 9
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """
    At most *most* calls within any *window*.

    Attributes:
        name: Unique within its budget; letters only.
    """

    name: str
    most: int
    window: timedelta

    def __post_init__(self) -> None:
        if self.quota < 1:
            msg = f"an allowance below {SLICES + 1} cannot be sliced"
            raise ValueError(msg)

    @property
    def quota(self) -> int:
        """Calls per slice."""
        return self.most // (SLICES + 1)

    @property
    def pace(self) -> timedelta:
        """From one call to the next when they are spread evenly; whole milliseconds, rounded up."""
        return -(-self.window // (SLICES * self.quota * _MS)) * _MS

    def slice_at(self, now: datetime) -> int:
        return (now - _EPOCH) * SLICES // self.window

    def start_of(self, number: int) -> datetime:
        """The first millisecond of a slice."""
        return _EPOCH + -(-self.window * number // (SLICES * _MS)) * _MS


@dataclass(frozen=True, slots=True)
class Budget:
    """Allowances that are spent together, by one write."""

    name: str
    allowances: tuple[Allowance, ...]

    @property
    def longest(self) -> timedelta:
        return max(allowance.window for allowance in self.allowances)


@dataclass(frozen=True, slots=True)
class Spent:
    """What was taken within one slice."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Purse:
    """
    What is known of a budget.

    Attributes:
        spent: The last slice used, by allowance.
        line_until: The last instant promised to somebody who waits.
    """

    spent: Mapping[str, Spent] = field(default_factory=dict)
    line_until: datetime | None = None

    def count(self, allowance: Allowance, now: datetime) -> int | None:
        """
        Taken in the slice of *now*; None when the slice is unused.

        A slice later than *now*'s (another clock is ahead) counts as now's.
        """
        spent = self.spent.get(allowance.name)
        return None if spent is None or spent.number < allowance.slice_at(now) else spent.count

    def blocked(self, budget: Budget, amount: int, now: datetime) -> tuple[Allowance, ...]:
        """The allowances that have less than *amount* left."""
        return tuple(
            allowance
            for allowance in budget.allowances
            if (self.count(allowance, now) or 0) + amount > allowance.quota
        )

    def less(self, budget: Budget, amount: int, now: datetime) -> "Purse":
        """After *amount* was taken of everything."""
        taken = {
            each.name: Spent(self._slice(each, now), (self.count(each, now) or 0) + amount)
            for each in budget.allowances
        }
        return replace(self, spent={**self.spent, **taken})

    def place_in_line(self, blocked: tuple[Allowance, ...], now: datetime) -> datetime:
        """
        When to come back: each who waits gets an instant of their own, at the slowest pace.

        Coming back is no right, so whoever is too late then waits once more.
        """
        free = max(each.start_of(self._slice(each, now) + 1) for each in blocked)
        if self.line_until is None or self.line_until < free:
            return free
        return self.line_until + max(each.pace for each in blocked)

    def _slice(self, allowance: Allowance, now: datetime) -> int:
        spent = self.spent.get(allowance.name)
        return max(allowance.slice_at(now), 0 if spent is None else spent.number)
