"""What an edition says about a clause, as far as a scenario must know it."""

from qungui.acceptance.scenario import NotCarriedError
from qungui.engine.enrolling import inviting
from qungui.engine.reports import TO_BRING_UP
from qungui.model.call import Call, written
from qungui.model.opened import reports_counted
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.rulebook.coverage import is_watched, judges_messages, leads_to

_BY_PEOPLE = {"administrator-finds", "reports"}
_BY_FORM = {"appeal", "absence"}
_OF_LIVES = {"approval", "filing", "creation", "dissolution", "extension", "announcement", "duty"}
_OFFICES = {"approval": "approvers", "filing": "to", "extension": "approver"}


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


def opened_on(edition: Edition, clause_id: str) -> dict[str, str]:
    """What the ladder leaves open on which the clause orders a step, by the clause that does."""
    ladder = edition.ladders.get(edition.clause(clause_id).step_of)
    steps = () if ladder is None else ladder.steps
    return {key: step.clause_id for step in steps for act in step.acts for key in act.open}


def counting_clause(edition: Edition, clause_id: str) -> Clause:
    """
    One whose breach counts where *clause_id* does.

    Raises:
        NotCarriedError: Nothing counts there.
    """
    wanted, ladders = breached_for(edition, clause_id), ladders_of(edition, clause_id)
    for clause in edition.clauses:
        on_ladder = clause.sanction is not None and clause.sanction.ladder in ladders
        if clause.clause_id in wanted and (on_ladder or not ladders):
            return clause
    msg = "没有条款能计入此前的违规次数"
    raise NotCarriedError(msg)


def found_for(edition: Edition, clause_id: str, named: str) -> Clause:
    """
    Which clause is broken by a matter that *clause_id* is about: the one *named*; one of which it
    says what follows, in its own words or in those of its section; itself.
    """
    if named:
        return clause_of(edition, named)
    clause = edition.clause(clause_id)
    says = {clause_id, clause.section} - {""}
    follows = (each for each in edition.clauses if each.sanction and each.rules)
    return next(
        (each for each in follows if each.sanction and each.sanction.written_in in says), clause
    )


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


def is_decided(clause: Clause) -> bool:
    """Whether it acts by what people find, appeal, refuse or stop, and no rule looks at events."""
    names = {call.name for call in clause.rules}
    by_people = "stop-topic" in names or (bool(names) and names <= _BY_PEOPLE)
    asked_for = clause.procedure is not None and clause.procedure.name in _BY_FORM
    return by_people or asked_for or bool(clause.step_of)


def enrols(clause: Clause) -> bool:
    """Whether whoever joins is welcomed by it, or told of."""
    return clause.procedure is not None and clause.procedure.name == "enrolment"


def asks_willing(clause: Clause) -> bool:
    """Whether it has newcomers told of who do not want to be there."""
    return clause.procedure is not None and clause.procedure.name == "voluntary"


def lets_in(edition: Edition, clause: Clause) -> bool:
    """Whether it says who is let in when they join, who may let them, or what they are told."""
    greets = any(call.name == "welcome" for call in clause.rules)
    return greets or enrols(clause) or inviting(edition) is clause


def lists(clause: Clause) -> bool:
    """Whether somebody reads at set times, or when an answer is late, what there is to do."""
    call = clause.procedure
    return is_watched(clause) or (call is not None and call.name in {"duty", "inspection"})


def is_followed(clause: Clause) -> bool:
    """Whether it has problems followed, or posts held against a review."""
    return clause.procedure is not None and clause.procedure.name in {"issues", "post-review"}


def is_told_of(clause: Clause) -> str:
    """What it is called in scenarios that those in charge are told of a message; or empty."""
    if clause.procedure is not None and clause.procedure.name == "post-review":
        return "list_for_admin"
    marks = any(call.name == "marketing-optout" for call in clause.rules)
    return "mark_optout" if marks else ""


def deals_with_breaches(clause: Clause) -> bool:
    """Whether it is somebody's duty to decide about every breach, whichever clause it is of."""
    call = clause.procedure
    duties = () if call is None else call.parameters.get("duties", ())
    return not {"处理违规", "违规处理"}.isdisjoint(duties)


def decided_by_people(edition: Edition) -> Clause:
    """
    One whose breach takes a person's word, and is then answered.

    Raises:
        NotCarriedError: There is none.
    """
    for clause in edition.clauses:
        if clause.disposition is Disposition.ASSISTED and clause.rules and clause.sanction:
            return clause
    msg = "没有条款的违规要人认定"
    raise NotCarriedError(msg)


def is_brought_up(clause: Clause) -> bool:
    """Whether members bring such matters up at the desk; no message in a group does."""
    return clause.procedure is not None and clause.procedure.name in TO_BRING_UP


def counts_reports(edition: Edition, clause: Clause) -> bool:
    return any(each is clause for each, _ in reports_counted(edition))


def steps_of(edition: Edition) -> frozenset[str]:
    """The clauses that order a step of a ladder."""
    return frozenset(step.clause_id for ladder in edition.ladders.values() for step in ladder.steps)


def kinds_in(edition: Edition) -> frozenset[str]:
    """The kinds of group that the edition tells apart, in its own words."""
    conditions = (
        condition for clause in edition.clauses for condition in (*clause.unless, *clause.when)
    )
    return frozenset((*edition.kinds, *(kind for each in conditions for kind in each.kinds)))


def is_of_lives(clause: Clause) -> bool:
    """Whether it says how groups come on file, and how they end."""
    return clause.procedure is not None and clause.procedure.name in _OF_LIVES


def offices_in(edition: Edition) -> tuple[str, ...]:
    """Those whose word the life of a group waits for, each once."""
    calls = (clause.procedure for clause in edition.clauses)
    said = ((call.name, written(call, {})) for call in calls if call is not None)
    named = (words[_OFFICES[name]] for name, words in said if _OFFICES.get(name) in words)
    each = (office for one in named for office in ([one] if isinstance(one, str) else one))
    return tuple(dict.fromkeys(each))
