"""One-to-one words, kept in the order a member would see them."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qungui.model.outcome import CallOutcome, Card, Done, NoPower, Spent
from qungui.model.person import Person
from qungui.ports import Clock

_SAME = timedelta(hours=4)  # the platform's duplicate check at its longest
_CODE_USED = 42016


@dataclass(frozen=True, slots=True)
class Told:
    person_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Handed:
    person_id: str
    card: Card


class MemoryMessenger:
    """
    Implements :class:`qungui.ports.Messenger`.

    Attributes:
        told: What arrived; an identical text to the same person within four hours does not.
        codes: Response codes that may be used once.
        settled: What was put in place of a card's buttons, by response code.
        handed: The cards that arrived, one per task id.
        answers: Outcomes of the next calls, which then have no effect; empty: they work.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = dict[Told, datetime]()
        self.told: list[Told] = []
        self.handed: list[Handed] = []
        self.codes: set[str] = set()
        self.settled: dict[str, str] = {}
        self.answers: deque[CallOutcome] = deque()

    def tell(self, person: Person, text: str) -> CallOutcome:
        if self.answers:
            return self.answers.popleft()
        if person.userid is None:
            return NoPower()
        now, words = self._clock.now(), Told(person.person_id, text)
        before = self._last.get(words)
        if before is None or now - before >= _SAME:
            self._last[words] = now
            self.told.append(words)
        return Done()

    def hand_over(self, person: Person, card: Card) -> CallOutcome:
        if self.answers:
            return self.answers.popleft()
        if person.userid is None:
            return NoPower()
        if all(handed.card.task_id != card.task_id for handed in self.handed):
            self.handed.append(Handed(person.person_id, card))
        return Done()

    def settle_card(
        self, people: Sequence[Person], *, response_code: str, said: str
    ) -> CallOutcome:
        if self.answers:
            return self.answers.popleft()
        if not any(person.userid for person in people):
            return NoPower()
        if response_code not in self.codes:
            return Spent(_CODE_USED)
        self.codes.remove(response_code)
        self.settled[response_code] = said
        return Done()
