"""
Conditions that look back: what was let pass before, a red packet given before, and what those who
run the group declared.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qungui.model.condition import Condition, Per
from qungui.model.finding import Facts
from qungui.model.group import RUN_THE_GROUP
from qungui.model.message import Message, MessageKind
from qungui.model.rulebook import Clause
from qungui.model.tally import Noted, Question
from qungui.text.declaring import DECLARATIONS

_PERIODS = {Per.DAY: "%Y-%m-%d", Per.WEEK: "%G-W%V", Per.MONTH: "%Y-%m", Per.EVER: "ever"}
_LENGTHS = {Per.DAY: timedelta(days=1), Per.WEEK: timedelta(days=7), Per.MONTH: timedelta(days=31)}
_LATE = timedelta(days=5)  # as late as the archive may bring a message
_DECLARED = timedelta(hours=12)  # whoever forgets to end it does not keep the group from talking


def questions(condition: Condition, clause_id: str, facts: Facts) -> Iterator[Question]:
    """What is to be asked so that *condition* can be told."""
    if condition.times is not None:
        length = _LENGTHS.get(condition.per)
        keep = None if length is None else length + _LATE
        yield Question(_times_key(condition, clause_id, facts), notes=True, keep=keep)
    if condition.after_red_packet is not None:
        yield Question(_packet_key(facts.person_id), notes=False)
    for name in DECLARATIONS.keys() & set(condition.declared):
        yield from (Question(_declared_key(name, ends=ends), notes=False) for ends in (False, True))


def answers(condition: Condition, clause_id: str, facts: Facts) -> Iterator[bool | None]:
    """None for what was not asked."""
    if condition.times is not None:
        noted = facts.noted.get(_times_key(condition, clause_id, facts))
        yield None if noted is None else _place(noted, facts) <= condition.times
    if condition.after_red_packet is not None:
        yield _gave(facts.noted.get(_packet_key(facts.person_id)), condition, facts)
    if condition.declared:
        said = [_is_declared(name, facts) for name in condition.declared]
        yield True if True in said else None if None in said else False


def to_note(clauses: Iterable[Clause], facts: Facts) -> Iterator[Question]:
    """Under what the message is noted, for *clauses* that look back on such ones."""
    given = red_packet(facts.message, facts.person_id)
    if given is not None and any(map(counts_red_packets, clauses)):
        yield given
    if facts.roles & RUN_THE_GROUP:
        yield from _declarations(clauses, facts.plain)


def _declarations(clauses: Iterable[Clause], plain: str) -> Iterator[Question]:
    for name, declaration in DECLARATIONS.items():
        for ends, words in ((False, declaration.begins), (True, declaration.ends)):
            if words.search(plain) and any(_asks_after(name, each) for each in clauses):
                key, keep = _declared_key(name, ends=ends), _DECLARED + _LATE
                yield Question(key, notes=True, keep=keep, latest=True)


def _asks_after(name: str, clause: Clause) -> bool:
    return any(name in each.declared for each in (*clause.unless, *clause.when))


def _is_declared(name: str, facts: Facts) -> bool | None:
    """By the platform's time; None for what nobody can declare, or was not asked."""
    begun = facts.noted.get(_declared_key(name, ends=False))
    ended = facts.noted.get(_declared_key(name, ends=True))
    if begun is None or ended is None:
        return None
    now = facts.message.sent_at
    last = max((at for at in begun.values() if now - _DECLARED < at <= now), default=None)
    return last is not None and not any(last <= at <= now for at in ended.values())


def _declared_key(name: str, *, ends: bool) -> str:
    return f"declared#{name}#{'ends' if ends else 'begins'}"


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
