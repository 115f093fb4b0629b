"""
Cases -> standing and orders. Pure: the same discipline gives the same change.

The readings of regulations §4-5: nothing is added to what is written; one case moves a ladder by
at most one step, and so does one episode, which stays open until its order is served; the gravest
sanction decides and every clause is cited; a clause without a sanction only reminds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.engine.ladders import next_rung
from qungui.engine.reminders import reminded_by
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import GroupSettings, Mode
from qungui.model.ledger import AuditEntry, AuditKind, Change, Discipline, Standing
from qungui.model.order import AWAITS_CONFIRMATION, BY_HAND, Order, OrderState, order_id_of
from qungui.model.rulebook import ActCall, Clause, Edition, Ladder, Sanction

GRACE = timedelta(minutes=2)
"""How long the fast path has before the sweep looks after an order."""

GUARD = "-"
"""The ladder name of the standing that guards every change that makes an order."""

_REMIND = (ActCall(Act.REMIND),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """
    The acts that a case calls for, each an order of its own.

    Attributes:
        unconfirmed: Words go out at once, and what goes further waits for somebody's word.
    """

    acts: tuple[ActCall, ...]
    clause_ids: tuple[str, ...]
    mode: Mode
    unconfirmed: bool = False
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
        ladder = edition.ladders[sanction.ladder]
        return _next_step(discipline, case, breach, ladder, sanction)
    acts = _REMIND if sanction is None or not sanction.acts else sanction.acts
    if any(each.act.only_reminds for each in acts):
        earlier = reminded_by(discipline, case, breach, settings.reminder_gap)
        if earlier is not None:
            acts = tuple(each for each in acts if not each.act.only_reminds)
        if earlier is not None and not acts:
            return _Join(earlier.order_id)
    return _Call(
        acts=acts,
        clause_ids=(breach.clause_id,),
        mode=breach.mode,
        unconfirmed=_is_unconfirmed(sanction, case),
    )


def _next_step(
    discipline: Discipline, case: Case, breach: Breach, ladder: Ladder, sanction: Sanction
) -> _Call | _Join:
    walked = (ladder.ladder_id, case.rulebook)
    standing = (order for order in discipline.orders if order.state is not OrderState.VOID)
    taken = [order for order in standing if (order.ladder, order.rulebook) == walked]
    rung = next_rung(ladder, taken, case, sanction.straight_to)
    if isinstance(rung, str):
        return _Join(rung)
    return _Call(
        acts=rung.step.acts,
        clause_ids=(rung.step.clause_id, breach.clause_id),
        mode=breach.mode if rung.step.confirm is None else min(breach.mode, Mode.ASSIST),
        unconfirmed=_is_unconfirmed(sanction, case),
        ladder=ladder.ladder_id,
        step=rung.number,
    )


def _is_unconfirmed(sanction: Sanction | None, case: Case) -> bool:
    asks = sanction is not None and sanction.confirm is not None
    return asks and case.state is not CaseState.CONFIRMED


def _gravest(calls: Sequence[_Call], breaches: Sequence[Breach]) -> _Call:
    """
    The heaviest act decides, of those that need no confirmation where there are any: what waits
    for a person must not keep back what does not. It cites its own clause first.
    """
    heaviest = max(calls, key=_weight)
    anew = [clause_id for call in calls for clause_id in call.clause_ids]
    reminds = all(each.act.only_reminds for each in heaviest.acts)
    cited = anew if reminds else [breach.clause_id for breach in breaches]
    return replace(heaviest, clause_ids=tuple(dict.fromkeys((*heaviest.clause_ids, *cited))))


def _weight(call: _Call) -> tuple[Mode, bool, int]:
    waits = all(_why_held(call, each.act) == AWAITS_CONFIRMATION for each in call.acts)
    return call.mode, not waits, max(each.act.gravity for each in call.acts)


def _ordered(discipline: Discipline, case: Case, call: _Call, now: datetime) -> Change:
    made = tuple(_order(case, call, each, now) for each in call.acts)
    guard = discipline.standing(case.rulebook, GUARD)
    standings: tuple[Standing, ...] = (replace(guard, level=guard.level + 1),)
    if call.ladder is not None:
        standings += (replace(discipline.standing(case.rulebook, call.ladder), level=call.step),)
    facts = {
        **_facts(case),
        "order": " ".join(order.order_id for order in made),
        "act": " ".join(order.act.value for order in made),
        "ladder": call.ladder or "",
        "step": str(call.step),
    }
    return _change(
        case,
        AuditEntry(kind=AuditKind.CASE_ESCALATED, at=now, facts=facts, people=_people(case)),
        order_id=made[0].order_id,
        new_orders=made,
        standings=standings,
    )


def _order(case: Case, call: _Call, each: ActCall, now: datetime) -> Order:
    """What needs a person is held, and the sweep leaves it alone."""
    why = _why_held(call, each.act)
    return Order(
        order_id=order_id_of(case.case_id, call.step, each.act),
        group_id=case.group_id,
        person_id=case.person_id,
        act=each.act,
        rulebook=case.rulebook,
        edition=case.edition,
        clause_ids=call.clause_ids,
        case_ids=(case.case_id,),
        at=case.at,
        state=OrderState.HELD if why else OrderState.NEW,
        why=why,
        ladder=call.ladder,
        step=call.step,
        due=None if why else now + GRACE,
    )


def _why_held(call: _Call, act: Act) -> str:
    """Empty where the system acts by itself."""
    if call.mode is Mode.ASSIST:
        return AWAITS_CONFIRMATION
    if act.is_told:
        return ""
    if act is not Act.REMOVE:
        return BY_HAND  # in which there is somebody's word, too
    return AWAITS_CONFIRMATION if call.unconfirmed else ""


def _recorded(case: Case, joined: str, now: datetime) -> Change:
    facts = {**_facts(case), "joined": joined}
    entry = AuditEntry(kind=AuditKind.CASE_RECORDED, at=now, facts=facts, people=_people(case))
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
        "state": case.state.value,
        "clauses": " ".join(breach.clause_id for breach in case.breaches),
        "edition": case.edition,
        "settings": str(case.settings_version),
    }


def _people(case: Case) -> dict[str, str]:
    return {"person": case.person_id}
