"""For a time a clause does not bind a member: on record, and with an end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qungui.engine.authority import Bar, barred
from qungui.usecases.change_settings import ChangeSettings, Setting
from qungui.usecases.linked_group import linked_group


class Exempted(StrEnum):
    EXEMPTED = "exempted"
    ENDED = "ended"  # the clause binds them again
    IN_THE_PAST = "in-the-past"
    NO_SUCH_CLAUSE = "no-such-clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """
    Attributes:
        until: UTC; None ends it now.
        by: Who grants it, by person id.
        why: In their own words; stored with it, never logged.
    """

    group_id: str
    person_id: str
    clause_id: str
    until: datetime | None
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class ExemptMember:
    """By anybody who runs the group, never for themselves. Safe to repeat."""

    change: ChangeSettings

    def __call__(self, wish: Exemption) -> Exempted | Bar:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: Others kept changing the group's settings.
        """
        linked = linked_group(self.change.directory, wish.group_id)
        bar = barred(linked.group, None, wish.by, wish.person_id)
        if bar is not None:
            return bar
        now = self.change.clock.now()
        if wish.until is not None and wish.until <= now:
            return Exempted.IN_THE_PAST
        edition = linked.edition_at(now) or linked.editions[0]
        if all(clause.clause_id != wish.clause_id for clause in edition.clauses):
            return Exempted.NO_SUCH_CLAUSE
        self.change(
            Setting(
                group_id=wish.group_id,
                clause_id=wish.clause_id,
                exempt=wish.person_id,
                until=wish.until,
                why=wish.why,
                by=wish.by,
            )
        )
        return Exempted.ENDED if wish.until is None else Exempted.EXEMPTED
