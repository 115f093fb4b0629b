"""What the classifier learns from: licensed rows of a data folder, and what this project wrote."""

import csv
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from qungui.text.classifier import Head
from qungui.text.normal import normal
from tests.unit.rules.advertising_texts import ADVERTS, NO_ADVERTS
from tools.detection.written import sayings

ROOT = Path(__file__).parents[2]
_TOPIC_TEXTS = ROOT / "tests/unit/rules/topic_texts.json"
_SCENARIOS = ROOT / "tests/scenarios/scenarios.jsonl"
UNSEEN = frozenset({"aiotieba"})
"""Sources never learnt from: how their adverts are found says how those of strangers are."""
_UNKNOWN = "flood"  # the one category that no head knows
WRITTEN = "written"
"""The source of our made sentences."""
LOOK_ALIKE = "look-alike"
"""Rows that are disguised here: to learn from, never to be judged by."""

_MADE = 1_500
_DRESSED, _DECORATED = 0.5, 0.25  # of the rows of a head and of the others, in look-alikes
_HIDDEN = 0.09  # of their characters
_LEAST_HIDDEN = 2
_ALIKE = 5  # of those that look like a character, the nearest
_WEIGHTS = {"texts": 4, "scenarios": 4, "handwritten": 4, "addetector": 32}
_OF_CATEGORY: Mapping[str, frozenset[Head]] = MappingProxyType(
    {str(head): frozenset({head}) for head in Head}
    | {head: frozenset({Head.SPAM, head}) for head in (Head.PORNOGRAPHY, Head.GAMBLING)}
    | {
        # as sayings and topic texts name them
        "advert": frozenset({Head.SPAM}),
        "advertising": frozenset({Head.SPAM}),
        "duplicate-ad": frozenset({Head.SPAM}),
        "insult": frozenset({Head.ABUSE}),
        "unlawful": frozenset({Head.SPAM, Head.UNLAWFUL}),
        "unlawful-harmful": frozenset({Head.SPAM, Head.UNLAWFUL}),
        # as the data folder names them
        "ad": frozenset({Head.SPAM}),
        "charity": frozenset({Head.CHARITY}),
        "confidential": frozenset({Head.CONFIDENTIALITY}),
        "fraud": frozenset({Head.SPAM, Head.UNLAWFUL}),
        "insult_evasion": frozenset({Head.ABUSE}),
        "politics": frozenset({Head.POLITICAL}),
        "porn": frozenset({Head.SPAM, Head.PORNOGRAPHY}),
        "rumour": frozenset({Head.RUMOR}),
        "vote": frozenset({Head.VOTES}),
    }
)
_SCORN = frozenset({Head.ABUSE, Head.DISCRIMINATION, Head.DEFAMATION, Head.NEGATIVITY})
_THREATS = frozenset({Head.VIOLENCE, Head.HARASSMENT, Head.INCITEMENT, Head.ABUSE})
_OFFERS = frozenset(
    {
        *(Head.SPAM, Head.CONTACT, Head.RECRUITING, Head.VOTES, Head.CHARITY, Head.COPYRIGHT),
        *(Head.VIRUS, Head.DRUGS),
    }
)
_SPREAD = frozenset({Head.RUMOR, Head.POLITICAL, Head.DEFAMATION, Head.CHARITY, Head.INCITEMENT})
_PRIVATE = frozenset({Head.PRIVACY, Head.CONFIDENTIALITY, Head.PHOTOGRAPHS, Head.HARASSMENT})
_GROUPS = (
    *(_SCORN, _THREATS, _OFFERS, _SPREAD, _PRIVATE),
    frozenset({Head.VIRUS, Head.UNLAWFUL, Head.DRUGS, Head.PRIVACY}),
    frozenset({Head.FACTION, Head.INCITEMENT, Head.NEGATIVITY}),
    frozenset({Head.RECRUITING, Head.PORNOGRAPHY, Head.GAMBLING, Head.UNLAWFUL}),
)
"""Heads whose topics run into each other: what is of one may be of the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    One text.

    Attributes:
        heads: What it is of; empty where it is clean.
        source: As the data folder names it; of our own ``written``, ``texts`` and ``scenarios``.
        kin: Rows of one origin share it: a text and its disguises are never parted by a split.
        disguise: How the text was disguised or decorated; ``orig`` where it was not, LOOK_ALIKE
            where that was done here.
    """

    text: str
    heads: frozenset[Head]
    category: str
    source: str
    kin: str
    disguise: str = "orig"

    @property
    def family(self) -> str:
        """The source without its division: ``toxirewrite`` of ``toxirewrite:homophone``."""
        return self.source.partition(":")[0]

    @property
    def weight(self) -> int:
        """How often it counts: few, natural and sure rows more than many made ones."""
        return _WEIGHTS.get(self.source, 1)

    @property
    def is_ours(self) -> bool:
        """Whether this project wrote it."""
        return self.source in {WRITTEN, "texts", "scenarios"}

    @property
    def undecided(self) -> frozenset[Head]:
        """Heads that it may be of, though nobody said so: they do not learn from it."""
        near = (group for group in _GROUPS if group & self.heads)
        return frozenset().union(*near) - self.heads

    @property
    def share(self) -> float:
        """Where it falls in [0, 1), by its kin alone; a split is a bound on this."""
        return int(self.kin[:8], 16) / 2**32


def read(data: Path | None) -> list[Row]:
    """All rows; without *data* the committed ones only."""
    rows = [*_written(), *_texts(), *_scenarios()]
    if data is not None:
        dev = list(_dev(data / "dev.csv"))
        sources = {row.kin: row.source for row in dev}
        rows += dev
        rows += _decorated(data / "dev_evasion_synth.csv", sources)
        rows += _decorated(data / "dev_evasion_clean.csv", sources)
        rows += _dressed(dev, data / "lexicons/tables/形近字语料库.txt")
    return rows


def learnable(rows: Iterable[Row]) -> list[Row]:
    """Those that a classifier may learn from: of sources for that, on what a head knows."""
    return [row for row in rows if row.family not in UNSEEN and row.category != _UNKNOWN]


def kin_of(text: str) -> str:
    return sha256("".join(filter(str.isalnum, normal(text))).encode()).hexdigest()


def _written() -> Iterator[Row]:
    for said in sayings(_MADE):
        heads = _OF_CATEGORY.get(said.topic, frozenset())
        yield Row(said.text, heads, said.topic, WRITTEN, kin_of(said.pattern))


def _texts() -> Iterator[Row]:
    """What was written to test the rules, of topics that a head knows, and what must pass."""
    texts = json.loads(_TOPIC_TEXTS.read_text())
    for topic, said in texts["found"].items():
        for text in said if topic in _OF_CATEGORY else ():
            yield Row(text, _OF_CATEGORY[topic], topic, "texts", kin_of(text))
    passed = [text for said in texts["passed"].values() for text in said]
    for text in (*passed, *NO_ADVERTS):
        yield Row(text, frozenset(), "clean", "texts", kin_of(text))
    for text in ADVERTS:
        yield Row(text, frozenset({Head.SPAM}), "advertising", "texts", kin_of(text))


def _scenarios() -> Iterator[Row]:
    """What is found by clauses of regulations; what passes there may pass for another reason."""
    for line in _SCENARIOS.read_text("utf-8").splitlines():
        scenario = json.loads(line)
        said, found = scenario["when"], scenario["then"].get("topic")
        if (
            scenario["polarity"] == "positive"
            and said.get("type") == "text"
            and found in _OF_CATEGORY
        ):
            text = said["content"]
            yield Row(text, _OF_CATEGORY[found], found, "scenarios", kin_of(text))


def _dev(path: Path) -> Iterator[Row]:
    for row in _lines(path):
        yield _row(row, kin_of(row["text"]), row["source"], "orig")


def _decorated(path: Path, sources: Mapping[str, str]) -> Iterator[Row]:
    """Twelve lines of one text follow each other; the first of them is the text itself."""
    kin = ""
    for row in _lines(path):
        disguise = row["source"].removeprefix("synth:")
        if disguise == "orig":
            kin = kin_of(row["text"])
        else:
            yield _row(row, kin, sources.get(kin, "synth"), disguise)


def _dressed(rows: Iterable[Row], table: Path) -> Iterator[Row]:
    """Some of *rows* with characters that look like theirs, by *table*; the same at every call."""
    lines = (line.partition(" ") for line in table.read_text("utf-8").splitlines())
    alike = {character: others[:_ALIKE] for character, _, others in lines if others}
    for row in rows:
        chance = random.Random(row.kin)  # noqa: S311 - repeatable on purpose
        if chance.random() < (_DRESSED if row.heads else _DECORATED):
            text = _in_look_alikes(row.text, alike, chance)
            yield replace(row, text=text, disguise=LOOK_ALIKE)


def _in_look_alikes(text: str, alike: Mapping[str, str], chance: random.Random) -> str:
    open_to_it = [at for at, character in enumerate(text) if character in alike]
    count = min(max(_LEAST_HIDDEN, round(_HIDDEN * len(text))), len(open_to_it))
    written = list(text)
    for at in chance.sample(open_to_it, count):
        written[at] = chance.choice(alike[written[at]])
    return "".join(written)


def _lines(path: Path) -> Iterable[dict[str, str]]:
    with path.open(newline="") as file:
        yield from csv.DictReader(file)


def _row(row: dict[str, str], kin: str, source: str, disguise: str) -> Row:
    heads = _OF_CATEGORY.get(row["category"], frozenset()) if row["label"] == "1" else frozenset()
    return Row(row["text"], heads, row["category"], source, kin, disguise)
