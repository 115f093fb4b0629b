"""When groups are gone through."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest

from qungui.calendars.calendar import Calendar
from qungui.engine.roster_plans import due_now, first_dues, later_dues
from qungui.model.roster_check import RosterCheck
from qungui.model.rulebook import Clause, Disposition
from qungui.model.span import Span, Unit
from tests.support.build import GROUP

SHANGHAI = Calendar.of("Asia/Shanghai")
MIDNIGHT = datetime(2026, 11, 24, 16, tzinfo=UTC)  # of the 25th in Shanghai
NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Watch:
    """As much of a clause as matters here."""

    name: str
    every: Span | None = Span(1, Unit.DAY)
    run_at: time = time(9)

    @property
    def clause(self):
        return Clause(
            clause_id=self.name, text="", topic="inactivity", disposition=Disposition.AUTOMATIC
        )


DAILY, WEEKLY, ON_EVENTS = Watch("a"), Watch("b", Span(7, Unit.DAY)), Watch("c", None)
ALL = (DAILY, WEEKLY, ON_EVENTS)


@pytest.mark.parametrize(
    ("now", "due"),
    [(MIDNIGHT, NINE), (NINE - timedelta(seconds=1), NINE), (NINE, NINE + A_DAY)],
)
def test_a_new_clause_is_due_at_its_next_time_of_day(now, due):
    assert first_dues(ALL, now, SHANGHAI) == {"a": due, "b": due}


@pytest.mark.parametrize(
    ("late", "daily"),
    [(timedelta(), 1), (timedelta(hours=23), 1), (timedelta(hours=24), 2), (timedelta(days=9), 10)],
)
def test_what_was_due_is_due_again_and_never_for_a_time_that_is_over(late, daily):
    check = RosterCheck(group_id=GROUP, dues={"a": NINE, "b": NINE + 20 * A_DAY})
    dues = later_dues(check, ALL, NINE, NINE + late, SHANGHAI)
    assert dues == {"a": NINE + daily * A_DAY, "b": NINE + 20 * A_DAY}


def test_a_weekly_look_keeps_its_day_and_a_clause_that_is_off_is_gone():
    check = RosterCheck(group_id=GROUP, dues={"b": NINE, "gone": NINE})
    dues = later_dues(check, (WEEKLY,), NINE, NINE, SHANGHAI)
    assert dues == {"b": NINE + 7 * A_DAY}


def test_only_what_is_due_is_looked_at():
    dues = {"a": NINE, "b": NINE + A_DAY}
    assert due_now(dues, NINE) == {"a"}
    assert due_now(dues, NINE - timedelta(seconds=1)) == frozenset()
