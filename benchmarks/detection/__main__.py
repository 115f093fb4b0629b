"""``python -m benchmarks.detection [--data FOLDER] [--page FILE]``: ``make bench-detection``."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from rich.console import Console

from benchmarks.detection.cost import cold, growth, package, speeds
from benchmarks.detection.finder import ABUSE, SPAM
from benchmarks.detection.folds import Judged, each_held_back_once, left_out
from benchmarks.detection.page import Comparison, Run, page
from benchmarks.detection.peers import Peer, peers
from benchmarks.detection.rates import CHAT, false_finds, of_families, quality
from benchmarks.detection.reference import Reference
from benchmarks.detection.table import Results, lines
from benchmarks.detection.unseen import SETS, seen
from qungui.model.finding import Hit
from qungui.rules.advertising import Advertising
from qungui.rules.detection import Said, facts_of
from qungui.text.classifier import Head
from tools.detection.corpus import ROOT, Row, learnable, read

_PACKAGE = ROOT / "shared/src/qungui"
_OWNER = Advertising(phrases=("兼职", "vx"))
_CELLS = (
    "大家好这个兼职很好",
    "找 兼职 吗",
    "兼\u200b职",
    "兼 职",
    "兼-职",
    "兼職",
    "ＶＸ",
)
_LEFT_OUT = ("addetector", "swsr")
_HALF = 0.5
_DECIDE = {".py", ".txt"}
_GROUP_OF = (SPAM, ABUSE)  # as the reference answers
_EVERY = (SPAM | ABUSE,)  # a word list does not say of what


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-detection", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with dev.csv and lexicons")
    parser.add_argument("--page", type=Path, help="write the page of the documents there")
    asked = parser.parse_args()
    console = Console(highlight=False, width=140)
    with console.status("learning and judging") as status:
        text = _measured(asked.data, status.update)
    console.print(text, markup=False, soft_wrap=True)
    if asked.page:
        asked.page.write_text(text, "utf-8")


def _measured(data: Path | None, step: Callable[[str], None]) -> str:
    rows = read(data)
    step("measuring speed")
    others = peers(data / "lexicons" if data else None)
    reference = Reference([row for row in learnable(rows) if row.share < _HALF])
    written = [row for row in rows if row.disguise == "orig"]
    # sentences that were made to teach stand in no proportion to what people write
    people = [row.text for row in written if not row.is_ours] or [row.text for row in written]
    us = speeds(people, reference, others)
    chat = [row.text for row in written if row.family in CHAT]
    on_chat = speeds(chat, reference, ()) if chat else {}
    random = each_held_back_once(rows, step)
    left = {name: left_out(rows, name) for name in _LEFT_OUT if _has(rows, name)}
    results = Results(random, left, us, on_chat, cold(), package(), dict(_cells()))
    run = Run(datetime.now(UTC).date(), configuration(), data is not None)
    compared = [*_compared(random, reference, others, us)]
    unseen = {name: seen(name) for name in SETS}
    return page(run, lines(results), compared, us, growth(), unseen)


def _compared(
    judged: Sequence[Judged], reference: Reference, others: Sequence[Peer], us: Mapping[str, float]
) -> Iterator[Comparison]:
    """On the rows of the half that the reference did not learn from."""
    rows = [one for one in judged if one.row.share >= _HALF]
    yield _comparison("Qungui", rows, us["whole pipeline, every topic"])
    said = [_with(one, _GROUP_OF, reference(one.row.text)) for one in rows]
    yield _comparison("reference", said, us["reference"])
    for peer in others:
        said = [_with(one, _EVERY, [peer.finds(one.row.text)]) for one in rows]
        yield _comparison(peer.name, said, us[peer.name], peer.load)


def _with(one: Judged, topics: Sequence[frozenset[str]], found: Sequence[bool]) -> Judged:
    """The row as another detector judged it: each of its answers stands for some topics."""
    said = [own for own, hit in zip(topics, found, strict=True) if hit]
    return Judged(one.row, frozenset[str]().union(*said))


def _comparison(
    name: str, rows: Sequence[Judged], us: float, load: float | None = None
) -> Comparison:
    return Comparison(
        name,
        false_finds(of_families(rows, *CHAT)),
        quality(of_families(rows, "addetector"), Head.SPAM),
        quality(of_families(rows, "cold"), Head.ABUSE),
        us,
        load,
    )


def configuration() -> str:
    """A hash of all that decides but the weights: code, word lists, patterns and thresholds."""
    told = sha256()
    for folder in ("text", "rules"):
        files = (path for path in (_PACKAGE / folder).rglob("*") if path.suffix in _DECIDE)
        for path in sorted(files):
            told.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    return told.hexdigest()[:12]


def _has(rows: Sequence[Row], family: str) -> bool:
    return any(row.family == family for row in rows)


def _cells() -> Iterator[tuple[str, bool]]:
    for text in _CELLS:
        yield text, isinstance(_OWNER.judge(facts_of(Said(text))), Hit)


if __name__ == "__main__":
    main()
