"""Fifty groups through a year: each rest and each deadline at its instant, and once."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from operator import itemgetter
from zoneinfo import ZoneInfo

import pytest

from qungui.model.case import CaseState
from tests.simulation.year import (
    GROUPS,
    LAWS,
    SUMMED_UP_AFTER,
    Happened,
    Law,
    Year,
    first_run,
    in_time,
    three_working_days,
)


@dataclass(frozen=True, slots=True)
class Night:
    """
    A rest, reckoned apart from the product.

    Attributes:
        then: When the next one opens.
        begun_by, over_by: When it is announced, summed up, at the latest; None where nobody can
            tell.
    """

    opens: datetime
    closes: datetime
    then: datetime
    begun_by: datetime | None
    over_by: datetime | None


def nights(law: Law, seen: Happened) -> list[Night]:
    found = list(law.nights())
    last = found[-1][1] + timedelta(days=1)
    return [
        Night(opens, closes, then, *by)
        for ((opens, closes), (then, _)), by in zip(
            pairwise([*found, (last, last)]), in_time(seen.runs, found), strict=True
        )
    ]


def within(
    happened: Sequence[tuple[datetime, str]], begins: datetime, ends: datetime
) -> Sequence[tuple[datetime, str]]:
    first, last = (bisect_left(happened, end, key=itemgetter(0)) for end in (begins, ends))
    return happened[first:last]


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_year_of_rests_and_deadlines(law):
    year = Year(law, seed=7)
    seen = year.live()
    every = nights(law, seen)
    the_year_is_harsh(seen, every)
    for number in range(GROUPS):
        group_id = f"group-{number}"
        rests_are_announced(law, every, seen.announced[group_id])
        what_was_said_is_summed_up(every, seen.said[group_id], seen.summed_up[group_id])
    what_waits_for_a_word_lapses(law, year, seen)


def the_year_is_harsh(seen, every):
    assert any(run.at > run.scheduled for run in seen.runs)
    scheduled = [run.scheduled for run in seen.runs]
    assert len(set(scheduled)) < len(scheduled)
    assert max(b.at - a.at for a, b in pairwise(seen.runs)) > timedelta(hours=12)
    prompt = [night.begun_by == night.opens for night in every]
    assert sum(prompt) > len(prompt) / 3  # and yet most nights there is nothing to wait for
    assert sum(map(len, seen.said.values())) > 50


def rests_are_announced(law, every, announced):
    """Once at most, by the first run that finds it, however late that is, and never outside."""
    zone, inside = ZoneInfo(law.timezone), 0
    for night in every:
        here = within(announced, night.opens, night.closes)
        inside += len(here)
        assert len(here) <= 1
        local = night.opens.astimezone(zone)
        assert all(f"{local.month}月{local.day}日{local:%H:%M}至" in text for _, text in here)
        if night.begun_by is not None and night.begun_by < night.closes:
            ((at, _),) = here
            assert at <= night.begun_by
    assert inside == len(announced) < len(every)  # there were days of outage


def what_was_said_is_summed_up(every, said, summed_up):
    """Once, before the next rest, and nothing where nobody said anything."""
    inside = 0
    for night in every:
        heard = [at for at in said if night.opens <= at < night.closes]
        here = within(summed_up, night.closes + SUMMED_UP_AFTER, night.then)
        inside += len(here)
        assert len(here) <= bool(heard)
        assert all(f"1 人发言 {len(heard)} 条" in text for _, text in here)
        if heard and night.over_by is not None and night.over_by < night.then:
            ((at, _),) = here
            assert at <= night.over_by
    assert inside == len(summed_up)


def what_waits_for_a_word_lapses(law, year, seen):
    """At the end of the third working day, by the first run after it."""
    assert len(seen.reviews) > GROUPS
    for case, since in seen.reviews:
        due = three_working_days(since, law.timezone)
        kept = year.company.ledger.discipline(case.group_id, case.person_id).case(case.case_id)
        assert kept.state is CaseState.LAPSED
        assert kept.decided.at >= due
        first = first_run(seen.runs, due)
        if first.scheduled == first.at:
            assert kept.decided.at == first.at
