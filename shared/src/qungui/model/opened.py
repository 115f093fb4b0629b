"""What the words of a clause leave open, so that a group may set it anew."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.order import Order
from qungui.model.rulebook import ActCall, Clause, Edition

_DUTIES = frozenset({"acknowledgement", "response-deadline"})


def opened(edition: Edition, clause: Clause) -> dict[str, Any]:
    """Key -> the edition's own value: of its rules, its procedure, and the acts that it orders."""
    return {key: value for each in _defaults(edition, clause) for key, value in each.items()}


def acts_of(edition: Edition, clause: Clause) -> Iterator[ActCall]:
    """What a breach of it may lead to by its own words, and the steps of ladders that it orders."""
    if clause.sanction is not None:
        yield from clause.sanction.acts
        for chosen in clause.sanction.choices.values():
            yield from chosen
    for ladder in edition.ladders.values():
        for step in ladder.steps:
            if step.clause_id == clause.clause_id:
                yield from step.acts


def call_of(edition: Edition, order: Order) -> ActCall:
    """What the regulation says of the act of *order*; nothing more than its name where no more."""
    clause = edition.clause(order.clause_ids[0])
    said = (each for each in acts_of(edition, clause) if each.act is order.act)
    return next(said, ActCall(order.act))


def demanded_by(editions: Iterable[Edition]) -> frozenset[Act]:
    """All that members can be asked for under *editions*."""
    return frozenset(
        each.act
        for edition in editions
        for clause in edition.clauses
        for each in acts_of(edition, clause)
        if each.act.is_demanded
    )


def has_duties(edition: Edition) -> bool:
    """Whether any message has to be answered under *edition*."""
    return any(call.name in _DUTIES for clause in edition.clauses for call in clause.rules)


def follows_issues(edition: Edition) -> bool:
    """Whether problems that a group cannot solve by itself are followed under *edition*."""
    return any(each.procedure and each.procedure.name == "issues" for each in edition.clauses)


def by_rule(edition: Edition, name: str) -> Clause | None:
    """The first clause that calls the rule *name*."""
    return next((c for c in edition.clauses if any(call.name == name for call in c.rules)), None)


def by_procedure(edition: Edition, name: str) -> tuple[Clause, Call] | None:
    """The first clause that calls the procedure *name*, with the call."""
    for clause in edition.clauses:
        if clause.procedure is not None and clause.procedure.name == name:
            return clause, clause.procedure
    return None


def reports_counted(edition: Edition) -> Iterator[tuple[Clause, Call]]:
    """Clauses by which so many reports of a member make a matter of it, each with its rule."""
    for clause in edition.clauses:
        for call in clause.rules:
            if call.name == "reports" and "distinct_reporters" in {
                *call.parameters,
                *call.defaults,
            }:
                yield clause, call


def _defaults(edition: Edition, clause: Clause) -> Iterator[Mapping[str, Any]]:
    for act in acts_of(edition, clause):
        yield {key: act.terms[key] for key in act.open}
    if clause.procedure is not None:
        yield clause.procedure.defaults
    for rule in clause.rules:
        yield rule.defaults
