"""Which rooms may be which groups, and the word of the person who knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.engine.matching import Candidate, Proposal, proposals
from qungui.model.ids import UNFILED, Alias
from qungui.model.known_group import KnownGroup
from qungui.model.linked import Linked
from qungui.ports import Clock, Directory, GroupBook, People


@dataclass(frozen=True, slots=True)
class Rooms:
    """Every group that the platform ever showed us."""

    directory: Directory
    book: GroupBook
    people: People
    clock: Clock

    @classmethod
    def on(cls, *, table: str, region: str) -> "Rooms":
        where: dict[str, str] = {"table_name": table, "region": region}
        clock = SystemClock()
        return cls(
            DynamoDirectory(**where, clock=clock),
            DynamoGroupBook(**where),
            DynamoPeople(**where, clock=clock),
            clock,
        )

    def unfiled(self) -> Mapping[str, KnownGroup]:
        """By id; those that a filing took over meanwhile are left out."""
        groups = (known for known in self._every() if known.group_id.startswith(UNFILED))
        return {
            known.group_id: known
            for known in groups
            if self.book.owner(known.alias) == known.group_id
        }

    def filed(self) -> Iterator[tuple[KnownGroup, Linked]]:
        """What the platform showed of each, and what was filed."""
        for known in self._every():
            linked = self.directory.group(known.group_id)
            if linked is not None:
                yield known, linked

    def proposals(self) -> Iterator[tuple[KnownGroup, tuple[Proposal, ...]]]:
        """For each unfiled room the filed groups that it may be, best first."""
        filed = [_candidate(known, linked.group.name) for known, linked in self.filed()]
        for known in self.unfiled().values():
            yield known, proposals(_candidate(known, known.name), filed)

    def confirm(self, room: Alias, group_id: str) -> None:
        """
        Link *room* to a filed group, as a person said.

        Raises:
            InvalidEventError: No such group, or the room belongs to another one.
        """
        self.directory.attach(group_id, room)
        linked = self.directory.group(group_id)
        if linked is not None:  # its roster is pulled under the group's own id from here on
            self.book.register(room, linked.group.kind, self.clock.now())

    def creator(self, known: KnownGroup) -> str:
        """The userid of who made the room; empty where nobody says."""
        person = None if known.creator is None else self.people.get(known.creator)
        return "" if person is None else person.userid or ""

    def _every(self) -> Iterator[KnownGroup]:
        for group_id in self.book.every():
            known = self.book.known(group_id)
            if known is not None:
                yield known


def _candidate(known: KnownGroup, name: str) -> Candidate:
    return Candidate(group_id=known.group_id, name=name, members=frozenset(known.members))
