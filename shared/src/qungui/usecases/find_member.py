"""Whom somebody means by a name, in the groups that they may act in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qungui.model.ids import Alias
from qungui.model.linked import Linked
from qungui.model.person import Person
from qungui.notices import outcomes
from qungui.ports import GroupBook, Ledger, People


@dataclass(frozen=True, slots=True)
class Found:
    """A member, in one group."""

    linked: Linked
    person: Person


@dataclass(frozen=True, slots=True)
class FindMember:
    """Nobody is guessed: a name that fits two, or one in two groups, is asked back."""

    book: GroupBook
    people: People
    ledger: Ledger

    def __call__(
        self, name: str, groups: Iterable[Linked], *, or_left: bool = False
    ) -> Found | str:
        """
        The one member of that account or name; else what to answer. *or_left*: by their account
        those who left are found, too, where anything is on record of them.
        """
        name = name.strip()
        found = self._called(name, groups)
        if or_left and not found:
            found = list(self._on_record(name, groups))
        people = {each.person.person_id: each.person for each in found}
        if not found:
            return outcomes.no_such_member(name)
        if len(people) > 1:
            return outcomes.several_members(name, [_account(one) for one in people.values()])
        if len(found) > 1:
            return outcomes.several_groups(name, [each.linked.group.name for each in found])
        return found[0]

    def _called(self, name: str, groups: Iterable[Linked]) -> list[Found]:
        """An account before a name: whoever writes one means nobody else."""
        members = [Found(linked, who) for linked in groups for who in self._members(linked)]
        accounts = [each for each in members if _account(each.person).casefold() == name.casefold()]
        return accounts or [each for each in members if each.person.name == name]

    def _on_record(self, account: str, groups: Iterable[Linked]) -> Iterator[Found]:
        person = self.people.resolve(Alias("userid", account.casefold()))
        recorded = set(self.ledger.on_record(person.person_id))
        for linked in groups if recorded else ():
            if linked.group.group_id in recorded:
                yield Found(linked, person)

    def _members(self, linked: Linked) -> Iterator[Person]:
        known = self.book.known(linked.group.group_id)
        for person_id in () if known is None else known.members:
            person = self.people.get(person_id)
            if person is not None:
                yield person


def _account(person: Person) -> str:
    return person.userid or person.name or "（外部成员）"
