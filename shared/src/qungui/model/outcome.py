"""What became of one call to the platform."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Done:
    """The platform confirmed it."""


@dataclass(frozen=True, slots=True)
class NoPower:
    """There is no API for this in this kind of group: a person must do it."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The call may or may not have worked: check or repeat before believing either."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform said no, and will again."""

    code: int


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing was done; not before *at* again (a budget, a rate limit, a back-off code)."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Spent:
    """The card's task id or response code was used or is too old: it takes a new card."""

    code: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A dry run: nothing was called; *what* would have been."""

    what: str


type CallOutcome = Done | NoPower | Unsure | Refused | Later | Spent | Rehearsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """
    A work order as a person sees it on a phone.

    Attributes:
        task_id: Unique per app; comes back with every click.
        title: At most 36 characters.
        description: At most 44 characters.
        body: At most 160 characters.
        facts: Up to 6 lines of (name, value); names at most 5, values at most 30 characters.
        about: The userid of the member it is about, shown as a link; None for outsiders.
        buttons: Up to 6 of (text, key); texts at most 10 characters.
    """

    task_id: str
    title: str
    description: str
    body: str
    facts: tuple[tuple[str, str], ...]
    about: str | None
    buttons: tuple[tuple[str, str], ...]
