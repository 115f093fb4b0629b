"""A member asks in the group that another be put out of it: that counts as their report."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.engine.reports import reported
from qungui.model.finding import Facts
from qungui.model.ids import Alias
from qungui.model.person import Person
from qungui.ports import GroupBook, People
from qungui.text.asking_out import asked_out
from qungui.usecases.move_member import MoveMember


@dataclass(frozen=True, slots=True)
class ReportMember:
    """Safe to repeat: a member's reports of one matter count once."""

    move: MoveMember
    people: People
    book: GroupBook

    def __call__(self, facts: Facts) -> int:
        """
        How many reports a message makes; nothing is read unless it asks for somebody's removal.

        Raises:
            TransientError: The ledger could not be reached, or others kept moving the member.
        """
        group_id = facts.group.group_id
        about = (
            person
            for name in asked_out(facts.message.text)
            for person in self._called(group_id, name)
        )
        return sum(self._reported(facts, person) for person in about)

    def _reported(self, facts: Facts, about: Person) -> bool:
        by, at, alias = facts.person_id, facts.message.sent_at, about.aliases[0]
        change = self.move(
            facts.group.group_id,
            about.person_id,
            lambda docket: reported(docket, alias, by, at),
        )
        return change is not None

    def _called(self, group_id: str, name: str) -> Iterator[Person]:
        """By their account, or by the one nickname in the group that is the same; nobody else."""
        account = self.people.get(self.people.resolve(Alias("userid", name.casefold())).person_id)
        if account is not None:
            yield account
            return
        known = self.book.known(group_id)
        members = {} if known is None else known.members
        named = [who for who, each in members.items() if each.nickname == name]
        person = self.people.get(named[0]) if len(named) == 1 else None
        if person is not None:
            yield person
