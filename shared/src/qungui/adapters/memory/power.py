"""What can be done in a group, done to a list."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, Done, NoPower
from qungui.model.person import Person
from qungui.model.roster import Look


@dataclass(frozen=True, slots=True)
class Post:
    group_id: str
    text: str


class MemoryPower:
    """
    Implements :class:`qungui.ports.Power`.

    Attributes:
        members: Pairs of group and person who are in the group now.
        posts: What was said, repeats included: a group shows every one.
        removals: Pairs of group and person, one per call that took somebody out.
        invitations: The same, one per call that brought somebody back.
        names, owners: By group, what they were last changed to.
        emptied: Groups that were emptied; whoever owns one is still in it.
        looks: By group, what it shows of itself in place of what was done to it here.
        answers: Outcomes of the next calls, which then have no effect; empty: they work.
    """

    def __init__(self, *, speaks: bool = True, removes: bool = True, tells: bool = True) -> None:
        """*tells*: whether it can say who is in a group."""
        self._speaks = speaks
        self._tells = tells
        self._removes = removes
        self.members: set[tuple[str, str]] = set()
        self.posts: list[Post] = []
        self.removals: list[tuple[str, str]] = []
        self.invitations: list[tuple[str, str]] = []
        self.names: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self.emptied: list[str] = []
        self.looks: dict[str, Look] = {}
        self._owners: dict[str, Person] = {}
        self.answers: deque[CallOutcome] = deque()

    def speak(self, group: Group, text: str) -> CallOutcome:
        if not self._speaks:
            return NoPower()
        if self.answers:
            return self.answers.popleft()
        self.posts.append(Post(group.group_id, text))
        return Done()

    def remove(self, group: Group, person: Person) -> CallOutcome:
        if not self._removes:
            return NoPower()
        if self.answers:
            return self.answers.popleft()
        member = (group.group_id, person.person_id)
        if member in self.members:
            self.members.remove(member)
            self.removals.append(member)
        return Done()

    def invite(self, group: Group, person: Person) -> CallOutcome:
        if not self._removes:
            return NoPower()
        if self.answers:
            return self.answers.popleft()
        member = (group.group_id, person.person_id)
        if member not in self.members:
            self.members.add(member)
            self.invitations.append(member)
        return Done()

    def rename(self, group: Group, name: str) -> CallOutcome:
        return self._changed(lambda: self.names.update({group.group_id: name}))

    def change_owner(self, group: Group, to: Person) -> CallOutcome:
        def change() -> None:
            self.owners[group.group_id] = to.person_id
            self._owners[group.group_id] = to
            self.members.add((group.group_id, to.person_id))

        return self._changed(change)

    def empty(self, group: Group) -> CallOutcome:
        def clear() -> None:
            owner = (group.group_id, self.owners.get(group.group_id, ""))
            others = {each for each in self.members if each[0] == group.group_id} - {owner}
            self.members -= others
            self.emptied.append(group.group_id)

        return self._changed(clear)

    def _changed(self, change: Callable[[], None]) -> CallOutcome:
        if not self._removes:
            return NoPower()
        if self.answers:
            return self.answers.popleft()
        change()
        return Done()

    def look(self, group: Group) -> Look | None:
        if not self._tells:
            return None
        here = group.group_id
        owner = self._owners.get(here)
        shown = Look(
            name=self.names.get(here, group.name),
            owner=None if owner is None else owner.aliases[0],
            others=sum(member[0] == here for member in self.members) - (here in self.owners),
        )
        return self.looks.get(here, shown)

    def has_member(self, group: Group, person: Person) -> bool | None:
        if not self._tells:
            return None
        return (group.group_id, person.person_id) in self.members
