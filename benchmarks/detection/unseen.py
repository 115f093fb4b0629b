"""
Messages by authors who knew neither the word lists nor what the classifier learns from.

Four authors wrote 1,080 each, from the regulations' topics alone; none of it is ever learnt from.
Those of two are opened: looked at when thresholds were chosen and lines written. The others are
sealed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.detection.finder import ABUSE, COUNTED, SPAM, count_as
from benchmarks.detection.rates import Quality, Rate
from qungui.rules.detection import Detector, Said

SETS = ("opened", "sealed")
_CLEAN = "clean"
_VIOLATION = "violation"


@dataclass(frozen=True, slots=True)
class Seen:
    """
    A message, what it is, and what was found in it.

    Attributes:
        kind: ``violation``, ``near-miss``, or where such a message would stand.
    """

    label: str
    kind: str
    topics: frozenset[str]

    @property
    def is_clean(self) -> bool:
        return self.label == _CLEAN

    @property
    def is_found(self) -> bool:
        """Whether as its topic, or one near it; of a kind without topics, as any of its group."""
        if self.kind == _VIOLATION:
            return bool(self.topics & count_as(self.label))
        return bool(self.topics & (ABUSE if self.kind.startswith("abuse") else SPAM))

    @property
    def is_counted(self) -> bool:
        return bool(self.topics & COUNTED)


def seen(name: str) -> list[Seen]:
    """All messages of one of SETS, judged by the product as it ships."""
    detector = Detector()
    path = Path(__file__).with_name(f"unseen_{name}.jsonl")
    return [
        Seen(
            row["label"],
            row["kind"],
            frozenset(find.topic for find in detector.finds(Said(row["text"]))),
        )
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]


def by_topic(rows: Sequence[Seen]) -> dict[str, Rate]:
    """How many violations of each topic are found."""
    labels = sorted({row.label for row in rows if row.kind == _VIOLATION})
    return {label: _found(rows, label) for label in labels}


def _found(rows: Sequence[Seen], label: str) -> Rate:
    own = [row.is_found for row in rows if row.kind == _VIOLATION and row.label == label]
    return Rate(sum(own), len(own))


def recall(rows: Sequence[Seen], kind: str = _VIOLATION) -> Rate:
    own = [row.is_found for row in rows if row.kind == kind and not row.is_clean]
    return Rate(sum(own), len(own))


def false_finds(rows: Sequence[Seen], kind: str) -> Rate:
    own = [row.is_counted for row in rows if row.kind == kind and row.is_clean]
    return Rate(sum(own), len(own))


def adverts(rows: Sequence[Seen], found: str, clean: str) -> Quality:
    """How the *found* kind is told from the *clean* one of the same place."""
    others = [row.is_found for row in rows if row.kind == clean]
    return Quality(recall(rows, found), Rate(sum(others), len(others)))


def lines(sets: Mapping[str, Sequence[Seen]]) -> Iterator[tuple[str, str, str]]:
    """What is measured, what must be reached, and the figure of each set."""
    every = list(sets.values())
    yield "violations found", "≥ 75 %", _each(recall(rows) for rows in every)
    by_set = [by_topic(rows) for rows in every]
    for label in by_set[0]:
        yield f"  {label}", "≥ 50 %", _each(rates[label] for rates in by_set)
    yield "plain abuse found", "≥ 55 %", _each(recall(rows, "abuse") for rows in every)
    for place, spam, chat, must in (
        ("Telegram", "telegram-spam", "telegram-chat", "≥ 72"),
        ("QQ groups", "qq-ad", "qq-chat", "≥ 84"),
    ):
        figures = " | ".join(f"{100 * adverts(rows, spam, chat).f1:.1f}" for rows in every)
        yield f"adverts of {place}, F1", must, figures
    for what, kind, must in (
        ("work chat", "chat", ""),
        ("hard near-misses", "near-miss", "≤ 5 %"),
        ("heated talk", "abuse-near", ""),
        ("chat of QQ groups", "qq-chat", "≤ 3 %"),
        ("chat on Telegram", "telegram-chat", "≤ 3 %"),
    ):
        yield f"false finds in {what}", must, _each(false_finds(rows, kind) for rows in every)


def _each(rates: Iterator[Rate]) -> str:
    return " | ".join(f"{rate.hits} of {rate.of}, {rate.share:.1%}" for rate in rates)
