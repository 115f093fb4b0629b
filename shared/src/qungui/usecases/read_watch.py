"""All that there is to say of a message that waits for answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from qungui.model.linked import Linked
from qungui.model.person import Person
from qungui.model.watch import Watch
from qungui.notices.watching import WatchFile
from qungui.ports import People


@dataclass(frozen=True, slots=True)
class ReadWatch:
    """Nothing is changed by it."""

    people: People

    def __call__(self, linked: Linked, watch: Watch) -> WatchFile:
        found = {who: self.people.get(who) for who in watch.owed}
        people = {who: person for who, person in found.items() if person is not None}
        return WatchFile(
            watch=watch,
            group=linked.group,
            timezone=linked.timezone,
            people=people,
            leaders=self._leaders(linked, people),
        )

    def _leaders(self, linked: Linked, people: Mapping[str, Person]) -> Mapping[str, Person]:
        """Of the group's leaders those who lead a department that somebody is in."""
        holders = {who for held in linked.group.holders.values() for who in held}
        leaders = [each for each in map(self.people.get, sorted(holders)) if each and each.leads]
        return {
            who: leader
            for who, person in people.items()
            for leader in leaders
            if who != leader.person_id and set(person.departments) & set(leader.leads)
        }
