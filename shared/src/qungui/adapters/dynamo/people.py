"""Persons and the names that channels use for them."""

from collections.abc import Iterable
from datetime import timedelta

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.directory_items import AliasItem, ProfileItem
from qungui.adapters.dynamo.fresh import Fresh
from qungui.adapters.dynamo.table import ABSENT, opened
from qungui.adapters.dynamo.writes import Delete, Put, Update
from qungui.errors import TransientError
from qungui.model.ids import Alias
from qungui.model.person import Person, PersonFacts, facts_said, unrecorded
from qungui.ports import Clock

# Members speak minutes apart. An older answer harms nobody: ``record`` refuses an alias that
# moved, and then it is resolved anew.
_LIFETIME = timedelta(hours=1)


class DynamoPeople:
    """Implements :class:`qungui.ports.People`. What is resolved is kept for an hour."""

    def __init__(self, *, table_name: str, region: str, clock: Clock) -> None:
        self._table = opened(table_name, region)
        self._resolved: Fresh[Alias, Person] = Fresh(clock, lifetime=_LIFETIME)

    def resolve(self, alias: Alias) -> Person:
        return self._resolved.get(alias, self._resolve)

    def record(self, person: Person) -> None:
        """
        Raises:
            TransientError: An alias belongs to somebody else meanwhile; resolve it again.
        """
        self.note(person, PersonFacts())

    def note(self, person: Person, facts: PersonFacts) -> None:
        """
        Raises:
            TransientError: As ``record``.
        """
        mine = ABSENT | (AliasItem.owner == person.person_id)
        names = {str(alias) for alias in person.aliases}
        said = ((getattr(ProfileItem, name), value) for name, value in facts_said(facts).items())
        changes = [fact.remove() if value is None else fact.set(value) for fact, value in said]
        if facts.position:
            post = keys.post(facts.position, person.person_id)
            changes += [
                ProfileItem.list_key.set(keys.POSTS_LIST),
                ProfileItem.list_sort.set(post),
            ]
        profile = Update(
            keys.person(person.person_id), keys.PROFILE, [ProfileItem.aliases.add(names), *changes]
        )
        aliases = (AliasItem.of(alias, person.person_id) for alias in set(person.aliases))
        cancelled = self._table.transact([*(Put(alias, mine) for alias in aliases), profile])
        for alias in person.aliases:
            self._resolved.forget(alias)
        if cancelled is not None:
            msg = "people: an alias moved"
            raise TransientError(msg)

    def get(self, person_id: str) -> Person | None:
        found = self._table.get(ProfileItem, keys.person(person_id), keys.PROFILE)
        return None if found is None else found.value()

    def get_many(self, person_ids: Iterable[str]) -> dict[str, Person]:
        rows = [(keys.person(person_id), keys.PROFILE) for person_id in dict.fromkeys(person_ids)]
        found = map(ProfileItem.from_raw_data, self._table.get_each(rows))
        return {person.person_id: person for person in (item.value() for item in found)}

    def posts(self) -> dict[str, str]:
        every = ProfileItem.list_sort > " "
        listed = self._table.query(keys.POSTS_LIST, every, index=keys.WORKLIST_INDEX)
        return dict(keys.post_from(raw["list_sort"]["S"]) for raw in listed)

    def forget(self, person: Person) -> None:
        """
        Raises:
            TransientError: An alias was given to somebody else meanwhile.
        """
        known = self.get(person.person_id) or person
        mine = ABSENT | (AliasItem.owner == person.person_id)
        names = {*known.aliases, *person.aliases}
        gone = (Delete(keys.alias(alias), keys.ONLY, mine) for alias in names)
        profile = Delete(keys.person(person.person_id), keys.PROFILE)
        cancelled = self._table.transact([*gone, profile])
        for alias in names:
            self._resolved.forget(alias)
        if cancelled is not None:
            msg = "people: an alias moved"
            raise TransientError(msg)

    def _resolve(self, alias: Alias) -> Person:
        named = self._table.get(AliasItem, keys.alias(alias), keys.ONLY, consistent=False)
        known = None if named is None else self.get(named.owner)
        return known or unrecorded(alias)
