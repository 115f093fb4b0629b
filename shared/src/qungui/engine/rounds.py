"""
What those who have a duty read at the times of their clause, where there is anything: the breaches
of their own people, or what others have not done. Pure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from qungui.engine.authority import roles_named
from qungui.engine.modes import mode_in_use
from qungui.engine.reconcile import RUN_AT
from qungui.model.call import Call, as_chosen, clock
from qungui.model.case import Breach, Case
from qungui.model.group import GroupSettings, Mode, Role
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.person import Person
from qungui.model.roster_digest import MOST_NAMED, Heading, Part
from qungui.model.rulebook import Clause, Edition
from qungui.model.span import Span
from qungui.procedures.roles import Duty, Inspection

_A_MONTH = timedelta(days=31)


class About(StrEnum):
    BREACHES = "breaches"  # of the people of a department, for whoever leads it
    UNDONE = "undone"  # what others owe, for whoever holds an office in the group


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """
    Attributes:
        to: Whose it is, in the regulation's words.
        every: How often.
        run_at: At what local time of day.
    """

    clause: Clause
    about: About
    to: str
    every: Span
    run_at: time

    def since(self, at: datetime) -> datetime:
        """From when on it tells, held at *at*."""
        return at - (self.every.fixed or _A_MONTH)


def rounds(
    edition: Edition, settings: GroupSettings, limits: Limits = NO_LIMITS
) -> tuple[Round, ...]:
    """Those of the clauses that tell anybody anything."""
    return tuple(
        found
        for clause in edition.clauses
        if mode_in_use(clause, settings, limits) >= Mode.ASSIST
        and (found := _round(clause, settings.values.get(clause.clause_id, {}))) is not None
    )


def led(leader: Person, people: Iterable[Person]) -> tuple[Person, ...]:
    """Those in a department of theirs, never themselves."""
    departments = set(leader.leads)
    others = (each for each in people if each.person_id != leader.person_id)
    return tuple(each for each in others if departments.intersection(each.departments))


def breaches_of(cases: Iterable[Case], since: datetime, until: datetime) -> tuple[Case, ...]:
    """Those that count, in [since, until), and were more than recorded."""
    counting = (case for case in cases if case.counts and since <= case.at < until)
    return tuple(case for case in counting if any(map(_acts, case.breaches)))


def listed(cases: Sequence[Case]) -> Part:
    """In one line."""
    clause_ids = (each.clause_id for case in cases for each in case.breaches if _acts(each))
    people = tuple(dict.fromkeys(case.person_id for case in cases))
    clauses = tuple(dict.fromkeys(clause_ids))
    return Part(Heading.BREACHES, clauses, people[:MOST_NAMED], len(people), len(cases))


def _acts(breach: Breach) -> bool:
    return breach.mode >= Mode.ASSIST


def _round(clause: Clause, chosen: Mapping[str, Any]) -> Round | None:
    """Of a duty that names whom it reaches; of an inspection by leaders, of people."""
    call = clause.procedure
    if call is None or call.name not in _KINDS:
        return None
    to, every, run_at = _KINDS[call.name](call, chosen)
    if not to or every is None:
        return None
    return Round(
        clause=clause,
        about=About.BREACHES if _leads(to) else About.UNDONE,
        to=to,
        every=every,
        run_at=clock(run_at or RUN_AT),
    )


def _of_duty(call: Call, chosen: Mapping[str, Any]) -> tuple[str, Span | None, str]:
    duty = as_chosen(Duty, call, chosen)
    return duty.to, duty.every, duty.run_at


def _of_inspection(call: Call, chosen: Mapping[str, Any]) -> tuple[str, Span | None, str]:
    looks = as_chosen(Inspection, call, chosen)
    return looks.by if _leads(looks.by) and not looks.what else "", looks.every, ""


def _leads(words: str) -> bool:
    return Role.LEADER in roles_named(words)


_KINDS: Mapping[str, Callable[[Call, Mapping[str, Any]], tuple[str, Span | None, str]]] = {
    "duty": _of_duty,
    "inspection": _of_inspection,
}
