"""
Appeals and ways back: made in one step, decided with reasons by somebody who had no hand in it.

An upheld appeal voids its case; :mod:`refold` then takes back all that stood on it, also where
later cases climbed because of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qungui.calendars.spans import after, within
from qungui.engine.authority import acted
from qungui.engine.decisions import voided_case
from qungui.engine.docket import GRACE, Docket
from qungui.engine.undoing import ON_HOLD, said_to_holder, undoing
from qungui.model.act import Act
from qungui.model.call import value_of, written
from qungui.model.case import Case
from qungui.model.decision import Decision
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditKind, Change, Discipline
from qungui.model.opened import call_of
from qungui.model.order import APPEALED, Order, OrderState
from qungui.model.petition import MOST_WORDS, Petition, PetitionKind, PetitionState, petition_id_of
from qungui.model.span import Span
from qungui.model.terms import Back, Removal
from qungui.procedures.roles import Appeal

UNDECIDED = "undecided"
"""What a report reports of a petition that waits too long."""

_A_DAY = timedelta(days=1)


class Denied(StrEnum):
    """Why a petition cannot be made."""

    NOTHING_DONE = "nothing-done"  # the case has led to nothing that could be taken back
    TOO_LATE = "too-late"
    MADE_BEFORE = "made-before"
    BARRED = "barred"  # there is no way back, ever
    LET_IN = "let-in"  # they may come back: it was granted


@dataclass(frozen=True, slots=True)
class NotYet:
    """Whoever wants to come back may ask from *until* on."""

    until: datetime


def appeal(docket: Docket, case: Case, words: str, by: str) -> Change | Denied:
    """Opened in one step; its case is frozen where the regulation says so."""
    orders = answering(docket, case)
    if not case.counts or not orders:
        return Denied.NOTHING_DONE
    if docket.discipline.petition(petition_id_of(PetitionKind.APPEAL, case.case_id)):
        return Denied.MADE_BEFORE
    if docket.now > appeal_ends(docket, case, orders):
        return Denied.TOO_LATE
    terms = appeal_terms(docket)
    made = _petition(docket, PetitionKind.APPEAL, case.case_id, words, by)
    change = _of_petition(docket, replace(made, freezes=terms.freezes), AuditKind.PETITIONED)
    if not terms.freezes:
        return change
    waits = tuple(order for order in _own(docket, orders) if _can_wait(order))
    told = (said for order in waits for said in said_to_holder(docket, order, ON_HOLD))
    frozen = replace(change, orders=tuple(map(_frozen, waits)), new_orders=tuple(told))
    return docket.guarded(frozen, case.rulebook)


def way_back(docket: Docket, removal: Order, words: str, by: str) -> Change | Denied | NotYet:
    """
    Whoever was removed asks to come back, once the time that the regulation names is over; whoever
    was refused, once as much time is over again.
    """
    if removal.served_at is None or not removal.stands:
        return Denied.NOTHING_DONE
    before = docket.discipline.ways_back(removal)
    if before and before[-1].state is not PetitionState.REFUSED:
        return Denied.MADE_BEFORE if before[-1].is_open else Denied.LET_IN
    until = may_ask_from(docket, removal)
    if until is None:
        return Denied.BARRED
    if docket.now < until:
        return NotYet(until)
    made = _petition(docket, PetitionKind.RE_ENTRY, removal.order_id, words, by)
    number = petition_id_of(PetitionKind.RE_ENTRY, removal.order_id, len(before))
    return _of_petition(docket, replace(made, petition_id=number), AuditKind.PETITIONED)


def granted(docket: Docket, petition: Petition, decision: Decision) -> Change:
    """Of an appeal: its case is void, and the rest is settled step by step."""
    if petition.kind is PetitionKind.RE_ENTRY:
        removal = docket.discipline.order(petition.about)
        back = () if removal is None else undoing(docket, removal)
        over = replace(petition, state=PetitionState.SETTLED, decided=decision, due=None)
        change = _of_petition(docket, over, AuditKind.PETITION_GRANTED)
        return replace(change, new_orders=(*back, *_answer(docket, over)))
    case = docket.discipline.case(petition.about)
    due = docket.now + GRACE
    upheld = replace(petition, state=PetitionState.GRANTED, decided=decision, due=due)
    change = _of_petition(docket, upheld, AuditKind.PETITION_GRANTED)
    if case is None or not case.counts:
        return change
    voiding = voided_case(docket, case, decision)
    return replace(
        change, cases=voiding.cases, standings=voiding.standings, company=voiding.company
    )


def pardoned(docket: Docket, case: Case, decision: Decision) -> Change | None:
    """A case is taken back without being asked for; all that stood on it follows."""
    about = petition_id_of(PetitionKind.PARDON, case.case_id)
    if not case.counts or docket.discipline.petition(about) is not None:
        return None
    made = _petition(docket, PetitionKind.PARDON, case.case_id, "", decision.by)
    return granted(docket, made, decision)


def refused(docket: Docket, petition: Petition, decision: Decision) -> Change:
    """What was frozen goes on; the member hears why."""
    over = replace(petition, state=PetitionState.REFUSED, decided=decision, due=None)
    change = _of_petition(docket, over, AuditKind.PETITION_REFUSED)
    return _thawing(docket, replace(change, new_orders=_answer(docket, over)), petition)


def settled(docket: Docket, petition: Petition) -> Change:
    """All that stood on the case alone is taken back; the member hears it."""
    over = replace(petition, state=PetitionState.SETTLED, due=None)
    change = _of_petition(docket, over, AuditKind.PETITION_SETTLED)
    return _thawing(docket, replace(change, new_orders=_answer(docket, over)), petition)


def asked_again(docket: Docket, petition: Petition) -> Change:
    """Nobody has decided: those in charge hear of it, day after day."""
    later = replace(petition, due=docket.now + _A_DAY)
    facts = {"petition": petition.petition_id, "kind": petition.kind.value}
    change = docket.change(docket.entry(AuditKind.PETITION_OVERDUE, facts))
    reported = _report(docket, petition, f"{docket.now:%Y-%m-%d}", UNDECIDED, "")
    return replace(change, petitions=(later,), new_orders=reported)


def answering(docket: Docket, case: Case) -> tuple[Order, ...]:
    """The orders that *case* called for or joined, in whatever group, and that stand."""
    return tuple(
        order
        for order in _everywhere(docket)
        if order.stands and not order.act.is_aftermath and _answers(order, case)
    )


def had_a_hand(docket: Docket, petition: Petition) -> frozenset[str]:
    """
    Who acted in what is appealed, and so does not decide about it; also in what was taken back
    meanwhile.
    """
    case = docket.discipline.case(petition.about)
    if case is None:
        return frozenset()
    return acted(case, (order for order in _everywhere(docket) if _answers(order, case)))


def appeal_terms(docket: Docket) -> Appeal:
    """What the regulation says of appeals; where it says nothing, they are possible too."""
    for clause in docket.edition.clauses:
        if clause.procedure is not None and clause.procedure.name == "appeal":
            return value_of(Appeal, written(clause.procedure, {}))
    return Appeal()


def appeal_within(docket: Docket) -> Span:
    """How long after being told a member may appeal."""
    return appeal_terms(docket).within or docket.settings.appeal_within


def appeal_ends(docket: Docket, case: Case, orders: Iterable[Order]) -> datetime:
    """The last moment for it: the time runs from the last that the member was told of *orders*."""
    told = max((o.told_at or o.served_at or o.at for o in orders), default=case.at)
    return within(told, appeal_within(docket), docket.calendar)


def may_ask_from(docket: Docket, removal: Order) -> datetime | None:
    """From when whoever was removed may ask to come back, or ask again; None for never."""
    terms = docket.terms(removal.clause_ids[0], call_of(docket.edition, removal), Removal)
    case = docket.discipline.case(removal.case_ids[0])
    forever = case is not None and case.decided is not None and case.decided.forever
    if forever or terms.back_by is Back.NEVER:
        return None
    out = removal.served_at or removal.at
    refused = [each.decided for each in docket.discipline.ways_back(removal) if each.decided]
    if refused:
        again = terms.barred_for or docket.settings.ask_again_after
        return after(refused[-1].at, again, docket.calendar)
    return out if terms.barred_for is None else after(out, terms.barred_for, docket.calendar)


def is_frozen(order: Order) -> bool:
    """Whether it waits for an appeal; not what was met, or taken back, meanwhile."""
    waits = order.state is OrderState.HELD or order.is_demand_open
    return waits and order.why.startswith(APPEALED)


def _everywhere(docket: Docket) -> Iterator[Order]:
    for each in docket.discipline.everywhere:
        yield from each.orders


def _own(docket: Docket, orders: Iterable[Order]) -> Iterator[Order]:
    """Those of *orders* that stand in the docket's own group, and change with it."""
    return (order for order in orders if order.group_id == docket.discipline.group_id)


def _answers(order: Order, case: Case) -> bool:
    return case.case_id in order.case_ids or order.order_id == case.order_id


def _can_wait(order: Order) -> bool:
    """
    Not yet carried out, with a person or without one, or a demand whose time runs; not what nobody
    will ever carry out.
    """
    if order.act.is_demanded and order.told_at is not None:
        return order.is_demand_open
    with_a_person = order.state in {OrderState.HANDED_OVER, OrderState.OVERDUE}
    goes_on = order.due is not None or order.is_held_by_limit
    return with_a_person or (goes_on and not order.state.is_final)


def _frozen(order: Order) -> Order:
    """
    A demand stays with the member; its time stands still. The card of a work order is dead. What
    had to be confirmed still has to be afterwards, and whoever has it in hand has that long.
    """
    if order.is_demand_open:
        return replace(order, why=APPEALED, not_before=None, due=None)
    return replace(
        order,
        state=OrderState.HELD,
        why=f"{APPEALED}: {order.why}" if order.awaits_confirmation else APPEALED,
        revision=order.revision + order.state.waits_for_a_person,
        not_before=None,
        due=None,
    )


def _thawing(docket: Docket, change: Change, petition: Petition) -> Change:
    """
    *change*, and what waited for *petition*, unless it waits for another appeal too. Guarded: of
    two that are decided at once each would leave it to the other.
    """
    discipline, case = docket.discipline, docket.discipline.case(petition.about)
    if case is None or not petition.freezes:
        return change
    others = [p for p in discipline.petitions if p.petition_id != petition.petition_id]
    thawed = list[Order]()
    for order in _own(docket, answering(docket, case)):
        appeals = [p for p in others if p.freezes and _is_about(discipline, p, order)]
        if is_frozen(order) and not any(p.is_open for p in appeals):
            since = min((p.at for p in appeals if _met(p, petition)), default=petition.at)
            thawed.append(_thawed(docket, order, min(since, petition.at)))
    return docket.guarded(replace(change, orders=tuple(thawed)), case.rulebook)


def _is_about(discipline: Discipline, petition: Petition, order: Order) -> bool:
    case = discipline.case(petition.about)
    return case is not None and _answers(order, case)


def _met(earlier: Petition, petition: Petition) -> bool:
    """Whether the one was still undecided when the other was made."""
    return earlier.decided is not None and earlier.decided.at >= petition.at


def _thawed(docket: Docket, order: Order, since: datetime) -> Order:
    was = order.why.removeprefix(f"{APPEALED}: ")
    if was != order.why:
        return replace(order, why=was, due=docket.review_ends)
    if not order.is_demand_open:
        return replace(order, state=OrderState.NEW, why="", due=docket.now + GRACE)
    if order.is_claim:
        return replace(order, why="", due=docket.review_ends)
    until = None if order.until is None else order.until + (docket.now - since)
    return replace(order, why="", until=until, not_before=until, due=until)


def _petition(docket: Docket, kind: PetitionKind, about: str, words: str, by: str) -> Petition:
    return Petition(
        petition_id=petition_id_of(kind, about),
        kind=kind,
        group_id=docket.discipline.group_id,
        person_id=docket.discipline.person_id,
        about=about,
        words=words[:MOST_WORDS],
        at=docket.now,
        by=by,
        due=docket.review_ends,
    )


def _of_petition(docket: Docket, petition: Petition, kind: AuditKind) -> Change:
    decided = petition.decided
    facts = {
        "petition": petition.petition_id,
        "kind": petition.kind.value,
        "about": petition.about,
    }
    by = petition.by if decided is None else decided.by
    return replace(docket.change(docket.entry(kind, facts, by=by)), petitions=(petition,))


def _answer(docket: Docket, petition: Petition) -> tuple[Order, ...]:
    """The order by which the member hears what became of it."""
    return _report(docket, petition, "answer", petition.state.value, petition.person_id)


def _report(
    docket: Docket, petition: Petition, occasion: str, what: str, to: str
) -> tuple[Order, ...]:
    """None where it was made before; to those in charge where *to* is nobody."""
    edition = docket.edition
    order = Order(
        order_id=derived_id("report", petition.petition_id, occasion),
        group_id=petition.group_id,
        person_id=petition.person_id,
        act=Act.REPORT,
        rulebook=edition.rulebook,
        edition=edition.edition,
        clause_ids=(),
        case_ids=(),
        at=docket.now,
        wanted=what,
        about=petition.petition_id,
        asked=to,
        due=docket.now + GRACE,
    )
    return () if docket.discipline.order(order.order_id) is not None else (order,)
