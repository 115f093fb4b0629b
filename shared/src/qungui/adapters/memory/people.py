"""Persons and the names that channels use for them."""

from collections.abc import Iterable
from threading import Lock
from typing import Any

from qungui.adapters.plain import plain
from qungui.errors import TransientError
from qungui.model.ids import Alias
from qungui.model.person import Person, PersonFacts, facts_said, unrecorded


class MemoryPeople:
    """Implements :class:`qungui.ports.People`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owners: dict[Alias, str] = {}
        self._facts: dict[str, dict[str, Any]] = {}

    def resolve(self, alias: Alias) -> Person:
        plain(alias.name)
        with self._lock:
            owner = self._owners.get(alias)
            return unrecorded(alias) if owner is None else self._person(owner)

    def record(self, person: Person) -> None:
        """
        Raises:
            TransientError: An alias belongs to somebody else meanwhile; resolve it again.
        """
        plain(person.person_id)
        with self._lock:
            mine = person.person_id
            if any(self._owners.get(alias, mine) != mine for alias in person.aliases):
                msg = "people: an alias moved"
                raise TransientError(msg)
            self._owners.update(dict.fromkeys(person.aliases, mine))

    def note(self, person: Person, facts: PersonFacts) -> None:
        self.record(person)
        with self._lock:
            self._facts.setdefault(person.person_id, {}).update(facts_said(facts))

    def get(self, person_id: str) -> Person | None:
        with self._lock:
            return self._person(person_id) if person_id in self._owners.values() else None

    def get_many(self, person_ids: Iterable[str]) -> dict[str, Person]:
        with self._lock:
            known = set(self._owners.values())
            return {who: self._person(who) for who in person_ids if who in known}

    def posts(self) -> dict[str, str]:
        with self._lock:
            found = ((who, facts.get("position", "")) for who, facts in self._facts.items())
            return {who: position for who, position in found if position}

    def forget(self, person: Person) -> None:
        with self._lock:
            mine = person.person_id
            self._owners = {a: owner for a, owner in self._owners.items() if owner != mine}
            self._facts.pop(mine, None)

    def _person(self, person_id: str) -> Person:
        aliases = (alias for alias, owner in self._owners.items() if owner == person_id)
        facts = self._facts.get(person_id, {})
        return Person(person_id=person_id, aliases=tuple(sorted(aliases, key=str)), **facts)
