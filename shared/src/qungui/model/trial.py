"""New and changed clauses of an edition only record at first."""

from collections.abc import Mapping
from datetime import datetime

from qungui.model.frozen import frozen
from qungui.model.rulebook import Clause


@frozen(kw_only=True)
class Trial:
    """
    Clauses of an edition that only record what they find until somebody decides.

    Attributes:
        begins: From when on messages are judged by them (UTC).
        until: When it is looked at for the first time whether they may act.
        clauses: By id, from which moment on a clause acts; None while nobody has decided.
        asks: When it is looked at next; None where nothing could act, or all is decided.
    """

    begins: datetime
    until: datetime
    clauses: Mapping[str, datetime | None]
    asks: datetime | None = None

    @property
    def undecided(self) -> frozenset[str]:
        return frozenset(name for name, since in self.clauses.items() if since is None)

    def at(self, moment: datetime) -> frozenset[str]:
        """The clauses that only record a message of *moment*, also when it is judged later."""
        return frozenset(
            name for name, since in self.clauses.items() if since is None or moment < since
        )


@frozen
class Tried:
    """
    A clause on trial, and how it has done.

    Attributes:
        observed: Names of groups, and how often it was breached there, the most often first.
        used: Whether it is on in any group.
        judged: Whether any group's messages were judged by it.
    """

    clause: Clause
    observed: tuple[tuple[str, int], ...]
    used: bool
    judged: bool

    @property
    def clean(self) -> bool:
        """It looked at messages and found nothing, so it may act without anybody's word."""
        return self.judged and not self.observed
