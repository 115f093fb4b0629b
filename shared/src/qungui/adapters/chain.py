"""A group's audit log as a hash chain: who changes or drops an old entry breaks every later one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from qungui.model.ledger import AuditEntry, AuditTrail
from qungui.wire import time_to_text


@dataclass(frozen=True, slots=True)
class Head:
    """
    The chain's end.

    Attributes:
        number: Of the last entry; 0 before the first.
        digest: Of the last entry; the genesis before the first.
    """

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Link:
    """One stored entry with its place and digest."""

    number: int
    digest: str
    entry: AuditEntry


def genesis(group_id: str) -> Head:
    """Differs by group, so that no group's log passes for another's."""
    return Head(0, sha256(f"qungui audit\n{group_id}".encode()).hexdigest())


def linked(head: Head, entry: AuditEntry) -> Link:
    """*entry* as the next link after *head*."""
    number = head.number + 1
    content = json.dumps(
        {
            "n": number,
            "kind": entry.kind.value,
            "at": time_to_text(entry.at),
            "facts": dict(entry.facts),
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return Link(number, sha256(f"{head.digest}\n{content}".encode()).hexdigest(), entry)


def followed(group_id: str, links: Sequence[Link], head: Head | None) -> AuditTrail:
    """*links*, in order of their numbers, checked from the genesis to the stored *head*."""
    entries = tuple(link.entry for link in links)
    reached = genesis(group_id)
    for link in links:
        if link != linked(reached, link.entry):
            return AuditTrail(entries, broken_at=reached.number + 1)
        reached = Head(link.number, link.digest)
    return AuditTrail(entries, broken_at=_parting(reached, head or genesis(group_id)))


def _parting(reached: Head, stored: Head) -> int | None:
    """Where entries that fit each other leave the stored head; None when they end at it."""
    if reached == stored:
        return None
    if reached.number == stored.number:
        return stored.number
    return min(reached.number, stored.number) + 1
