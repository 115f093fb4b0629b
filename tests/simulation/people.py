"""
What people decide about a member, as pure changes: whatever there is to decide at that moment.

Everything is looked up anew in the docket that is read with it, so that a decision which comes too
late, or twice, changes nothing.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from qungui.engine import decisions, demands, petitions
from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.decision import Decision
from qungui.model.ids import Alias
from qungui.model.ledger import Change, Discipline
from qungui.model.order import SAID_NO, SILENT, Order, OrderState
from qungui.model.petition import Petition, PetitionState
from qungui.usecases.move_member import Thought

_SUSPENDS = {Act.SUSPEND_POSTING, Act.SUSPEND_ACCOUNT}


@dataclass(frozen=True, slots=True)
class Deed:
    """
    Attributes:
        what: For the log.
        often: How often it is chosen, beside the others.
    """

    what: str
    think: Thought[None]
    often: int = 4


@dataclass(frozen=True, slots=True)
class Deciders:
    """
    Attributes:
        ids: Person ids of those who may decide.
    """

    ids: tuple[str, ...]
    chance: random.Random

    def deeds(self, kept: Discipline) -> Iterator[Deed]:
        """All that somebody could do about the member now."""
        for case in kept.cases:
            yield from self._about_case(kept, case)
        for order in kept.orders:
            yield from self._about_order(order)
        for petition in kept.petitions:
            if petition.state is PetitionState.OPEN:
                yield from self._about_petition(kept, petition)

    def petition(self, kept: Discipline, petition: Petition) -> Deed:
        return self.chance.choice(tuple(self._about_petition(kept, petition)))

    def by_hand(self, clause_id: str, sender: Alias, occasion: str) -> Deed:
        who = self._one()

        def think(docket: Docket) -> Change | None:
            decision = Decision(by=who, at=docket.now, why="看到了")
            change = decisions.entered(docket, clause_id, sender, decision, occasion=occasion)
            known = docket.discipline.case(change.new_cases[0].case_id)
            return change if known is None else None

        return Deed(f"enters {clause_id} by hand", think)

    def _about_case(self, kept: Discipline, case: Case) -> Iterator[Deed]:
        if case.to_review:
            choice = self.chance.choice(("light", "grave"))
            yield Deed("confirms", self._case(case, decisions.confirmed, choice), 40)
            yield Deed("dismisses", self._case(case, decisions.dismissed, ""))
        if case.counts and case.order_id:
            yield Deed("appeals", _appeals(case), 2)
            yield Deed("pardons", self._case_pardoned(case), 1)

    def _about_order(self, order: Order) -> Iterator[Deed]:
        if order.awaits_confirmation:
            yield Deed("agrees", self._agrees(order), 40)
            yield Deed("declines", self._order(order, _waits, decisions.declined))
        if order.is_demand_open:
            yield Deed("sees it met", _met(order, _demanded), 8)
            yield Deed("claims it met", _on(order, _unanswered, demands.claimed), 8)
            yield Deed("refuses", _on(order, _unanswered, _said_no), 16)
        if _is_refused(order):
            yield Deed("meets it after all", _met(order, _is_refused), 2)
        if order.is_demand_open or _suspended(order):
            yield Deed("lifts", self._order(order, _liftable, decisions.lifted), 1)
        if order.act is Act.REMOVE and order.served_at is not None:
            yield Deed("asks to come back", _back(order), 2)

    def _about_petition(self, kept: Discipline, petition: Petition) -> Iterator[Deed]:
        for what, decided in (("grants", petitions.granted), ("refuses", petitions.refused)):
            yield Deed(f"{what} the {petition.kind}", self._decides(petition, decided), 8)

    def _case(self, case: Case, decide: Callable[..., Change], choice: str) -> Thought[None]:
        who = self._one()

        def think(docket: Docket) -> Change | None:
            now = docket.discipline.case(case.case_id)
            if now is None or not now.to_review or not now.escalated:
                return None
            decision = Decision(by=who, at=docket.now, why="核实", choice=choice)
            return decide(docket.under(now), now, decision)

        return think

    def _case_pardoned(self, case: Case) -> Thought[None]:
        who = self._one()

        def think(docket: Docket) -> Change | None:
            now = docket.discipline.case(case.case_id)
            if now is None:
                return None
            decision = Decision(by=who, at=docket.now, why="从宽")
            return petitions.pardoned(docket.under(now), now, decision)

        return think

    def _agrees(self, order: Order) -> Thought[None]:
        who = self._one(besides=order.agreed)

        def think(docket: Docket) -> Change | None:
            now = docket.discipline.order(order.order_id)
            if now is None or not now.awaits_confirmation or who in now.agreed:
                return None
            return decisions.agreed(docket.under(now), now, who)

        return think

    def _order(
        self, order: Order, still: Callable[[Order], bool], decide: Callable[..., Change]
    ) -> Thought[None]:
        who = self._one()
        return _on(order, still, lambda d, o: decide(d, o, Decision(by=who, at=d.now, why="决定")))

    def _decides(self, petition: Petition, decide: Callable[..., Change]) -> Thought[None]:
        """Somebody who had no hand in it."""
        order = self.chance.sample(self.ids, len(self.ids))

        def think(docket: Docket) -> Change | None:
            now = docket.discipline.petition(petition.petition_id)
            if now is None or now.state is not PetitionState.OPEN:
                return None
            acted = petitions.had_a_hand(docket, now)
            who = next((each for each in order if each not in acted), order[0])
            return decide(docket, now, Decision(by=who, at=docket.now, why="复核"))

        return think

    def _one(self, besides: tuple[str, ...] = ()) -> str:
        return self.chance.choice([each for each in self.ids if each not in besides])


def _on(
    order: Order, still: Callable[[Order], bool], decide: Callable[[Docket, Order], Change]
) -> Thought[None]:
    def think(docket: Docket) -> Change | None:
        now = docket.discipline.order(order.order_id)
        return None if now is None or not still(now) else decide(docket.under(now), now)

    return think


def _met(order: Order, still: Callable[[Order], bool]) -> Thought[None]:
    return _on(order, still, lambda docket, now: demands.met(docket, now, docket.now))


def _appeals(case: Case) -> Thought[None]:
    def think(docket: Docket) -> Change | None:
        now = docket.discipline.case(case.case_id)
        if now is None:
            return None
        made = petitions.appeal(docket.under(now), now, "我有异议", now.person_id)
        return made if isinstance(made, Change) else None

    return think


def _back(order: Order) -> Thought[None]:
    def think(docket: Docket) -> Change | None:
        now = docket.discipline.order(order.order_id)
        if now is None:
            return None
        made = petitions.way_back(docket.under(now), now, "想回来", now.person_id)
        return made if isinstance(made, Change) else None

    return think


def _said_no(docket: Docket, order: Order) -> Change:
    return demands.refused(docket, order, SAID_NO)


def _waits(order: Order) -> bool:
    return order.awaits_confirmation


def _demanded(order: Order) -> bool:
    return order.is_demand_open


def _unanswered(order: Order) -> bool:
    return order.is_demand_open and not order.is_claim


def _is_refused(order: Order) -> bool:
    over = {OrderState.REFUSED, OrderState.OVERDUE}
    return order.act.is_demanded and order.state in over and order.why in {SAID_NO, SILENT}


def _suspended(order: Order) -> bool:
    return order.act in _SUSPENDS and order.state is OrderState.SERVED and order.closed is None


def _liftable(order: Order) -> bool:
    return order.is_demand_open or _suspended(order)


def renamed(deed: Deed, who: str) -> Deed:
    return replace(deed, what=f"{who}: {deed.what}")
