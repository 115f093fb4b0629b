"""What an edition says about a clause, as far as a scenario must know it."""

from qungui.acceptance.scenario import NotCarriedError
from qungui.model.call import Call
from qungui.model.rulebook import Clause, Edition
from qungui.rulebook.coverage import judges_messages, leads_to


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


def settable(clause: Clause) -> dict[str, Call]:
    """The parameters that a group may set, each with the rule that opens it."""
    return {key: call for call in clause.rules for key in call.defaults}


def ladders_of(edition: Edition, clause_id: str) -> frozenset[str]:
    """The ladders that a breach of the clause moves, or on which the clause orders a step."""
    clauses = (edition.clause(clause_id), *leads_to(edition, clause_id))
    return frozenset(
        clause.sanction.ladder for clause in clauses if clause.sanction and clause.sanction.ladder
    )


def breached_for(edition: Edition, clause_id: str) -> frozenset[str]:
    """
    The clauses whose breach by a message shows what *clause_id* does: itself, and where it only
    says what follows, all those that it follows from.
    """
    clauses = (edition.clause(clause_id), *leads_to(edition, clause_id))
    return frozenset(clause.clause_id for clause in clauses if judges_messages(clause))


def steps_of(edition: Edition) -> frozenset[str]:
    """The clauses that order a step of a ladder."""
    return frozenset(step.clause_id for ladder in edition.ladders.values() for step in ladder.steps)


def kinds_in(edition: Edition) -> frozenset[str]:
    """The kinds of group that the edition tells apart, in its own words."""
    conditions = (
        condition for clause in edition.clauses for condition in (*clause.unless, *clause.when)
    )
    return frozenset((*edition.kinds, *(kind for each in conditions for kind in each.kinds)))
