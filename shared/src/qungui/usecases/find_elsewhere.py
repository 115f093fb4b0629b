"""Who of a group is in another group of its kind, too: asked of its members together."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from qungui.model.known_group import GroupState
from qungui.model.roster_check import RosterCheck, mark_of
from qungui.ports import Directory, GroupBook, RosterChecks

MOST_GROUPS = 20
"""That are looked into, those with most in common first: five requests each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindElsewhere:
    """
    The last looks at the other groups say where to look; what their rosters say now counts. A group
    that was never gone through finds the others when it is.
    """

    book: GroupBook
    checks: RosterChecks
    directory: Directory

    def __call__(
        self, group_id: str, kind: str, members: Iterable[str]
    ) -> Mapping[str, tuple[str, ...]]:
        """
        The other groups' names, by person id; nothing of who runs the other one.

        Raises:
            TransientError: It cannot be told now.
        """
        marks = {mark_of(person_id): person_id for person_id in members}
        others = [each for each in self.checks.of_kind(kind) if each.group_id != group_id]
        alike = [each for each in others if each.marks & marks.keys()]
        alike.sort(key=lambda each: (-len(each.marks & marks.keys()), each.group_id))
        found = dict[str, list[str]]()
        for other in alike[:MOST_GROUPS]:
            self._look(other, {marks[mark] for mark in other.marks & marks.keys()}, found)
        return {who: tuple(sorted(names)) for who, names in found.items()}

    def _look(self, other: RosterCheck, who: AbstractSet[str], found: dict[str, list[str]]) -> None:
        linked = self.directory.group(other.group_id)
        known = self.book.known(other.group_id)
        if linked is None or known is None or known.state is not GroupState.ACTIVE:
            return
        for person_id in who & known.members.keys():
            if not linked.group.roles_of(person_id):
                found.setdefault(person_id, []).append(linked.group.name)
