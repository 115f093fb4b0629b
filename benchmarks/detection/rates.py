"""Counts of what was found, as the table's rows need them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from benchmarks.detection.finder import ABUSE, COUNTED, SPAM, count_as
from benchmarks.detection.folds import Judged
from qungui.text.classifier import Head

CHAT = frozenset({"cped", "crosswoz", "kdconv", "chatterbot"})
_GROUPS = ((Head.SPAM, SPAM), (Head.ABUSE, ABUSE))
# of the data folder's categories
_TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "ad": "advertising",
        "vote": "vote-begging",
        "gambling": "gambling",
        "fraud": "unlawful-harmful",
        "porn": "pornography",
        "charity": "charity-plea",
        "rumour": "rumor-unverified",
        "confidential": "confidentiality",
        "politics": "political",
        "insult": "insult",
    }
)


@dataclass(frozen=True, slots=True)
class Rate:
    """*hits* of *of*."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; zero of nothing is zero."""
        return self.hits / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """How a group of topics tells rows of its own from clean ones."""

    found: Rate
    false: Rate

    @property
    def precision(self) -> float:
        return Rate(self.found.hits, self.found.hits + self.false.hits).share

    @property
    def f1(self) -> float:
        wrong = self.false.hits + self.found.of - self.found.hits
        return _f1(self.found.hits, wrong)

    @property
    def macro_f1(self) -> float:
        right = self.false.of - self.false.hits
        return (self.f1 + _f1(right, self.false.hits + self.found.of - self.found.hits)) / 2

    @property
    def accuracy(self) -> float:
        right = self.found.hits + self.false.of - self.false.hits
        return right / max(1, self.found.of + self.false.of)


def _f1(right: int, wrong: int) -> float:
    return 2 * right / (2 * right + wrong) if right else 0.0


def of_families(rows: Iterable[Judged], *families: str) -> list[Judged]:
    """The undisguised rows of these sources."""
    return [one for one in rows if one.row.family in families and one.row.disguise == "orig"]


def false_finds(rows: Iterable[Judged]) -> Rate:
    """In clean rows, of any counted topic."""
    clean = [one for one in rows if not one.row.heads and _is_clean(one)]
    return Rate(sum(bool(one.topics & COUNTED) for one in clean), len(clean))


def _is_clean(one: Judged) -> bool:
    return one.row.category.startswith("clean")


def quality(rows: Sequence[Judged], head: Head) -> Quality:
    """Of the group of topics that *head* stands for."""
    group = dict(_GROUPS)[head]
    hit = [(bool(one.topics & group), head in one.row.heads) for one in rows]
    own, others = [h for h, is_own in hit if is_own], [h for h, is_own in hit if not is_own]
    return Quality(Rate(sum(own), len(own)), Rate(sum(others), len(others)))


def by_topic(rows: Iterable[Judged]) -> dict[str, Rate]:
    """Of hand-written violations, by category: found as its own topic or a near one."""
    found: dict[str, list[bool]] = defaultdict(list)
    for one in rows:
        if topic := _TOPICS.get(one.row.category):
            found[one.row.category].append(bool(one.topics & count_as(topic)))
    return {category: Rate(sum(hits), len(hits)) for category, hits in sorted(found.items())}


def kept(rows: Sequence[Judged]) -> dict[str, Rate]:
    """By disguise, of those found undisguised, how many are still found."""
    before = {one.row.kin for one in rows if one.row.disguise == "orig" and _is_found(one)}
    hits: dict[str, list[bool]] = defaultdict(list)
    for one in rows:
        if one.row.disguise != "orig" and one.row.kin in before and one.row.heads:
            hits[one.row.disguise].append(_is_found(one))
    return {disguise: Rate(sum(each), len(each)) for disguise, each in sorted(hits.items())}


def decorated(rows: Sequence[Judged]) -> dict[str, tuple[Rate, Rate]]:
    """By decoration, false finds in clean rows plain and decorated."""
    plain = {one.row.kin: one for one in rows if one.row.disguise == "orig"}
    dressed: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for one in rows:
        if one.row.disguise != "orig" and _is_clean(one) and one.row.kin in plain:
            before = bool(plain[one.row.kin].topics & COUNTED)
            dressed[one.row.disguise].append((before, bool(one.topics & COUNTED)))
    return {
        disguise: (
            Rate(sum(before for before, _ in pairs), len(pairs)),
            Rate(sum(after for _, after in pairs), len(pairs)),
        )
        for disguise, pairs in sorted(dressed.items())
    }


def _is_found(one: Judged) -> bool:
    return any(head in one.row.heads and one.topics & group for head, group in _GROUPS)
