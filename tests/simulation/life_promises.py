"""
What must be true of the life of each group after any history, found out from the register, the log,
the orders and what people saw.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from qungui.lifecycle.moves import Step
from qungui.model.act import Act
from qungui.model.filing import Filing, LifeState, Notice
from qungui.model.ids import Alias
from qungui.model.order import Order
from tests.simulation.ends import End, Life
from tests.simulation.law import ENDS_WITHIN, ZONE

_A_DAY, _AN_HOUR = timedelta(days=1), timedelta(hours=1)
_OVER = {LifeState.DISSOLVED, LifeState.LINKED, LifeState.REJECTED}
_TELLS_OF_ITS_END = "将于"
"""Stands in every announcement; the rules are the only other thing that a group is told."""


def no_group_outlives_its_last_day_unsaid(end: End) -> Iterator[str]:
    """It is dissolved, or those in charge of it have heard within the last day that it is not."""
    now = end.history.clock.now()
    for life in end.lives:
        last = _last_moment(life.filing)
        if last is None or last + _AN_HOUR > now or life.filing.state in _OVER:
            continue
        if life.filing.state is not LifeState.OVERDUE:
            yield f"{life} is {life.filing.state}, and was to be gone by {last}"
        heard = [
            at
            for at, effect in end.history.heard
            if effect.kind == "told"
            and effect.text.startswith(f"【逾期未解散】“{life.filing.name}”")
        ]
        if now - max(heard, default=last) > _A_DAY + _AN_HOUR:
            yield f"{life} is overdue since {last}, and nobody has heard of it for a day"


def a_group_is_dissolved_on_the_day_that_was_announced(end: End) -> Iterator[str]:
    """Where nothing fails any more."""
    for life in end.lives:
        notice, gone = life.filing.notice, life.took(Step.DISSOLVE)
        if notice is None or notice.at < end.history.repaired_at:
            continue
        on = _midnight(notice.on)
        if life.filing.state not in _OVER and on + _AN_HOUR < end.history.clock.now():
            yield f"{life} was to be dissolved on {notice.on}, and is {life.filing.state}"
        if any(entry.at < on or entry.at > on + _A_DAY + _AN_HOUR for entry in gone):
            yield f"{life} was dissolved at {gone[0].at} and not on {notice.on}"


def nothing_is_dissolved_that_was_not_announced(end: End) -> Iterator[str]:
    """With the reason, the day and who does it; to the group itself before it is closed."""
    for life in end.lives:
        notice = life.filing.notice
        for gone in life.took(Step.DISSOLVE):
            announced = [entry for entry in life.took(Step.ANNOUNCE) if entry.at <= gone.at]
            if not announced or notice is None or not (notice.reason and notice.operator):
                yield f"{life} was dissolved, and nothing was announced"
            elif gone.at < _midnight(notice.on):
                yield f"{life} was dissolved before {notice.on}"
            elif life.was_linked_by(notice.at) and not _was_said(life, notice, gone.at):
                yield f"{life} was closed, and the group was never told"
        closes = [order for order in life.orders if order.act in {Act.SOFT_CLOSE, Act.DISSOLVE}]
        if closes and not life.took(Step.DISSOLVE):
            yield f"{life} was closed, and nobody dissolved it"


def what_a_step_orders_is_ordered_once(end: End) -> Iterator[str]:
    """However often it was delivered, and whoever died over it."""
    for life in end.lives:
        dissolved, announced = len(life.took(Step.DISSOLVE)), len(life.took(Step.ANNOUNCE))
        handed = len(life.took(Step.TAKE_UP)) + len(life.took(Step.HAND_OVER))
        most = {Act.SOFT_CLOSE: dissolved, Act.DISSOLVE: dissolved, Act.CHANGE_OWNER: handed}
        ordered = Counter(order.act for order in life.orders if not _puts_right(order))
        for act, times in most.items():
            if ordered[act] > times:
                yield f"{life}: {act} was ordered {ordered[act]} times for {times} steps"
        if dissolved and life.linked is not None and not ordered[Act.SOFT_CLOSE]:
            yield f"{life} was dissolved, and not closed"
        said = [order.wanted for order in life.orders if order.act is Act.SPEAK]
        notices = sum(_TELLS_OF_ITS_END in text for text in said)
        if notices > announced or len(said) - notices > 1:
            yield f"{life} was told {len(said)} times, of its end {notices} times"


def nobody_is_asked_for_two_owners(end: End) -> Iterator[str]:
    for life in end.lives:
        asked = [order for order in life.orders if order.act is Act.CHANGE_OWNER]
        wanted = {order.about for order in asked if order.state.waits_for_a_person}
        if len(wanted) > 1:
            yield f"{life}: is to be owned by {len(wanted)} people"


def every_move_is_in_the_log_once(end: End) -> Iterator[str]:
    """Each begins where the one before it ended, and the last one where the group is now."""
    for life in end.lives:
        if life.trail.broken_at is not None:
            yield f"{life}: its log is broken at {life.trail.broken_at}"
        if len(life.moves) != life.filing.version:
            yield f"{life}: {life.filing.version} writes, {len(life.moves)} in the log"
        states = [(entry.facts["from"], entry.facts["to"]) for entry in life.moves]
        for (_, stood), (begins, _) in pairwise([("", ""), *states]):
            if stood != begins:
                yield f"{life}: it stood at {stood or 'nothing'} and went on from {begins}"
        if states and states[-1][1] != life.filing.state:
            yield f"{life}: is {life.filing.state}, by the log {states[-1][1]}"


def a_number_is_given_once(end: End) -> Iterator[str]:
    numbers = Counter(life.filing.number for life in end.lives if life.filing.number)
    for number, times in numbers.items():
        if times > 1:
            yield f"{number} was given {times} times"
    for life in end.lives:
        given = {entry.facts["number"] for entry in life.moves} - {""}
        if len(given) > 1:
            yield f"{life} was given {given}"
        if life.took(Step.CONFIRM) and not life.filing.number:
            yield f"{life} was confirmed, and has no number"


def a_group_is_made_once(end: End) -> Iterator[str]:
    """Of what is on file; where too few are left to make it again, a person is to make it."""
    system = end.history.system
    owners = list[str | None]()
    for chat, made in system.maker.made.items():
        found = [system.people.get(person_id) for person_id in made.members]
        stay = [who for who in found if who is not None and who.left_at is None]
        owner = system.directory.owner(Alias("appchat", chat))
        owners += [owner] if owner or len(stay) > 1 else []
    filed = {life.filing.group_id for life in end.lives}
    if len(set(owners)) < len(owners) or not filed.issuperset(owners):
        yield f"chats were made of {owners}"


def nobody_who_left_owns_a_group_unnoticed(end: End) -> Iterator[str]:
    """Where nobody ended it."""
    system = end.history.system
    for life in end.lives:
        filing = life.filing
        shown = [each.owner for each in life.shown if each.owner is not None]
        owners = {filing.owner, *(system.people.resolve(alias).person_id for alias in shown)}
        found = [system.people.get(owner) for owner in owners if owner]
        gone = bool(found) and all(who is not None and who.left_at for who in found)
        over = filing.state in _OVER or filing.state.is_ending
        waits = filing.state in {LifeState.AWAITING_APPROVAL, LifeState.ZOMBIE}
        if gone and shown and not (over or waits):
            yield f"{life} is {filing.state}, and of somebody who left"


def what_is_gone_is_known_to_be_gone(end: End) -> Iterator[str]:
    for life in end.lives:
        if life.linked is not None and not life.shown and life.filing.state not in _OVER:
            yield f"{life} is {life.filing.state}, and the platform has no such group"


def all_that_was_owed_went_out(end: End) -> Iterator[str]:
    for life in end.lives:
        if life.filing.owed:
            yield f"{life} still owes {life.filing.owed}"
        for order in life.orders:
            if not (order.state.is_final or order.state.waits_for_a_person):
                yield f"{life}: {order.act} is left {order.state} ({order.why})"


PROMISES: tuple[Callable[[End], Iterable[str]], ...] = (
    a_group_is_dissolved_on_the_day_that_was_announced,
    no_group_outlives_its_last_day_unsaid,
    nothing_is_dissolved_that_was_not_announced,
    what_a_step_orders_is_ordered_once,
    nobody_is_asked_for_two_owners,
    every_move_is_in_the_log_once,
    a_number_is_given_once,
    a_group_is_made_once,
    nobody_who_left_owns_a_group_unnoticed,
    what_is_gone_is_known_to_be_gone,
    all_that_was_owed_went_out,
)


def _last_moment(filing: Filing) -> datetime | None:
    """None where it does not end, or has no deadline."""
    if filing.ending is None:
        return None
    counted = filing.ending.at.astimezone(ZoneInfo(ZONE)).date() + ENDS_WITHIN * _A_DAY
    return _midnight((filing.extended_to or counted) + _A_DAY)


def _puts_right(order: Order) -> bool:
    """Where the platform shows another owner than is on file: no step orders it."""
    return order.act is Act.CHANGE_OWNER and "life.handover" not in order.clause_ids


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(ZONE))


def _was_said(life: Life, notice: Notice, before: datetime) -> bool:
    day = f"{notice.on.month}月{notice.on.day}日"
    said = f"本群因{notice.reason}，{_TELLS_OF_ITS_END}{day}解散，操作人：{notice.operator}"
    asked = (order for order in life.orders if order.act is Act.SPEAK and order.wanted == said)
    return any(order.at <= before for order in asked)
