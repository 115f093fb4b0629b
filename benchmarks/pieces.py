"""What is still found of the committed sentences once a member sends each in pieces."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.detection.finder import COUNTED
from qungui.engine.judge import Armed, evaluate
from qungui.engine.rejoin import with_pieces
from qungui.model.call import Call
from qungui.model.finding import Facts
from qungui.model.group import Mode
from qungui.model.rulebook import Clause, Disposition
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.rules.detection import DEFAULTS, Said, facts_of
from qungui.text.pieces import Piece, piece_of, rejoined

_TEXTS = Path(__file__).parents[1] / "tests/unit/rules/topic_texts.json"
_SEED = 8
_APART = timedelta(seconds=5)
_SHORT, _LONG = 6, 8  # characters: shorter ones are left whole, longer ones cut in three
_ALONE, _TOGETHER, _NEVER = "a piece alone", "pieces together", "never"


def run(console: Console) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - the same cuts at every run
    armed = _armed()
    table = Table(title="Sentences cut in two or three, sent five seconds apart")
    for heading in ("which", "sentences", _ALONE, _TOGETHER, _NEVER):
        table.add_column(heading, justify="left" if heading == "which" else "right")
    for which, by_rule in json.loads(_TEXTS.read_text()).items():
        texts = [text for lines in by_rule.values() for text in lines if len(text) >= _SHORT]
        whole = [text for text in texts if bool(_hits(armed, text)) is (which == "found")]
        by = [_found_by(armed, _cut(text, chance)) for text in whole]
        counts = (str(by.count(each)) for each in (_ALONE, _TOGETHER, _NEVER))
        table.add_row(which, str(len(whole)), *counts)
    console.print(table)


def _armed() -> tuple[Armed, ...]:
    return tuple(
        Armed(Clause(clause_id=name, text="", topic=name, disposition=Disposition.ASSISTED),
              Mode.ENFORCE, (build(RULE_BOOK[name], Call(name, dict(DEFAULTS[name])), {}),))
        for name in sorted(COUNTED)
    )  # fmt: skip


def _hits(armed: tuple[Armed, ...], text: str) -> bool:
    return bool(evaluate(armed, facts_of(Said(text))).hits)


def _cut(text: str, chance: random.Random) -> list[str]:
    count = 3 if len(text) > _LONG else 2
    cuts = [0, *sorted(chance.sample(range(1, len(text)), count - 1)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _found_by(armed: tuple[Armed, ...], texts: Sequence[str]) -> str:
    earlier = list[Piece]()
    for facts in _said(texts):
        alone = evaluate(armed, facts)
        if alone.hits:
            return _ALONE
        whole = rejoined(earlier, facts.message)
        if whole is not None and with_pieces(armed, facts, alone, whole) is not None:
            return _TOGETHER
        piece = piece_of(facts.message)
        earlier = [] if piece is None else [*earlier, piece]
    return _NEVER


def _said(texts: Sequence[str]) -> Iterator[Facts]:
    first = Said("").sent_at
    for number, text in enumerate(texts):
        facts = facts_of(Said(text, sent_at=first + number * _APART))
        yield replace(facts, message=replace(facts.message, message_id=f"m{number}"))
