"""How many messages one core judges in a second, and where the time goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.canned import canned_activity
from benchmarks.corpus import R01, groups, judged_bodies
from benchmarks.measuring import Case, medians, seconds
from local.story import Story, read_story
from qungui.adapters.clock import SystemClock
from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.engine.judge import Armed, arm, evaluate
from qungui.model.finding import Facts, Sighting
from qungui.model.group import GroupSettings
from qungui.model.linked import Linked
from qungui.model.message import Message
from qungui.ports import Activity
from qungui.text.sighting import sighting_of
from qungui.usecases.judge_message import JudgeMessage, facts_of
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from qungui.wire import envelope_from_json, message_from_body

ROUNDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """
    Attributes:
        first: The first message of each group.
        sighted: Each message with the member it is of and what the ring keeps of it.
        facts: What the rules saw of each message, the member's ring included.
    """

    story: Story
    bodies: list[str]
    messages: list[Message]
    first: list[Message]
    linked: Mapping[str, Linked]
    sighted: list[tuple[Message, str, Sighting]]
    facts: list[Facts]
    armed: tuple[Armed, ...]


def run(console: Console) -> None:
    corpus = read_corpus()
    found = medians(_cases(corpus), rounds=ROUNDS)
    each = {name: taken / len(corpus.bodies) * 1e6 for name, taken in found.items()}
    console.print(_stages(corpus, each))
    console.print(_rules(corpus))


def _cases(corpus: Corpus) -> dict[str, Case]:
    return {
        "whole": partial(_whole, corpus, MemoryActivity),
        "client": partial(_whole, corpus, canned_activity),
        **{name: partial(seconds, partial(work, corpus)) for name, work in _STAGES.items()},
    }


def read_corpus() -> Corpus:
    story = read_story()
    bodies = judged_bodies(story)
    messages = [_parsed(body) for body in bodies]
    linked = {str(a): Linked(g, GroupSettings(), (R01,)) for g in groups(story) for a in g.aliases}
    people, ring = MemoryPeople(), MemoryActivity()
    sighted, facts = [], []
    for message in messages:
        person, sighting = people.resolve(message.sender), sighting_of(message)
        of = linked[str(message.group)]
        recent = ring.record(of.group.group_id, person.person_id, sighting).earlier
        sighted.append((message, person.person_id, sighting))
        one = facts_of(message, of, person, R01.timezone, sighting=sighting, recent=recent)
        facts.append(one)
    return Corpus(
        story=story,
        bodies=bodies,
        messages=messages,
        first=list({message.group: message for message in reversed(messages)}.values()),
        linked=linked,
        sighted=sighted,
        facts=facts,
        armed=arm(R01, GroupSettings()),
    )


def _parsed(body: str) -> Message:
    return message_from_body(envelope_from_json(body).body)


def _whole(corpus: Corpus, activity: Callable[[], Activity]) -> float:
    directory = MemoryDirectory()
    directory.publish(R01)
    for group in groups(corpus.story):
        directory.link(group, GroupSettings())
    book = MemoryGroupBook(directory)
    judge = JudgeMessage(
        watches=MemoryWatches(),
        issues=MemoryIssues(),
        directory=directory,
        people=MemoryPeople(),
        activity=activity(),
        sent=MemorySentRegister(),
        tally=MemoryTally(),
        ledger=MemoryLedger(),
        book=book,
        unlinked=UnlinkedRooms(book=book, directory=directory, sent=MemorySentRegister()),
        clock=SystemClock(),
    )
    for message in corpus.first:  # a warm process has armed its groups
        judge(message)
    return seconds(lambda: [judge(_parsed(body)) for body in corpus.bodies])


def _parse(corpus: Corpus) -> None:
    for body in corpus.bodies:
        _parsed(body)


def _sight(corpus: Corpus) -> None:
    for message in corpus.messages:
        sighting_of(message)


def _ring(corpus: Corpus) -> None:
    ring = MemoryActivity()
    for message, person_id, sighting in corpus.sighted:
        ring.record(message.group.name, person_id, sighting)


def _facts(corpus: Corpus) -> None:
    people = MemoryPeople()
    for message, _, sighting in corpus.sighted:
        linked = corpus.linked[str(message.group)]
        person = people.resolve(message.sender)
        facts_of(message, linked, person, R01.timezone, sighting=sighting)


def _judge(corpus: Corpus) -> None:
    for facts in corpus.facts:
        evaluate(corpus.armed, facts)


_STAGES: Mapping[str, Callable[[Corpus], None]] = {
    "queue body": _parse,
    "sighting": _sight,
    "ring": _ring,
    "facts": _facts,
    "rules": _judge,
}


def _stages(corpus: Corpus, each: Mapping[str, float]) -> Table:
    hits = sum(bool(evaluate(corpus.armed, facts).hits) for facts in corpus.facts)
    table = Table(
        title=f"Judgement: {len(corpus.facts)} messages, {hits} of them violations; "
        f"one core, median of {ROUNDS} rounds"
    )
    for name in ("", "µs per message", "messages per s", "share"):
        table.add_column(name, justify="right" if name else "left")
    whole = each["whole"]
    table.add_row("all, adapters in memory", f"{whole:.1f}", f"{1e6 / whole:,.0f}", "100 %")
    for name in _STAGES:
        table.add_row(f"  {name}", f"{each[name]:.1f}", "", f"{each[name] / whole:.0%}")
    rest = whole - sum(each[name] for name in _STAGES)
    table.add_row("  rest (group, person, case)", f"{rest:.1f}", "", f"{rest / whole:.0%}")
    outside = 1 - each["rules"] / whole
    table.add_row("outside the rules", "", "", f"{outside:.0%}", end_section=True)
    client = each["client"]
    table.add_row(
        "all, table client, canned answer",
        f"{client:.1f}",
        f"{1e6 / client:,.0f}",
        f"rules {each['rules'] / client:.0%}",
    )
    return table


def _rules(corpus: Corpus) -> Table:
    table = Table(title="Rules: µs per message, in the rulebook's order")
    for name in ("clause", "rule", "µs per message", "share of rules", "slowest message"):
        table.add_column(name, justify="left" if name in {"clause", "rule"} else "right")
    runs = [each_clause(corpus.armed, corpus.facts) for _ in range(ROUNDS)]
    every = [
        [median(run[at][n] for run in runs) for n in range(len(corpus.facts))]
        for at in range(len(corpus.armed))
    ]
    total = sum(map(sum, every))
    for armed, taken in zip(corpus.armed, every, strict=True):
        table.add_row(
            armed.clause.clause_id,
            " ".join(call.name for call in armed.clause.rules),
            f"{sum(taken) / len(taken) * 1e6:.2f}",
            f"{sum(taken) / total:.0%}",
            f"{max(taken) * 1e6:.0f}",
        )
    return table


def each_clause(armed: tuple[Armed, ...], seen: Sequence[Facts]) -> list[list[float]]:
    """Seconds by clause and message, in the order in which they run: texts are shared by rules."""
    taken: list[list[float]] = [[] for _ in armed]
    for facts in seen:
        for one, spent in zip(armed, taken, strict=True):
            begun = perf_counter()
            for rule in one.rules:
                rule.judge(facts)
            spent.append(perf_counter() - begun)
    return taken
