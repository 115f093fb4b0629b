"""
An audit log as a hash chain: who changes or drops an old entry breaks every later one.

Persons stand in the chain as salted digests. What opens one, its salt and the person's id, is kept
beside the chain: it can be checked while it is there, and taken away without breaking anything.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import batched

from qungui.model.anchor import Head
from qungui.model.ledger import AuditEntry, AuditKind, AuditTrail, Flaw
from qungui.wire import time_to_text

FORGOTTEN_AT_ONCE = 500
"""Parts that one entry names: it stays far below the 400 KB of an item."""

_PARTS = "parts"

type Salt = Callable[[], str]
"""Gives another one each time: who could guess it could guess the person behind a digest."""


@dataclass(frozen=True, slots=True)
class Link:
    """
    One stored entry with its place and digest.

    Attributes:
        sealed: A digest of each person it names or named, by the part they have in it.
        salts: Of those whom it still names.
    """

    number: int
    digest: str
    entry: AuditEntry
    sealed: Mapping[str, str]
    salts: Mapping[str, str]

    @property
    def head(self) -> Head:
        return Head(self.number, self.digest)


def genesis(group_id: str) -> Head:
    """Differs by group, so that no group's log passes for another's."""
    return Head(0, sha256(f"qungui audit\n{group_id}".encode()).hexdigest())


def linked(head: Head, entry: AuditEntry, salt: Salt) -> Link:
    """
    *entry* as the next link after *head*. Each person has a salt of their own: that of somebody
    who is forgotten goes with them, whoever else the entry names.
    """
    people = {part: person_id for part, person_id in entry.people.items() if person_id}
    salts = {part: salt() for part in people}
    sealed = {part: _sealed(salts[part], person_id) for part, person_id in people.items()}
    return _placed(head, Link(0, "", replace(entry, people=people), sealed, salts))


def followed(group_id: str, links: Sequence[Link | None], head: Head | None) -> AuditTrail:
    """
    *links*, in order of their numbers and None where one cannot be read, checked from the genesis
    to the stored *head*.
    """
    reached, digests = genesis(group_id), list[str]()
    for link in links:
        if link is None or link != _placed(reached, link):
            broken: int | None = reached.number + 1
            break
        reached = link.head
        digests.append(link.digest)
    else:
        broken = _parting(reached, head or genesis(group_id))
    flaws = {} if broken is None else {broken: Flaw.CHAIN}
    read = [link for link in links if link is not None]
    return AuditTrail(
        entries=tuple(link.entry for link in read),
        digests=tuple(digests),
        flaws=dict(_unsealed(read)) | flaws,
    )


def forgetting(
    links: Sequence[Link], people: AbstractSet[str], at: datetime
) -> Iterator[tuple[AuditEntry, dict[int, dict[str, str]]]]:
    """
    What *links* still say of *people*, some parts at a time, with whom each names, by the numbers
    of their entries: each time with the entry that is to be in the log before they are taken away.
    """
    found = [
        (link.number, part, named)
        for link in links
        for part, named in link.entry.people.items()
        if named in people
    ]
    for some in batched(found, FORGOTTEN_AT_ONCE, strict=False):
        facts = {_PARTS: " ".join(_named(number, part) for number, part, _ in some)}
        parts: dict[int, dict[str, str]] = {}
        for number, part, named in some:
            parts.setdefault(number, {})[part] = named
        yield AuditEntry(kind=AuditKind.PERSON_FORGOTTEN, at=at, facts=facts), parts


def _placed(head: Head, link: Link) -> Link:
    """*link* as it must be after *head*."""
    number, entry = head.number + 1, link.entry
    content = json.dumps(
        {
            "n": number,
            "kind": entry.kind.value,
            "at": time_to_text(entry.at),
            "facts": dict(entry.facts),
            "people": dict(link.sealed),
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    digest = sha256(f"{head.digest}\n{content}".encode()).hexdigest()
    return replace(link, number=number, digest=digest)


def _sealed(salt: str, person_id: str) -> str:
    return sha256(f"{salt}\n{person_id}".encode()).hexdigest()


def _unsealed(links: Sequence[Link]) -> Iterator[tuple[int, Flaw]]:
    """Entries that name others than they named, or somebody no more who was not forgotten."""
    forgotten = {
        named: link.number
        for link in links
        if link.entry.kind is AuditKind.PERSON_FORGOTTEN
        for named in link.entry.facts.get(_PARTS, "").split()
    }
    for link in links:
        for part in link.sealed.keys() | link.entry.people.keys() | link.salts.keys():
            salt, person_id = link.salts.get(part, ""), link.entry.people.get(part, "")
            if not salt and not person_id:
                if forgotten.get(_named(link.number, part), 0) <= link.number:
                    yield link.number, Flaw.SILENCED
            elif _sealed(salt, person_id) != link.sealed.get(part):
                yield link.number, Flaw.PERSON


def _named(number: int, part: str) -> str:
    """A part in an entry, as the entry says that has it forgotten."""
    return f"{number}.{part}"


def _parting(reached: Head, stored: Head) -> int | None:
    """Where entries that fit each other leave the stored head; None when they end at it."""
    if reached == stored:
        return None
    if reached.number == stored.number:
        return stored.number
    return min(reached.number, stored.number) + 1
