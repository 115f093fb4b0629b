"""
Members report another: each counts once, and the matter is opened for those in charge when as many
different ones did as the clause asks for. Who reported is never shown to the member.
"""

from dataclasses import replace
from datetime import datetime

from qungui.engine.docket import Docket
from qungui.engine.escalate import case_facts
from qungui.engine.modes import mode_in_use
from qungui.model.call import value_of, written
from qungui.model.case import Breach, Case, CaseState, entered_id_of
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.ledger import AuditKind, Change
from qungui.model.opened import reports_counted
from qungui.model.rulebook import Clause
from qungui.rules.duties import Reports

_REASON = "多名成员举报"


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
