"""Whoever asked for answers hears how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.watch import Stage
from qungui.notices.watching import WatchFile, to_asker
from qungui.ports import People, Watches


@dataclass(frozen=True, slots=True)
class TellAsker:
    """Nothing is changed by it."""

    watches: Watches
    people: People

    def __call__(self, linked: Linked, report: Order) -> str | None:
        """The words, as it stands now; None where the watch is kept no more, or never was."""
        watch = self.watches.get(linked.group.group_id, report.about) if report.about else None
        if watch is None or report.wanted not in set(Stage):
            return None
        found = {who: self.people.get(who) for who in watch.owed}
        people = {who: person for who, person in found.items() if person is not None}
        file = WatchFile(
            watch=watch,
            group=linked.group,
            timezone=linked.timezone,
            people=people,
            leaders=self._leaders(linked, people),
        )
        return to_asker(file, Stage(report.wanted))

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
