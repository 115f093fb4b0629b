"""When time decides about a group, or whoever owes the next step is asked again. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from qungui.calendars.spans import after, within
from qungui.calendars.wall import midnight
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import Step
from qungui.model.filing import Filing, LifeState
from qungui.model.span import Span, Unit

S = LifeState
A_DAY = timedelta(days=1)
_AN_INSTANT = timedelta(microseconds=1)
_DAILY, _ANY_TIME = Span(1, Unit.DAY), Span(7, Unit.DAY)
"""How often people are asked what is daily business, and what nothing is written of."""

_ASKED_AGAIN: Mapping[LifeState, Span] = {
    S.AWAITING_APPROVAL: Span(1, Unit.WORKING_DAY),
    S.AWAITING_FILING: Span(3, Unit.WORKING_DAY),
    S.FILING_SENT: Span(3, Unit.WORKING_DAY),
    S.AWAITING_SETUP: Span(3, Unit.WORKING_DAY),
    S.UNFILED: Span(3, Unit.WORKING_DAY),
    S.ZOMBIE: Span(7, Unit.DAY),
}
"""How long whoever owes the next step has before they are asked again."""


def due_step(filing: Filing, now: datetime, law: GroupLaw) -> Step | None:
    """What time brings about at *now*; None where whoever owes the next step is asked again."""
    notice, planned = filing.notice, filing.ends_on
    if filing.state in {S.ANNOUNCED, S.OVERDUE} and notice is not None:
        return Step.DISSOLVE if now >= midnight(notice.on, law.calendar.zone) else None
    if filing.state is S.AWAITING_ANNOUNCEMENT:
        ends = last_moment(filing, law)
        return Step.MISS if ends is not None and now >= ends else None
    if filing.state is S.ACTIVE and planned is not None:
        return Step.END if now >= midnight(planned + A_DAY, law.calendar.zone) else None
    return None


def last_moment(filing: Filing, law: GroupLaw) -> datetime | None:
    """By when it must be dissolved: the end of its last day, UTC; None without a deadline."""
    if filing.ending is None or not filing.state.is_ending:
        return None
    if filing.extended_to is not None:
        return midnight(filing.extended_to + A_DAY, law.calendar.zone)
    return (
        None if law.ends_within is None else within(filing.ending.at, law.ends_within, law.calendar)
    )


def last_day(filing: Filing, law: GroupLaw) -> date | None:
    """The local day that ``last_moment`` ends."""
    ends = last_moment(filing, law)
    return None if ends is None else (ends - _AN_INSTANT).astimezone(law.calendar.zone).date()


def next_due(filing: Filing, at: datetime, law: GroupLaw) -> datetime | None:
    """When time decides or somebody is asked again, whichever is first; never for what is over."""
    if filing.state.is_final:
        return None
    moments = list[datetime]()
    if filing.state in _ASKED_AGAIN:
        moments.append(after(at, _ASKED_AGAIN[filing.state], law.calendar))
    if filing.state.is_ending:
        ends = last_moment(filing, law)
        moments.append(after(at, _ANY_TIME if ends is None else _DAILY, law.calendar))
        if ends is not None and ends > at:
            moments.append(ends)
    if filing.state in {S.ANNOUNCED, S.OVERDUE} and filing.notice is not None:
        moments.append(midnight(filing.notice.on, law.calendar.zone))
    if filing.state is S.ACTIVE and filing.ends_on is not None:
        moments.append(midnight(filing.ends_on + A_DAY, law.calendar.zone))
    if filing.state is S.ACTIVE and filing.leaving:
        moments.append(after(at, law.handover or _ANY_TIME, law.calendar))
    return min(moments, default=None)
