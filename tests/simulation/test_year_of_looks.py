"""Groups looked at each morning of a year: by the first run that finds it due, and once."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from qungui.model.case import CaseState
from tests.support.roster_world import A_DAY, NINE, RosterWorld

GROUPS, MEMBERS, DAYS = 10, 8, 365
NAME = "R01.2.3"
A_MINUTE = timedelta(minutes=1)


class Year:
    """
    Members take wrong names and put them right; what should be found is reckoned beside it.

    Attributes:
        due: When the groups are due to be looked at next.
        wrong: Who is wrongly called now, by group.
        found: Of whom, and by which instant, that was found; the same of what was put right.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - chance, no secret
        self.world = RosterWorld()
        for number in range(1, GROUPS):
            self.world.file(f"of-{number}")
        self.names = {
            group.group_id: [f"{group.group_id} 之 {number}" for number in range(MEMBERS)]
            for group in self.world.groups
        }
        for names in self.names.values():
            for name in names:
                self.world.know(name)
        self.wrong = {group_id: set[str]() for group_id in self.names}
        self.found: dict[str, datetime] = {}
        self.righted: set[str] = set()
        self.due, self.looks, self.missed = NINE, 0, 0
        self._show()
        self.world.plan()

    def live(self) -> None:
        outages = set[int]()
        for _ in range(6):
            first = self.chance.randrange(DAYS)
            outages.update(range(first, first + self.chance.randrange(1, 5)))
        for day in range(DAYS):
            self.world.stage.move_to(NINE + day * A_DAY - timedelta(hours=1))
            self._change_names()
            self._show()
            for moment in () if day in outages else self._runs(NINE + day * A_DAY):
                self._run(moment)

    def _change_names(self) -> None:
        for group_id, names in self.names.items():
            fresh = [name for name in names if name not in self.wrong[group_id]]
            fresh = [name for name in fresh if name not in self.righted | self.found.keys()]
            if fresh and self.chance.random() < 0.03:
                self.wrong[group_id].add(self.chance.choice(fresh))
            if self.wrong[group_id] and self.chance.random() < 0.03:
                self.wrong[group_id].remove(self.chance.choice(sorted(self.wrong[group_id])))

    def _show(self) -> None:
        for group in self.world.groups:
            wrong = self.wrong[group.group_id]
            right = [name for name in self.names[group.group_id] if name not in wrong]
            self.world.show(*right, group=group, **{name: name for name in wrong})

    def _runs(self, nine: datetime) -> Iterator[datetime]:
        """In time, early, late, twice or not at all."""
        fate = self.chance.random()
        if fate < 0.1:
            return
        if fate < 0.3:
            yield nine - A_MINUTE
        yield nine + (self.chance.randrange(1, 900) * A_MINUTE if fate > 0.8 else timedelta())
        if fate > 0.6:
            yield self.world.stage.clock.now() + A_MINUTE

    def _run(self, moment: datetime) -> None:
        due, before = self.due, len(self.world.digests())
        self.world.pass_to(moment)
        if moment >= due and self.chance.random() < 0.3:  # the queue says it once more
            for group in self.world.groups:
                self.world.stage.rosters.check(group.group_id, due)
            self.world.stage.settle()
        assert len(self.world.digests()) - before == self._reckon(moment)

    def _reckon(self, moment: datetime) -> int:
        """In how many groups there is something new to tell."""
        if moment < self.due:
            return 0
        news = 0
        for wrong in self.wrong.values():
            new = wrong - self.found.keys()
            self.found.update(dict.fromkeys(new, self.due))
            news += bool(new)
        self.righted = self.found.keys() - set().union(*self.wrong.values())
        days_late = (moment - self.due) // A_DAY
        self.due += (days_late + 1) * A_DAY
        self.looks, self.missed = self.looks + 1, self.missed + days_late
        return news


@pytest.mark.parametrize("seed", range(3))
def test_a_year_of_looks_at_members(seed):
    year = Year(seed)
    year.live()
    assert (year.looks > 300, year.missed > 10, len(year.righted) > 20) == (True, True, True)
    for name in (name for names in year.names.values() for name in names):
        cases = [
            case for group in year.world.groups for case in year.world.cases(name, NAME, group)
        ]
        found = [year.found[name]] if name in year.found else []
        assert [case.at for case in cases] == found
        for case in cases:
            assert (case.state is CaseState.VOID) == (name in year.righted)
