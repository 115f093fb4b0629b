"""Until when what is on record of a group is kept after its end."""

from datetime import UTC, datetime

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after
from qungui.model.span import Span

_UTC = Calendar.of("UTC")


def kept_until(ended_at: datetime, span: Span) -> datetime:
    """By the calendar, UTC: groups of any zone end on the same day."""
    return after(ended_at.astimezone(UTC), span, _UTC)
