"""Whom a message means by an ``@``: members by account, name or group nickname."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qungui.model.person import Person
from qungui.ports import GroupBook, People
from qungui.text.mentions import has_mention, mentions


@dataclass(frozen=True, slots=True)
class FindMentioned:
    book: GroupBook
    people: People

    def staff(self, group_id: str) -> tuple[str, ...]:
        """Employees in the group."""
        roster = self._roster(group_id).values()
        return tuple(p.person_id for p, _ in roster if p.userid is not None and p.left_at is None)

    def __call__(self, group_id: str, text: str) -> Mapping[str, bool]:
        """By person id, in the order of the text; whether others bear the same name."""
        return dict(self._mentioned(group_id, text)) if has_mention(text) else {}

    def _mentioned(self, group_id: str, text: str) -> Iterator[tuple[str, bool]]:
        bearers = dict[str, list[str]]()
        for person, nickname in self._roster(group_id).values():
            for name in {nickname, person.name, person.userid or ""} - {""}:
                bearers.setdefault(name, []).append(person.person_id)
        for name in mentions(text, bearers):
            for who in bearers[name]:
                yield who, len(bearers[name]) > 1

    def _roster(self, group_id: str) -> Mapping[str, tuple[Person, str]]:
        """Who is in the group, with the name they bear there."""
        known = self.book.known(group_id)
        members = {} if known is None else known.members
        found = {who: self.people.get(who) for who in members}
        return {who: (each, members[who].nickname) for who, each in found.items() if each}
