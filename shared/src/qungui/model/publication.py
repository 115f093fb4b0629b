"""How far an edition has come from paper to practice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import IntEnum

from qungui.errors import InvalidEventError
from qungui.model.frozen import frozen
from qungui.model.group import Mode
from qungui.model.rulebook import Edition


class Stage(IntEnum):
    """Ordered: an edition goes forward only, and its words stay as they are."""

    DRAFT = 0  # kept, and nothing is judged by it
    OBSERVE = 1  # judged by from its day on, and only recorded
    FORCE = 2


@frozen
class Published:
    """One edition of a rulebook, as it stands."""

    edition: Edition
    stage: Stage

    def has_begun(self, now: datetime) -> bool:
        return self.edition.in_force_from <= now

    def to_judge_by(self) -> Edition | None:
        """None for a draft; while it is observed no clause does more than record."""
        if self.stage is Stage.DRAFT:
            return None
        return observed(self.edition) if self.stage is Stage.OBSERVE else self.edition


def refuse_step_back(was: Iterable[Published], edition: Edition, stage: Stage) -> None:
    """InvalidEventError where *edition* stands further than *stage* already."""
    stands = next((one.stage for one in was if one.edition.edition == edition.edition), stage)
    if stands > stage:
        msg = f"{edition.edition} is at {stands.name.lower()} already; publish a new edition"
        raise InvalidEventError(msg)


def observed(edition: Edition) -> Edition:
    """The edition with no clause that does more than record."""
    clauses = (
        replace(
            clause,
            mode=min(clause.mode, Mode.OBSERVE),
            starts=Mode.OFF if clause.starts is Mode.OFF else None,
        )
        for clause in edition.clauses
    )
    return replace(edition, clauses=tuple(clauses))
