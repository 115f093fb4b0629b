"""Rows judged by copies of the product that did not learn from them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qungui.text.normal import normal
from qungui.text.scan import pairs_of
from qungui.text.scores import ARTEFACT
from tools.detection.corpus import LOOK_ALIKE, ROOT, Row, kin_of, learnable
from tools.detection.fit import fit

FOLDS = 8
"""So many that a copy learns from nearly all that the artefact learns from: adverts are few."""
_ALIKE = 0.6  # of the pairs of two texts together: then one is the other in a few other words
_ADVERTS = frozenset({"addetector", "aiotieba"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and the topics that were found in it."""

    row: Row
    topics: frozenset[str]


def each_held_back_once(
    rows: Sequence[Row], step: Callable[[str], None] = lambda _said: None
) -> list[Judged]:
    """Every row, judged after learning from the folds that hold neither it nor its like."""
    share = _shares(rows)
    found: list[Judged] = []
    for fold in range(FOLDS):
        held = [
            row
            for row in rows
            if int(share[row.kin] * FOLDS) == fold and row.disguise != LOOK_ALIKE
        ]
        rest = [row for row in rows if int(share[row.kin] * FOLDS) != fold]
        found += judged(rest, held)
        step(f"fold {fold + 1} of {FOLDS}")
    return found


def left_out(rows: Sequence[Row], family: str) -> list[Judged]:
    """The undisguised rows of one source, judged after learning from all others."""
    held = [row for row in rows if row.family == family and row.disguise == "orig"]
    return judged([row for row in rows if row.family != family], held)


def judged(learnt: Sequence[Row], held: Sequence[Row]) -> list[Judged]:
    artefact = fit(learnable(learnt)).to_bytes()
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "qungui"
        shutil.copytree(
            ROOT / "shared/src/qungui", package, ignore=shutil.ignore_patterns("__pycache__")
        )
        (package / "text" / ARTEFACT).write_bytes(artefact)
        done = subprocess.run(
            (sys.executable, "-m", "benchmarks.detection.finder"),
            input="".join(json.dumps(row.text) + "\n" for row in held),
            env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    said = done.stdout.split("\n")[: len(held)]
    return [Judged(row, frozenset(one.split())) for row, one in zip(held, said, strict=True)]


def _shares(rows: Sequence[Row]) -> dict[str, float]:
    """Where each kin falls in [0, 1); adverts that are alike fall on one place."""
    first = dict(_likes([row for row in rows if row.family in _ADVERTS and row.disguise == "orig"]))
    # hashed anew: the folder's own split went by the hash of a kin
    places = {row.kin: kin_of("of " + first.get(row.kin, row.kin)) for row in rows}
    return {kin: int(place[:8], 16) / 2**32 for kin, place in places.items()}


def _likes(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each row's kin with the kin of the first row that it is like, or its own."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    pairs = [pairs_of(normal(row.text)) for row in rows]
    firsts: list[int] = []
    for at, own in enumerate(pairs):
        met = {other for pair in own for other in holders[pair]}
        like = (o for o in sorted(met) if len(own & pairs[o]) >= _ALIKE * len(own | pairs[o]))
        firsts.append(next((firsts[other] for other in like), at))
        for pair in own:
            holders[pair].append(at)
        yield rows[at].kin, rows[firsts[at]].kin
