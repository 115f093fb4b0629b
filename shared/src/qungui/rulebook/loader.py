"""A rulebook file -> an edition and its examples. Any problem refuses the whole file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from qungui.model.rulebook import Clause, Edition, Sanction, Section, Subject
from qungui.rulebook.clauses import ReadClause, read_clause
from qungui.rulebook.examples import Example
from qungui.rulebook.lint import lint
from qungui.rulebook.node import Node
from qungui.rulebook.problems import Place, Problem, RulebookError, meant
from qungui.rulebook.sanctions import read_ladder, read_sanction

_REQUIRED = ("rulebook", "regulation", "title", "edition", "timezone", "in_force_from", "clauses")
_KEYS = (*_REQUIRED, "gloss", "applies_to", "ladders", "sections")


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
    sections = _sections(keys["sections"]) if "sections" in keys else ()
    clauses = _resolved([read_clause(node) for node in keys["clauses"].items()], sections, problems)
    edition = _edition(keys, tuple(each.clause for each in clauses), sections)
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


def _edition(
    keys: Mapping[str, Node], clauses: tuple[Clause, ...], sections: tuple[Section, ...]
) -> Edition:
    subject, kinds = _applies_to(keys.get("applies_to"))
    ladders = keys["ladders"].entries() if "ladders" in keys else {}
    return Edition(
        rulebook=keys["rulebook"].text(),
        regulation=keys["regulation"].text(),
        title=keys["title"].text(),
        gloss=keys["gloss"].text() if "gloss" in keys else "",
        edition=keys["edition"].text(),
        timezone=_zone(keys["timezone"]),
        in_force_from=_moment(keys["in_force_from"]),
        clauses=clauses,
        ladders={name: read_ladder(name, node) for name, node in ladders.items()},
        subject=subject,
        kinds=kinds,
        sections=sections,
    )


def _applies_to(node: Node | None) -> tuple[Subject, tuple[str, ...]]:
    keys = {} if node is None else node.keys(("subject", "kinds"))
    subject = keys["subject"].one_of(tuple(Subject)) if "subject" in keys else Subject.GROUP
    kinds = keys["kinds"].items() if "kinds" in keys else ()
    return Subject(subject), tuple(kind.text() for kind in kinds)


def _sections(node: Node) -> tuple[Section, ...]:
    return tuple(_section(name, inner) for name, inner in node.entries().items())


def _section(name: str, node: Node) -> Section:
    """``id: title``, or ``id: {title, sanction}``."""
    if isinstance(node.value, str):
        return Section(name, node.text())
    keys = node.keys(("title", "sanction"), ("title",))
    title = keys["title"].text() if "title" in keys else ""
    return Section(name, title, read_sanction(keys["sanction"]) if "sanction" in keys else None)


def _resolved(
    clauses: Sequence[ReadClause], sections: Sequence[Section], problems: list[Problem]
) -> list[ReadClause]:
    """Each clause with the sanction that stands in its section or in another clause."""
    under = {section.section_id: section for section in sections}
    own = {read.clause.clause_id: read.clause.sanction for read in clauses}
    headed = {name: section.sanction for name, section in under.items()}
    resolved = []
    for read in clauses:
        clause, sanction = read.clause, read.clause.sanction
        if clause.section and clause.section not in under:
            zh, en = meant(clause.section, under)
            problems.append(
                Problem(read.place, clause.clause_id, f"没有这一节，{zh}", f"no such section; {en}")
            )
        if sanction is None and clause.rules and (inherited := headed.get(clause.section)):
            sanction = replace(inherited, written_in=clause.section)
        elif sanction is not None and sanction.written_in:
            sanction = _referred(read, {**headed, **own}, problems)
        resolved.append(replace(read, clause=replace(clause, sanction=sanction)))
    return resolved


def _referred(
    read: ReadClause, known: Mapping[str, Sanction | None], problems: list[Problem]
) -> Sanction:
    """The sanction that ``as`` names; the clause's own word on who confirms stays."""
    sanction = cast("Sanction", read.clause.sanction)
    found = known.get(sanction.written_in)
    if found is None or found.written_in:
        zh, en = meant(sanction.written_in, (name for name, each in known.items() if each))
        zh, en = f"那里没有写处理，{zh}", f"no sanction there; {en}"
        problems.append(Problem(read.place, read.clause.clause_id, zh, en))
        return Sanction()
    confirm = sanction.confirm or found.confirm
    return replace(found, written_in=sanction.written_in, confirm=confirm)


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
