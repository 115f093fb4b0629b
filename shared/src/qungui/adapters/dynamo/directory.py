"""Groups, their settings and their rulebooks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import appended
from qungui.adapters.dynamo.directory_items import (
    AliasItem,
    CurrentItem,
    EditionItem,
    GroupItem,
    NamedItem,
    SettingsItem,
    SourceItem,
    exempt_to_json,
    stored_roles,
)
from qungui.adapters.dynamo.fresh import Fresh
from qungui.adapters.dynamo.organisation import changed, chosen
from qungui.adapters.dynamo.roster_items import RosterItem
from qungui.adapters.dynamo.table import ABSENT, PRESENT, opened
from qungui.adapters.dynamo.writes import Delete, Put, Update, Write
from qungui.errors import InvalidEventError, TransientError
from qungui.model.group import Group, GroupSettings, Role, without
from qungui.model.ids import UNFILED, Alias
from qungui.model.ledger import AuditEntry
from qungui.model.linked import Linked, in_order, one_each
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.publication import Published, Stage, observed, refuse_step_back
from qungui.model.roles import listed_by, shown_by
from qungui.model.rulebook import Edition
from qungui.ports import Clock

_LIFETIME = timedelta(minutes=1)
_ATTEMPTS = 8
_NOTHING = GroupItem.commanded.does_not_exist()

type _Filed = tuple[Group, GroupSettings]
type _Rules = tuple[tuple[Edition, ...], OrganisationSettings]


class DynamoDirectory:
    """Implements :class:`qungui.ports.Directory`. Each part of an answer is at most 60 s old."""

    def __init__(self, *, table_name: str, region: str, clock: Clock) -> None:
        self._table = opened(table_name, region)
        self._owners: Fresh[Alias, str | None] = Fresh(clock, lifetime=_LIFETIME)
        self._groups: Fresh[str, _Filed | None] = Fresh(clock, lifetime=_LIFETIME)
        self._rules: Fresh[str, _Rules] = Fresh(clock, lifetime=_LIFETIME)
        # Editions never change, so what was read once is kept.
        self._editions: dict[tuple[str, str], Edition] = {}
        self._observed: dict[tuple[str, str], Edition] = {}

    def linked(self, alias: Alias) -> Linked | None:
        group_id = self._owners.get(alias, self._owner)
        return None if group_id is None else self.group(group_id)

    def group(self, group_id: str) -> Linked | None:
        found = self._groups.get(group_id, self._filed)
        if found is None:
            return None
        group, settings = found
        editions, organisation = self._rules.get(group.rulebook, self._ruled)
        return Linked(group, settings, editions, organisation) if editions else None

    def groups_of(self, person_id: str) -> Iterator[Linked]:
        every = NamedItem.list_sort > " "
        found = self._table.query(keys.groups_of(person_id), every, index=keys.WORKLIST_INDEX)
        naming = dict.fromkeys(keys.group_from(raw["pk"]["S"]) for raw in found)
        yield from filter(None, map(self.group, naming))

    def edition(self, rulebook: str, edition: str) -> Edition | None:
        kept = self._editions.get((rulebook, edition))
        if kept is not None:
            return kept
        pk, sk = keys.rulebook(rulebook), keys.edition(edition)
        found = self._table.get(EditionItem, pk, sk)
        if found is None:
            return None
        return self._editions.setdefault((rulebook, edition), found.value())

    def in_force(self, now: datetime) -> Sequence[Edition]:
        every = CurrentItem.list_sort > " "
        found = self._table.query(keys.RULEBOOKS_LIST, every, index=keys.WORKLIST_INDEX)
        books = [keys.rulebook_from(raw["pk"]["S"]) for raw in found]
        return one_each(now, [self._judging(self._current(book), book) for book in books])

    def publish(
        self,
        edition: Edition,
        *,
        stage: Stage = Stage.FORCE,
        source: str = "",
        change: OrganisationChange | None = None,
    ) -> None:
        current = self._current(edition.rulebook, consistent=True)
        was = self._published(edition.rulebook, current)
        refuse_step_back(was, edition, stage)
        row = EditionItem.of(edition)
        same = ABSENT | (EditionItem.compiled == row.compiled)
        now = CurrentItem.of(edition.rulebook, in_order((*was, Published(edition, stage))))
        unmoved = ABSENT if current is None else CurrentItem.stages == current.stages
        kept = [Put(SourceItem.of(edition, source))] if source else []
        with_it = [] if change is None else changed(self._table, change)
        cancelled = self._table.transact(
            [Put(row, same, "edition"), Put(now, unmoved), *kept, *with_it]
        )
        if cancelled is not None:
            _refuse(
                "an edition of that name is published with other words",
                refused="edition" in cancelled.refused,
            )
        self._rules.clear()

    def published(self, rulebook: str) -> tuple[Published, ...]:
        return self._published(rulebook, self._current(rulebook, consistent=True))

    def source(self, rulebook: str, edition: str) -> str | None:
        found = self._table.get(SourceItem, keys.rulebook(rulebook), keys.source(edition))
        return None if found is None else found.text

    def link(self, group: Group, settings: GroupSettings) -> None:
        if not self._judging(self._current(group.rulebook, consistent=True), group.rulebook):
            msg = f"no edition of {group.rulebook} is published"
            raise InvalidEventError(msg)
        aliases = set(group.aliases)
        was = self._table.get(GroupItem, keys.group(group.group_id), keys.META)
        filed = None if was is None else was.value()
        old = set() if filed is None else set(filed.aliases)
        unfiled = AliasItem.owner.startswith(UNFILED)
        free = ABSENT | (AliasItem.owner == group.group_id) | unfiled
        cancelled = self._table.transact(
            [
                Put(GroupItem.of(group)),
                Put(SettingsItem.of(group.group_id, settings)),
                *(Put(AliasItem.of(alias, group.group_id), free) for alias in aliases),
                *(Delete(keys.alias(a), keys.ONLY, free) for a in old - aliases),
                *_naming(filed, group),
            ]
        )
        if cancelled is not None:
            _refuse("an alias belongs to another group", refused=bool(cancelled.refused))
        self._owners.clear()
        self._groups.clear()

    def command(
        self, group_id: str, role: Role, people: Sequence[str], entry: AuditEntry
    ) -> Linked:
        pk, commanded = keys.group(group_id), GroupItem.commanded
        for _ in range(_ATTEMPTS):
            was = self._table.get(GroupItem, pk, keys.META)
            if was is None:
                msg = "no such group is linked"
                raise InvalidEventError(msg)
            filed = was.value()
            now = {**filed.commanded, role: tuple(people)}
            now = {each: who for each, who in now.items() if who}
            same = PRESENT & (_NOTHING if was.commanded is None else commanded == was.commanded)
            change = Update(pk, keys.META, [commanded.set(stored_roles(now))], same)
            named = _naming(filed, replace(filed, commanded=now))
            log = appended(self._table, group_id, entry)
            if self._table.transact([change, *named, *log]) is None:
                break
        else:
            msg = "the directory: others kept changing the group"
            raise TransientError(msg)
        self._groups.forget(group_id)
        linked = self.group(group_id)
        if linked is None:
            msg = "no such group is linked"
            raise InvalidEventError(msg)
        # The reading may lag behind the writing.
        return replace(linked, group=replace(linked.group, commanded=now))

    def set_up(self, group_id: str, settings: GroupSettings, entry: AuditEntry) -> bool:
        before = SettingsItem.version == settings.version - 1
        change = Put(SettingsItem.of(group_id, settings), before)
        cancelled = self._table.transact([change, *appended(self._table, group_id, entry)])
        self._groups.forget(group_id)
        return cancelled is None

    def forget(self, group_id: str, person_id: str | None) -> None:
        pk = keys.group(group_id)
        for _ in range(_ATTEMPTS):
            filed = self._table.get(GroupItem, pk, keys.META)
            settings = self._table.get(SettingsItem, pk, keys.SETTINGS)
            changes = [*_unnamed(filed, person_id), *_bound(settings, person_id)]
            if not changes or self._table.transact(changes) is None:
                break
        else:
            msg = "the directory: others kept changing the group"
            raise TransientError(msg)
        self._groups.forget(group_id)

    def attach(self, group_id: str, alias: Alias) -> None:
        pk = keys.group(group_id)
        was = self._table.get(GroupItem, pk, keys.META)
        if was is None:
            msg = "no such group is linked"
            raise InvalidEventError(msg)
        mine = (AliasItem.owner == group_id) | AliasItem.owner.startswith(UNFILED)
        aliases = [str(each) for each in dict.fromkeys((*was.value().aliases, alias))]
        same = GroupItem.aliases == was.aliases
        cancelled = self._table.transact(
            [
                Put(AliasItem.of(alias, group_id), ABSENT | mine, "alias"),
                Update(pk, keys.META, [GroupItem.aliases.set(aliases)], same),
            ]
        )
        if cancelled is not None:
            _refuse("an alias belongs to another group", refused="alias" in cancelled.refused)
        self._owners.forget(alias)
        self._groups.forget(group_id)

    def _owner(self, alias: Alias) -> str | None:
        found = self._table.get(AliasItem, keys.alias(alias), keys.ONLY, consistent=False)
        return None if found is None else found.owner

    def _filed(self, group_id: str) -> _Filed | None:
        pk = keys.group(group_id)
        meta = self._table.get(GroupItem, pk, keys.META, consistent=False)
        settings = self._table.get(SettingsItem, pk, keys.SETTINGS, consistent=False)
        if meta is None or settings is None:
            return None
        shown = self._table.get(RosterItem, pk, keys.ROSTER, consistent=False)
        roster = None if shown is None else shown.value({})
        group = replace(meta.value(), shown=shown_by(roster), listed=listed_by(roster))
        return group, settings.value()

    def _ruled(self, rulebook: str) -> _Rules:
        """An edition is never seen without its trial, which is written with it and read after."""
        editions = self._judging(self._current(rulebook), rulebook)
        return editions, chosen(self._table, rulebook)

    def _current(self, rulebook: str, *, consistent: bool = False) -> CurrentItem | None:
        pk = keys.rulebook(rulebook)
        return self._table.get(CurrentItem, pk, keys.CURRENT, consistent=consistent)

    def _published(self, rulebook: str, current: CurrentItem | None) -> tuple[Published, ...]:
        if current is None:
            return ()
        found = ((self.edition(rulebook, name), name) for name in current.stages)
        each = (Published(one, current.stage(name)) for one, name in found if one is not None)
        return in_order(each)

    def _judging(self, current: CurrentItem | None, rulebook: str) -> tuple[Edition, ...]:
        """What messages are judged by, without reading what nothing is judged by."""
        if current is None:
            return ()
        names = map(str, current.editions)
        found = (self._judged_by(rulebook, name, current.stage(name)) for name in names)
        return tuple(edition for edition in found if edition is not None)

    def _judged_by(self, rulebook: str, name: str, stage: Stage) -> Edition | None:
        """The same value each time, so that whoever builds on it may keep what they built."""
        edition = self.edition(rulebook, name)
        if edition is None or stage is Stage.FORCE:
            return edition
        if (rulebook, name) not in self._observed:
            self._observed[rulebook, name] = observed(edition)
        return self._observed[rulebook, name]


def _naming(was: Group | None, now: Group) -> Iterator[Write]:
    """What makes a group show among those of whoever it names, and of nobody else."""
    before = frozenset[str]() if was is None else was.named
    yield from (Put(NamedItem.of(now.group_id, who)) for who in sorted(now.named))
    yield from (
        Delete(keys.group(now.group_id), keys.named(who)) for who in sorted(before - now.named)
    )


def _unnamed(item: GroupItem | None, person_id: str | None) -> Iterator[Write]:
    """What takes somebody's roles away, if nobody changed them since."""
    if item is None:
        return
    was = item.value()
    now = replace(
        was,
        roles=without(was.roles, person_id),
        commanded=without(was.commanded, person_id),
    )
    if now != was:
        roles, commanded = stored_roles(now.roles), stored_roles(now.commanded)
        actions = [GroupItem.roles.set(roles), GroupItem.commanded.set(commanded)]
        said = _NOTHING if item.commanded is None else GroupItem.commanded == item.commanded
        same = (GroupItem.roles == item.roles) & said
        yield Update(item.pk, item.sk, actions, same)
        yield from _naming(was, now)


def _bound(item: SettingsItem | None, person_id: str | None) -> Iterator[Update]:
    """What binds somebody again who was exempt, if nobody changed the settings since."""
    if item is None:
        return
    was = item.value()
    now = was.exempting_not(person_id)
    if now != was:
        exempt = SettingsItem.exempt.set(exempt_to_json(now.exempt))
        yield Update(item.pk, item.sk, [exempt], SettingsItem.exempt == item.exempt)


def _refuse(msg: str, *, refused: bool) -> None:
    if refused:
        raise InvalidEventError(msg)
    msg = "the directory: another change was under way"
    raise TransientError(msg)
