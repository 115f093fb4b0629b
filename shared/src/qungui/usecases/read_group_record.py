"""All that is on record of one group is read: its filing, its members, its cases, its log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qungui.model.filing import Filing
from qungui.model.group_record import GroupRecord
from qungui.ports import Anchors, AuditLog, GroupBook, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGroupRecord:
    """Reads only. Whom a group has anything on record of, its audit log says."""

    book: GroupBook
    ledger: Ledger
    audit_log: AuditLog

    def __call__(self, filing: Filing) -> GroupRecord:
        """
        Raises:
            TransientError: It cannot be told now.
        """
        known = self.book.known(filing.group_id)
        trail = self.audit_log.verify_chain(filing.group_id)
        named = sorted({who for entry in trail.entries for who in entry.people.values()} - {""})
        return GroupRecord(
            filing=filing,
            members={} if known is None else known.members,
            disciplines=tuple(self.ledger.discipline(filing.group_id, who) for who in ("", *named)),
            trail=trail,
        )


def anchored(anchors: Anchors, group_id: str) -> Iterator[tuple[int, date]]:
    """Up to which entry a group's log was anchored on which day, the first day first."""
    for anchor, heads in anchors.every():
        if group_id in heads:
            yield heads[group_id].number, anchor.day
