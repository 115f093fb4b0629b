"""Which function carries each clause of an edition, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qungui.model.call import Call
from qungui.model.rulebook import Clause, Disposition, Edition, Subject
from qungui.procedures import PROCEDURES
from qungui.rules import RULE_BOOK
from qungui.rules.rule import Carrier

if TYPE_CHECKING:
    from qungui.procedures.procedure import ProcedureSpec
    from qungui.rules.rule import RuleSpec

STEPS_BY = "strike_escalation"
"""The function that carries the steps of ladders and whatever else a clause says of sanctions."""

_ACTS = {Disposition.AUTOMATIC, Disposition.ASSISTED}
_SHOWN = {Disposition.ADVISORY, Disposition.OUT_OF_SCOPE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """
    Attributes:
        calls: Its rules and its procedure.
        orders: Ladders of which it orders a step, and clauses that refer to its sanction.
        carriers: The functions that carry it, each once.
        missing: Names of calls that a rulebook can say and no function carries yet.
        gaps: What must not be, in Chinese.
    """

    clause: Clause
    calls: tuple[Call, ...]
    orders: tuple[str, ...]
    carriers: tuple[str, ...]
    missing: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def is_shown_only(self) -> bool:
        return self.clause.disposition in _SHOWN


def covered(edition: Edition) -> tuple[Covered, ...]:
    """Clause by clause, in the edition's order."""
    return tuple(_covered(edition, clause) for clause in edition.clauses)


def judges_messages(clause: Clause) -> bool:
    """Whether one of its rules reads messages."""
    specs = (RULE_BOOK.get(call.name) for call in clause.rules)
    return any(spec is not None and spec.judges_messages for spec in specs)


def looks_at_members(clause: Clause) -> bool:
    """Whether one of its rules looks at who is in a group."""
    specs = (RULE_BOOK.get(call.name) for call in clause.rules)
    return any(spec is not None and spec.looks_at_members for spec in specs)


def is_watched(clause: Clause) -> bool:
    """Whether one of its rules has messages wait for answers."""
    specs = (RULE_BOOK.get(call.name) for call in clause.rules)
    return any(spec is not None and spec.carrier is Carrier.DEADLINE_SWEEP for spec in specs)


def leads_to(edition: Edition, clause_id: str) -> Iterator[Clause]:
    """The clauses whose breach brings about what *clause_id* orders."""
    ladders = {*_ladders(edition, clause_id)}
    for clause in edition.clauses:
        sanction = clause.sanction
        if sanction is None or not clause.rules:
            continue
        if sanction.ladder in ladders or sanction.written_in == clause_id:
            yield clause


def _ladders(edition: Edition, clause_id: str) -> Iterator[str]:
    """Those of which the clause orders a step."""
    for name, ladder in edition.ladders.items():
        if any(step.clause_id == clause_id for step in ladder.steps):
            yield name


def _covered(edition: Edition, clause: Clause) -> Covered:
    orders = tuple(dict.fromkeys(_orders(edition, clause)))
    specs: list[tuple[Call, RuleSpec | ProcedureSpec | None]] = [
        (call, RULE_BOOK.get(call.name)) for call in clause.rules
    ]
    if clause.procedure is not None:
        specs.append((clause.procedure, PROCEDURES.get(clause.procedure.name)))
    is_carried = partial(_is_carried, edition)
    carriers = [str(spec.carrier) for _, spec in specs if spec and is_carried(spec)]
    if orders:
        carriers.append(STEPS_BY)
    return Covered(
        clause=clause,
        calls=tuple(call for call, _ in specs),
        orders=orders,
        carriers=tuple(dict.fromkeys(carriers)),
        missing=tuple(call.name for call, spec in specs if spec and not is_carried(spec)),
        gaps=tuple(_gaps(clause, orders, [call.name for call, spec in specs if spec is None])),
    )


def _is_carried(edition: Edition, spec: "RuleSpec | ProcedureSpec") -> bool:
    """The life of groups is nothing that befalls an account."""
    of_groups = str(spec.carrier) == "group_lifecycle"
    return spec.carrier is not None and (edition.subject is Subject.GROUP or not of_groups)


def _orders(edition: Edition, clause: Clause) -> Iterator[str]:
    yield from _ladders(edition, clause.clause_id)
    for other in edition.clauses:
        if other.sanction is not None and other.sanction.written_in == clause.clause_id:
            yield other.clause_id


def _gaps(clause: Clause, orders: tuple[str, ...], unknown: list[str]) -> Iterator[str]:
    for name in unknown:
        yield f"没有叫“{name}”的规则或流程"
    if clause.disposition in _ACTS and not clause.rules and not orders:
        yield "须执行，却既没有规则，也不是阶梯的一步"
