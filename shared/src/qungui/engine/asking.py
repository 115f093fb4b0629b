"""What messages ask members to answer, and by which clause. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qungui.calendars.open_hours import running
from qungui.engine.authority import roles_named
from qungui.engine.modes import mode_in_use
from qungui.model.call import as_chosen
from qungui.model.finding import Facts
from qungui.model.group import Group, GroupSettings, Mode, Role
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.model.watch import Ask, Owed, Point, Stage, Watch
from qungui.rules.duties import Acknowledgement, ResponseDeadline
from qungui.text.normal import normal

_LONGEST = timedelta(days=4)  # rings remember who owes an answer for so long, and a day
_KINDS = {"acknowledgement": Acknowledgement, "response-deadline": ResponseDeadline}
_TODAY = "当天"
_URGENT = ("紧急", "加急", "特急", "火急", "急件")
_WHO_ASK = frozenset(Role)
_WHO_RUN_IT = frozenset({Role.OWNER, Role.ADMINISTRATOR})
_MOST_MINUTES = 24 * 60
_PER_HOUR = 60
_CLOSES_AFTER = 2  # times the minutes after which the silent are listed


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
