"""A group's next time of rest (quiet hours), or the one under way."""

from datetime import date, datetime, timedelta

from qungui.model.frozen import frozen

SUMMED_UP_AFTER = timedelta(minutes=5)
"""How long after its end: what was said just before it is collected and judged by then."""


@frozen(kw_only=True)
class Rest:
    """
    Attributes:
        clause_id: By which clause.
        day: The local date on which it begins.
        opens, closes: [opens, closes), UTC; reckoned once, whoever looks at it when.
        begun: Its beginning was acted on.
        version: Optimistic lock; 0 before it was stored.
    """

    group_id: str
    clause_id: str
    day: date
    opens: datetime
    closes: datetime
    begun: bool = False
    version: int = 0

    @property
    def due(self) -> datetime:
        """When something is to be done about it."""
        return self.closes + SUMMED_UP_AFTER if self.begun else self.opens
