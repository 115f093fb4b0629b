"""What was seen of a clause, by the platform's record and the repositories."""

from dataclasses import dataclass, replace

from qungui.acceptance.law import breached_for, steps_of
from qungui.acceptance.play import Played
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import Mode
from qungui.model.ids import derived_id
from qungui.model.order import Order


@dataclass(frozen=True, slots=True)
class Sight:
    """
    Attributes:
        breaches: Those of the scenario's own message that show what its clause does.
        orders: What was ordered for them.
        proposed: What would be ordered once a person confirms.
    """

    played: Played
    breaches: tuple[Breach, ...]
    orders: tuple[Order, ...]
    proposed: tuple[Order, ...]

    @property
    def verdict(self) -> str:
        if not self.breaches:
            return "compliant"
        by_itself = any(breach.automatic for breach in self.breaches)
        return "violation" if by_itself and not self.proposed else "needs-review"

    @property
    def acts(self) -> tuple[str, ...]:
        """What was done and could be seen; heaviest first."""
        if self.verdict == "compliant":
            return ("none",)
        if self.verdict == "needs-review":
            return ("flag_for_review",)
        seen = [order.act for order in self.orders if self._is_visible(order)]
        return tuple(named(act) for act in sorted(seen, key=lambda act: -act.gravity))

    @property
    def choices(self) -> list[str]:
        """What whoever confirms may choose from, where the regulation leaves it to them."""
        edition = self.played.plan.edition
        clauses = (edition.clause(breach.clause_id) for breach in self.breaches)
        sanctions = (clause.sanction for clause in clauses if clause.sanction)
        return [
            named(each.act)
            for sanction in sanctions
            for acts in sanction.choices.values()
            for each in acts
        ]

    @property
    def acting(self) -> tuple[Order, ...]:
        return self.proposed or self.orders

    def _is_visible(self, order: Order) -> bool:
        """
        What is said or done to somebody must stand in the platform's record: since the event, or
        at any time where the event only joined an earlier order.
        """
        person, stage = order.person_id, self.played.stage
        joined = order.at < self.played.plan.main.at
        since = stage.messenger.told[0 if joined else self.played.before.told :]
        told = any(each.person_id == person for each in since)
        out = (order.group_id, person) in stage.power.removals
        handed = any(
            each.card.task_id.startswith(order.order_id) for each in stage.messenger.handed
        )
        if order.act.is_noted:
            return True  # the case is the record
        if order.act is Act.REMOVE:
            return told and (out or handed)
        return told or handed


def sight(played: Played) -> Sight:
    case, plan = played.case, played.plan
    if case is None:
        return Sight(played, (), (), ())
    wanted = breached_for(plan.edition, plan.scenario.clause_id)
    if not wanted:
        wanted = frozenset(breach.clause_id for breach in case.breaches)
    breaches = tuple(breach for breach in case.breaches if breach.clause_id in wanted)
    orders = tuple(order for order in _answers(played, case) if wanted & set(order.clause_ids))
    held = tuple(order for order in orders if order.awaits_confirmation)
    if orders and not held:
        return _of_step(Sight(played, breaches, orders, ()))
    asked = tuple(breach for breach in breaches if not breach.automatic)
    return _of_step(Sight(played, breaches, (), held or _confirmed(played, case, asked)))


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
    discipline = played.stage.discipline(played.group, played.sender)
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


def named(act: Act) -> str:
    """The act as scenarios write it."""
    return act.value.replace("-", "_")
