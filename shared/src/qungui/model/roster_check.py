"""When a group's members are gone through, and what was found the last time."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from qungui.model.frozen import frozen
from qungui.model.ids import derived_id

_MARK = 12  # hex digits: of all members of all groups of a kind, no two have the same


@frozen(kw_only=True)
class OpenFinding:
    """
    What stood at the last look, so that it is neither found anew nor forgotten.

    Attributes:
        person_id: Who was looked at.
        clause_id: By which clause.
        case_id: What it became at first.
        whose: Against whom that stands, by person id.
        since: When it was found first, UTC.
        counts: False while it is only reminded of, and counts once it was kept up for too long.
    """

    person_id: str
    clause_id: str
    case_id: str
    whose: str
    since: datetime
    counts: bool = True


@frozen(kw_only=True)
class RosterCheck:
    """
    Attributes:
        dues: When each clause of the group is due next, UTC, by clause id; empty for a group whose
            rules ask for no look.
        last: The instant that was acted for last; None before the first.
        size: Members then.
        found: What stood then.
        told: What those in charge have read that is no finding about anybody, so that they read it
            once.
        asked_by: Who wants it at once, by person id; they hear what came of it. They also say that
            the roster is right, however much it has shrunk. Empty where the schedule asks.
        kind: What it shares with the groups of which a person is to be in one alone; empty where
            no clause says so.
        marks: Of who was there then, by ``mark_of``, where *kind* is not empty.
        version: Optimistic lock; 0 before it was stored.
    """

    group_id: str
    dues: Mapping[str, datetime] = field(default_factory=dict)
    last: datetime | None = None
    size: int = 0
    found: tuple[OpenFinding, ...] = ()
    told: tuple[str, ...] = ()
    asked_by: str = ""
    asked_at: datetime | None = None
    kind: str = ""
    marks: frozenset[str] = frozenset()
    version: int = 0

    @property
    def due(self) -> datetime | None:
        """None where nothing is to be looked at."""
        wanted = [*self.dues.values(), *([self.asked_at] if self.asked_at else [])]
        return min(wanted, default=None)


def mark_of(person_id: str) -> str:
    """By which somebody is looked for in the checks of other groups."""
    return derived_id("roster-mark", person_id)[:_MARK]
