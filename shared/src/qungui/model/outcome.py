"""What became of one call to the platform."""

from datetime import datetime

from qungui.model.frozen import frozen


@frozen
class Done:
    """The platform confirmed it."""


@frozen
class NoPower:
    """There is no API for this in this kind of group: a person must do it."""


@frozen
class Unsure:
    """The call may or may not have worked: check or repeat before believing either."""

    why: str


@frozen
class Refused:
    """The platform said no, and will again."""

    code: int


@frozen
class Later:
    """Nothing was done; not before *at* again (a budget, a rate limit, a back-off code)."""

    at: datetime
    why: str


@frozen
class Spent:
    """The card's task id or response code was used or is too old: it takes a new card."""

    code: int


@frozen
class Rehearsed:
    """A dry run: nothing was called; *what* would have been."""

    what: str


type CallOutcome = Done | NoPower | Unsure | Refused | Later | Spent | Rehearsed


@frozen(kw_only=True)
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
