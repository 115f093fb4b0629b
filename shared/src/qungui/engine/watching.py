"""
Who owes an answer by which clause, and what follows when none comes. Pure: the same watch, looked
at for the same instant, gives the same; whatever was looked at late counts by its own instants.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from qungui.calendars.open_hours import running
from qungui.engine.authority import roles_named
from qungui.engine.modes import mode_in_use
from qungui.model.act import Act
from qungui.model.call import as_chosen
from qungui.model.decision import Decision
from qungui.model.finding import RING_HORIZON, RING_MOST, Facts, SeenAs, Sighting
from qungui.model.found import Found
from qungui.model.group import Group, GroupSettings, Mode, Role
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.model.watch import Ask, Owed, Point, Stage, Watch
from qungui.rules.duties import Acknowledgement, ResponseDeadline
from qungui.text.masking import masked
from qungui.text.normal import normal

GRACE = timedelta(minutes=2)
"""How long after a point it is looked at: the archive brings messages late."""

LATE = timedelta(days=1)
"""How long after the last point an answer that was in time may still come."""

_LONGEST = timedelta(days=4)  # rings remember who owes an answer for so long, and a day
_KINDS = {"acknowledgement": Acknowledgement, "response-deadline": ResponseDeadline}
_TODAY = "当天"
_URGENT = ("紧急", "加急", "特急", "火急", "急件")
_WHO_ASK = frozenset(Role)
_WHO_RUN_IT = frozenset({Role.OWNER, Role.ADMINISTRATOR})
_MOST_MINUTES = 24 * 60
_PER_HOUR = 60
_CLOSES_AFTER = 2  # times the minutes after which the silent are listed
_OF_THEIR_OWN = frozenset({Ask.NOTICE, Ask.POST})
_TOLD = frozenset({Stage.LIST, Stage.OTHER_WAY, Stage.CLOSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """
    What one clause has members answer.

    Attributes:
        starts: A message that asks for this starts its clock.
        words: So does one with a word of these, as ``normal`` writes them.
        by: Roles whose messages do; empty for everybody's.
        of: Roles of those of whom one owes the answer; empty for whoever is named.
        points: Stage and minutes after the message.
        ack_words: What counts; empty for any message.
        hours: In which the clock runs, in *timezone*; None for all of them.
        urgent_minutes: In place of those of the deadline, where the message is marked urgent.
    """

    clause_id: str
    starts: Ask
    words: tuple[str, ...]
    by: frozenset[Role]
    of: frozenset[Role]
    points: tuple[tuple[Stage, int], ...]
    timezone: str
    ack_words: tuple[str, ...] = ()
    hours: tuple[time, time] | None = None
    urgent_minutes: int = 0

    def ends(self, at: datetime, minutes: int) -> datetime:
        length = timedelta(minutes=minutes)
        if self.hours is None:
            return at + length
        ends = running(at, length, self.hours, ZoneInfo(self.timezone))
        return min(ends, at + _LONGEST)

    def is_started(self, asks: frozenset[Ask], facts: Facts) -> bool:
        said = self.starts in asks or any(word in facts.plain for word in self.words)
        return said and (not self.by or bool(self.by & facts.roles))

    def is_owed_by(self, roles: frozenset[Role]) -> bool:
        return not self.of or bool(self.of & roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Which words confirm, by a clause that says no more than that."""

    clause_id: str
    ack_words: tuple[str, ...]


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


def duties_of(
    edition: Edition, settings: GroupSettings, limits: Limits = NO_LIMITS
) -> tuple[Duty, ...]:
    """Those that a message can start in a group."""
    wording = wording_of(edition)
    return tuple(
        duty
        for clause in edition.clauses
        if mode_in_use(clause, settings, limits) is not Mode.OFF
        for rule in _rules(clause, settings)
        if (duty := _duty(clause, rule, wording, edition.timezone)).points
    )


def wording_of(edition: Edition) -> Wording | None:
    """The clause that lists words of confirmation for those that only ask for one."""
    for clause in edition.clauses:
        for call in clause.rules:
            rule = _KINDS.get(call.name)
            said = {**call.parameters, **call.defaults}
            if rule is Acknowledgement and set(said) == {"ack_words"}:
                return Wording(clause_id=clause.clause_id, ack_words=tuple(said["ack_words"]))
    return None


def begun(asked: Watch, duties: Sequence[Duty], owed: Mapping[str, Owed]) -> Watch:
    """*asked* over *owed* by the *duties* that it starts; not due until all is ready."""
    return replace(
        asked,
        asks=frozenset(duty.starts for duty in duties),
        ack_words=tuple(dict.fromkeys(word for duty in duties for word in duty.ack_words)),
        points=tuple(sorted(_points(asked, duties), key=lambda each: each.at)),
        owed=owed,
    )


def ready(watch: Watch) -> Watch:
    """From now on it is looked at."""
    return replace(watch, due=_next_due(watch))


def heard(watch: Watch, person_id: str, at: datetime, *, confirms: bool) -> Watch | None:
    """
    With a message of somebody who owes an answer; None where it changes nothing. What was found
    of them though they had answered in time is looked at anew, and so is what all have answered.
    """
    owed = watch.owed.get(person_id)
    if owed is None or watch.closed_at is not None or at < watch.at:
        return None
    answered = _earlier(owed.answered_at, at)
    acknowledged = _earlier(owed.acknowledged_at, at) if confirms else owed.acknowledged_at
    if (answered, acknowledged) == (owed.answered_at, owed.acknowledged_at):
        return None
    now = replace(owed, answered_at=answered, acknowledged_at=acknowledged)
    moved = _answered_for_all(replace(watch, owed={**watch.owed, person_id: now}), now)
    anew = any(each.found for each in moved.owed.values()) or is_complete(moved)
    return replace(moved, due=at) if anew and watch.due is not None else moved


def seen_before(watch: Watch, person_id: str, ring: Sequence[Sighting]) -> Watch:
    """
    With what they had written already when the message that asks was delivered. Where *ring* has
    forgotten some of it, they may have answered at once, and count as having done so.
    """
    if _is_forgetful(ring, since=watch.at):
        return heard(watch, person_id, watch.at, confirms=True) or watch
    for each in sorted(ring, key=lambda sighting: sighting.sent_at):
        confirms = each.kind is SeenAs.CONFIRMING
        watch = heard(watch, person_id, each.sent_at, confirms=confirms) or watch
    return watch


def is_complete(watch: Watch) -> bool:
    """Whether nobody can be found of anything at the points that are left."""
    left = watch.points[watch.done :]
    return all(
        each.excused or all(each.is_in_time(point) for point in left)
        for each in watch.owed.values()
    )


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
        watch=replace(moved, due=None if over else _next_due(moved)),
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


def excused(watch: Watch, person_id: str, decision: Decision) -> Watch | None:
    """Somebody has recorded why they could not answer; None where nothing is owed any more."""
    owed = watch.owed.get(person_id)
    if owed is None or owed.excused or not watch.waits_for(person_id):
        return None
    moved = {**watch.owed, person_id: replace(owed, excused=decision)}
    return replace(watch, owed=moved, due=decision.at if watch.is_ready else None)


def closed(watch: Watch, at: datetime) -> Watch:
    """Its message was taken back: who has not answered by then need not."""
    return replace(watch, closed_at=at, due=at)


def asked_before(watch: Watch, person_id: str, earlier: Iterable[Watch]) -> bool:
    """
    Whether the same asker waits for their answer to such a thing already: asking again makes no
    second matter of it, and no new clock. Each notice and each post is a matter of its own. An
    earlier clock that had run out by then is over, also where nobody has looked at it yet.
    """
    return _OF_THEIR_OWN.isdisjoint(watch.asks) and any(
        each.by == watch.by
        and (each.at, each.watch_id) < (watch.at, watch.watch_id)
        and watch.at <= each.points[-1].at
        and watch.asks & each.asks
        and waits_still(each, person_id)
        for each in earlier
    )


def waits_still(watch: Watch, person_id: str) -> bool:
    """Whether it is not too late for their answer, and they owe one."""
    owed = watch.owed.get(person_id)
    return owed is not None and watch.is_open and watch.waits_for(person_id) and not owed.excused


def not_asked_again(watch: Watch, again: Iterable[str]) -> Watch:
    """Without those who were asked before; closed at once where that is everybody."""
    owed = {who: each for who, each in watch.owed.items() if who not in set(again)}
    return replace(watch, owed=owed, closed_at=watch.closed_at if owed else watch.at)


def on_roster(group: Group, members: Iterable[str], asker: str) -> tuple[str, ...]:
    """Who acknowledges a notice to all: not those who give out notices themselves."""
    return tuple(who for who in members if who != asker and not group.roles_of(who))


def _rules(clause: Clause, settings: GroupSettings) -> Iterator[Acknowledgement | ResponseDeadline]:
    chosen = settings.values.get(clause.clause_id, {})
    for call in clause.rules:
        kind = _KINDS.get(call.name)
        if kind is not None:
            yield as_chosen(kind, call, chosen)


def _duty(
    clause: Clause,
    rule: Acknowledgement | ResponseDeadline,
    wording: Wording | None,
    timezone: str,
) -> Duty:
    by = frozenset(role for words in rule.from_ for role in roles_named(words))
    automatic = clause.disposition is Disposition.AUTOMATIC
    of = frozenset[Role]()
    if isinstance(rule, ResponseDeadline):
        of = _WHO_RUN_IT & frozenset(roles_named(rule.who))
        starts = Ask.SAME_DAY if rule.from_ else Ask.POST if of else Ask.QUESTION
        listed = rule.list_after_minutes or rule.list_after_hours * _PER_HOUR
        stages = {Stage.LIST: listed} if of else {Stage.OVERDUE: rule.deadline_minutes or listed}
        words: tuple[str, ...] = ()
    else:
        starts = Ask.NOTICE if not rule.from_ else _task(rule)
        by = by if rule.from_ else _WHO_ASK
        stages = {
            Stage.REMIND: rule.remind_after_minutes,
            Stage.LIST: rule.list_after_minutes,
            Stage.OTHER_WAY: rule.other_way_after_minutes,
        }
        if automatic:
            stages[Stage.CLOSE] = rule.list_after_minutes * _CLOSES_AFTER
        borrows = wording is not None and rule.other_way_after_minutes
        words = rule.ack_words or (wording.ack_words if wording and borrows else ())
    if rule.from_ and not by:
        stages = {}  # whose messages start it, nobody here knows
    return Duty(
        clause_id=clause.clause_id,
        starts=starts,
        words=tuple(map(normal, rule.words)),
        by=by,
        of=of,
        points=tuple(
            (stage, min(after, _MOST_MINUTES)) for stage, after in stages.items() if after
        ),
        timezone=timezone,
        ack_words=words,
        hours=rule.working_hours if isinstance(rule, ResponseDeadline) else None,
        urgent_minutes=rule.urgent_minutes if isinstance(rule, ResponseDeadline) else 0,
    )


def _task(rule: Acknowledgement) -> Ask:
    return Ask.SAME_DAY if _TODAY in rule.scope else Ask.INSTRUCTION


def _points(asked: Watch, duties: Iterable[Duty]) -> Iterator[Point]:
    is_urgent = any(word in asked.words for word in _URGENT)
    for duty in duties:
        for stage, usual in duty.points:
            is_sooner = is_urgent and stage is Stage.OVERDUE and duty.urgent_minutes
            minutes = duty.urgent_minutes if is_sooner else usual
            yield Point(
                clause_id=duty.clause_id,
                stage=stage,
                at=duty.ends(asked.at, minutes),
                minutes=minutes,
                acknowledges=bool(duty.ack_words),
            )


def _is_forgetful(ring: Sequence[Sighting], since: datetime) -> bool:
    """Whether what somebody wrote *since* then may have been dropped from it."""
    times = [each.sent_at for each in ring]
    return bool(times) and (
        max(times) - RING_HORIZON > since or (len(times) >= RING_MOST and min(times) > since)
    )


def _earlier(known: datetime | None, at: datetime) -> datetime:
    return at if known is None else min(known, at)


def _answered_for_all(watch: Watch, said: Owed) -> Watch:
    """Of those who bear one name, whoever answers was meant."""
    if not said.is_unsure:
        return watch
    return replace(
        watch,
        owed={
            who: replace(each, answered_at=said.answered_at, acknowledged_at=said.acknowledged_at)
            if each.is_unsure
            else each
            for who, each in watch.owed.items()
        },
    )


def _next_due(watch: Watch) -> datetime:
    left = watch.points[watch.done :]
    return left[0].at + GRACE if left else watch.points[-1].at + LATE


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
