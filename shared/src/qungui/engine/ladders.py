"""
Where a member stands on a ladder, and which step a breach takes. Nothing is added to what is
written; expiry and appeals change what counts, never the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import itemgetter

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after, period_ends, period_of
from qungui.model.case import Case, Weight
from qungui.model.group import Role
from qungui.model.ledger import Discipline
from qungui.model.order import Order
from qungui.model.rulebook import Counts, Edition, Ladder, Reset, Step, Trigger


@dataclass(frozen=True, slots=True)
class Rung:
    """
    Attributes:
        number: Which step it is, from 1; a ladder that repeats counts on beyond its end.
    """

    number: int
    step: Step


@dataclass(frozen=True, slots=True)
class Joined:
    """
    No step is taken: the case joins an order.

    Attributes:
        order_id: One that is not served yet, or the last one where the text ends; empty where no
            breach takes any step.
    """

    order_id: str


@dataclass(frozen=True, slots=True)
class Below:
    """The points do not reach a further step yet."""


@dataclass(frozen=True, slots=True)
class Episode:
    """
    What was ordered together, and the counting cases that it answers.

    Attributes:
        orders: Those that stand, of all steps that the first case led to.
    """

    cases: tuple[Case, ...]
    orders: tuple[Order, ...]

    @property
    def begun(self) -> datetime:
        """The breach that called for it; the others came to it later."""
        return min(order.at for order in self.orders)

    @property
    def first(self) -> datetime:
        """The breach by which its step is taken; where that counts no more, the first that does."""
        called = [case.at for case in self.cases if case.case_id == self.orders[0].case_ids[0]]
        return min(called or (case.at for case in self.cases))

    @property
    def at(self) -> datetime:
        """The last breach in it."""
        return max(case.at for case in self.cases)

    @property
    def step(self) -> int:
        return max(order.step for order in self.orders)

    @property
    def weight(self) -> Weight:
        """One episode moves by its gravest case."""
        ladder = self.orders[0].ladder or ""
        weights = [case.weight(ladder) for case in self.cases]
        return Weight(
            ladder,
            max(each.points for each in weights),
            max(each.straight_to for each in weights),
        )


@dataclass(frozen=True, slots=True)
class Walk:
    """A member's way on one ladder: every episode of it that stands, oldest first."""

    ladder: Ladder
    episodes: tuple[Episode, ...]
    calendar: Calendar

    def counting(self, at: datetime) -> tuple[Episode, ...]:
        """Those that are not over at *at*."""
        span = self.ladder.expiry.span
        if span is None:
            return self.episodes
        match self.ladder.expiry.reset:
            case Reset.AFTER:
                return tuple(e for e in self.episodes if after(e.at, span, self.calendar) > at)
            case Reset.EACH:
                begun = period_of(at, span, self.calendar.zone)
                return tuple(e for e in self.episodes if e.at >= begun)
            case _:
                moments = sorted({at, *(c.at for e in self.episodes for c in e.cases if c.at < at)})
                gaps = [b for a, b in pairwise(moments) if after(a, span, self.calendar) <= b]
                return tuple(e for e in self.episodes if not gaps or e.at >= gaps[-1])

    def counts_until(self, episode: Episode, at: datetime) -> datetime | None:
        """When *episode*, counting at *at*, is over if nothing more happens; None for never."""
        span = self.ladder.expiry.span
        if span is None:
            return None
        match self.ladder.expiry.reset:
            case Reset.AFTER:
                return after(episode.at, span, self.calendar)
            case Reset.EACH:
                return period_ends(at, span, self.calendar.zone)
            case _:
                return after(max(each.at for each in self.counting(at)), span, self.calendar)

    def rung(self, case: Case) -> Rung | Joined | Below:
        """
        What *case* takes. A further step is taken only by what came after all of the step before
        was served, or goes straight to it.
        """
        standing, weight = self.counting(case.at), case.weight(self.ladder.ladder_id)
        latest = max(standing, key=lambda episode: (episode.step, episode.at), default=None)
        if latest is not None and weight.straight_to <= latest.step:
            last = [order for order in latest.orders if order.step == latest.step]
            unserved = [order for order in last if not _ended(order, case)]
            if unserved:
                return Joined(unserved[0].order_id)
        found = self.next(standing, weight)
        if found is None:
            return Joined("" if latest is None else latest.orders[-1].order_id)
        return found

    def next(self, before: Sequence[Episode], weight: Weight) -> Rung | Below | None:
        """The step that a further episode takes; None where the text ends."""
        stood = self.total(before)
        stands = self._raised(stood, weight)
        crossed = [number for number, step in self._breaches() if stood < step.at <= stands]
        if weight.straight_to and not crossed:
            crossed = [weight.straight_to]  # its own words order that step, each time
        if crossed:
            return Rung(crossed[-1], self.ladder.steps[crossed[-1] - 1])
        end, last = max(self._breaches(), key=itemgetter(0), default=(0, None))
        if last is None or (stood >= last.at and not self.ladder.repeats):
            return None
        if stood < last.at:
            return Below()
        taken = max((episode.step for episode in before), default=end)
        return Rung(taken + 1, last)

    def level(self, at: datetime) -> int:
        """The highest step of what counts; 0 for none."""
        return max((episode.step for episode in self.counting(at)), default=0)

    def total(self, episodes: Sequence[Episode]) -> int:
        """Breaches, or points, that *episodes* make together."""
        total = 0
        for episode in episodes:
            total = self._raised(total, episode.weight)
        return total

    def _raised(self, total: int, weight: Weight) -> int:
        """Whoever went straight to a step stands where it is reached."""
        floor = self.ladder.steps[weight.straight_to - 1].at if weight.straight_to else 0
        return max(total + weight.points, floor)

    def _breaches(self) -> Iterator[tuple[int, Step]]:
        for number, step in enumerate(self.ladder.steps, 1):
            if step.on is Trigger.BREACH:
                yield number, step


def walk(discipline: Discipline, rulebook: str, ladder: Ladder, calendar: Calendar) -> Walk:
    """The member's episodes, in this group, or in the whole company where the ladder says so."""
    kept = discipline.everywhere if ladder.counts is Counts.COMPANY else (discipline,)
    found = list(_episodes(kept, rulebook, ladder))
    found.sort(key=lambda episode: (episode.begun, episode.step))
    return Walk(ladder, tuple(found), calendar)


def refusal_step(ladder: Ladder, order: Order) -> Rung | None:
    """The step that follows where what *order* demanded was refused; None where none is written."""
    number = min(order.step, len(ladder.steps)) + 1
    if number > len(ladder.steps) or ladder.steps[number - 1].on is not Trigger.REFUSAL:
        return None
    return Rung(number, ladder.steps[number - 1])


def told_by(edition: Edition, order: Order) -> tuple[Role, ...]:
    """Who else hears of the step that *order* took; nobody where it took none."""
    ladder = edition.ladders.get(order.ladder or "")
    if ladder is None or not order.step:
        return ()
    return ladder.steps[min(order.step, len(ladder.steps)) - 1].tell


def _episodes(kept: Sequence[Discipline], rulebook: str, ladder: Ladder) -> Iterator[Episode]:
    cases = [case for each in kept for case in each.cases if case.counts]
    orders = (order for each in kept for order in each.orders)
    for called in together(o for o in orders if o.rulebook == rulebook):
        standing = [order for order in called if order.stands]
        if standing and standing[0].ladder == ladder.ladder_id:
            answered = answered_by(called, cases)
            if answered:
                yield Episode(answered, tuple(sorted(standing, key=lambda each: each.step)))


def together(orders: Iterable[Order]) -> Iterable[Sequence[Order]]:
    """
    What the same case called for on one ladder, or off any. Whoever joined one of them that was
    taken back since has joined the others.
    """
    called: dict[tuple[str, str | None], list[Order]] = {}
    for order in orders:
        if order.case_ids and not order.act.is_aftermath:
            called.setdefault((order.case_ids[0], order.ladder), []).append(order)
    return called.values()


def answered_by(orders: Iterable[Order], cases: Iterable[Case]) -> tuple[Case, ...]:
    """Those of *cases* that called for one of *orders*, or joined it."""
    made = tuple(orders)
    ids = {order.order_id for order in made}
    called = {case_id for order in made for case_id in order.case_ids}
    return tuple(c for c in cases if c.order_id in ids or c.case_id in called)


def _ended(order: Order, case: Case) -> bool:
    """Whether *case* came after the order was served."""
    return order.served_at is not None and case.at > order.served_at
