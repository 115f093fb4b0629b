"""
Cases -> standing and orders. Pure: the same discipline gives the same change.

The readings of regulations §4-5: nothing is added to what is written; one case moves a ladder by
at most one step, and so does one episode, which stays open until its order is served; the gravest
sanction decides and every clause is cited; a clause without a sanction only reminds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import GroupSettings, Mode
from qungui.model.ledger import AuditEntry, AuditKind, Change, Discipline, Standing
from qungui.model.order import Order, OrderState, order_id_of
from qungui.model.rulebook import Act, Clause, Edition, Ladder

GRACE = timedelta(minutes=2)
"""How long the fast path has before the sweep looks after an order."""

GUARD = "-"
"""The ladder name of the standing that guards every change that makes an order."""

AWAITS_CONFIRMATION = "assist"
"""Why an order of an assisted clause is held."""

_GRAVITY = {Act.REMIND: 0, Act.WARN: 1, Act.REMOVE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """An order that a case calls for."""

    act: Act
    clause_ids: tuple[str, ...]
    mode: Mode
    ladder: str | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class _Join:
    """The open order that a case adds to."""

    order_id: str


def escalate(
    discipline: Discipline,
    case: Case,
    edition: Edition,
    settings: GroupSettings,
    *,
    now: datetime,
) -> Change:
    """
    What *case* changes, given everything else that stands against its member.

    *discipline* was read consistently; *case* is in it and not escalated yet. *edition* is the one
    the case was judged by. *now* is the wall clock, for due instants and the audit entry only.
    """
    breaches = _acting(case)
    answers = [
        _answer(discipline, case, breach, edition.clause(breach.clause_id), edition, settings)
        for breach in breaches
    ]
    calls = [answer for answer in answers if isinstance(answer, _Call)]
    if calls:
        return _ordered(discipline, case, _gravest(calls, breaches), now)
    joins = [answer.order_id for answer in answers if isinstance(answer, _Join)]
    return _recorded(case, joins[0] if joins else "", now)


def _acting(case: Case) -> tuple[Breach, ...]:
    """The breaches that may do something to a person."""
    if not case.counts:
        return ()
    confirmed = case.state is CaseState.CONFIRMED
    return tuple(
        breach
        for breach in case.breaches
        if (breach.automatic or confirmed) and breach.mode >= Mode.ASSIST
    )


def _answer(
    discipline: Discipline,
    case: Case,
    breach: Breach,
    clause: Clause,
    edition: Edition,
    settings: GroupSettings,
) -> _Call | _Join:
    sanction = clause.sanction
    if sanction is not None and sanction.ladder is not None:
        return _next_step(discipline, case, breach, edition.ladders[sanction.ladder])
    act = Act.REMIND if sanction is None or sanction.act is None else sanction.act
    if act is Act.REMIND:
        return _reminder(discipline, case, breach, settings)
    return _Call(act=act, clause_ids=(breach.clause_id,), mode=breach.mode)


def _next_step(discipline: Discipline, case: Case, breach: Breach, ladder: Ladder) -> _Call | _Join:
    taken = [
        order
        for order in discipline.orders
        if order.ladder == ladder.ladder_id
        and order.rulebook == case.rulebook
        and order.state is not OrderState.VOID
    ]
    last = max(taken, key=lambda order: order.step, default=None)
    if last is not None and not _ends_episode(last, ladder, case):
        return _Join(last.order_id)
    step = 1 if last is None else last.step + 1
    rung = ladder.steps[step - 1]
    return _Call(
        act=rung.act,
        clause_ids=(rung.clause_id, breach.clause_id),
        mode=breach.mode,
        ladder=ladder.ladder_id,
        step=step,
    )


def _ends_episode(last: Order, ladder: Ladder, case: Case) -> bool:
    """Whether *case* came after the step before it was served, and a further step is written."""
    return last.step < len(ladder.steps) and last.served_at is not None and case.at > last.served_at


def _reminder(
    discipline: Discipline, case: Case, breach: Breach, settings: GroupSettings
) -> _Call | _Join:
    for order in discipline.orders:
        if order.state is OrderState.VOID or breach.clause_id not in order.clause_ids:
            continue
        if order.why == AWAITS_CONFIRMATION and breach.mode is Mode.ENFORCE:
            continue  # nobody was reminded by an order that nobody has confirmed
        if breach.occasion in _occasions(discipline, order, breach.clause_id):
            return _Join(order.order_id)
        if not breach.occasion and abs(order.at - case.at) < settings.reminder_gap:
            return _Join(order.order_id)
    return _Call(act=Act.REMIND, clause_ids=(breach.clause_id,), mode=breach.mode)


def _occasions(discipline: Discipline, order: Order, clause_id: str) -> Iterator[str]:
    """The occasions of *clause_id* that *order* speaks of; nothing where messages stand alone."""
    for case_id in order.case_ids:
        case = discipline.case(case_id)
        for breach in case.breaches if case is not None else ():
            if breach.clause_id == clause_id and breach.occasion:
                yield breach.occasion


def _gravest(calls: Sequence[_Call], breaches: Sequence[Breach]) -> _Call:
    """
    The heaviest act decides, of those that need no confirmation where there are any: what waits
    for a person must not keep back what does not. It cites its own clause first.
    """
    heaviest = max(calls, key=lambda call: (call.mode, _GRAVITY[call.act]))
    anew = (clause_id for call in calls for clause_id in call.clause_ids)
    cited = anew if heaviest.act is Act.REMIND else (breach.clause_id for breach in breaches)
    return replace(heaviest, clause_ids=tuple(dict.fromkeys((*heaviest.clause_ids, *cited))))


def _ordered(discipline: Discipline, case: Case, call: _Call, now: datetime) -> Change:
    assisted = call.mode is Mode.ASSIST
    order = Order(
        order_id=order_id_of(case.case_id, call.step, call.act),
        group_id=case.group_id,
        person_id=case.person_id,
        act=call.act,
        rulebook=case.rulebook,
        edition=case.edition,
        clause_ids=call.clause_ids,
        case_ids=(case.case_id,),
        at=case.at,
        state=OrderState.HELD if assisted else OrderState.NEW,
        why=AWAITS_CONFIRMATION if assisted else "",
        ladder=call.ladder,
        step=call.step,
        due=None if assisted else now + GRACE,
    )
    guard = discipline.standing(case.rulebook, GUARD)
    standings: tuple[Standing, ...] = (replace(guard, level=guard.level + 1),)
    if call.ladder is not None:
        standings += (replace(discipline.standing(case.rulebook, call.ladder), level=call.step),)
    return _change(
        case,
        AuditEntry(
            kind=AuditKind.CASE_ESCALATED,
            at=now,
            facts={
                **_facts(case),
                "order": order.order_id,
                "act": order.act.value,
                "ladder": order.ladder or "",
                "step": str(order.step),
            },
        ),
        order_id=order.order_id,
        new_orders=(order,),
        standings=standings,
    )


def _recorded(case: Case, joined: str, now: datetime) -> Change:
    entry = AuditEntry(
        kind=AuditKind.CASE_RECORDED, at=now, facts={**_facts(case), "joined": joined}
    )
    return _change(case, entry, order_id=joined)


def _change(
    case: Case,
    audit: AuditEntry,
    *,
    order_id: str,
    new_orders: tuple[Order, ...] = (),
    standings: tuple[Standing, ...] = (),
) -> Change:
    return Change(
        group_id=case.group_id,
        person_id=case.person_id,
        audit=audit,
        case=replace(case, escalated=True, due=None, order_id=order_id),
        standings=standings,
        new_orders=new_orders,
        clause_counts={breach.clause_id: 1 for breach in case.breaches},
    )


def _facts(case: Case) -> dict[str, str]:
    return {
        "case": case.case_id,
        "person": case.person_id,
        "state": case.state.value,
        "clauses": " ".join(breach.clause_id for breach in case.breaches),
        "edition": case.edition,
        "settings": str(case.settings_version),
    }
