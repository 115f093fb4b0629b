"""
What follows for those who have not answered. Pure: the same watch, looked at for the same instant,
gives the same; a look that comes late acts by the instants that stand in the watch.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from qungui.engine.asking import Wording
from qungui.engine.modes import mode_in_use
from qungui.engine.watching import GRACE, LATE, is_complete, next_due
from qungui.model.act import Act
from qungui.model.finding import Facts
from qungui.model.found import Found
from qungui.model.group import GroupSettings, Mode
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Disposition, Edition
from qungui.model.watch import Point, Stage, Watch
from qungui.text.masking import masked

_TOLD = frozenset({Stage.LIST, Stage.OTHER_WAY, Stage.CLOSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """
    The clauses of a watch, as they are in use.

    Attributes:
        automatic: What is found by them no person need confirm.
        speaking: They do more than record.
    """

    automatic: frozenset[str]
    speaking: frozenset[str]

    @classmethod
    def of(cls, edition: Edition, settings: GroupSettings, limits: Limits = NO_LIMITS) -> Self:
        clauses = edition.clauses
        return cls(
            automatic=frozenset(
                each.clause_id for each in clauses if each.disposition is Disposition.AUTOMATIC
            ),
            speaking=frozenset(
                each.clause_id
                for each in clauses
                if mode_in_use(each, settings, limits) >= Mode.ASSIST
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    What a watch has come to.

    Attributes:
        watch: As it is to be kept.
        found: About those who have not answered.
        lifted: What was found of those who had answered in time, as it turned out.
        reports: Whoever asked is to hear how it stands.
        awaits_no_more: Whose messages need not be looked at any longer.
    """

    watch: Watch
    found: tuple[Found, ...] = ()
    lifted: tuple[Found, ...] = ()
    reports: tuple[Stage, ...] = ()
    awaits_no_more: tuple[str, ...] = ()


def looked_at(watch: Watch, now: datetime, law: Law) -> Look:
    if watch.closed_at is not None:
        return Look(watch=replace(watch, due=None), awaits_no_more=_awaited(watch))
    passed = [point for point in watch.points[watch.done :] if point.at + GRACE <= now]
    acting = [point for point in passed if not _is_over(point, passed)]
    owed, found, lifted = dict(watch.owed), list[Found](), list[Found]()
    for person_id, each in watch.owed.items():
        wrong = [one for one in each.found if not each.is_held_to(_point(watch, one))]
        held = [p for p in acting if p.stage is not Stage.CLOSE and each.is_held_to(p)]
        lifted.extend(_found(watch, person_id, _point(watch, one), law) for one in wrong)
        found.extend(_found(watch, person_id, point, law) for point in held)
        kept = [one for one in each.found if one not in wrong]
        added = [(point.clause_id, point.stage) for point in held]
        owed[person_id] = replace(each, found=tuple(dict.fromkeys((*kept, *added))))
    moved = replace(watch, owed=owed, done=watch.done + len(passed))
    reports = tuple(dict.fromkeys(_reports(moved, acting, law))) if watch.is_open else ()
    if is_complete(moved):
        moved = replace(moved, done=len(moved.points))
    over = not moved.is_open and (
        watch.points[-1].at + LATE <= now or not any(map(moved.waits_for, moved.owed))
    )
    return Look(
        watch=replace(moved, due=None if over else next_due(moved)),
        found=tuple(found),
        lifted=tuple(lifted),
        reports=reports,
        awaits_no_more=_awaited(moved) if over else (),
    )


def is_news(watch: Watch, look: Look) -> bool:
    """Whether *look* found something that does not stand in *watch* yet."""
    return any(
        set(now.found) - set(was.found)
        for now, was in zip(look.watch.owed.values(), watch.owed.values(), strict=True)
    )


def unworded(watch: Watch, wording: Wording | None, facts: Facts) -> Found | None:
    """What is found of somebody who answers without a word of confirmation; once a watch."""
    owed = watch.owed.get(facts.person_id)
    if wording is None or owed is None or not watch.is_open or owed.acknowledged_at is not None:
        return None
    if not any(point.acknowledges for point in watch.points):
        return None
    return Found(
        group_id=watch.group_id,
        person_id=facts.person_id,
        clause_id=wording.clause_id,
        occasion=f"{watch.watch_id} wording",
        at=facts.message.sent_at,
        reason="回复未用确认语",
        evidence=masked(facts.message.text),
        act=Act.REMIND,
    )


def _is_over(point: Point, passed: Sequence[Point]) -> bool:
    """Nobody is reminded of what is too late already, when a look comes late."""
    return point.stage is Stage.REMIND and any(
        other.stage in {Stage.OVERDUE, Stage.LIST, Stage.OTHER_WAY} for other in passed
    )


def _awaited(watch: Watch) -> tuple[str, ...]:
    return tuple(who for who in watch.owed if watch.waits_for(who) or watch.closed_at is not None)


def _point(watch: Watch, one: tuple[str, Stage]) -> Point:
    return next(each for each in watch.points if (each.clause_id, each.stage) == one)


def _found(watch: Watch, person_id: str, point: Point, law: Law) -> Found:
    return Found(
        group_id=watch.group_id,
        person_id=person_id,
        clause_id=point.clause_id,
        occasion=f"{watch.watch_id} {point.stage}",
        at=point.at,
        reason=_reason(point),
        evidence=watch.words,
        act=_act(point, law),
    )


def _act(point: Point, law: Law) -> Act | None:
    """Where whoever asked hears of all at once, nobody is listed one by one."""
    match point.stage:
        case Stage.REMIND:
            return Act.REMIND
        case Stage.LIST if point.clause_id in law.automatic:
            return Act.REMIND
        case Stage.OTHER_WAY:
            return Act.RECORD
        case _:
            return None


def _reason(point: Point) -> str:
    what = "确认" if point.acknowledges else "回应"
    if point.stage is Stage.OVERDUE:
        return f"超过 {point.minutes} 分钟没有{what}"
    return f"{point.minutes} 分钟了还没有{what}"


def _reports(watch: Watch, acting: Iterable[Point], law: Law) -> Iterator[Stage]:
    """To whoever asked: how it ended once all have answered, who is silent at its points."""
    told = [point for point in watch.points if point.clause_id in law.speaking]
    if not any(map(watch.is_silent, watch.owed)):
        yield from (Stage.CLOSE for point in told if point.stage is Stage.CLOSE)
        return
    yield from (point.stage for point in acting if point in told and point.stage in _TOLD)
