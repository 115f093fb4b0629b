"""Once a day, where every audit log ends: kept together, and itself in the organisation's log."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qungui.errors import TransientError
from qungui.model.anchor import Anchor, anchored
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.ports import Anchors, Clock

TOO_OLD = timedelta(hours=1)
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorChains:
    """Safe to repeat and to break off: an anchor is one write, and a day has one."""

    anchors: Anchors
    clock: Clock

    def __call__(self, at: datetime) -> Anchor | None:
        """
        The anchor of the day (UTC) of *at*; None where there is one already, or nothing is on
        record, or a schedule of over an hour ago asked for it: the next day's holds all of it.

        Raises:
            TransientError: The organisation's log kept growing.
        """
        now = self.clock.now()
        if now - at > TOO_OLD:
            return None
        day = at.astimezone(UTC).date()
        for _ in range(_ATTEMPTS):
            # In this order: an anchor that comes between makes the organisation's log longer.
            heads, last = self.anchors.heads(), self.anchors.last()
            if not heads or (last is not None and last.day >= day):
                return None
            anchor = anchored(day, heads, last)
            entry = AuditEntry(kind=AuditKind.CHAINS_ANCHORED, at=now, facts=anchor.told)
            if self.anchors.keep(anchor, heads, entry):
                return anchor
        msg = "the organisation's audit log kept growing"
        raise TransientError(msg)
