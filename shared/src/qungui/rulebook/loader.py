"""A rulebook file -> an edition and its examples. Any problem refuses the whole file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from qungui.model.rulebook import SANCTIONS, Act, Clause, Edition, Ladder, Step
from qungui.rulebook.clauses import read_clause
from qungui.rulebook.examples import Example
from qungui.rulebook.lint import lint
from qungui.rulebook.node import Node
from qungui.rulebook.problems import Place, Problem, RulebookError

_REQUIRED = ("rulebook", "regulation", "title", "edition", "timezone", "in_force_from", "clauses")
_KEYS = (*_REQUIRED, "applies_to", "ladders")


@dataclass(frozen=True, slots=True)
class Loaded:
    """
    A rulebook that holds together.

    Attributes:
        examples: What each clause with a rule must hit and must let pass, by clause id.
        places: Where each clause stands in the file.
    """

    edition: Edition
    examples: Mapping[str, tuple[Example, ...]]
    places: Mapping[str, Place]


def load(path: Path) -> Loaded:
    """
    Raises:
        RulebookError: Everything that is wrong with the file, with line and column.
    """
    return loads(path.read_text(encoding="utf-8"))


def loads(text: str) -> Loaded:
    """See ``load``."""
    problems: list[Problem] = []
    root = Node(_parsed(text), Place(1, 1), "", problems)
    keys = root.keys(_KEYS, _REQUIRED)
    if problems:
        raise RulebookError(problems)
    clauses = [read_clause(node) for node in keys["clauses"].items()]
    edition = _edition(keys, tuple(each.clause for each in clauses))
    problems.extend(lint(edition, clauses))
    if problems:
        raise RulebookError(problems)
    return Loaded(
        edition=edition,
        examples={each.clause.clause_id: each.examples for each in clauses},
        places={each.clause.clause_id: each.place for each in clauses},
    )


def _parsed(text: str) -> object:
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        what = str(error.problem or "").splitlines()[0:1]
        raise RulebookError(
            [Problem(place, "", "不是合法的 YAML 写法", f"not YAML: {''.join(what)}")]
        ) from error


def _edition(keys: Mapping[str, Node], clauses: tuple[Clause, ...]) -> Edition:
    if "applies_to" in keys:
        for node in keys["applies_to"].keys(("kinds",), ("kinds",)).values():
            [kind.text() for kind in node.items()]
    ladders = keys["ladders"].entries() if "ladders" in keys else {}
    return Edition(
        rulebook=keys["rulebook"].text(),
        regulation=keys["regulation"].text(),
        title=keys["title"].text(),
        edition=keys["edition"].text(),
        timezone=_zone(keys["timezone"]),
        in_force_from=_moment(keys["in_force_from"]),
        clauses=clauses,
        ladders={name: _ladder(name, node) for name, node in ladders.items()},
    )


def _ladder(name: str, node: Node) -> Ladder:
    keys = node.keys(("steps", "counts", "expires"), ("steps",))
    if "counts" in keys:
        keys["counts"].one_of(("per-group",))
    if "expires" in keys:
        keys["expires"].one_of(("never",))
    steps = [
        Step(Act(step["act"].one_of(SANCTIONS)), step["clause"].text())
        for item in (keys["steps"].items() if "steps" in keys else ())
        if len(step := item.keys(("act", "clause"), ("act", "clause"))) > 1
    ]
    return Ladder(ladder_id=name, steps=tuple(steps))


def _zone(node: Node) -> str:
    try:
        return ZoneInfo(node.text()).key
    except (ZoneInfoNotFoundError, ValueError):
        node.wrong("不认识的时区，例如 Asia/Shanghai", "unknown time zone, e.g. Asia/Shanghai")
        return "Asia/Shanghai"


def _moment(node: Node) -> datetime:
    try:
        moment = datetime.fromisoformat(str(node.value))
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - refused on the next line
    if moment.tzinfo is None:
        node.wrong(
            "生效时间应带时区，例如 2026-11-01T00:00:00+08:00",
            "a moment with its offset is needed, e.g. 2026-11-01T00:00:00+08:00",
        )
    return moment
