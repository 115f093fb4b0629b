"""What waits for somebody's word, looked at anew, with all that people are told of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from qungui.engine import deciders, decisions, petitions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.case import Case
from qungui.model.decision import Decision
from qungui.model.item_ref import ItemRef
from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.waiting import Item, waits_since
from qungui.notices.decisions import Pending
from qungui.ports import People, Worklist
from qungui.usecases.move_member import MoveMember

_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class FindWaiting:
    """Nothing is changed by looking."""

    move: MoveMember
    people: People

    def one(self, linked: Linked, ref: ItemRef) -> Pending | None:
        """None where it waits no more, or its member is not stored."""
        docket = self.move.docket(linked, ref.person_id)
        item = deciders.found(docket.discipline, ref)
        if item is None or waits_since(item) is None:
            return None
        return self._pending(deciders.under(docket, item), item)

    def all_for(self, linked: Linked, who: str, worklist: Worklist) -> Iterator[Pending]:
        """Whatever waits in a group and *who* may decide, the longest first."""
        for pending, bar in self.all_in(linked, who, worklist):
            if bar is None:
                yield pending

    def all_in(
        self, linked: Linked, who: str, worklist: Worklist
    ) -> Iterator[tuple[Pending, Bar | None]]:
        """Whatever waits in a group, the longest first, with why *who* may not decide it."""
        for waiting in worklist.undecided(linked.group.group_id):
            docket = self.move.docket(linked, waiting.ref.person_id)
            item = deciders.found(docket.discipline, waiting.ref)
            if item is None or waits_since(item) is None:
                continue
            under = deciders.under(docket, item)
            pending = self._pending(under, item)
            if pending is not None:
                yield pending, deciders.bar(under, item, who)

    def owed(self, linked: Linked, worklist: Worklist) -> Iterator[Order]:
        """Fines and red packets of a group in the last year that nobody has settled."""
        group_id, now = linked.group.group_id, self.move.clock.now()
        refs = worklist.money(group_id, now - _A_YEAR, now)
        for person_id in dict.fromkeys(ref.person_id for ref in refs):
            orders = self.move.ledger.discipline(group_id, person_id).orders
            yield from (order for order in orders if order.act.is_money and order.is_demand_open)

    def _pending(self, docket: Docket, item: Item) -> Pending | None:
        person = self.people.get(item.person_id)
        if person is None:
            return None
        return Pending(
            item=item,
            group=docket.group,
            edition=docket.edition,
            person=person,
            cases=_cases(docket, item),
            follows=_follows(docket, item),
        )


def _cases(docket: Docket, item: Item) -> tuple[Case, ...]:
    match item:
        case Case():
            return (item,)
        case Order():
            ids = item.case_ids
        case _:
            removal = docket.discipline.order(item.about)
            ids = (item.about,) if removal is None else removal.case_ids
    return tuple(case for case in docket.discipline.cases if case.case_id in ids)


def _follows(docket: Docket, item: Item) -> Mapping[str, tuple[Order, ...]]:
    match item:
        case Case():
            choices = decisions.choices(docket, item) or ("",)
            return {choice: _ordered(docket, item, choice) for choice in choices}
        case Order():
            return {"": (item,)}
        case _:
            case, removal = docket.discipline.case(item.about), docket.discipline.order(item.about)
            if case is not None:
                return {"": petitions.answering(docket, case)}
            return {} if removal is None else {"": (removal,)}


def _ordered(docket: Docket, case: Case, choice: str) -> tuple[Order, ...]:
    """What would be, were it confirmed now."""
    decision = Decision(by="", at=docket.now, choice=choice)
    return decisions.confirmed(docket, case, decision).new_orders
