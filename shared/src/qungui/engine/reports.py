"""
Members report another: in the group each counts once, and the matter is opened for those in charge
when as many different ones did as the clause asks for; to the desk, their words are passed on, of
another or of what they would have seen to. Who reported is never shown to the member.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine.authority import deciders, roles_named
from qungui.engine.docket import GRACE, Docket
from qungui.engine.escalate import case_facts
from qungui.engine.modes import mode_in_use
from qungui.model.act import Act
from qungui.model.call import value_of, written
from qungui.model.case import Breach, Case, CaseState, entered_id_of
from qungui.model.group import Group, Mode
from qungui.model.ids import Alias, derived_id
from qungui.model.ledger import AuditKind, Change
from qungui.model.opened import reports_counted
from qungui.model.order import Order
from qungui.model.petition import MOST_WORDS
from qungui.model.rulebook import Clause, Edition
from qungui.rules.duties import Reports

_REASON = "多名成员举报"
TO_BRING_UP = frozenset({"report", "feedback"})
"""The procedures by which members say what they would have seen to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    What a member says to those in charge, or the system of one.

    Attributes:
        about: Of whom, by person id; empty where it is of nobody.
        by: Who says it, by person id; empty for the system.
        to: Who reads it, by person id; empty for whoever manages the group.
        clause_id: By which it is told; empty where a member says it.
        occasion: Tells it from others of the same member, e.g. the id of the command.
    """

    group_id: str
    about: str
    by: str
    words: str
    occasion: str
    to: str = ""
    clause_id: str = ""


def reported(docket: Docket, sender: Alias, by: str, at: datetime) -> Change | None:
    """
    What *by*'s report at *at* of the docket's member changes; None where nothing does. *sender* is
    the member's own alias.
    """
    if by == docket.discipline.person_id:
        return None
    clause, call = next(reports_counted(docket.edition), (None, None))
    if clause is None or call is None:
        return None
    mode = mode_in_use(clause, docket.settings, docket.limits)
    earlier = [each for each in docket.discipline.cases if _is_of(each, clause)]
    kept = next((each for each in earlier if each.decided is None), None)
    if mode is Mode.OFF or (kept is not None and by in kept.reporters):
        return None
    case = kept or _opened(docket, clause, sender, at, len(earlier))
    chosen = docket.settings.values.get(clause.clause_id, {})
    needed = value_of(Reports, written(call, chosen)).distinct_reporters
    reporters = (*case.reporters, by)
    enough = len(reporters) >= needed
    breach = replace(case.breaches[0], mode=mode if enough else Mode.OBSERVE)
    due = case.due or (docket.review_ends if enough else None)
    moved = replace(case, reporters=reporters, breaches=(breach,), due=due)
    entry = docket.entry(AuditKind.REPORTED, case_facts(moved), by=by)
    change = replace(docket.change(entry), clause_counts={} if kept else {clause.clause_id: 1})
    if kept is None:
        return replace(change, new_cases=(moved,))
    return replace(change, cases=(moved,))


def passed_on(docket: Docket, told: Told) -> Change | None:
    """
    What a member says to those in charge, as an order of the group's own: no file of a member
    shows it. Nothing is found by it. None where it was passed on before.
    """
    order = Order(
        order_id=derived_id("told", told.group_id, told.occasion),
        group_id=told.group_id,
        person_id="",
        act=Act.REPORT,
        rulebook=docket.edition.rulebook,
        edition=docket.edition.edition,
        clause_ids=(told.clause_id,) if told.clause_id else (),
        case_ids=(),
        at=docket.now,
        wanted=told.words[:MOST_WORDS],
        about=told.about,
        asked=told.to,
        due=docket.now + GRACE,
    )
    if docket.discipline.order(order.order_id) is not None:
        return None
    entry = docket.entry(AuditKind.REPORTED, {"order": order.order_id}, by=told.by)
    if told.about:
        entry = replace(entry, people={**entry.people, "person": told.about})
    return replace(docket.change(entry), new_orders=(order,))


def brought_up_under(edition: Edition, words: str) -> Clause | None:
    """The clause by which members bring such a matter up; None where none says anything of it."""
    open_to_all = [
        clause
        for clause in edition.clauses
        if (call := clause.procedure) and call.name in TO_BRING_UP and "by" not in call.parameters
    ]
    of_kind = (each for each in open_to_all if any(kind in words for kind in _kinds(each)))
    return next(of_kind, next(iter(open_to_all), None))


def hearers(group: Group, clause: Clause | None, besides: Collection[str]) -> tuple[str, ...]:
    """
    Person ids of those whom *clause* means to hear of it, without *besides*; of those who decide
    where it names nobody we know. Empty where nobody is left.
    """
    procedure = None if clause is None else clause.procedure
    to = "" if procedure is None else str(procedure.parameters.get("to", ""))
    role = next(iter(roles_named(to)), None)
    return next(iter(deciders(group, role, besides)), ())


def _kinds(clause: Clause) -> Iterable[str]:
    procedure = clause.procedure
    return () if procedure is None else map(str, procedure.parameters.get("kinds", ()))


def _is_of(case: Case, clause: Clause) -> bool:
    return bool(case.reporters) and case.breaches[0].clause_id == clause.clause_id


def _opened(docket: Docket, clause: Clause, sender: Alias, at: datetime, number: int) -> Case:
    """The matter that begins with the first report after the last one was decided."""
    discipline, edition = docket.discipline, docket.edition
    where = (discipline.group_id, discipline.person_id, clause.clause_id)
    breach = Breach(
        clause_id=clause.clause_id,
        topic=clause.topic,
        automatic=False,
        mode=Mode.OBSERVE,
        reason=_REASON,
        evidence="",
        score=1.0,
    )
    return Case(
        case_id=entered_id_of(*where, f"reports {number}"),
        group_id=discipline.group_id,
        person_id=discipline.person_id,
        message_id="",
        sender=sender,
        at=at,
        state=CaseState.NEEDS_REVIEW,
        breaches=(breach,),
        rulebook=edition.rulebook,
        edition=edition.edition,
        settings_version=docket.settings.version,
        due=None,
        escalated=True,
    )
