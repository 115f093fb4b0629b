"""What was seen of a clause, by the platform's record and the repositories."""

from dataclasses import dataclass

from qungui.acceptance.played.play import Played
from qungui.acceptance.stage import Seen
from qungui.model.act import Act
from qungui.model.case import Breach
from qungui.model.order import Order, OrderState


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
        if self.played.is_listed:
            seen.append(Act.LIST)
        return tuple(named(act) for act in sorted(seen, key=lambda act: -act.gravity))

    @property
    def topics(self) -> list[str]:
        """Of the clauses that were broken, or further ones of their words."""
        clause_of = self.played.plan.edition.clause
        further = (topic for each in self.breaches for topic in clause_of(each.clause_id).also)
        return [*(breach.topic for breach in self.breaches), *further]

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
        person, stage, plan = order.person_id, self.played.stage, self.played.plan
        joined = plan.deed is None and order.at < plan.main.at
        since = stage.since(Seen()) if joined else self.played.since
        told = since.was_told(person)
        out = (order.group_id, person) in since.removals
        handed = since.was_handed(order)
        if order.act.is_noted or order.awaits_confirmation:
            return True  # the case is the record, or the order that a person is to decide on
        if order.act is Act.REMOVE:
            return (out or handed) if told else handed and self._is_told_by_hand(person)
        if order.act.is_listed:
            return order.state is OrderState.SERVED and bool(since.told)
        return told or handed

    def _is_told_by_hand(self, person_id: str) -> bool:
        """The app cannot reach them: whoever has the card says it to them."""
        people = self.played.people.values()
        return any(who.person_id == person_id and who.userid is None for who in people)


def names_of(played: Played, order: Order) -> tuple[str, ...]:
    """The act as scenarios write it: a removal after a refusal to leave has a name of its own."""
    asked_to_leave = any(
        each.act.asks_to_leave and each.case_ids == order.case_ids and each.step < order.step
        for each in played.stage.discipline(played.group, played.member).orders
    )
    forced = order.act is Act.REMOVE and order.ladder is not None and asked_to_leave
    return ("force_remove", named(order.act)) if forced else (named(order.act),)


def named(act: Act) -> str:
    """The act as scenarios write it."""
    return act.value.replace("-", "_")
