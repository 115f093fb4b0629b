"""Conditions that count: what was let pass before, and a red packet given before."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qungui.model.condition import Condition, Per
from qungui.model.finding import Facts
from qungui.model.message import Message, MessageKind
from qungui.model.rulebook import Clause
from qungui.model.tally import Noted, Question

_PERIODS = {Per.DAY: "%Y-%m-%d", Per.WEEK: "%G-W%V", Per.MONTH: "%Y-%m", Per.EVER: "ever"}
_LENGTHS = {Per.DAY: timedelta(days=1), Per.WEEK: timedelta(days=7), Per.MONTH: timedelta(days=31)}
_LATE = timedelta(days=5)  # as late as the archive may bring a message


def questions(condition: Condition, clause_id: str, facts: Facts) -> Iterator[Question]:
    """What is to be asked so that *condition* can be told."""
    if condition.times is not None:
        length = _LENGTHS.get(condition.per)
        keep = None if length is None else length + _LATE
        yield Question(_times_key(condition, clause_id, facts), notes=True, keep=keep)
    if condition.after_red_packet is not None:
        yield Question(_packet_key(facts.person_id), notes=False)


def answers(condition: Condition, clause_id: str, facts: Facts) -> Iterator[bool | None]:
    """None for what was not asked."""
    if condition.times is not None:
        noted = facts.noted.get(_times_key(condition, clause_id, facts))
        yield None if noted is None else _place(noted, facts) <= condition.times
    if condition.after_red_packet is not None:
        yield _gave(facts.noted.get(_packet_key(facts.person_id)), condition, facts)


def red_packet(message: Message, person_id: str) -> Question | None:
    """Under what a message is noted that gives a red packet."""
    if message.kind is not MessageKind.RED_PACKET:
        return None
    return Question(_packet_key(person_id), notes=True, keep=timedelta(days=31), latest=True)


def counts_red_packets(clause: Clause) -> bool:
    return any(each.after_red_packet is not None for each in (*clause.unless, *clause.when))


def _times_key(condition: Condition, clause_id: str, facts: Facts) -> str:
    local = facts.message.sent_at.astimezone(ZoneInfo(facts.timezone))
    counted = facts.sighting.content if condition.same_content else facts.person_id
    return "#".join(("times", clause_id, counted, local.strftime(_PERIODS[condition.per])))


def _packet_key(person_id: str) -> str:
    return f"red-packet#{person_id}"


def _place(noted: Noted, facts: Facts) -> int:
    """Which of all noted ones the message is, by the platform's time, from 1."""
    own = (facts.sighting.sent_at, facts.sighting.mark)
    return 1 + sum((sent_at, mark) < own for mark, sent_at in noted.items())


def _gave(noted: Noted | None, condition: Condition, facts: Facts) -> bool | None:
    span = condition.after_red_packet
    if noted is None or span is None or span.fixed is None:
        return None
    return any(_within(given, span.fixed, facts.message.sent_at) for given in noted.values())


def _within(given: datetime, span: timedelta, sent_at: datetime) -> bool:
    return sent_at - span <= given <= sent_at
