"""Tasks and notices that somebody is to answer within so many minutes: their part of a history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qungui.model.group import Group
from qungui.model.message import Message
from qungui.model.person import Person
from tests.simulation.company import OWNER
from tests.simulation.law import NOTICE, NOTICE_MINUTES, TASK, TASK_MINUTES
from tests.simulation.people import Said

if TYPE_CHECKING:
    from tests.simulation.history import History

ACKNOWLEDGED = "收到"
_MOST = 4
_APART = timedelta(hours=4)
"""Who is asked again while they are waited for owes no second answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Attributes:
        whom: Each of them owes an answer of their own.
    """

    clause_id: str
    message: Message
    where: Group
    whom: tuple[Person, ...]

    @property
    def until(self) -> datetime:
        """An answer of exactly then is in time."""
        minutes = TASK_MINUTES if self.clause_id == TASK else NOTICE_MINUTES
        return self.message.sent_at + timedelta(minutes=minutes)

    def is_answered_by(self, said: Message) -> bool:
        return self.clause_id == TASK or ACKNOWLEDGED in said.text


class Tasks:
    """
    Attributes:
        asked: In the order in which it was written.
    """

    def __init__(self, history: History) -> None:
        self._history, self._chance = history, history.chance
        self.asked: list[Asked] = []

    def ask(self) -> None:
        """One member is to do something today, or all are to acknowledge a notice."""
        where, who = self._history.whom()
        since = [each.message.sent_at for each in self.asked if each.where is where]
        if len(since) == _MOST or any(self._history.clock.now() - at < _APART for at in since):
            return
        if self._chance.random() < 1 / 2:
            self._ask(TASK, f"@{who.userid or who.name} 今天把库存查清楚", where, (who,))
        else:
            staff = tuple(each for each in self._history.company.members if each.userid)
            self._ask(NOTICE, "【通知】明天停电，收到请回复", where, staff)

    def answer(self) -> None:
        """Somebody does, now and then at the very last moment or just after it."""
        if not self.asked:
            return
        asked, clock = self._chance.choice(self.asked[-2:]), self._history.clock
        edge = asked.until + timedelta(seconds=self._chance.choice((0, 1)))
        if clock.now() < edge and self._chance.random() < 1 / 3:
            clock.move_to(edge)
        text = self._chance.choice((ACKNOWLEDGED, ACKNOWLEDGED, "好的"))
        self._history.writes(Said(self._chance.choice(asked.whom), text, asked.where))

    def _ask(self, clause_id: str, text: str, where: Group, whom: tuple[Person, ...]) -> None:
        message = self._history.writes(Said(OWNER, text, where))
        if message is not None:
            self.asked.append(Asked(clause_id, message, where, whom))
