"""
Members report another: in the group each counts once, and the matter is opened for those in charge
when as many different ones did as the clause asks for; to the desk, their words are passed on. Who
reported is never shown to the member.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine.docket import GRACE, Docket
from qungui.engine.escalate import case_facts
from qungui.engine.modes import mode_in_use
from qungui.model.act import Act
from qungui.model.call import value_of, written
from qungui.model.case import Breach, Case, CaseState, entered_id_of
from qungui.model.group import Mode
from qungui.model.ids import Alias, derived_id
from qungui.model.ledger import AuditKind, Change
from qungui.model.opened import reports_counted
from qungui.model.order import Order
from qungui.model.petition import MOST_WORDS
from qungui.model.rulebook import Clause
from qungui.rules.duties import Reports

_REASON = "多名成员举报"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    What a member says of another to those in charge.

    Attributes:
        about, by: Person ids.
        occasion: Tells it from others of the same member, e.g. the id of the command.
    """

    group_id: str
    about: str
    by: str
    words: str
    occasion: str


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
    What a member says of another to those in charge, as an order of the group's own: no file of
    either shows it. Nothing is found by it. None where it was passed on before.
    """
    order = Order(
        order_id=derived_id("told", told.group_id, told.occasion),
        group_id=told.group_id,
        person_id="",
        act=Act.REPORT,
        rulebook=docket.edition.rulebook,
        edition=docket.edition.edition,
        clause_ids=(),
        case_ids=(),
        at=docket.now,
        wanted=told.words[:MOST_WORDS],
        about=told.about,
        due=docket.now + GRACE,
    )
    if docket.discipline.order(order.order_id) is not None:
        return None
    entry = docket.entry(AuditKind.REPORTED, {"order": order.order_id}, by=told.by)
    entry = replace(entry, people={**entry.people, "person": told.about})
    return replace(docket.change(entry), new_orders=(order,))


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
