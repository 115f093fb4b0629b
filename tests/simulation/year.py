"""
A year of a company's groups, minute by minute where anything may happen: schedules that are
missed, doubled and late, queues that repeat and delay, days of outage, holidays and make-up days.

What should happen is reckoned apart from the product: days by ``chinese_calendar`` itself, windows
by the clock on the wall.
"""

import heapq
import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import chinese_calendar

from qungui.errors import InvalidEventError
from qungui.model.call import Call
from qungui.model.case import Case
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from tests.support.build import NIGHT, clauses, edition, group, message, person
from tests.support.resting import Resting
from tests.support.system import Effect

YEAR = 2026
GROUPS = 10
REVIEWED = "R01.4.5"
CHAT, INCITING = "还有人在吗", "咱们明天一起罢工，把大门堵上"
SUMMED_UP_AFTER = timedelta(minutes=5)
_A_MINUTE, _A_DAY = timedelta(minutes=1), timedelta(days=1)
_OLDEST = timedelta(hours=1)
_REST = timedelta(minutes=2)

type Window = tuple[time, time, Callable[[date], bool]]


def _always(_day: date) -> bool:
    return True


def _works(day: date) -> bool:
    return chinese_calendar.is_workday(day)


def _is_off(day: date) -> bool:
    return not chinese_calendar.is_workday(day)


@dataclass(frozen=True, slots=True)
class Law:
    """
    How groups rest.

    Attributes:
        calls: As a rulebook says it.
        windows: The same, as it is reckoned here.
    """

    calls: tuple[Call, ...]
    windows: tuple[Window, ...]
    timezone: str = "Asia/Shanghai"

    def edition(self) -> Edition:
        changed = tuple(
            replace(each, rules=self.calls) if each.clause_id == NIGHT else each
            for each in clauses()
        )
        begins = datetime(YEAR - 1, 1, 1, tzinfo=UTC)
        return edition(clauses=changed, timezone=self.timezone, in_force_from=begins)

    def nights(self) -> Iterator[tuple[datetime, datetime]]:
        """Of the year, [opens, closes), UTC, in their order."""
        zone, day, found = ZoneInfo(self.timezone), date(YEAR, 1, 1), list[tuple[datetime, ...]]()
        while day.year == YEAR:
            for opens, closes, is_on in self.windows:
                last = day if opens <= closes else day + _A_DAY
                ends = ((day, opens), (last, closes))
                if is_on(day):
                    found.append(
                        tuple(datetime.combine(*end, zone).astimezone(UTC) for end in ends)
                    )
            day += _A_DAY
        yield from sorted((opens, closes) for opens, closes in found)


def _shipped(regulation: str, clause_id: str, opens: time, closes: time) -> Law:
    law = shipped.edition(regulation)
    return Law(law.clause(clause_id).rules, ((opens, closes, _always),))


def _quiet(opens: str, closes: str, *days: str) -> Call:
    said = {"from": opens, "to": closes, **({"days": list(days)} if days else {})}
    return Call("quiet-hours", said, {"notice_marks": ["【通知】"]})


LAWS: Mapping[str, Law] = {
    "R01": _shipped("R01", "R01.3.11", time(22), time(7, 30)),
    "R06": _shipped("R06", "R06.2.8", time(23, 30), time(7, 30)),
    "longer before days off": Law(
        (_quiet("21:00", "08:00", "working-day"), _quiet("22:30", "08:00", "day-off")),
        ((time(21), time(8), _works), (time(22, 30), time(8), _is_off)),
    ),
    "noon of working days": Law(
        (_quiet("12:00", "13:30", "working-day"),), ((time(12), time(13, 30), _works),)
    ),
    "a zone that changes its clocks": Law(
        (_quiet("22:00", "06:00"),), ((time(22), time(6), _always),), "Europe/Berlin"
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """
    One run of the sweep.

    Attributes:
        scheduled: What its event says.
        at: When it ran.
        is_whole: It was in time, and all that it sent arrived at once.
    """

    scheduled: datetime
    at: datetime
    is_whole: bool


@dataclass(slots=True)
class Happened:
    """
    What was noticed, and what was run.

    Attributes:
        announced: By group, each announcement: when, and its text.
        summed_up: The same of digests.
        said: By group, when something was said that is not to be said then.
        reviews: What waits for somebody's word, and when that began.
    """

    runs: list[Run] = field(default_factory=list)
    announced: dict[str, list[tuple[datetime, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    summed_up: dict[str, list[tuple[datetime, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    said: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    reviews: list[tuple[Case, datetime]] = field(default_factory=list)


class Year:
    """Lived by ``live``; then ``seen`` tells what happened."""

    def __init__(self, law: Law, seed: int) -> None:
        self.law, self.seen = law, Happened()
        self.chance = random.Random(seed)  # noqa: S311 - chance, no secret
        self.groups = [_group(number) for number in range(GROUPS)]
        people = [person(Alias("userid", f"boss-{n}")) for n in range(GROUPS)] + [person()]
        began = min(opens for opens, _ in law.nights()) - _A_MINUTE
        self.company = Resting(
            *self.groups, law=law.edition(), people=people, settings=GroupSettings(), now=began
        )
        self.company.noticed = self._noticed
        self._numbers = count()
        self._coming: list[tuple[datetime, int, Callable[[], None]]] = []
        self._outages = [self._outage() for _ in range(12)]

    def live(self) -> Happened:
        self.company.plan(self.company.clock.now())
        for opens, closes in self.law.nights():
            self._look_at(opens)
            self._look_at(closes + SUMMED_UP_AFTER)
            self._talk(opens, closes)
        for _ in range(365):
            self._schedule(self._some_time())
        self._review()
        while self._coming:
            moment, _, happens = heapq.heappop(self._coming)
            self.company.clock.move_to(max(moment, self.company.clock.now()))
            happens()
        return self.seen

    # -- what comes ----------------------------------------------------------------------------

    def _at(self, moment: datetime, happens: Callable[[], None]) -> None:
        heapq.heappush(self._coming, (moment, next(self._numbers), happens))

    def _look_at(self, moment: datetime) -> None:
        """The schedule of that minute, and of some that follow."""
        for minutes in (0, 1, 4):
            self._schedule(moment + minutes * _A_MINUTE)

    def _schedule(self, moment: datetime) -> None:
        if any(begins <= moment < ends for begins, ends in self._outages):
            return
        fate = self.chance.random()
        if fate < 0.1:  # missed
            return
        late = timedelta()
        if fate < 0.2:
            late = timedelta(minutes=self.chance.choice((1, 7, 40, 59, 61, 200)))
        for _ in range(2 if fate > 0.9 else 1):
            self._at(moment + late, lambda: self._swept(moment))

    def _swept(self, scheduled: datetime) -> None:
        now = self.company.clock.now()
        try:
            self.company.swept(scheduled)
        except InvalidEventError:
            assert now - scheduled > _OLDEST
            return
        is_calm = self.chance.random() < 0.8
        for envelope in self.company.quiet.take():
            for _ in range(self.chance.choice((1, 1, 1, 1, 1, 2))):
                wait = timedelta(minutes=0 if is_calm else self.chance.choice((0, 3, 45)))
                self._at(now + wait, lambda envelope=envelope: self._arrived(envelope))
        self.seen.runs.append(Run(scheduled, now, scheduled == now and is_calm))
        self._at(now, self.company.go_out)

    def _arrived(self, envelope: object) -> None:
        self.company.arrive([envelope])
        self.company.go_out()

    def _talk(self, opens: datetime, closes: datetime) -> None:
        """In one group of two somebody chats in one night of five."""
        for each in self.groups[::2]:
            if self.chance.random() < 0.2:
                moment = opens + (closes - opens) * self.chance.random()
                self._at(moment, lambda each=each: self._say(each, CHAT))

    def _review(self) -> None:
        for each in self.groups:
            for _ in range(4):
                self._at(self._some_time(), lambda each=each: self._say(each, INCITING))

    def _say(self, where: Group, text: str) -> None:
        now, known = self.company.clock.now(), len(self.company.ledger.opened)
        number = next(self._numbers)
        sent = message(text, message_id=f"said-{number}", group=where.aliases[0], sent_at=now)
        self.company.judge(sent)
        for case in self.company.ledger.opened[known:]:
            self.company.escalate(case.ref)
            broken = {breach.clause_id for breach in case.breaches}
            if NIGHT in broken:
                self.seen.said[where.group_id].append(now)
            if broken == {REVIEWED}:
                self.seen.reviews.append((case, now))
                self._look_at(three_working_days(now, self.law.timezone))
        self.company.go_out()

    def _some_time(self) -> datetime:
        minutes = self.chance.randrange(350 * 24 * 60)
        return datetime(YEAR, 1, 1, tzinfo=UTC) + minutes * _A_MINUTE

    def _outage(self) -> tuple[datetime, datetime]:
        begins = self._some_time()
        return begins, begins + timedelta(minutes=self.chance.choice((10, 90, 700, 3_000, 5_000)))

    def _noticed(self, effect: Effect) -> None:
        now = self.company.clock.now()
        if effect.kind == "posted":
            self.seen.announced[effect.person_id].append((now, effect.text))
        elif effect.kind == "told" and "请您在“" in effect.text:
            self.seen.announced[_named(effect.text)].append((now, effect.text))
        elif effect.kind == "told" and effect.text.startswith("【休息时间小结】"):
            self.seen.summed_up[_named(effect.text)].append((now, effect.text))


def three_working_days(moment: datetime, timezone: str) -> datetime:
    """The end of the third after the day of *moment*."""
    zone = ZoneInfo(timezone)
    day, left = moment.astimezone(zone).date(), 3
    while left:
        day += _A_DAY
        left -= _works(day)
    return datetime.combine(day + _A_DAY, time(), zone).astimezone(UTC)


def first_run(runs: Sequence[Run], due: datetime) -> Run | None:
    """The first that finds what is due then."""
    return next((run for run in runs if run.scheduled >= due), None)


def in_time(
    runs: Iterable[Run], nights: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime | None, datetime | None]]:
    """
    By when each night is begun, and summed up, at the latest; None where nobody can tell.

    A run that is whole does one step. Two may be left of an earlier night at the most: that it
    begins, and that it is over.
    """
    sure = sorted({run.at for run in _sure(runs)})
    ended = datetime.min.replace(tzinfo=UTC)
    for opens, closes in nights:
        first = bisect_left(sure, opens)
        left = 2 - min(first - bisect_left(sure, ended), 2)
        begun = _nth(sure, first + left)
        ended = closes + SUMMED_UP_AFTER
        is_begun = begun is not None and begun < closes
        yield begun, _nth(sure, bisect_left(sure, ended)) if is_begun else None


def _nth(sure: Sequence[datetime], number: int) -> datetime | None:
    return sure[number] if number < len(sure) else None


def _sure(runs: Iterable[Run]) -> Iterator[Run]:
    """The whole ones to which nothing is hidden: what an earlier run found rests for a while."""
    in_hand = datetime.min.replace(tzinfo=UTC)
    for run in runs:
        if not run.is_whole:
            in_hand = max(in_hand, run.scheduled + _REST)
        elif run.scheduled >= in_hand:
            yield run


def _group(number: int) -> Group:
    """Half of them made by the app; in the others no API can post."""
    return group(
        group_id=f"group-{number}",
        name=f"group-{number}",
        kind=GroupKind.INTERNAL if number % 3 == 0 else GroupKind.APPCHAT,
        aliases=(Alias("room", f"room-{number}"), Alias("appchat", f"chat-{number}")),
        roles={Role.OWNER: (person(Alias("userid", f"boss-{number}")).person_id,)},
        rules_from=datetime(YEAR - 1, 1, 1, tzinfo=UTC),
    )


def _named(text: str) -> str:
    """Which group it speaks of."""
    return text.partition("“")[2].partition("”")[0]
