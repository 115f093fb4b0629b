"""What the shipped rulebooks cost: to check, to load in a function, to judge by, at the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.judgement import each_clause, read_corpus
from benchmarks.measuring import medians, seconds
from benchmarks.metering import Tally, metered
from benchmarks.pipeline import Pipeline, messages
from benchmarks.table_stack import emulated_table
from local.story import read_story
from qungui.adapters.clock import SystemClock
from qungui.adapters.memory.clock import ManualClock
from qungui.engine.judge import Armed, arm
from qungui.model.finding import Facts
from qungui.model.group import GroupSettings
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.rulebook.loader import loads

ROUNDS = 7
ALL_WITHIN = 2.0
"""Seconds in which all of them are loaded and linted."""
ONE_WITHIN = 0.015
"""Seconds in which a function has one of them."""
SHOWN = 12
AT_THE_TABLE = ("R01", "R06", "R10")

_CLEAN = "收到，明天一早把表交上来"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """
    Attributes:
        spent: Seconds of each message, by clause.
    """

    regulation: str
    armed: tuple[Armed, ...]
    spent: list[list[float]]

    @property
    def microseconds(self) -> list[float]:
        """Of a message on average, by clause."""
        return [sum(each) / len(each) * 1e6 for each in self.spent]


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    texts = {name: shipped.text(name) for name in shipped.regulations()}
    editions = {name: loads(text).edition for name, text in texts.items()}
    console.print(_loading(texts, editions))
    facts = read_corpus().facts
    judged = [_judged(name, edition, facts) for name, edition in editions.items()]
    console.print(_by_rulebook(judged, len(facts)))
    console.print(_by_clause(judged))
    console.print(_requests(_clean(editions)))


def _loading(texts: dict[str, str], editions: dict[str, Edition]) -> Table:
    """Both goals: all of them from YAML, and each from its compiled form."""
    compiled = {name: edition_to_json(edition) for name, edition in editions.items()}
    cases = {name: partial(seconds, partial(_loaded, text)) for name, text in compiled.items()}
    written = {"all": partial(seconds, lambda: [loads(text) for text in texts.values()])}
    (every,) = medians(written, rounds=3).values()
    found = medians(cases, rounds=ROUNDS)
    table = Table(title=f"Loading: processor time, median of {ROUNDS} rounds")
    for name in ("", "clauses", "KB", "ms", "goal"):
        table.add_column(name, justify="right" if name else "left")
    table.add_row(
        f"all {len(texts)} from YAML, linted",
        str(sum(len(edition.clauses) for edition in editions.values())),
        f"{sum(map(_kilobytes, texts.values())):.0f}",
        f"{every * 1e3:.0f}",
        _held(every, ALL_WITHIN),
        end_section=True,
    )
    for name in sorted(found, key=found.__getitem__, reverse=True)[:SHOWN]:
        table.add_row(
            f"{name}, compiled, and its rules built",
            str(len(editions[name].clauses)),
            f"{_kilobytes(compiled[name]):.1f}",
            f"{found[name] * 1e3:.2f}",
            _held(found[name], ONE_WITHIN),
        )
    rest = f"the median of all {len(found)}"
    table.add_row(rest, "", "", f"{median(found.values()) * 1e3:.2f}", "")
    return table


def _loaded(text: str) -> None:
    arm(edition_from_json(text), GroupSettings())


def _kilobytes(text: str) -> float:
    return len(text.encode()) / 1024


def _held(spent: float, goal: float) -> str:
    return f"< {goal * 1e3:g}: {'held' if spent < goal else 'MISSED'}"


def _judged(name: str, edition: Edition, facts: list[Facts]) -> _Judged:
    armed = arm(edition, GroupSettings())
    each_clause(armed, facts)  # what texts share is worked out before the rounds
    runs = [each_clause(armed, facts) for _ in range(ROUNDS)]
    spent = [
        [median(run[at][n] for run in runs) for n in range(len(facts))] for at in range(len(armed))
    ]
    return _Judged(regulation=name, armed=armed, spent=spent)


def _by_rulebook(judged: list[_Judged], number: int) -> Table:
    table = Table(title=f"Judging {number} messages, µs each, median of {ROUNDS} rounds")
    for name in ("rulebook", "clauses that judge", "µs per message", "per clause", "slowest"):
        table.add_column(name, justify="left" if name == "rulebook" else "right")
    for one in sorted(judged, key=lambda one: sum(one.microseconds), reverse=True):
        if not one.armed:
            continue
        whole = sum(one.microseconds)
        slowest = max(map(sum, zip(*one.spent, strict=True))) * 1e6
        clauses = len(one.armed)
        cells = (str(clauses), f"{whole:.1f}", f"{whole / clauses:.1f}", f"{slowest:.0f}")
        table.add_row(one.regulation, *cells)
    return table


def _by_clause(judged: list[_Judged]) -> Table:
    every = [
        (spent, armed, max(taken) * 1e6)
        for one in judged
        for spent, armed, taken in zip(one.microseconds, one.armed, one.spent, strict=True)
    ]
    every.sort(key=lambda each: each[0], reverse=True)
    table = Table(title=f"The dearest {SHOWN} of {len(every)} clauses that judge messages")
    for name in ("clause", "rules", "µs per message", "slowest"):
        table.add_column(name, justify="left" if name in {"clause", "rules"} else "right")
    for spent, armed, slowest in every[:SHOWN]:
        rules = " ".join(call.name for call in armed.clause.rules)
        table.add_row(armed.clause.clause_id, rules, f"{spent:.1f}", f"{slowest:.0f}")
    half = median(spent for spent, _, _ in every)
    table.add_row("the median", "", f"{half:.1f}", "")
    return table


def _clean(editions: dict[str, Edition]) -> Iterator[tuple[str, Tally]]:
    """What a clean message of a member asks of the table whom the process knows."""
    story = read_story()
    with emulated_table() as table_name:
        clock = ManualClock(SystemClock().now())
        say = messages(story, clock.now())
        for name in AT_THE_TABLE:
            process = Pipeline(table_name, clock)
            process.set_up(story, editions[name])
            member = story.group("office").members[-1]
            for _ in range(2):
                process.judge(say(_CLEAN, "office", member))
            with metered(table_name) as tally:
                process.judge(say(_CLEAN, "office", member))
            yield name, tally


def _requests(rows: Iterator[tuple[str, Tally]]) -> Table:
    table = Table(title="Table requests of a clean message, judgement alone")
    table.add_column("under")
    for name in ("requests", "write units", "read units"):
        table.add_column(name, justify="right")
    for name, tally in rows:
        numbers = (tally.requests, tally.writes, tally.reads)
        table.add_row(name, *(f"{number:g}" for number in numbers))
    return table
