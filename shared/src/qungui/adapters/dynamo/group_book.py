"""What the platform showed of groups, and who is in them."""

from collections.abc import Iterator, Sequence
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
from qungui.model.known_group import GroupState, KnownGroup, Member, MemberChange

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
            self._table.update(row.pk, row.sk, learned, RosterItem.kind.does_not_exist())
        return group_id

    def owner(self, alias: Alias) -> str | None:
        found = self._table.get(AliasItem, keys.alias(alias), keys.ONLY)
        return None if found is None else found.owner

    def every(self) -> Sequence[str]:
        since = RosterItem.list_sort > "0"  # an instant begins with its year
        found = self._table.query(keys.GROUPS_LIST, since, index=keys.WORKLIST_INDEX)
        return [keys.group_from(raw["pk"]["S"]) for raw in found]

    def known(self, group_id: str) -> KnownGroup | None:
        pk = keys.group(group_id)
        found = self._table.get(RosterItem, pk, keys.ROSTER)
        return None if found is None else found.value(self._members(pk))

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
            steps = _pulled(now) if last else partly
            same = RosterItem.revision == read.revision + number
            counted = [*steps, RosterItem.revision.add(1)]
            if not self._changed(read.group_id, counted, same, part):
                return False
        return True

    def dissolve(self, group_id: str, at: datetime) -> None:
        gone = GroupState.DISSOLVED.value
        steps = [RosterItem.state.set(gone), RosterItem.dissolved_at.set(at)]
        first = PRESENT & (RosterItem.state != gone)
        self._table.update(keys.group(group_id), keys.ROSTER, steps, first)

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


def _pulled(now: KnownGroup) -> list[Action]:
    """All that a pull says of the group itself."""
    owner = RosterItem.owner
    return [
        RosterItem.name.set(now.name),
        RosterItem.administrators.set(list(now.administrators)),
        RosterItem.member_version.set(now.version),
        owner.remove() if now.owner is None else owner.set(now.owner),
    ]


def _differences(read: KnownGroup, now: KnownGroup) -> Iterator[Write]:
    for person_id, member in now.members.items():
        if read.members.get(person_id) != member:
            yield Put(MemberItem.of(read.group_id, person_id, member))
    for person_id in read.members.keys() - now.members.keys():
        yield Delete(keys.group(read.group_id), keys.member_of_roster(person_id))
