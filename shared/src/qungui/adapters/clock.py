"""The wall clock."""

from datetime import UTC, datetime


class SystemClock:
    """The only reader of the wall clock (tests/architecture checks it)."""

    def now(self) -> datetime:
        return datetime.now(UTC)
