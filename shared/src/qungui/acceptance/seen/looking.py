"""Looking at what was played: at a message and its case, or at what followed a deed."""

from dataclasses import replace
from typing import Self

from qungui.acceptance.law import breached_for, deals_with_breaches, steps_of
from qungui.acceptance.played.life import concerns
from qungui.acceptance.played.play import Played
from qungui.acceptance.seen.aftermath import Aftermath
from qungui.acceptance.seen.life import Living
from qungui.acceptance.seen.sight import Sight
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import Mode
from qungui.model.ids import derived_id
from qungui.model.order import Order
from qungui.rulebook.coverage import looks_at_members


def look(played: Played) -> Sight:
    if concerns(played.plan):
        return Living(played)
    return Dealt.of(played) if deals_with_breaches(played.plan.clause) else _sight(played)


def _sight(played: Played) -> Sight:
    case, plan = next(iter(played.found), played.case), played.plan
    if case is None and plan.deed is None:
        case = played.raised
    if case is None and looks_at_members(plan.clause) and played.reply is None:
        return Sight(played, (), (), ())
    if case is None:
        moved = tuple(o for o in played.moved if o.stands and not o.act.is_aftermath)
        return Aftermath(played, (), moved, tuple(o for o in moved if o.awaits_confirmation))
    wanted = breached_for(plan.edition, plan.scenario.clause_id)
    if not wanted:
        wanted = frozenset(breach.clause_id for breach in case.breaches)
    breaches = tuple(breach for breach in case.breaches if breach.clause_id in wanted)
    orders = tuple(order for order in _answers(played, case) if wanted & set(order.clause_ids))
    held = tuple(order for order in orders if order.awaits_confirmation and not _is_entry(order))
    if orders and not held:
        return _of_step(Sight(played, breaches, orders, ()))
    asked = tuple(breach for breach in breaches if not breach.automatic)
    return _of_step(Sight(played, breaches, (), held or _confirmed(played, case, asked)))


class Dealt(Sight):
    """Of a breach of any clause, by those whose duty it is to decide about it."""

    @classmethod
    def of(cls, played: Played) -> Self:
        """They are asked for their word with the next round."""
        played.stage.ask()
        found = _sight(played)
        return cls(found.played, found.breaches, found.orders, found.proposed)

    @property
    def verdict(self) -> str:
        return "compliant" if self.acts == ("none",) else "process"

    @property
    def acts(self) -> tuple[str, ...]:
        if self.played.plan.deed is not None:
            return self._decided()
        asked = self.played.since.handed
        return ("open_case",) if self.breaches and asked else ("none",)

    def _decided(self) -> tuple[str, ...]:
        """Whatever the clause that was broken has for it is a sanction."""
        if self.played.reply is not None:
            return ("reject",)
        out = any(self._is_visible(order) for order in self.orders)
        return ("apply_sanction",) if out else ("none",)


def _is_entry(order: Order) -> bool:
    """
    Money and referrals are entries that the company decides about, whoever found the breach: that
    it stands there is all that is done (regulations §5, 7).
    """
    return order.act.is_money or order.act is Act.REFER


def _of_step(found: Sight) -> Sight:
    """A clause that orders one step of a ladder is seen only where that step was reached."""
    clause_id = found.played.plan.scenario.clause_id
    own = any(breach.clause_id == clause_id for breach in found.breaches)
    reached = any(clause_id in order.clause_ids for order in found.acting)
    if clause_id in steps_of(found.played.plan.edition) and not own and not reached:
        return Sight(found.played, (), (), ())
    return found


def _answers(played: Played, case: Case) -> tuple[Order, ...]:
    """The orders that answer the case, or the one that it joined."""
    discipline = played.stage.ledger.discipline(case.group_id, case.person_id)
    stored = discipline.case(case.case_id) or case
    return tuple(
        order
        for order in discipline.orders
        if case.case_id in order.case_ids or order.order_id == stored.order_id
    )


def _confirmed(played: Played, case: Case, breaches: tuple[Breach, ...]) -> tuple[Order, ...]:
    """What a person's confirmation orders, entered as a case of its own and read back."""
    if not breaches:
        return ()
    message_id = f"{case.message_id}-confirmed"
    confirmed = replace(
        case,
        case_id=derived_id("confirmed", case.case_id),
        message_id=message_id,
        state=CaseState.CONFIRMED,
        breaches=tuple(replace(breach, mode=Mode.ENFORCE) for breach in breaches),
        escalated=False,
        order_id="",
    )
    played.stage.enter(confirmed)
    return _answers(played, confirmed)
