"""Groups, their settings and their rulebooks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING

from qungui.adapters.plain import plain
from qungui.errors import InvalidEventError, TransientError
from qungui.model.group import Group, GroupSettings, without
from qungui.model.ids import UNFILED, Alias, unfiled_id
from qungui.model.ledger import ORGANISATION, DueItem
from qungui.model.linked import Linked, in_order, in_use, one_each
from qungui.model.organisation import (
    NOTHING_CHOSEN,
    RETENTION,
    OrganisationChange,
    OrganisationSettings,
)
from qungui.model.publication import Published, Stage, refuse_step_back
from qungui.model.roles import listed_by, shown_by
from qungui.model.rulebook import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qungui.model.group import Role
    from qungui.model.known_group import KnownGroup
    from qungui.model.ledger import AuditEntry
    from qungui.model.span import Span


class MemoryDirectory:
    """
    Implements :class:`qungui.ports.Directory` and :class:`qungui.ports.Organisation`; its answers
    are always current. Of :class:`qungui.ports.DueIndex` it has the organisation's settings.

    Attributes:
        shown: What the group book holds, by group id.
    """

    def __init__(self, log: "Callable[[str, AuditEntry], None] | None" = None) -> None:
        """*log* takes the entries of audit logs; without it they are dropped."""
        self._lock = RLock()
        self._log = log
        self.shown: dict[str, KnownGroup] = {}
        self._owners: dict[Alias, str] = {}
        self._retention = RETENTION
        self._groups: dict[str, tuple[Group, GroupSettings]] = {}
        self._editions: dict[tuple[str, str], Edition] = {}
        self._published: dict[str, tuple[Published, ...]] = {}
        self._judging: dict[str, tuple[Edition, ...]] = {}
        self._sources: dict[tuple[str, str], str] = {}
        self._organisation: dict[str, OrganisationSettings] = {}
        self._due: dict[str, datetime | None] = {}

    def linked(self, alias: Alias) -> Linked | None:
        plain(alias.name)
        with self._lock:
            owner = self._owners.get(alias)
            return None if owner is None else self.group(owner)

    def group(self, group_id: str) -> Linked | None:
        plain(group_id)
        with self._lock:
            group, settings = self._groups.get(group_id, (None, None))
            if group is None or settings is None:
                return None
            editions = self._judging.get(group.rulebook, ())
            known = self.shown.get(group_id)
            seen = replace(group, shown=shown_by(known), listed=listed_by(known))
            organisation = self.settings(group.rulebook)
            return Linked(seen, settings, editions, organisation) if editions else None

    def groups_of(self, person_id: str) -> "Iterator[Linked]":
        plain(person_id)
        with self._lock:
            known = {group_id: one.members for group_id, one in self.shown.items()}
            naming = [
                group_id
                for group_id, (group, _) in sorted(self._groups.items())
                if person_id in group.named or person_id in known.get(group_id, ())
            ]
        yield from filter(None, map(self.group, naming))

    def edition(self, rulebook: str, edition: str) -> Edition | None:
        with self._lock:
            return self._editions.get((rulebook, edition))

    def in_force(self, now: datetime) -> Sequence[Edition]:
        with self._lock:
            return one_each(now, [self._judging[name] for name in sorted(self._judging)])

    def publish(
        self,
        edition: Edition,
        *,
        stage: Stage = Stage.FORCE,
        source: str = "",
        change: "OrganisationChange | None" = None,
    ) -> None:
        plain(edition.edition)
        with self._lock:
            name = (edition.rulebook, edition.edition)
            was = self._published.get(edition.rulebook, ())
            refuse_step_back(was, edition, stage)
            if self._editions.get(name, edition) != edition:
                msg = "an edition of that name is published with other words"
                raise InvalidEventError(msg)
            if change is not None and not self.commit(change):
                msg = "the directory: another change was under way"
                raise TransientError(msg)
            self._editions.setdefault(name, edition)
            if source:
                self._sources[name] = source
            published = in_order((*was, Published(edition, stage)))
            used = (one.to_judge_by() for one in in_use(published))
            self._published[edition.rulebook] = published
            self._judging[edition.rulebook] = tuple(each for each in used if each is not None)

    def published(self, rulebook: str) -> tuple[Published, ...]:
        with self._lock:
            return self._published.get(rulebook, ())

    def source(self, rulebook: str, edition: str) -> str | None:
        with self._lock:
            return self._sources.get((rulebook, edition))

    def link(self, group: Group, settings: GroupSettings) -> None:
        plain(group.group_id)
        with self._lock:
            if not self._judging.get(group.rulebook):
                msg = f"no edition of {group.rulebook} is published"
                raise InvalidEventError(msg)
            if not all(self._is_free(alias, group.group_id) for alias in group.aliases):
                msg = "an alias belongs to another group"
                raise InvalidEventError(msg)
            others = {a: owner for a, owner in self._owners.items() if owner != group.group_id}
            self._owners = {**others, **dict.fromkeys(group.aliases, group.group_id)}
            self._groups[group.group_id] = (group, settings)

    def command(
        self, group_id: str, role: "Role", people: "Sequence[str]", entry: "AuditEntry"
    ) -> Linked:
        with self._lock:
            was = self.group(group_id)
            if was is None:
                msg = "no such group is linked"
                raise InvalidEventError(msg)
            said = {**was.group.commanded, role: tuple(people)}
            said = {each: who for each, who in said.items() if who}
            group = replace(was.group, commanded=said)
            self._groups[group_id] = (group, was.settings)
            self._note(group_id, entry)
            return replace(was, group=group)

    def set_up(self, group_id: str, settings: GroupSettings, entry: "AuditEntry") -> bool:
        with self._lock:
            group, was = self._groups.get(group_id, (None, None))
            if group is None or was is None or was.version != settings.version - 1:
                return False
            self._groups[group_id] = (group, settings)
            self._note(group_id, entry)
            return True

    def forget(self, group_id: str, person_id: str | None) -> None:
        with self._lock:
            group, settings = self._groups.get(group_id, (None, None))
            if group is not None and settings is not None:
                named = replace(
                    group,
                    roles=without(group.roles, person_id),
                    commanded=without(group.commanded, person_id),
                )
                self._groups[group_id] = (named, settings.exempting_not(person_id))

    def attach(self, group_id: str, alias: Alias) -> None:
        with self._lock:
            if group_id not in self._groups:
                msg = "no such group is linked"
                raise InvalidEventError(msg)
            group, settings = self._groups[group_id]
            aliases = tuple(dict.fromkeys((*group.aliases, alias)))
            self.link(replace(group, aliases=aliases), settings)

    def owner(self, alias: Alias) -> str | None:
        with self._lock:
            return self._owners.get(alias)

    def register(self, alias: Alias) -> str:
        """The group that *alias* names, an unfiled one if need be: the group book asks here."""
        plain(alias.name)
        with self._lock:
            return self._owners.setdefault(alias, unfiled_id(alias))

    def settings(self, rulebook: str) -> OrganisationSettings:
        with self._lock:
            return self._organisation.get(rulebook, NOTHING_CHOSEN)

    def commit(self, change: OrganisationChange) -> bool:
        with self._lock:
            if change.settings.version != self.settings(change.rulebook).version + 1:
                return False
            self._organisation[change.rulebook] = change.settings
            self._due[change.rulebook] = change.settings.due
            self._note(ORGANISATION, change.audit)
            return True

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            due = [(at, rulebook) for rulebook, at in self._due.items() if at and at <= now]
            return [
                DueItem(kind="settings", item_id=rulebook, group_id="", person_id="", due=at)
                for at, rulebook in sorted(due)[:limit]
            ]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            if item.kind == "settings" and self._due.get(item.item_id) == item.due:
                self._due[item.item_id] = until

    def retention(self) -> "Span":
        with self._lock:
            return self._retention

    def retain(self, span: "Span", entry: "AuditEntry") -> None:
        with self._lock:
            self._retention = span
            self._note(ORGANISATION, entry)

    def _note(self, log: str, entry: "AuditEntry | None") -> None:
        if self._log is not None and entry is not None:
            self._log(log, entry)

    def _is_free(self, alias: Alias, group_id: str) -> bool:
        owner = self._owners.get(alias, group_id)
        return owner == group_id or owner.startswith(UNFILED)
