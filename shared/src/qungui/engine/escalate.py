"""
Cases -> standing and orders. Pure: the same discipline gives the same change.

The readings of regulations §4-5: nothing is added to what is written; one case moves a ladder by
at most one step, and so does one episode, which stays open until its order is served; the gravest
sanction decides and every clause is cited; a clause without a sanction only reminds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qungui.calendars.spans import after
from qungui.engine.docket import Docket
from qungui.engine.ladders import Below, Joined, walk
from qungui.engine.reminders import reminded_by
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState, Weight
from qungui.model.decision import TAKEN_BACK, Decision
from qungui.model.group import Mode
from qungui.model.ledger import AuditKind, Change
from qungui.model.order import Order, order_id_of
from qungui.model.rulebook import ActCall, Ladder, Sanction

_REMIND = (ActCall(Act.REMIND),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """
    The acts that a case calls for, each an order of its own.

    Attributes:
        is_confirmed: A person has looked at the finding and said that it is so.
        asks: It takes somebody's word before anything but words happens.
        asks_two: Acts that two people must confirm.
        weight: How the case counts on the ladder.
    """

    acts: tuple[ActCall, ...]
    clause_ids: tuple[str, ...]
    mode: Mode
    is_confirmed: bool
    asks: bool
    asks_two: tuple[Act, ...]
    ladder: Ladder | None = None
    step: int = 0
    weight: Weight | None = None

    def waits(self, act: Act) -> bool:
        """Whether somebody must say so first."""
        if self.is_confirmed or act in self.asks_two:
            return act in self.asks_two
        if self.mode is Mode.ASSIST:
            return True
        if act.is_told or act.is_noted or act.is_listed:
            return False
        return self.asks or act.takes_a_word

    @property
    def waits_wholly(self) -> bool:
        return all(self.waits(each.act) for each in self.acts)

    @property
    def gravity(self) -> tuple[Mode, int]:
        mode = Mode.ENFORCE if self.is_confirmed else self.mode
        return mode, max(each.act.gravity for each in self.acts)


@dataclass(frozen=True, slots=True)
class _Join:
    """The open order that a case adds to."""

    order_id: str
    weight: Weight | None = None


def escalate(docket: Docket, case: Case) -> Change:
    """
    What *case* changes, given everything else that stands against its member.

    *case* is in the docket's discipline, or is what a decision makes of one in it. What was ordered
    for it before stays: only what a person has confirmed since is answered.
    """
    if not case.escalated and was_taken_back(docket, case):
        taken = Decision(by="", at=docket.now, why=TAKEN_BACK)
        return _recorded(docket, replace(case, state=CaseState.VOID, voided=taken), None)
    breaches = _acting(case)
    answers = [_answer(docket, case, breach) for breach in breaches]
    calls = [answer for answer in answers if isinstance(answer, _Call)]
    if calls:
        return _ordered(docket, case, _deciding(calls, breaches))
    joins = (answer for answer in answers if isinstance(answer, _Join))
    return _recorded(docket, case, next(joins, None))


def _acting(case: Case) -> tuple[Breach, ...]:
    """The breaches that may do something to a person, and were not answered before."""
    if not case.counts:
        return ()
    confirmed = case.state is CaseState.CONFIRMED
    return tuple(
        breach
        for breach in case.breaches
        if breach.mode >= Mode.ASSIST and (not case.escalated if breach.automatic else confirmed)
    )


def was_taken_back(docket: Docket, case: Case) -> bool:
    """Whether its message was, in time by every clause that the member is held to."""
    at, held = case.recalled_at, [each for each in case.breaches if each.mode >= Mode.ASSIST]
    return at is not None and bool(held) and all(at <= _late(docket, case, b) for b in held)


def _late(docket: Docket, case: Case, breach: Breach) -> datetime:
    """Until when taking the message back counts; the message's own time where it does not."""
    sanction = docket.edition.clause(breach.clause_id).sanction
    span = None if sanction is None else sanction.taken_back
    return case.at if span is None else after(case.at, span, docket.calendar)


def _answer(docket: Docket, case: Case, breach: Breach) -> _Call | _Join:
    sanction = docket.edition.clause(breach.clause_id).sanction or Sanction()
    if breach.act is not None:
        sanction = Sanction(acts=(ActCall(breach.act),), confirm=sanction.confirm)
    if sanction.ladder is not None:
        return _next_step(docket, case, breach, docket.edition.ladders[sanction.ladder], sanction)
    call = _Call(
        acts=_acts(sanction, case),
        clause_ids=(breach.clause_id,),
        mode=breach.mode,
        is_confirmed=_is_confirmed(case, breach),
        asks=sanction.confirm is not None,
        asks_two=docket.settings.second_person,
    )
    return _not_repeated(docket, case, breach, call)


def _not_repeated(docket: Docket, case: Case, breach: Breach, call: _Call) -> _Call | _Join:
    """Nobody is reminded of the same again and again; whatever goes with it happens each time."""
    if not any(each.act.only_reminds for each in call.acts):
        return call
    earlier = reminded_by(docket.discipline, case, breach, docket.settings.reminder_gap)
    if earlier is None:
        return call
    others = tuple(each for each in call.acts if not each.act.only_reminds)
    if not others:
        return _Join(earlier.order_id, call.weight)
    return replace(call, acts=others)


def _acts(sanction: Sanction, case: Case) -> tuple[ActCall, ...]:
    """By gravity, where whoever confirmed chose; the lightest where they did not."""
    if not sanction.choices:
        return sanction.acts or _REMIND
    chosen = "" if case.decided is None else case.decided.choice
    return sanction.choices.get(chosen) or next(iter(sanction.choices.values()))


def _next_step(
    docket: Docket, case: Case, breach: Breach, ladder: Ladder, sanction: Sanction
) -> _Call | _Join:
    weight = Weight(ladder.ladder_id, sanction.points, sanction.straight_to or 0)
    stands = walk(docket.discipline, case.rulebook, ladder, docket.calendar)
    rung = stands.rung(case.weighing(weight))
    if isinstance(rung, Joined):
        return _Join(rung.order_id, weight)
    call = _Call(
        acts=_REMIND,
        clause_ids=(breach.clause_id,),
        mode=breach.mode,
        is_confirmed=_is_confirmed(case, breach),
        asks=sanction.confirm is not None,
        asks_two=docket.settings.second_person,
        ladder=ladder,
        weight=weight,
    )
    if isinstance(rung, Below):
        return _not_repeated(docket, case, breach, call)
    step = rung.step
    return replace(
        call,
        acts=step.acts,
        clause_ids=(step.clause_id, breach.clause_id),
        mode=breach.mode if step.confirm is None else min(breach.mode, Mode.ASSIST),
        step=rung.number,
    )


def _is_confirmed(case: Case, breach: Breach) -> bool:
    return case.state is CaseState.CONFIRMED and not breach.automatic


def _deciding(calls: Sequence[_Call], breaches: Sequence[Breach]) -> tuple[_Call, ...]:
    """
    The heaviest act decides. What waits for a person keeps nothing back that does not: where it is
    heavier, it is proposed beside.
    """
    steps = _one_a_ladder(calls)
    ready = max((c for c in steps if not c.waits_wholly), key=_gravity, default=None)
    waiting = max((c for c in steps if c.waits_wholly), key=_gravity, default=None)
    if ready is None:
        return () if waiting is None else (_citing(waiting, calls, breaches),)
    first = _citing(ready, calls, breaches)
    if waiting is None or waiting.gravity[1] <= ready.gravity[1]:
        return (first,)
    return first, _besides(ready, waiting)


def _besides(ready: _Call, waiting: _Call) -> _Call:
    """Without the acts that both steps have: each is ordered once."""
    same = {each.act for each in ready.acts} if ready.step == waiting.step else set()
    return replace(waiting, acts=tuple(each for each in waiting.acts if each.act not in same))


def _one_a_ladder(calls: Sequence[_Call]) -> list[_Call]:
    """Of several that climb the same ladder the gravest: a case takes one step of it."""
    gravest: dict[str, _Call] = {}
    for call in sorted(calls, key=lambda each: (each.step, each.gravity)):
        if call.ladder is not None:
            gravest[call.ladder.ladder_id] = call
    return [c for c in calls if c.ladder is None or c is gravest[c.ladder.ladder_id]]


def _gravity(call: _Call) -> tuple[Mode, int]:
    return call.gravity


def _citing(call: _Call, calls: Sequence[_Call], breaches: Sequence[Breach]) -> _Call:
    """Its own clause first, then every other that is breached, or is reminded of anew."""
    anew = [clause_id for each in calls for clause_id in each.clause_ids]
    reminds = all(each.act.only_reminds for each in call.acts)
    cited = anew if reminds else [breach.clause_id for breach in breaches]
    return replace(call, clause_ids=tuple(dict.fromkeys((*call.clause_ids, *cited))))


def _ordered(docket: Docket, case: Case, calls: tuple[_Call, ...]) -> Change:
    called = tuple(_order(docket, case, call, each) for call in calls for each in call.acts)
    made = tuple(order for order in called if docket.discipline.order(order.order_id) is None)
    if not made:  # the same was ordered for what was automatic in the case
        return _recorded(docket, case, _Join(called[0].order_id))
    facts = {
        **case_facts(case),
        "order": " ".join(order.order_id for order in made),
        "act": " ".join(order.act.value for order in made),
        "ladder": " ".join(dict.fromkeys(order.ladder or "" for order in made)),
        "step": " ".join(dict.fromkeys(str(order.step) for order in made)),
    }
    counted = case.weighing(*(call.weight for call in calls if call.weight is not None))
    change = replace(
        docket.change(docket.entry(AuditKind.CASE_ESCALATED, facts)),
        cases=(_folded(docket, counted, made[0].order_id),),
        new_orders=made,
        clause_counts=_counted(case),
    )
    change = docket.guarded(change, case.rulebook)
    for call in calls:
        if call.ladder is not None:
            change = docket.stood(change, call.ladder)
    return change


def _order(docket: Docket, case: Case, call: _Call, each: ActCall) -> Order:
    agreed = (case.decided.by,) if call.is_confirmed and case.decided is not None else ()
    why = docket.lacks(each.act, asks=call.waits(each.act), agreed=agreed)
    return replace(
        docket.order(case, each, call.clause_ids, why=why),
        order_id=order_id_of(case.case_id, call.step, each.act),
        ladder=None if call.ladder is None else call.ladder.ladder_id,
        step=call.step,
        agreed=agreed,
    )


def _recorded(docket: Docket, case: Case, join: _Join | None) -> Change:
    """The case orders nothing: it joins an order, is only observed, or waits for a person."""
    joined, weighed = case, {each.ladder for each in case.weights}
    if join is not None and join.weight is not None and join.weight.ladder not in weighed:
        joined = case.weighing(join.weight)
    order_id = "" if join is None else join.order_id
    facts = {**case_facts(case), "joined": order_id}
    change = replace(
        docket.change(docket.entry(AuditKind.CASE_RECORDED, facts)),
        cases=(_folded(docket, joined, order_id),),
        clause_counts=_counted(case),
    )
    if join is None or join.weight is None:
        return change
    # the step that it joins may be taken back meanwhile, or stand in another group
    return docket.stood(change, docket.edition.ladders[join.weight.ladder])


def _folded(docket: Docket, case: Case, order_id: str) -> Case:
    """What still needs a person's word has a time for it."""
    due = docket.review_ends if case.to_review else None
    return replace(case, escalated=True, due=due, order_id=case.order_id or order_id)


def _counted(case: Case) -> dict[str, int]:
    """Once, whoever looks at the case again."""
    return {} if case.escalated else {breach.clause_id: 1 for breach in case.breaches}


def case_facts(case: Case) -> dict[str, str]:
    return {
        "case": case.case_id,
        "state": case.state.value,
        "clauses": " ".join(breach.clause_id for breach in case.breaches),
        "edition": case.edition,
        "settings": str(case.settings_version),
    }
