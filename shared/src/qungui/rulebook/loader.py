"""A rulebook file -> an edition and its examples. Any problem refuses the whole file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qungui.model.rulebook import Edition, Subject
from qungui.rulebook.clauses import ReadClause
from qungui.rulebook.document import parsed, read
from qungui.rulebook.examples import Example
from qungui.rulebook.library import SHIPPED, Library
from qungui.rulebook.lint import lint
from qungui.rulebook.needs import needs_of
from qungui.rulebook.node import Node
from qungui.rulebook.parts import Layer, Parts, read_layer, read_parts
from qungui.rulebook.problems import Place, Problem, RulebookError
from qungui.rulebook.references import resolved

_REQUIRED = ("rulebook", "regulation", "title", "edition", "timezone", "in_force_from", "clauses")
_EXTENDING = ("extends", "overrides", "drops")
_KEYS = (*_REQUIRED, "gloss", "applies_to", "ladders", "sections", *_EXTENDING)


@dataclass(frozen=True, slots=True)
class Loaded:
    """
    A rulebook that holds together.

    Attributes:
        examples: What each clause with a rule must hit and must let pass, by clause id.
        places: Where each clause stands in the file.
        doubts: What a person should look at, and what does not refuse the file.
    """

    edition: Edition
    examples: Mapping[str, tuple[Example, ...]]
    places: Mapping[str, Place]
    doubts: tuple[Problem, ...] = ()


def load(path: Path) -> Loaded:
    """
    A rulebook that it extends is one beside it, or one that we ship.

    Raises:
        RulebookError: Everything that is wrong with the file, with line and column.
    """
    beside = Library(path.parent)
    return loads(read(path), lambda name: beside.named(name) or SHIPPED.named(name))


def loads(text: str, find: Callable[[str], str | None] = SHIPPED.named) -> Loaded:
    """See ``load``. *find* gives the text of a rulebook that is extended, by its name."""
    problems: list[Problem] = []
    root = Node(parsed(text), Place(1, 1), "", problems)
    keys = root.keys(_KEYS, _REQUIRED)
    if problems:
        raise RulebookError(problems)
    parts = _parts(keys, find, (keys["rulebook"].text(),))
    clauses = resolved(parts, problems)
    edition = _edition(keys, parts, clauses)
    found = tuple(lint(edition, clauses))
    problems.extend(problem for problem in found if problem.refuses)
    if problems:
        raise RulebookError(problems)
    return Loaded(
        edition=replace(edition, needs=needs_of(edition)),
        examples={each.clause.clause_id: each.examples for each in clauses},
        places={each.clause.clause_id: each.place for each in clauses},
        doubts=tuple(sorted(problem for problem in found if not problem.refuses)),
    )


def _parts(
    keys: Mapping[str, Node], find: Callable[[str], str | None], seen: tuple[str, ...]
) -> Parts:
    """
    What the file says, laid over what the one says that it extends.

    *seen* are the rulebooks on the way here: none may come back to itself.
    """
    if "extends" not in keys:
        for name in _EXTENDING[1:]:
            if name in keys:
                keys[name].wrong("没有写 extends", "only where 'extends' is written")
        return read_parts(keys)
    name = keys["extends"].text()
    text = None if name in seen else find(name)
    if text is None:
        keys["extends"].wrong(f"找不到可依据的规定“{name}”", f"no rulebook '{name}' to extend")
        return read_parts(keys)
    root = Node(parsed(text), Place(1, 1), "", problems := list[Problem]())
    inherited = root.keys(_KEYS, _REQUIRED)
    base = _parts(inherited, find, (*seen, name)) if inherited else Parts()
    if problems:
        keys["extends"].wrong(f"“{name}”本身有错", f"'{name}' itself is wrong: {problems[0].en}")
    return read_layer(keys, base).over(Layer(base)).parts


def _edition(keys: Mapping[str, Node], parts: Parts, clauses: Sequence[ReadClause]) -> Edition:
    subject, kinds = _applies_to(keys.get("applies_to"))
    return Edition(
        rulebook=keys["rulebook"].text(),
        regulation=keys["regulation"].text(),
        title=keys["title"].text(),
        gloss=keys["gloss"].text() if "gloss" in keys else "",
        edition=keys["edition"].text(),
        timezone=_zone(keys["timezone"]),
        in_force_from=_moment(keys["in_force_from"]),
        clauses=tuple(read.clause for read in clauses),
        ladders=parts.ladders,
        subject=subject,
        kinds=kinds,
        sections=tuple(parts.sections.values()),
    )


def _applies_to(node: Node | None) -> tuple[Subject, tuple[str, ...]]:
    keys = {} if node is None else node.keys(("subject", "kinds"))
    subject = keys["subject"].one_of(tuple(Subject)) if "subject" in keys else Subject.GROUP
    kinds = keys["kinds"].items() if "kinds" in keys else ()
    return Subject(subject), tuple(kind.text() for kind in kinds)


def _zone(node: Node) -> str:
    try:
        return ZoneInfo(node.text()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
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
