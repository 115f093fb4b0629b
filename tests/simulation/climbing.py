"""An account of a ladder that owes nothing to the engine: who climbed how far, and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from qungui.model.case import Case, Weight
from qungui.model.order import Order
from qungui.model.rulebook import Counts, Ladder, Reset, Trigger
from tests.simulation.ends import End, File, of_case
from tests.simulation.law import SANCTIONS, ZONE


@dataclass(frozen=True, slots=True)
class Rise:
    """What was ordered together on a ladder, and the counting cases that it answers."""

    ladder: str
    orders: list[Order]
    cases: list[Case]

    @property
    def begun(self) -> datetime:
        return min(order.at for order in self.orders)

    @property
    def first(self) -> datetime:
        """Of the case that called for it; one that came late may have joined from before."""
        called = [case.at for case in self.cases if case.case_id == self.orders[0].case_ids[0]]
        return min(called or (case.at for case in self.cases))

    @property
    def at(self) -> datetime:
        return max(case.at for case in self.cases)

    @property
    def weights(self) -> set[Weight]:
        return {case.weight(self.ladder) for case in self.cases}

    @property
    def points(self) -> int:
        return max(weight.points for weight in self.weights)

    @property
    def straight_to(self) -> int:
        return max(weight.straight_to for weight in self.weights)

    @property
    def is_even(self) -> bool:
        """Whether it does not matter which of its cases came first."""
        return len(self.weights) == 1

    @property
    def top(self) -> int:
        return max(order.step for order in self.orders)

    @property
    def step(self) -> int:
        return min(order.step for order in self.orders)


@dataclass(frozen=True, slots=True)
class Climbed:
    """
    Attributes:
        folded: By case, when it was first looked at, and its place in its group's log.
    """

    whose: str
    ladder: Ladder
    rises: list[Rise]
    files: list[File]
    folded: Mapping[str, tuple[datetime, int]]

    @property
    def is_exact(self) -> bool:
        """
        Nothing was ever taken back, and each case was folded before the next breach came: then
        the account must be the very same, and otherwise no graver.
        """
        orders = [o for f in self.files for o in f.kept.orders if o.ladder == self.ladder.ladder_id]
        ids = {order.order_id for order in orders if order.stands}
        called = [case for file in self.files for case in file.kept.cases if case.order_id in ids]
        if len(ids) < len(orders) or not all(case.counts for case in called):
            return False
        cases = sorted((c for rise in self.rises for c in rise.cases), key=lambda case: case.at)
        return all(self.folded[a.case_id][0] < b.at for a, b in pairwise(cases))

    def ordered_before(self, rise: Rise) -> list[Rise]:
        """By when they were folded, in place of when they were breaches."""
        known = self.folded[rise.orders[0].case_ids[0]]
        return [each for each in self.rises if self.folded[each.orders[0].case_ids[0]] < known]

    def due(self, rise: Rise, earlier: list[Rise]) -> int:
        """The step that *rise* calls for, after those *earlier* ones that still count."""
        steps = [s for s in self.ladder.steps if s.on is Trigger.BREACH]
        total, taken = 0, 0
        for before in self._counting(earlier, rise.first):
            total = self._added(total, before)
            taken = max(taken, *(order.step for order in before.orders))
        stands = self._added(total, rise)
        reached = sum(step.at <= stands for step in steps)
        if reached > sum(step.at <= total for step in steps):
            return reached
        if rise.straight_to:
            return rise.straight_to
        return taken + 1 if self.ladder.repeats and reached == len(steps) else 0

    def rests_on_served(self, number: int) -> bool:
        """Whether the step before was served when the breach came, or it goes straight on."""
        rise = self.rises[number]
        before = self._counting(self.rises[:number], rise.begun)
        if not before or rise.straight_to:
            return True
        top = max(order.step for each in before for order in each.orders)
        last = max((each for each in before if each.top == top), key=lambda each: each.begun)
        return all(
            order.served_at is not None and order.served_at < rise.begun
            for order in last.orders
            if order.step == top
        )

    def _added(self, total: int, rise: Rise) -> int:
        floor = self.ladder.steps[rise.straight_to - 1].at if rise.straight_to else 0
        return max(total + rise.points, floor)

    def _counting(self, rises: list[Rise], at: datetime) -> list[Rise]:
        month = timedelta(days=30)
        match self.ladder.expiry.reset:
            case Reset.AFTER:
                return [rise for rise in rises if rise.at + month > at]
            case Reset.EACH:
                return [rise for rise in rises if _month(rise.at) >= _month(at)]
            case Reset.CLEAN:
                since = at
                earlier = (c.at for r in rises for c in r.cases if c.at <= at)
                for moment in sorted(earlier, reverse=True):
                    if since - moment >= month:
                        break
                    since = moment
                return [rise for rise in rises if rise.at >= since]
            case _:
                return rises


def _month(moment: datetime) -> tuple[int, int]:
    local = moment.astimezone(ZoneInfo(ZONE))
    return local.year, local.month


def climbed(end: End) -> Iterator[Climbed]:
    company = end.history.company
    used = {sanction.ladder for name in company.names if (sanction := SANCTIONS[name]).ladder}
    folded = dict[str, tuple[datetime, int]]()
    for trail in end.trails.values():
        for place, entry in enumerate(trail.entries):
            if "case" in entry.facts:
                folded.setdefault(entry.facts["case"], (entry.at, place))
    for name in sorted(used):
        ladder = company.edition.ladders[name]
        if ladder.counts is Counts.COMPANY:
            for who in company.members:
                yield _climb(ladder, [file for file in end.files if file.who is who], folded)
        else:
            for file in end.files:
                yield _climb(ladder, [file], folded)


def _climb(
    ladder: Ladder, files: list[File], folded: Mapping[str, tuple[datetime, int]]
) -> Climbed:
    called = defaultdict[str, list[Order]](list)
    for file in files:
        for order in file.on(ladder.ladder_id):
            called[order.case_ids[0]].append(order)
    cases = [case for file in files for case in file.kept.cases if case.counts]
    found = [
        Rise(
            ladder.ladder_id,
            [order for order in orders if order.stands],
            [c for c in cases if any(of_case(order, c) for order in orders)],
        )
        for orders in called.values()
        if any(order.stands for order in orders)
    ]
    found = sorted((r for r in found if r.cases), key=lambda rise: (rise.begun, rise.step))
    return Climbed(str(files[0]), ladder, found, files, folded)
