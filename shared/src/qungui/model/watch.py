"""A watch: who owes an answer to a message, and what follows at which instant where none comes."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qungui.model.decision import Decision
from qungui.model.frozen import frozen
from qungui.model.ids import derived_id

WATCH_KEPT = timedelta(days=30)
"""How long after its message a watch can be looked up; what it found stands as cases."""


class Ask(StrEnum):
    """What a message asks of those whom it is for."""

    SAME_DAY = "same-day"  # a task for today
    INSTRUCTION = "instruction"
    NOTICE = "notice"  # to be acknowledged by everybody
    QUESTION = "question"  # a problem put before somebody
    POST = "post"  # a question to the group, for whoever runs it


class Stage(StrEnum):
    """What follows at a point."""

    REMIND = "remind"
    OVERDUE = "overdue"  # what the clause orders
    LIST = "list"  # and whoever asked hears who has not answered
    OTHER_WAY = "other-way"  # whoever asked is to reach them another way
    CLOSE = "close"  # whoever asked hears how it ended; nobody is found anything of


@frozen(kw_only=True)
class Point:
    """
    Attributes:
        at: An answer of exactly this instant is in time; platform time, UTC.
        minutes: After the message.
        acknowledges: Only an answer with a word of confirmation counts.
    """

    clause_id: str
    stage: Stage
    at: datetime
    minutes: int
    acknowledges: bool = False


@frozen(kw_only=True)
class Owed:
    """
    One person's answer.

    Attributes:
        answered_at: Platform time of their first message after the one that asks.
        acknowledged_at: The same of the first with a word of confirmation.
        is_unsure: Another one may have been meant, of the same name or office, so nobody is held
            to it.
        excused: That they could not answer, as a person recorded it.
        found: What was found of them, by clause and stage.
    """

    answered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    is_unsure: bool = False
    excused: Decision | None = None
    found: tuple[tuple[str, Stage], ...] = ()

    def when(self, point: Point) -> datetime | None:
        """When they gave the answer that *point* asks for; None where they did not."""
        return self.acknowledged_at if point.acknowledges else self.answered_at

    def is_in_time(self, point: Point) -> bool:
        when = self.when(point)
        return when is not None and when <= point.at

    def is_held_to(self, point: Point) -> bool:
        """Whether they had not answered by then, and nothing excuses them."""
        return not (self.is_in_time(point) or self.is_unsure or self.excused)


@frozen(kw_only=True)
class Watch:
    """
    Attributes:
        by: Who asked, by person id.
        at: Platform time of the message.
        asks: What the message asks for.
        words: Of the message, masked: evidence, should it come to a case.
        ack_words: What counts as a confirmation.
        points: The earliest first.
        done: How many of them were looked at.
        owed: By person id.
        closed_at: The message was taken back, or said again what another asked already; nothing
            follows from it any more.
        due: When it is looked at next; None once nothing is left to do by itself.
        version: Optimistic lock; each write raises it by one, 0 means that it was never stored.
    """

    watch_id: str
    group_id: str
    by: str
    at: datetime
    asks: frozenset[Ask] = frozenset()
    words: str = ""
    ack_words: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    done: int = 0
    owed: Mapping[str, Owed] = field(default_factory=dict)
    closed_at: datetime | None = None
    due: datetime | None = None
    version: int = 0

    @property
    def ref(self) -> "WatchRef":
        return WatchRef(self.group_id, self.watch_id)

    @property
    def hearers(self) -> tuple[str, ...]:
        """Who hears how it stands: whoever asked; of a post, those of whom one is to answer."""
        if Ask.POST in self.asks:
            return tuple(self.owed)
        return (self.by,) if self.by else ()

    @property
    def is_ready(self) -> bool:
        """Whether the next message of everybody who owes an answer is known to be waited for."""
        return self.due is not None or self.done > 0 or self.closed_at is not None

    @property
    def is_over(self) -> bool:
        """Whether nothing follows from any answer any more."""
        return self.is_ready and self.due is None

    @property
    def is_open(self) -> bool:
        """Whether anybody may still answer in time, or is to hear of it."""
        return self.closed_at is None and self.done < len(self.points)

    def is_silent(self, person_id: str) -> bool:
        """Whether they have not answered at all, and nothing excuses them."""
        owed = self.owed[person_id]
        return owed.excused is None and any(owed.when(point) is None for point in self.points)

    def waits_for(self, person_id: str) -> bool:
        """Whether another message of theirs, perhaps a late one, can change anything."""
        owed = self.owed.get(person_id)
        if owed is None or self.closed_at is not None:
            return False
        return not all(owed.is_in_time(point) for point in self.points)


@frozen
class WatchRef:
    """Where a watch stands."""

    group_id: str
    watch_id: str


def watch_id_of(group_id: str, message_id: str) -> str:
    """One message, one watch, however often it is delivered."""
    return derived_id("watch", group_id, message_id)


def without(watch: Watch, person_id: str) -> Watch:
    """Nobody who is *person_id* asked, excused or owes anything; words that may name them go."""
    owed = {
        who: _unexcused_by(each, person_id) for who, each in watch.owed.items() if who != person_id
    }
    if person_id != watch.by and owed == watch.owed:
        return watch
    by = "" if watch.by == person_id else watch.by
    return replace(watch, by=by, words="", owed=owed)


def _unexcused_by(owed: Owed, person_id: str) -> Owed:
    if owed.excused is None or owed.excused.by != person_id:
        return owed
    return replace(owed, excused=replace(owed.excused, by=""))
