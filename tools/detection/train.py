"""
``python -m tools.detection.train [--data FOLDER]``: learn the shipped classifier, write its card.

Run it through ``make train``, which has what it needs. Without a folder it learns from committed
texts only.
"""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from qungui.text.scores import ARTEFACT
from tools.detection.card import card
from tools.detection.corpus import ROOT, Row, learnable, read
from tools.detection.fit import fit
from tools.detection.measure import Measured, measured

_ARTEFACT = ROOT / "shared/src/qungui/text" / ARTEFACT
_CARD = ROOT / "docs/topics/model-card.md"
_HELD_BACK = 0.2


def main() -> None:
    parser = argparse.ArgumentParser(prog="make train", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with dev.csv, see the model card")
    rows = learnable(read(parser.parse_args().data))
    figures = _held_back(rows)
    artefact = fit(rows).to_bytes()
    _ARTEFACT.write_bytes(artefact)
    _CARD.write_text(card(rows, figures, artefact, datetime.now(UTC).date()), "utf-8")
    print(f"{_ARTEFACT.relative_to(ROOT)}: {len(artefact):,} bytes, {len(rows):,} rows")
    print(f"{_CARD.relative_to(ROOT)} says what it learnt from")


def _held_back(rows: Sequence[Row]) -> list[Measured]:
    """A fifth is held back by hash, the rest learnt from, with the settings of the artefact."""
    classifier = fit([row for row in rows if row.share >= _HELD_BACK])
    return measured(classifier, [row for row in rows if row.share < _HELD_BACK])


if __name__ == "__main__":
    main()
