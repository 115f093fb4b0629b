"""What must be true of every answer that was owed, by the times at which people wrote."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.finding import RING_HORIZON
from qungui.model.message import Message
from qungui.model.person import Person
from tests.simulation.ends import End, File
from tests.simulation.tasks import Asked

_LATE = timedelta(hours=23)
"""So long after its instant an answer that was in time may be heard of: a day, and less."""


def whoever_answers_in_time_is_held_to_nothing(end: End) -> Iterator[str]:
    """Once it is heard of: not met with anything any more, and what was found is void."""
    for asked, file in _owed(end):
        answer = _answer(end, asked, file.who)
        if answer is None or answer.sent_at > asked.until or _is_too_late(end, asked, answer):
            continue
        for case in _found(file, asked):
            if case.counts or case.to_review or _is_met_with_more(file, case):
                yield f"{file} answered at {answer.sent_at} by {asked.until}; {case.state}"


def whoever_does_not_is_found_once(end: End) -> Iterator[str]:
    for asked, file in _owed(end):
        answer, times = _answer(end, asked, file.who), len(_found(file, asked))
        is_silent = answer is None or answer.sent_at > asked.until
        is_silent = is_silent and not _is_in_doubt(end, asked, file.who)
        if times > 1 or (is_silent and not times):
            when = None if answer is None else answer.sent_at
            yield f"{file} answered at {when} by {asked.until}; found {times} times"


def nobody_is_reminded_twice_of_one_notice(end: End) -> Iterator[str]:
    for asked, file in _owed(end):
        cases = {case.case_id for case in _found(file, asked)}
        orders = (each for each in file.kept.orders if each.act is Act.REMIND)
        times = sum(not cases.isdisjoint(each.case_ids) for each in orders)
        if times > 1:
            yield f"{file} was reminded {times} times of {asked.message.message_id}"


PROMISES: tuple[Callable[[End], Iterable[str]], ...] = (
    whoever_answers_in_time_is_held_to_nothing,
    whoever_does_not_is_found_once,
    nobody_is_reminded_twice_of_one_notice,
)


def _owed(end: End) -> Iterator[tuple[Asked, File]]:
    for asked in () if end.history.tasks is None else end.history.tasks.asked:
        for file in end.files:
            if file.where is asked.where and file.who in asked.whom:
                yield asked, file


def _answer(end: End, asked: Asked, who: Person) -> Message | None:
    """The first of theirs that counts as one."""
    said = (each for each in _written(end, asked, who) if asked.is_answered_by(each))
    return min(said, key=lambda each: each.sent_at, default=None)


def _written(end: End, asked: Asked, who: Person) -> list[Message]:
    """By them in that group, from then on."""
    return [
        each
        for each in end.history.written
        if each.sender in who.aliases
        and each.group in asked.where.aliases
        and each.sent_at >= asked.message.sent_at
    ]


def _is_too_late(end: End, asked: Asked, answer: Message) -> bool:
    return end.history.taken[answer.message_id] > asked.until + _LATE


def _is_in_doubt(end: End, asked: Asked, who: Person) -> bool:
    """
    So much that they had written was known before what asks them that an answer may have been
    forgotten.
    """
    asked_at = end.history.taken[asked.message.message_id]
    return any(
        each.sent_at > asked.message.sent_at + RING_HORIZON
        and end.history.tried[each.message_id] <= asked_at
        for each in _written(end, asked, who)
    )


def _is_met_with_more(file: File, case: Case) -> bool:
    """By what was found, though it is void."""
    lifted = None if case.voided is None else case.voided.at
    return any(
        not each.act.only_reminds or (each.told_at and lifted and each.told_at > lifted)
        for each in file.sanctions
        if case.case_id in each.case_ids
    )


def _found(file: File, asked: Asked) -> list[Case]:
    return [
        case
        for case in file.kept.cases
        if case.at == asked.until
        and any(breach.clause_id == asked.clause_id for breach in case.breaches)
    ]
