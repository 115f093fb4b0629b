"""What the platform showed of groups."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.memory.directory import MemoryDirectory
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState, KnownGroup, MemberChange


class MemoryGroupBook:
    """Implements :class:`qungui.ports.GroupBook`; shares the aliases of *directory*."""

    def __init__(self, directory: MemoryDirectory) -> None:
        self._lock = Lock()
        self._directory = directory
        self._groups = directory.shown

    def register(self, alias: Alias, kind: GroupKind | None, at: datetime) -> str:
        group_id = self._directory.register(alias)
        with self._lock:
            new = KnownGroup(group_id=group_id, alias=alias, kind=kind, first_seen=at)
            kept = self._groups.setdefault(group_id, new)
            if kept.kind is None and kind is not None:
                self._groups[group_id] = replace(kept, kind=kind, alias=alias)
        return group_id

    def owner(self, alias: Alias) -> str | None:
        return self._directory.owner(alias)

    def every(self) -> Sequence[str]:
        with self._lock:
            groups = sorted(self._groups.values(), key=lambda one: (one.first_seen, one.group_id))
            return [known.group_id for known in groups]

    def known(self, group_id: str) -> KnownGroup | None:
        with self._lock:
            return self._groups.get(group_id)

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
            self._groups[read.group_id] = replace(
                kept,
                name=now.name,
                owner=now.owner,
                administrators=now.administrators,
                members=now.members,
                version=now.version,
                revision=kept.revision + 1,
            )
            return True

    def dissolve(self, group_id: str, at: datetime) -> None:
        with self._lock:
            kept = self._groups.get(group_id)
            if kept is not None and kept.state is not GroupState.DISSOLVED:
                self._groups[group_id] = replace(kept, state=GroupState.DISSOLVED, dissolved_at=at)
