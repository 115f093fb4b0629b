"""What an edition says about a clause, as far as a scenario must know it."""

from collections.abc import Iterator

from qungui.acceptance.scenario import NotCarriedError
from qungui.model.rulebook import Clause, Edition, RuleCall


def calls(clause: Clause) -> tuple[RuleCall, ...]:
    return () if clause.rule is None else (clause.rule,)


def clause_of(edition: Edition, clause_id: str) -> Clause:
    """
    Raises:
        NotCarriedError: The edition has no such clause.
    """
    try:
        return edition.clause(clause_id)
    except KeyError as error:
        msg = f"随产品发布的规定里没有 {clause_id}"
        raise NotCarriedError(msg) from error


def ladders_of(edition: Edition, clause_id: str) -> frozenset[str]:
    """The ladders that a breach of the clause moves, or on which the clause orders a step."""
    clause = edition.clause(clause_id)
    moved = {clause.sanction.ladder} if clause.sanction and clause.sanction.ladder else set()
    ordered = {
        ladder.ladder_id
        for ladder in edition.ladders.values()
        if any(step.clause_id == clause_id for step in ladder.steps)
    }
    return frozenset(moved | ordered)


def breached_for(edition: Edition, clause_id: str) -> frozenset[str]:
    """
    The clauses whose breach shows what *clause_id* does: itself, and where it only says what
    follows, all those that it follows from.
    """
    clause = edition.clause(clause_id)
    own = {clause_id} if calls(clause) else set()
    return frozenset({*own, *_leading_to(edition, clause_id)})


def _leading_to(edition: Edition, clause_id: str) -> Iterator[str]:
    steps = {
        ladder.ladder_id
        for ladder in edition.ladders.values()
        if any(step.clause_id == clause_id for step in ladder.steps)
    }
    for clause in edition.clauses:
        if calls(clause) and clause.sanction and clause.sanction.ladder in steps:
            yield clause.clause_id
