"""Table requests and capacity units of a message, from clean to a removal served."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from rich.console import Console
from rich.table import Table

from benchmarks.metering import Tally, metered
from benchmarks.pipeline import Pipeline, messages
from benchmarks.table_stack import emulated_table
from local.story import Story, read_story
from qungui.adapters.clock import SystemClock
from qungui.adapters.memory.clock import ManualClock
from qungui.model.case import CaseRef
from qungui.model.message import Message
from qungui.usecases.judge_message import Verdict
from qungui.wire import order_ref_from_body

_CLEAN = "收到，明天一早把表交上来"
_ADVERT = "自家果园的脆桃上市了，现摘现发，包邮到家，要的加我微信 taozi2026"
_LONG = "字" * 201
_BATCH = 10
_STAGES = ("judge", "escalate", "dispatch")


@dataclass(slots=True, kw_only=True)
class _Bench:
    """A table with the story's company in it, and a process that has been there a while."""

    table_name: str
    story: Story
    clock: ManualClock
    say: Callable[[str, str, str], Message]
    warm: Pipeline

    @classmethod
    def over(cls, table_name: str, story: Story) -> "_Bench":
        clock = ManualClock(SystemClock().now())
        warm = Pipeline(table_name, clock)
        warm.set_up(story)
        say = messages(story, clock.now())
        return cls(table_name=table_name, story=story, clock=clock, say=say, warm=warm)

    def judged(self, *said: Message, by: Pipeline | None = None, times: int = 1) -> Tally:
        """What the last of *times* deliveries of *said* asks of the table."""
        judge = (by or self.warm).judge
        for _ in range(times - 1):
            for message in said:
                judge(message)
        with metered(self.table_name) as tally:
            for message in said:
                judge(message)
        return tally

    def violation(self, text: str, group: str, userid: str) -> tuple[str, list[Tally]]:
        """How it ended, and what each stage asked of the table."""
        message = self.say(text, group, userid)
        with metered(self.table_name) as judge:
            judged = self.warm.judge(message)
        if judged.kind is not Verdict.CASE or judged.case is None:
            return judged.kind, [judge, Tally(), Tally()]
        case = judged.case
        with metered(self.table_name) as escalate:
            self.warm.escalate(CaseRef(case.group_id, case.person_id, case.case_id))
        with metered(self.table_name) as dispatch:
            ends = [
                self.warm.dispatch(order_ref_from_body(envelope.body)).value
                for envelope in self.warm.outbound.take()
            ]
        return ", ".join(ends), [judge, escalate, dispatch]


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    with emulated_table() as table_name:
        bench = _Bench.over(table_name, read_story())
        console.print(_single(_deliveries(bench)))
        console.print(_paths(_violations(bench)))


def _deliveries(bench: _Bench) -> Iterator[tuple[str, Tally, int]]:
    """Name, what was asked, and for how many messages."""
    office = bench.story.group("office").members
    for userid in office:  # now the process knows the group and its members
        bench.warm.judge(bench.say(_CLEAN, "office", userid))
    member = office[-1]

    def clean(userid: str = member) -> Message:
        return bench.say(_CLEAN, "office", userid)

    yield "clean", bench.judged(clean()), 1
    yield "clean, delivered again", bench.judged(clean(), times=2), 1
    yield (
        "violation, delivered again",
        bench.judged(bench.say(_LONG, "office", office[-2]), times=2),
        1,
    )
    yield "ten clean, ten members", bench.judged(*map(clean, office[:_BATCH])), _BATCH
    yield "ten clean, one member", bench.judged(*(clean() for _ in range(_BATCH))), _BATCH
    bench.clock.advance(timedelta(minutes=1))
    yield "clean, group last read a minute ago", bench.judged(clean()), 1
    bench.clock.advance(timedelta(minutes=10))
    bench.warm.judge(clean(office[0]))
    yield "clean, member silent for ten minutes", bench.judged(clean()), 1
    cold = Pipeline(bench.table_name, bench.clock)
    yield "clean, first of a cold process", bench.judged(clean(), by=cold), 1
    yield "clean, member new to the process", bench.judged(clean(office[1]), by=cold), 1


def _violations(bench: _Bench) -> Iterator[tuple[str, str, list[Tally]]]:
    """Name, how it ended, what each stage asked."""
    by_api, by_hand = "office", "client"
    a, b, c = "zhulin", "yangmin", "hejuan"
    for group in (by_api, by_hand):  # now the processes know group and edition
        bench.violation(_LONG, group, "chenjie")
    yield "reminder (too long)", *bench.violation(_LONG, by_api, a)
    yield "warning (first advert)", *bench.violation(_ADVERT, by_api, b)
    yield "removal by API (second advert)", *bench.violation(_ADVERT, by_api, b)
    bench.violation(_ADVERT, by_hand, c)
    yield "removal by work order", *bench.violation(_ADVERT, by_hand, c)


def _single(rows: Iterator[tuple[str, Tally, int]]) -> Table:
    table = Table(title="Table requests per message under R01, judgement alone")
    table.add_column("delivery")
    for name in ("requests", "write units", "read units"):
        table.add_column(name, justify="right")
    table.add_column("in all (! = condition refused)")
    for name, tally, of in rows:
        numbers = (tally.requests / of, tally.writes / of, tally.reads / of)
        table.add_row(name, *(f"{number:g}" for number in numbers), _listed(tally.operations))
    return table


def _paths(rows: Iterator[tuple[str, str, list[Tally]]]) -> Table:
    table = Table(title="Violations under R01, the whole path: requests / write units / read units")
    for name in ("violation", "ended"):
        table.add_column(name)
    for name in (*_STAGES, "in all"):
        table.add_column(name, justify="right")
    for name, ended, stages in rows:
        every = [*stages, sum(stages, Tally())]
        cells = (f"{each.requests} / {each.writes:g} / {each.reads:g}" for each in every)
        table.add_row(name, ended, *cells)
    return table


def _listed(operations: Mapping[str, int]) -> str:
    return ", ".join(f"{name} x{number}" for name, number in operations.items())
