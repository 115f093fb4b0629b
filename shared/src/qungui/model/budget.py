"""
How often the platform may be called: allowances, and what is left of them.

An allowance of N calls per window is counted in slices of a ninth of the window, and any ten slices
in a row hold at most N. A window of that length, wherever it begins, touches at most ten slices, so
it never holds more than N; all N may go at once, and nine tenths of N go on in the long run.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta

from qungui.model.frozen import frozen

SLICES = 9
SHORTEST_CLOSED, LONGEST_CLOSED = timedelta(minutes=1), timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


@frozen
class Allowance:
    """
    At most *most* calls within any *window*.

    Attributes:
        name: Unique within its budget; letters only.
    """

    name: str
    most: int
    window: timedelta

    @property
    def pace(self) -> timedelta:
        """From one call to the next when they are spread evenly; whole milliseconds, rounded up."""
        return -(-self.window * (SLICES + 1) // (SLICES * self.most * _MS)) * _MS

    def slice_at(self, now: datetime) -> int:
        return (now - _EPOCH) * SLICES // self.window

    def start_of(self, number: int) -> datetime:
        """The first millisecond of a slice."""
        return _EPOCH + -(-self.window * number // (SLICES * _MS)) * _MS


@frozen
class Budget:
    """Allowances that are spent together, by one write."""

    name: str
    allowances: tuple[Allowance, ...]

    @property
    def longest(self) -> timedelta:
        return max(allowance.window for allowance in self.allowances)


@frozen
class Spent:
    """
    What was taken of one allowance.

    Attributes:
        number, count: The last slice used, and what was taken in it.
        past: The same of the nine slices before it; those that were not used are left out.
    """

    number: int
    count: int
    past: Mapping[int, int] = field(default_factory=dict)

    def moved_to(self, number: int) -> "Spent":
        """The same in a later slice, in which nothing is taken yet."""
        before = {**self.past, self.number: self.count}
        return Spent(number, 0, {s: c for s, c in before.items() if s >= number - SLICES and c})

    @property
    def total(self) -> int:
        """Of the ten slices that end with this one."""
        return self.count + sum(self.past.values())


@frozen
class Closing:
    """The platform said that there is no more: nothing is taken before *until*."""

    until: datetime
    length: timedelta

    def next(self, now: datetime) -> "Closing":
        """
        When it says so again: twice as long if the last closing was over for no longer than it
        had lasted, for then the window was a longer one.
        """
        if now < self.until:
            return self  # said of a call that was under way
        again = now - self.until <= self.length
        length = min(self.length * 2, LONGEST_CLOSED) if again else SHORTEST_CLOSED
        return Closing(now + length, length)


@frozen
class Purse:
    """
    What is known of a budget.

    Attributes:
        spent: By allowance.
        line_until: The last instant promised to somebody who waits.
        closing: The last one there was; it may be over.
    """

    spent: Mapping[str, Spent] = field(default_factory=dict)
    line_until: datetime | None = None
    closing: Closing | None = None

    def at(self, allowance: Allowance, now: datetime) -> Spent:
        """As it stands in the slice of *now*, or in a later one that another clock began."""
        number, spent = allowance.slice_at(now), self.spent.get(allowance.name)
        if spent is None:
            return Spent(number, 0)
        return spent if spent.number >= number else spent.moved_to(number)

    def blocked(self, budget: Budget, amount: int, now: datetime) -> tuple[Allowance, ...]:
        """The allowances that have less than *amount* left."""
        return tuple(
            allowance
            for allowance in budget.allowances
            if self.at(allowance, now).total + amount > allowance.most
        )

    def less(self, budget: Budget, amount: int, now: datetime) -> "Purse":
        """After *amount* was taken of everything."""
        stands = {each.name: self.at(each, now) for each in budget.allowances}
        taken = {name: replace(spent, count=spent.count + amount) for name, spent in stands.items()}
        return replace(self, spent={**self.spent, **taken})

    def again(self, budget: Budget, amount: int, now: datetime) -> datetime | None:
        """
        None when *amount* is left of everything; else when to come back. Each who waits gets an
        instant of their own, at the slowest pace.

        Coming back is no right: whoever is too late then waits once more.
        """
        blocked = self.blocked(budget, amount, now)
        opens = [self._free(each, amount, now) for each in blocked]
        if self.closing is not None and now < self.closing.until:
            opens.append(self.closing.until)
        if not opens:
            return None
        if self.line_until is None or self.line_until < max(opens):
            return max(opens)
        pace = max(each.pace for each in blocked or budget.allowances)
        return self.line_until + pace * amount

    def closing_at(self, now: datetime) -> Closing:
        """The closing that stands once the platform said that there is no more."""
        if self.closing is None:
            return Closing(now + SHORTEST_CLOSED, SHORTEST_CLOSED)
        return self.closing.next(now)

    def _free(self, allowance: Allowance, amount: int, now: datetime) -> datetime:
        """The first slice in which enough of the past has left the window."""
        spent = self.at(allowance, now)
        later = (spent.moved_to(spent.number + ahead) for ahead in range(1, SLICES + 1))
        fits = (each.number for each in later if each.total + amount <= allowance.most)
        return allowance.start_of(next(fits, spent.number + SLICES + 1))
