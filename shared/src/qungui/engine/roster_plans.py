"""When the members of a group are gone through, clause by clause."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Protocol

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after
from qungui.calendars.wall import instant
from qungui.model.roster_check import RosterCheck
from qungui.model.rulebook import Clause
from qungui.model.span import Span

_A_DAY = timedelta(days=1)


class Timed(Protocol):
    """A clause that is due at times of its own; at none where there is no *every*."""

    @property
    def clause(self) -> Clause: ...

    @property
    def every(self) -> Span | None: ...

    @property
    def run_at(self) -> time: ...


def first_dues(timed: Iterable[Timed], now: datetime, calendar: Calendar) -> dict[str, datetime]:
    """For clauses that nobody has looked by yet: at their next time of day."""
    return {
        each.clause.clause_id: _next(now, each.run_at, calendar)
        for each in timed
        if each.every is not None
    }


def later_dues(
    check: RosterCheck,
    timed: Iterable[Timed],
    looked: datetime,
    now: datetime,
    calendar: Calendar,
) -> dict[str, datetime]:
    """
    After a look at *looked*, that ended at *now*: what was due then is due again as often as its
    clause says, and never for a time that is over. A clause that is new comes at its next time.
    """
    dues = dict[str, datetime]()
    for each in timed:
        every, clause_id = each.every, each.clause.clause_id
        if every is None:
            continue
        was = check.dues.get(clause_id)
        if was is None:
            dues[clause_id] = _next(now, each.run_at, calendar)
        elif was > looked:
            dues[clause_id] = was
        else:
            dues[clause_id] = _again(was, every, each.run_at, calendar, now)
    return dues


def due_now(dues: Mapping[str, datetime], moment: datetime) -> frozenset[str]:
    return frozenset(clause_id for clause_id, due in dues.items() if due <= moment)


def _next(moment: datetime, run_at: time, calendar: Calendar) -> datetime:
    """The first such time of day after *moment*."""
    day = moment.astimezone(calendar.zone).date()
    today = instant(datetime.combine(day, run_at), calendar.zone)
    if today > moment:
        return today
    return instant(datetime.combine(day + _A_DAY, run_at), calendar.zone)


def _again(was: datetime, every: Span, run_at: time, calendar: Calendar, now: datetime) -> datetime:
    day = after(was, every, calendar).astimezone(calendar.zone).date()
    due = instant(datetime.combine(day, run_at), calendar.zone)
    return due if due > now else _next(now, run_at, calendar)
