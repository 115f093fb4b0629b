"""What the platform showed of groups, and who is in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import batched

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.directory_items import AliasItem
from qungui.adapters.dynamo.roster_items import MemberItem, RosterItem
from qungui.adapters.dynamo.table import ABSENT, PRESENT, SK, opened
from qungui.adapters.dynamo.writes import Delete, Put, Update, Write
from qungui.errors import TransientError
from qungui.model.group import GroupKind
from qungui.model.ids import Alias, unfiled_id
from qungui.model.known_group import (
    NEVER,
    PULLED_AGAIN_AFTER,
    PULLED_AS,
    GroupState,
    KnownGroup,
    Member,
    MemberChange,
    day_of,
)
from qungui.wire import time_to_text

_MEMBERS_AT_ONCE = 90  # of the hundred items that one transaction holds


class DynamoGroupBook:
    """
    Implements :class:`qungui.ports.GroupBook`.

    A member list that fits one transaction changes in one; a longer one goes in parts, without a
    version until the last part, each under the condition that nobody else changed it.
    """

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def register(self, alias: Alias, kind: GroupKind | None, at: datetime) -> str:
        named = AliasItem.of(alias, unfiled_id(alias))
        if not self._table.put(named, ABSENT):
            found = self._table.get(AliasItem, named.pk, named.sk)
            if found is None:
                msg = "the group book: an alias moved"
                raise TransientError(msg)
            named = found
        group_id: str = named.owner
        row = RosterItem.first(group_id, alias, kind, at)
        if not self._table.put(row, ABSENT) and kind is not None:
            learned = [RosterItem.kind.set(kind.value), RosterItem.alias.set(str(alias))]
            news: Condition = RosterItem.kind.does_not_exist()
            if PULLED_AS.get(kind) == alias.kind:
                news |= RosterItem.alias != str(alias)
            self._table.update(row.pk, row.sk, learned, news)
        return group_id

    def owner(self, alias: Alias) -> str | None:
        found = self._table.get(AliasItem, keys.alias(alias), keys.ONLY)
        return None if found is None else found.owner

    def every(self) -> Sequence[str]:
        since = RosterItem.list_sort > "0"  # an instant begins with its year
        found = self._table.query(keys.GROUPS_LIST, since, index=keys.WORKLIST_INDEX)
        return [keys.group_from(raw["pk"]["S"]) for raw in found]

    def stale(self, now: datetime, limit: int) -> Sequence[str]:
        due = RosterItem.list_sort < keys.due_until(now)
        found = self._table.query(
            keys.GROUPS_LIST, due, index=keys.WORKLIST_INDEX, limit=limit, newest_first=True
        )
        return [keys.group_from(raw["pk"]["S"]) for raw in found]

    def postpone(self, group_id: str, until: datetime) -> None:
        sort = RosterItem.list_sort
        later = keys.due_sort(until, group_id)
        self._table.update(keys.group(group_id), keys.ROSTER, [sort.set(later)], sort < later)

    def known(self, group_id: str) -> KnownGroup | None:
        pk = keys.group(group_id)
        found = self._table.get(RosterItem, pk, keys.ROSTER)
        return None if found is None else found.value(self._members(pk))

    def memberships(self, person_id: str) -> dict[str, Member]:
        every, named = MemberItem.list_sort > " ", keys.groups_of(person_id)
        listed = self._table.query(named, every, index=keys.WORKLIST_INDEX)
        rows = [(raw["pk"]["S"], raw["sk"]["S"]) for raw in listed]
        found = self._table.get_each([row for row in rows if row[1].startswith(keys.MEMBERS)])
        items = map(MemberItem.from_raw_data, found)
        return {keys.group_from(item.pk): item.value() for item in items}

    def apply(self, group_id: str, change: MemberChange) -> bool:
        if len(change.joined) + len(change.left) > _MEMBERS_AT_ONCE:
            return False  # pulled whole instead
        steps = [RosterItem.member_version.set(change.after), RosterItem.revision.add(1)]
        same = RosterItem.member_version == change.before
        joined = [Put(MemberItem.of(group_id, *one)) for one in change.joined.items()]
        left = [
            Delete(keys.group(group_id), keys.member_of_roster(person_id))
            for person_id in change.left
            if person_id not in change.joined
        ]
        return self._changed(group_id, steps, same, [*joined, *left])

    def replace(self, read: KnownGroup, now: KnownGroup) -> bool:
        parts = list(batched(_differences(read, now), _MEMBERS_AT_ONCE, strict=False)) or [()]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            partly: list[Action] = [RosterItem.member_version.remove()]
            steps = _pulled(read, now) if last else partly
            same = RosterItem.revision == read.revision + number
            counted = [*steps, RosterItem.revision.add(1)]
            if not self._changed(read.group_id, counted, same, part):
                return False
        return True

    def hide(self, group_id: str, at: datetime) -> None:
        steps = [
            RosterItem.state.set(GroupState.HIDDEN.value),
            RosterItem.looked_at.set(at),
            RosterItem.list_sort.set(keys.due_sort(at + PULLED_AGAIN_AFTER, group_id)),
            RosterItem.revision.add(1),
        ]
        there = PRESENT & (RosterItem.state != GroupState.DISSOLVED.value)
        self._table.update(keys.group(group_id), keys.ROSTER, steps, there)

    def dissolve(self, group_id: str, at: datetime) -> None:
        gone = GroupState.DISSOLVED.value
        steps = [
            RosterItem.state.set(gone),
            RosterItem.dissolved_at.set(at),
            RosterItem.list_sort.set(keys.due_sort(NEVER, group_id)),
            RosterItem.revision.add(1),
        ]
        first = PRESENT & (RosterItem.state != gone)
        self._table.update(keys.group(group_id), keys.ROSTER, steps, first)

    def dissolved(self) -> dict[str, datetime]:
        never = RosterItem.list_sort >= time_to_text(NEVER)
        listed = self._table.query(keys.GROUPS_LIST, never, index=keys.WORKLIST_INDEX)
        rows = [(raw["pk"]["S"], raw["sk"]["S"]) for raw in listed]
        items = map(RosterItem.from_raw_data, self._table.get_each(rows))
        return {keys.group_from(item.pk): item.dissolved_at for item in items}

    def drop(self, group_id: str) -> None:
        pk = keys.group(group_id)
        for raw in self._table.query(pk, SK.startswith(keys.MEMBERS)):
            self._table.delete(pk, raw["sk"]["S"])
        self._table.delete(pk, keys.ROSTER)

    def saw(self, group_id: str, person_id: str, at: datetime) -> None:
        day, seen = day_of(at), MemberItem.seen_at
        newer = PRESENT & (seen.does_not_exist() | (seen < day))
        where = (keys.group(group_id), keys.member_of_roster(person_id))
        self._table.update(*where, [seen.set(day)], newer)

    def declare(self, group_id: str, person_id: str, nickname: str) -> bool:
        where = (keys.group(group_id), keys.member_of_roster(person_id))
        said, _ = self._table.update(*where, [MemberItem.declared.set(nickname)], PRESENT)
        return said

    def _members(self, pk: str) -> dict[str, Member]:
        raw = self._table.query(pk, SK.startswith(keys.MEMBERS))
        items = map(MemberItem.from_raw_data, raw)
        return {item.person_id: item.value() for item in items}

    def _changed(
        self, group_id: str, steps: Sequence[Action], same: Condition, members: Sequence[Write]
    ) -> bool:
        """
        Raises:
            TransientError: Another change was under way.
        """
        row = Update(keys.group(group_id), keys.ROSTER, steps, same, "roster")
        cancelled = self._table.transact([row, *members])
        if cancelled is None:
            return True
        if cancelled.refused:
            return False
        msg = "the group book: another change was under way"
        raise TransientError(msg)


def _pulled(read: KnownGroup, now: KnownGroup) -> list[Action]:
    """All that is new of the group itself; that it is shown ends its being hidden."""
    owner, creator, looked = RosterItem.owner, RosterItem.creator, RosterItem.looked_at
    shown = read.state is GroupState.HIDDEN and now.looked_at != read.looked_at
    return [
        RosterItem.name.set(now.name),
        RosterItem.administrators.set(list(now.administrators)),
        RosterItem.leaders.set(list(now.leaders)),
        RosterItem.member_version.set(now.version),
        owner.remove() if now.owner is None else owner.set(now.owner),
        creator.remove() if now.creator is None else creator.set(now.creator),
        looked.remove() if now.looked_at is None else looked.set(now.looked_at),
        RosterItem.list_sort.set(keys.due_sort(now.pull_due, now.group_id)),
        *([RosterItem.state.set(GroupState.ACTIVE.value)] if shown else []),
    ]


def _differences(read: KnownGroup, now: KnownGroup) -> Iterator[Write]:
    pk = keys.group(read.group_id)
    for person_id, member in now.members.items():
        was = read.members.get(person_id)
        if was is None:
            yield Put(MemberItem.of(read.group_id, person_id, member))
        elif was != replace(member, seen_at=was.seen_at, declared=was.declared):
            yield Update(pk, keys.member_of_roster(person_id), MemberItem.changes(member))
    for person_id in read.members.keys() - now.members.keys():
        yield Delete(pk, keys.member_of_roster(person_id))
