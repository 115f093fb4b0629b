"""Rounds and medians. Cases take turns, so that a busy machine slows all of them alike."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import process_time

type Case = Callable[[], float]
"""One round of something; returns its seconds."""


def medians(cases: Mapping[str, Case], *, rounds: int) -> dict[str, float]:
    """The median of *rounds* of each case, after one round that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    for _ in range(rounds):
        for name, case in cases.items():
            taken[name].append(case())
    return {name: median(each) for name, each in taken.items()}


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for *work*: what others do on the machine is not counted."""
    gc.collect()
    begun = process_time()
    work()
    return process_time() - begun


def repeated(work: Callable[[], object], times: int) -> Case:
    """A case whose round is *times* calls of *work*; counts one call."""

    def many() -> None:
        for _ in range(times):
            work()

    return lambda: seconds(many) / times
