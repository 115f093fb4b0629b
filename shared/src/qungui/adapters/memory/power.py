"""What can be done in a group, done to a list."""

from collections import deque
from dataclasses import dataclass

from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, Done, NoPower
from qungui.model.person import Person


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
        answers: Outcomes of the next calls, which then have no effect; empty: they work.
    """

    def __init__(self, *, speaks: bool = True, removes: bool = True) -> None:
        self._speaks = speaks
        self._removes = removes
        self.members: set[tuple[str, str]] = set()
        self.posts: list[Post] = []
        self.removals: list[tuple[str, str]] = []
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

    def has_member(self, group: Group, person: Person) -> bool:
        return (group.group_id, person.person_id) in self.members
