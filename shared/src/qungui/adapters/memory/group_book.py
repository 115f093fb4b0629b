"""What the platform showed of groups."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.memory.directory import MemoryDirectory
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import (
    PULLED_AS,
    GroupState,
    KnownGroup,
    Member,
    MemberChange,
    day_of,
)


class MemoryGroupBook:
    """Implements :class:`qungui.ports.GroupBook`; shares the aliases of *directory*."""

    def __init__(self, directory: MemoryDirectory) -> None:
        self._lock = Lock()
        self._directory = directory
        self._groups = directory.shown
        self._asked: dict[str, datetime] = {}

    def register(self, alias: Alias, kind: GroupKind | None, at: datetime) -> str:
        group_id = self._directory.register(alias)
        with self._lock:
            new = KnownGroup(group_id=group_id, alias=alias, kind=kind, first_seen=at)
            kept = self._groups.setdefault(group_id, new)
            shows = kind is not None and PULLED_AS.get(kind) == alias.kind
            if kind is not None and (kept.kind is None or shows):
                self._groups[group_id] = replace(kept, kind=kind, alias=alias)
        return group_id

    def owner(self, alias: Alias) -> str | None:
        return self._directory.owner(alias)

    def every(self) -> Sequence[str]:
        with self._lock:
            return sorted(self._groups)

    def stale(self, now: datetime, limit: int) -> Sequence[str]:
        with self._lock:
            due = ((self._due(known), known.group_id) for known in self._groups.values())
            return [group_id for at, group_id in sorted(due, reverse=True) if at <= now][:limit]

    def postpone(self, group_id: str, until: datetime) -> None:
        with self._lock:
            self._asked[group_id] = until

    def _due(self, known: KnownGroup) -> datetime:
        return max(known.pull_due, self._asked.get(known.group_id, known.pull_due))

    def known(self, group_id: str) -> KnownGroup | None:
        with self._lock:
            return self._groups.get(group_id)

    def memberships(self, person_id: str) -> dict[str, Member]:
        with self._lock:
            groups = self._groups.items()
            return {g: k.members[person_id] for g, k in groups if person_id in k.members}

    def apply(self, group_id: str, change: MemberChange) -> bool:
        with self._lock:
            kept = self._groups.get(group_id)
            if kept is None or not kept.version or kept.version != change.before:
                return False
            stay = {who: member for who, member in kept.members.items() if who not in change.left}
            self._groups[group_id] = replace(
                kept,
                members=stay | dict(change.joined),
                version=change.after,
                revision=kept.revision + 1,
            )
            return True

    def replace(self, read: KnownGroup, now: KnownGroup) -> bool:
        with self._lock:
            kept = self._groups.get(read.group_id)
            if kept is None or kept.revision != read.revision:
                return False
            shown = kept.state is GroupState.HIDDEN and now.looked_at != read.looked_at
            self._groups[read.group_id] = replace(
                now,
                alias=kept.alias,
                kind=kept.kind,
                members={who: _seen(kept, who, one) for who, one in now.members.items()},
                state=GroupState.ACTIVE if shown else kept.state,
                revision=kept.revision + 1,
            )
            return True

    def hide(self, group_id: str, at: datetime) -> None:
        with self._lock:
            kept = self._groups.get(group_id)
            if kept is not None and kept.state is not GroupState.DISSOLVED:
                self._groups[group_id] = replace(
                    kept, state=GroupState.HIDDEN, looked_at=at, revision=kept.revision + 1
                )

    def dissolve(self, group_id: str, at: datetime) -> None:
        with self._lock:
            kept = self._groups.get(group_id)
            if kept is not None and kept.state is not GroupState.DISSOLVED:
                self._groups[group_id] = replace(
                    kept,
                    state=GroupState.DISSOLVED,
                    dissolved_at=at,
                    revision=kept.revision + 1,
                )

    def dissolved(self) -> dict[str, datetime]:
        with self._lock:
            when = {known.group_id: known.dissolved_at for known in self._groups.values()}
            return {group_id: at for group_id, at in when.items() if at is not None}

    def drop(self, group_id: str) -> None:
        with self._lock:
            self._groups.pop(group_id, None)

    def saw(self, group_id: str, person_id: str, at: datetime) -> None:
        with self._lock:
            kept = self._groups.get(group_id)
            was = None if kept is None else kept.members.get(person_id)
            if kept is None or was is None:
                return
            day = max(day_of(at), was.seen_at or day_of(at))
            members = {**kept.members, person_id: replace(was, seen_at=day)}
            self._groups[group_id] = replace(kept, members=members)

    def declare(self, group_id: str, person_id: str, nickname: str) -> bool:
        with self._lock:
            kept = self._groups.get(group_id)
            was = None if kept is None else kept.members.get(person_id)
            if kept is None or was is None:
                return False
            members = {**kept.members, person_id: replace(was, declared=nickname)}
            self._groups[group_id] = replace(kept, members=members)
            return True


def _seen(kept: KnownGroup, person_id: str, member: Member) -> Member:
    """A roster does not say when somebody last wrote, or what they call themselves."""
    was = kept.members.get(person_id)
    if was is None:
        return member
    return replace(member, seen_at=was.seen_at, declared=was.declared)
