"""What is on record, and what proves that the record is still the one that was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from qungui.model.anchor import Anchor, Heads
    from qungui.model.ledger import AuditEntry, AuditTrail


class AuditLog(Protocol):
    """One log for each group; the organisation's own has the group id ``ORGANISATION``."""

    def append(self, group_id: str, entry: AuditEntry) -> None:
        """
        Log what no other write goes along with. Repeated, it is there twice.

        Raises:
            TransientError: Others kept adding to the log.
        """
        ...

    def since(self, group_id: str, moment: datetime) -> Iterator[AuditEntry]:
        """Entries of *moment* and later, the newest first; no link is checked."""
        ...

    def verify_chain(self, group_id: str) -> AuditTrail:
        """
        The whole log, every link of it checked, and whom it still names.

        Raises:
            TransientError: It grew during every attempt to read it.
        """
        ...

    def forget(self, group_id: str, people: AbstractSet[str], at: datetime) -> int:
        """
        Take away what opens *people*, by their ids, in all entries of a log, by an entry of *at*
        that says which; the chain fits as before. How many parts were taken now: whatever broke
        off goes on when it is asked for again, and finds nothing when all is done.

        Raises:
            TransientError: It broke off.
        """
        ...


class Anchors(Protocol):
    """The ends of all logs, day by day."""

    def heads(self) -> Heads:
        """Where every log ends now; one that was just begun may be missing for a moment."""
        ...

    def last(self) -> Anchor | None: ...

    def keep(self, anchor: Anchor, heads: Heads, entry: AuditEntry) -> bool:
        """
        Store an anchor made of *heads*, with *entry* in the organisation's log, or neither; False
        when its day has one, or the organisation's log grew since: look again.
        """
        ...

    def every(self) -> Iterator[tuple[Anchor, Heads]]:
        """All anchors with what they hold, the oldest first."""
        ...
