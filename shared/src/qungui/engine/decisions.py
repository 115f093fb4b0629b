"""
What people decide about findings and orders, and what time decides for them: pure changes.

A finding nobody decides in time lapses, never to a sanction. Whoever decides is named in the log.
"""

from dataclasses import replace

from qungui.engine import demands
from qungui.engine.docket import GRACE, Docket
from qungui.engine.escalate import case_facts, escalate
from qungui.engine.orders import let_go
from qungui.engine.undoing import followed, said_to_agreed, undoing, voided, was_done
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState, entered_id_of
from qungui.model.decision import LAPSED, Decision, Word
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.ledger import AuditKind, Change
from qungui.model.order import Order, OrderState
from qungui.model.rulebook import ActCall


def confirmed(docket: Docket, case: Case, decision: Decision) -> Change:
    """The finding is so: what the regulation says of it follows."""
    found = replace(case, state=CaseState.CONFIRMED, decided=decision)
    return _signed(escalate(docket, found), AuditKind.CASE_CONFIRMED, decision)


def choices(docket: Docket, case: Case) -> tuple[str, ...]:
    """What whoever confirms may choose from, by gravity; nothing where the clause says it all."""
    sanctions = (docket.edition.clause(each.clause_id).sanction for each in case.to_review)
    named = (choice for each in sanctions if each is not None for choice in each.choices)
    return tuple(dict.fromkeys(named))


def dismissed(docket: Docket, case: Case, decision: Decision) -> Change:
    """It is not so; what was automatic in the case stays."""
    return _closed(docket, case, decision, CaseState.DISMISSED, AuditKind.CASE_DISMISSED)


def lapsed(docket: Docket, case: Case) -> Change:
    decision = Decision(by="", at=docket.now, why=LAPSED)
    return _closed(docket, case, decision, CaseState.LAPSED, AuditKind.CASE_LAPSED)


def voided_case(docket: Docket, case: Case, decision: Decision) -> Change:
    """It counts no more; :mod:`refold` then corrects what stood on it."""
    over = replace(case, state=CaseState.VOID, voided=decision, escalated=True, due=None)
    entry = docket.entry(AuditKind.CASE_VOIDED, case_facts(over), by=decision.by)
    change = docket.guarded(replace(docket.change(entry), cases=(over,)), case.rulebook)
    for weight in case.weights:
        change = docket.stood(change, docket.edition.ladders[weight.ladder])
    return change


def quoted(docket: Docket, case: Case, word: Word) -> Change | None:
    """
    What was said is added to a decision that found the case wrong and quotes nothing: a button
    has no words. None for any other case, or where *word* quotes nothing either.
    """
    if case.must_pass or not word.quoted:
        return None
    if case.state is CaseState.DISMISSED and case.decided is not None:
        told = replace(case, decided=case.decided.adding(word.why))
    elif case.state is CaseState.VOID and case.voided is not None and case.voided.by:
        told = replace(case, voided=case.voided.adding(word.why))
    else:
        return None
    entry = docket.entry(AuditKind.CASE_QUOTED, case_facts(told), by=word.by)
    return replace(docket.change(entry), cases=(told,))


def entered(
    docket: Docket,
    clause_id: str,
    sender: Alias,
    decision: Decision,
    *,
    occasion: str,
    act: Act | None = None,
) -> Change:
    """
    A finding by hand: somebody saw it. It follows the clause, or orders *act* alone, off any
    ladder. The same *occasion* is entered once. Where no earlier step stands behind it, nobody is
    removed on the word of one person alone: that takes the managing department's, too.
    """
    discipline, edition = docket.discipline, docket.edition
    clause = edition.clause(clause_id)
    climbs = act is None and clause.sanction is not None and clause.sanction.ladder is not None
    if not climbs:
        docket = _asking_two(docket, Act.REMOVE)
    breach = Breach(
        clause_id=clause_id,
        topic=clause.topic,
        automatic=False,
        mode=Mode.ENFORCE,
        reason=decision.why,
        evidence="",
        score=1.0,
    )
    case = Case(
        case_id=entered_id_of(discipline.group_id, discipline.person_id, clause_id, occasion),
        group_id=discipline.group_id,
        person_id=discipline.person_id,
        message_id="",
        sender=sender,
        at=docket.now,
        state=CaseState.CONFIRMED,
        breaches=(breach,),
        rulebook=edition.rulebook,
        edition=edition.edition,
        settings_version=docket.settings.version,
        due=None,
        decided=decision,
    )
    change = _ordered_alone(docket, case, act) if act else escalate(docket, case)
    signed = _signed(change, AuditKind.CASE_ENTERED, decision)
    return replace(signed, cases=(), new_cases=signed.cases)


def agreed(docket: Docket, order: Order, by: str) -> Change:
    """Somebody confirms a held order: it goes, or waits for a second person."""
    both = (*order.agreed, by)
    lacks = docket.lacks(order.act, asks=True, agreed=both)
    if lacks:
        held = replace(order, agreed=both, why=lacks, due=docket.review_ends)
        return _of_order(docket, held, AuditKind.ORDER_AGREED, by)
    goes = replace(
        order, agreed=both, state=OrderState.NEW, why="", due=docket.now + GRACE, not_before=None
    )
    return _of_order(docket, goes, AuditKind.ORDER_AGREED, by)


def declined(docket: Docket, order: Order, decision: Decision) -> Change:
    """What waited for confirmation is not done; the case stays, and counts no step for it."""
    return _taken_back(docket, order, decision, AuditKind.ORDER_DECLINED)


def order_lapsed(docket: Docket, order: Order) -> Change:
    """Nobody confirmed it in time, or nobody else: whoever did hears so."""
    decision = Decision(by="", at=docket.now, why=LAPSED)
    change = _taken_back(docket, order, decision, AuditKind.ORDER_LAPSED)
    return replace(change, new_orders=(*change.new_orders, *said_to_agreed(docket, order)))


def lifted(docket: Docket, order: Order, decision: Decision) -> Change:
    """
    A suspension ends, a bar falls, a debt or a demand is waived. The record and its place on the
    ladder stay: it was served.
    """
    if order.act.is_demanded and order.told_at is not None:
        return demands.waived(docket, order, decision)
    over = let_go(replace(order, closed=decision))
    if not was_done(order):
        over = replace(over, state=OrderState.SERVED if order.served_at else OrderState.VOID)
    change = followed(docket, _of_order(docket, over, AuditKind.ORDER_LIFTED, decision.by))
    return replace(change, new_orders=undoing(docket, order))


def _asking_two(docket: Docket, act: Act) -> Docket:
    both = (*docket.settings.second_person, act)
    return replace(docket, settings=replace(docket.settings, second_person=both))


def _ordered_alone(docket: Docket, case: Case, act: Act) -> Change:
    by = () if case.decided is None else (case.decided.by,)
    lacks = docket.lacks(act, asks=True, agreed=by)
    order = docket.order(case, ActCall(act), (case.breaches[0].clause_id,), why=lacks)
    folded = replace(case, escalated=True, order_id=order.order_id)
    facts = {**case_facts(case), "order": order.order_id, "act": act.value}
    change = replace(
        docket.change(docket.entry(AuditKind.CASE_ENTERED, facts)),
        cases=(folded,),
        new_orders=(replace(order, agreed=by),),
        clause_counts={case.breaches[0].clause_id: 1},
    )
    return docket.guarded(change, case.rulebook)


def _closed(
    docket: Docket, case: Case, decision: Decision, state: CaseState, kind: AuditKind
) -> Change:
    """
    A case that also has an automatic breach stays open for that, and due where nothing has
    answered it yet.
    """
    if case.state is CaseState.NEEDS_REVIEW:
        over = replace(case, state=state, decided=decision, escalated=True, due=None)
    else:
        over = replace(case, decided=decision, due=None if case.escalated else case.due)
    entry = docket.entry(kind, case_facts(over), by=decision.by)
    return replace(docket.change(entry), cases=(over,))


def _taken_back(docket: Docket, order: Order, decision: Decision, kind: AuditKind) -> Change:
    return followed(docket, _of_order(docket, voided(order, decision), kind, decision.by))


def _of_order(docket: Docket, order: Order, kind: AuditKind, by: str) -> Change:
    facts = {
        "order": order.order_id,
        "act": order.act.value,
        "state": order.state.value,
    }
    return replace(docket.change(docket.entry(kind, facts, by=by)), orders=(order,))


def _signed(change: Change, kind: AuditKind, decision: Decision) -> Change:
    """The same change, as what somebody decided."""
    if change.audit is None:
        return change
    facts = {**change.audit.facts, "choice": decision.choice}
    people = {**change.audit.people, "by": decision.by}
    return replace(change, audit=replace(change.audit, kind=kind, facts=facts, people=people))
