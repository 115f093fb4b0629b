"""Sanctions that stand elsewhere: in the heading of a section, or in another clause."""

from collections.abc import Mapping
from dataclasses import replace

from qungui.model.rulebook import Sanction
from qungui.rulebook.clauses import ReadClause
from qungui.rulebook.parts import Parts
from qungui.rulebook.problems import Problem, meant


def resolved(parts: Parts, problems: list[Problem]) -> tuple[ReadClause, ...]:
    """Each clause with its sanction; what refers to nothing is noted in *problems*."""
    own = {read.clause.clause_id: read.clause.sanction for read in parts.clauses}
    headed = {name: section.sanction for name, section in parts.sections.items()}
    return tuple(_resolved(read, headed, own, problems) for read in parts.clauses)


def _resolved(
    read: ReadClause,
    headed: Mapping[str, Sanction | None],
    own: Mapping[str, Sanction | None],
    problems: list[Problem],
) -> ReadClause:
    clause, sanction = read.clause, read.clause.sanction
    if clause.section and clause.section not in headed:
        zh, en = meant(clause.section, headed)
        zh, en = f"没有这一节，{zh}", f"no such section; {en}"
        problems.append(Problem(read.place, clause.clause_id, zh, en))
    if sanction is None and clause.rules and (inherited := headed.get(clause.section)):
        sanction = inherited
    if sanction is not None and sanction.written_in:
        sanction = _referred(read, sanction, {**headed, **own}, problems)
    elif read.clause.sanction is None and sanction is not None:
        sanction = replace(sanction, written_in=clause.section)
    return replace(read, clause=replace(clause, sanction=sanction))


def _referred(
    read: ReadClause,
    sanction: Sanction,
    known: Mapping[str, Sanction | None],
    problems: list[Problem],
) -> Sanction:
    """
    The sanction that ``as`` names; what stands beside ``as`` stays: who confirms, the points, the
    step it goes straight to, and the time to take it back.
    """
    found = known.get(sanction.written_in)
    if found is None or found.written_in:
        zh, en = meant(sanction.written_in, (name for name, each in known.items() if each))
        zh, en = f"那里没有写处理，{zh}", f"no sanction there; {en}"
        problems.append(Problem(read.place, read.clause.clause_id, zh, en))
        return Sanction()
    return replace(
        found,
        written_in=sanction.written_in,
        confirm=sanction.confirm or found.confirm,
        points=found.points if sanction.points == 1 else sanction.points,
        straight_to=sanction.straight_to or found.straight_to,
        taken_back=sanction.taken_back or found.taken_back,
    )
