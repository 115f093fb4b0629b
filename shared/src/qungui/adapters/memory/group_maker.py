"""Groups that our app made, in a list."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from qungui.model.outcome import CallOutcome, Done, NoPower
from qungui.model.person import Person

_SIZES = range(2, 2001)


@dataclass(frozen=True, slots=True)
class Made:
    """The first of *members*, person ids, owns it."""

    name: str
    members: tuple[str, ...]


class MemoryGroupMaker:
    """
    Implements :class:`qungui.ports.GroupMaker`.

    Attributes:
        made: By chat id.
        answers: Outcomes of the next calls, which then have no effect; empty: they work.
    """

    def __init__(self) -> None:
        self.made: dict[str, Made] = {}
        self.answers: deque[CallOutcome] = deque()

    def make(self, chat_id: str, name: str, members: Sequence[Person]) -> CallOutcome:
        if self.answers:
            return self.answers.popleft()
        if len(members) not in _SIZES or not all(person.userid for person in members):
            return NoPower()
        self.made.setdefault(chat_id, Made(name, tuple(one.person_id for one in members)))
        return Done()
