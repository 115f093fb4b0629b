"""A step that somebody wants to take in the life of a group, and why one is not taken."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qungui.lifecycle.moves import Step, Who


class Denied(StrEnum):
    """Why a step is not taken."""

    NOT_NOW = "not-now"  # not in this state: too early, done before, or over
    NOT_YOU = "not-you"
    OWN_REQUEST = "own-request"  # nobody agrees to what they asked for themselves
    NOT_AGREED = "not-agreed"  # an approver has not said yes yet
    NOT_ANNOUNCED = "not-announced"
    LACKS = "lacks"  # an announcement or a request without all that it must name
    NO_FORM = "no-form"  # on which the regulation has such a group filed
    TOO_SOON = "too-soon"  # before the announced day, or announced at too short notice
    NOT_LATER = "not-later"  # a later end that is none
    AFTER_LAST_DAY = "after-its-last-day"  # announced for a day that is
    NOBODY_NAMED = "nobody-named"
    TOO_LONG = "too-long"
    NOT_FORESEEN = "not-foreseen"  # by no word of the regulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """
    A step that somebody wants to take, or that time takes.

    Attributes:
        by: Person id; empty for time.
        roles: Who they are to this group.
        why: A reason, in their words.
        on: A local day: of the dissolution, or the new last one.
        operator: Who will dissolve it, as the group reads it.
        number: In the register, for a confirmation.
        names: The owner to be; who holds the roles that must be filled; who follows; all who leave.
        form: On which a group is filed, by the name that is on it.
    """

    step: Step
    at: datetime
    by: str = ""
    roles: frozenset[Who] = frozenset()
    why: str = ""
    on: date | None = None
    operator: str = ""
    number: str = ""
    names: tuple[str, ...] = ()
    form: str = ""
