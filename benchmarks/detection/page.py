"""The page of the documents that a run prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.detection.cost import Growth
from benchmarks.detection.folds import FOLDS
from benchmarks.detection.rates import Quality, Rate
from benchmarks.detection.table import Line, percent
from benchmarks.detection.unseen import Seen
from benchmarks.detection.unseen import lines as unseen_lines

_TEMPLATE = Path(__file__).with_suffix(".md")
_WITH = "The data folder was there."
_WITHOUT = "Without a data folder: committed sentences only, which the word lists know."


@dataclass(frozen=True, slots=True)
class Comparison:
    """One detector on the rows that all of them judged."""

    name: str
    chat: Rate
    adverts: Quality
    abuse: Quality
    us: float
    load: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was: when, of which configuration, with the data folder or without."""

    day: date
    configuration: str
    data: bool


def page(
    run: Run,
    lines: Sequence[Line],
    compared: Sequence[Comparison],
    us: Mapping[str, float],
    growth: Growth,
    unseen: Mapping[str, Sequence[Seen]],
) -> str:
    return _TEMPLATE.read_text("utf-8").format(
        day=run.day,
        data=_WITH if run.data else _WITHOUT,
        configuration=run.configuration,
        folds=FOLDS,
        lines="\n".join(
            f"| {each.goal} | {each.must} | {each.aim} | {each.measured} | {each.on} |"
            for each in lines
        ),
        peers="\n".join(map(_compared, compared)),
        unseen="\n".join(
            f"| {what} | {must} | {figures} |" for what, must, figures in unseen_lines(unseen)
        ),
        alone=us["classifier alone, every head"],
        whole=us["whole pipeline, every topic"],
        lengths=", ".join(f"{each:,}" for each in growth.lengths),
        columns=" | ".join(f"{each:,}" for each in growth.lengths),
        rules=" | ".join("---" for _ in growth.lengths),
        growth="\n".join(_grown(growth)),
    )


def _compared(one: Comparison) -> str:
    load = "" if one.load is None else f"{one.load * 1e3:.0f}"
    tasks = f"{_prf(one.adverts)} | {_prf(one.abuse)}"
    return f"| {one.name} | {percent(one.chat)} | {tasks} | {one.us:.1f} | {load} |"


def _prf(quality: Quality) -> str:
    if not quality.found.of:
        return ""
    figures = (quality.precision, quality.found.share, quality.f1)
    return " / ".join(f"{100 * each:.0f}" for each in figures)


def _grown(growth: Growth) -> Iterator[str]:
    for name, taken in growth.milliseconds.items():
        yield f"| {name} | {' | '.join(f'{each:.1f}' for each in taken)} |"
