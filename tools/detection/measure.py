"""How a classifier does on rows that it did not learn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qungui.text.classifier import Classifier, Head, share
from qungui.text.normal import normal
from qungui.text.scores import THRESHOLDS
from tools.detection.corpus import Row


@dataclass(frozen=True, slots=True)
class Measured:
    """
    One head on the undisguised rows of one source.

    Attributes:
        found: Of *of* rows that are of the head.
        wrong: Found of *clean* rows that are of no head.
    """

    head: Head
    source: str
    found: int
    of: int
    wrong: int
    clean: int


def measured(classifier: Classifier, rows: Sequence[Row]) -> list[Measured]:
    """By head, then by source in alphabetical order."""
    plain = [row for row in rows if row.disguise == "orig"]
    tallies = [classifier.tally(normal(row.text)) for row in plain]
    return [each for head in Head for each in _counted(head, classifier, plain, tallies)]


def _counted(
    head: Head, classifier: Classifier, rows: Sequence[Row], tallies: Sequence[int]
) -> Iterator[Measured]:
    hits = [share(classifier.logit(head, each)) >= THRESHOLDS[head] for each in tallies]
    for source in sorted({row.family for row in rows}):
        own = [
            (hit, row.heads) for hit, row in zip(hits, rows, strict=True) if row.family == source
        ]
        of = [hit for hit, heads in own if head in heads]
        clean = [hit for hit, heads in own if not heads]
        yield Measured(head, source, sum(of), len(of), sum(clean), len(clean))
