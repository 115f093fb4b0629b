"""Whom a form means by the names and accounts in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qungui.model.ids import Alias
from qungui.model.person import Person
from qungui.ports import Directory, GroupBook, People

_MAYBE_A_NAME = re.compile(r"[^\s#]{1,64}")


@dataclass(frozen=True, slots=True)
class NamePeople:
    """Nobody is guessed: a name that two people of the sender's groups have is nobody's."""

    people: People
    directory: Directory
    book: GroupBook

    def __call__(self, words: Iterable[str], by: str) -> Mapping[str, str]:
        """
        Person ids, by those of *words* that are an account, or the name of one person only in the
        groups that *by*, a person id, is in.

        Raises:
            TransientError: It cannot be told now.
        """
        asked = [word for word in words if _MAYBE_A_NAME.fullmatch(word)]
        accounts = {word: person_id for word in asked if (person_id := self._account(word))}
        names = set(asked) - accounts.keys()
        return {**self._named(names, by), **accounts} if names else accounts

    def _account(self, word: str) -> str:
        person = self.people.get(self.people.resolve(Alias("userid", word.casefold())).person_id)
        return "" if person is None else person.person_id

    def _named(self, names: set[str], by: str) -> Mapping[str, str]:
        found = dict[str, set[str]]()
        for person in self._around(by):
            if person.name in names:
                found.setdefault(person.name, set()).add(person.person_id)
        return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}

    def _around(self, by: str) -> Iterator[Person]:
        known = (self.book.known(linked.group.group_id) for linked in self.directory.groups_of(by))
        members = {who for group in known if group is not None for who in group.members}
        yield from filter(None, map(self.people.get, members))
