"""
What people say, whatever there is to say at that moment: typed to the desk as on a phone, or
written in the group.

It is said of what somebody saw. By the time it is heard, once or twice or late, that may be over.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from qungui.model.act import Act
from qungui.model.case import Case, CaseState
from qungui.model.group import Group
from qungui.model.ledger import Discipline
from qungui.model.message import MessageKind
from qungui.model.order import SAID_NO, SILENT, Order, OrderState
from qungui.model.person import Person
from qungui.model.petition import Petition, PetitionState
from qungui.model.short_number import short_number, short_numbers
from tests.simulation.law import number

_SUSPENDS = {Act.SUSPEND_POSTING, Act.SUSPEND_ACCOUNT}
_SORRY, _PERHAPS = "我为刚才的发言向大家道歉", "不好意思"
_NO = {Act.REQUIRE_APOLOGY: "我不道歉", Act.PERSUADE_TO_LEAVE: "我不退群"}


@dataclass(frozen=True, slots=True)
class Said:
    """
    Attributes:
        where: In this group; None to the desk.
    """

    by: Person
    text: str
    where: Group | None = None
    kind: MessageKind = MessageKind.TEXT


@dataclass(frozen=True, slots=True)
class Wish:
    """
    Attributes:
        often: How often it is chosen, beside the others.
    """

    often: int
    say: Callable[[], Said]


@dataclass(frozen=True, slots=True)
class People:
    """
    Attributes:
        deciders: Those who run the groups.
        arbiter: Who may decide as they do, and decides nothing but petitions: where all the others
            have had a hand in something, somebody is left.
    """

    deciders: tuple[Person, ...]
    arbiter: Person
    chance: random.Random

    def wishes(self, where: Group, who: Person, kept: Discipline) -> Iterator[Wish]:
        """All that somebody could say now to a member, or of them."""
        for case in kept.cases:
            yield from self._of_case(where, who, case)
        for order in kept.orders:
            yield from self._of_order(where, who, order)
        for petition in kept.petitions:
            if petition.state is PetitionState.OPEN:
                by = partial(self._one, who)
                yield Wish(30, partial(self._ruling, petition.petition_id, by))

    def decided(self, petition: Petition, among: Iterable[str]) -> Said:
        """*among*: the ids of all that waits, so that nothing else has its number."""
        typed = short_numbers(among)[petition.petition_id]
        return self._ruled(self.arbiter, typed)

    def by_hand(self, where: Group, who: Person, name: str) -> Said:
        verb = self.chance.choice(("记一次", "记一次", "警告"))
        return Said(self._one(who), f"{verb} {_whom(where, who)} {number(name)} 看到了")

    def exemption(self, where: Group, who: Person, name: str) -> Said:
        days = self.chance.choice((1, 3, 30))
        return Said(self._one(who), f"豁免 {_whom(where, who)} {number(name)} {days}天 值班")

    def report(self, where: Group, who: Person, others: Iterable[Person]) -> Said:
        by = self.chance.choice((*self.deciders, *others))
        return Said(by, f"把{_called(who)}踢出去", where)

    def _of_case(self, where: Group, who: Person, case: Case) -> Iterator[Wish]:
        typed = partial(short_number, case.case_id)
        if case.to_review:
            yield Wish(80, lambda: Said(self._one(who), self._review(typed())))
        pardon = f"撤销 {_whom(where, who)}"
        if case.state in {CaseState.DISMISSED, CaseState.VOID} and not case.must_pass:
            yield Wish(1, lambda: Said(self._one(who), f"{pardon} {typed()} 原话：开会了"))
        if case.counts and case.order_id:
            if who.userid:
                yield Wish(2, lambda: Said(who, f"申诉 {typed()} 我有异议"))
            yield Wish(1, lambda: Said(self._one(who), f"{pardon} {typed()} 从宽"))

    def _of_order(self, where: Group, who: Person, order: Order) -> Iterator[Wish]:
        typed = partial(short_number, order.order_id)
        if order.awaits_confirmation:
            yield Wish(80, lambda: Said(self._one(who), self._permit(typed())))
        if order.is_demand_open or _is_refused(order):
            yield from self._of_demand(where, who, order)
        if (order.is_demand_open or _suspended(order)) and order.case_ids:
            case = partial(short_number, order.case_ids[0])
            yield Wish(1, lambda: Said(self._one(who), f"解除 {_whom(where, who)} {case()} 已改"))
        if order.act is Act.REMOVE and order.served_at is not None and who.userid:
            yield Wish(2, lambda: Said(who, f"申请回群 @{where.name} 已学群规"))

    def _of_demand(self, where: Group, who: Person, order: Order) -> Iterator[Wish]:
        typed = partial(short_number, order.order_id)
        if order.is_claim:
            yield Wish(30, lambda: Said(self._one(who), self._permit(typed())))
        if order.act is Act.REQUEST_RED_PACKET:
            yield Wish(16, lambda: Said(who, "", where, MessageKind.RED_PACKET))
        if order.act.is_money:
            yield Wish(16, lambda: Said(self._one(who), f"已交 {typed()}"))
        if order.act is Act.REQUIRE_APOLOGY:
            yield Wish(16, lambda: Said(who, self.chance.choice((_SORRY, _PERHAPS)), where))
            if who.userid:
                yield Wish(8, lambda: Said(who, f"道歉 {_PERHAPS}"))
        if order.act in _NO and not _is_refused(order):
            yield Wish(30, lambda: Said(who, _NO[order.act], where))

    def _review(self, typed: str) -> str:
        words = ("确认 {} 轻微", "确认 {} 严重", "确认 {}", "驳回 {} 并非如此")
        return self.chance.choices(words, (3, 3, 4, 1))[0].format(typed)

    def _permit(self, typed: str) -> str:
        return self.chance.choices(("确认 {}", "驳回 {} 不必了"), (10, 1))[0].format(typed)

    def _ruling(self, petition_id: str, by: Callable[[], Person]) -> Said:
        return self._ruled(by(), short_number(petition_id))

    def _ruled(self, by: Person, typed: str) -> Said:
        return Said(by, self.chance.choice(("准许 {}", "不准 {} 证据清楚")).format(typed))

    def _one(self, who: Person) -> Person:
        """Mostly of those who may; now and then *who* it is about tries."""
        if who.userid and self.chance.random() < 1 / 20:
            return who
        return self.chance.choice(self.deciders)


def _called(who: Person) -> str:
    return who.userid or who.name


def _whom(where: Group, who: Person) -> str:
    return f"@{where.name} {_called(who)}"


def _is_refused(order: Order) -> bool:
    over = {OrderState.REFUSED, OrderState.OVERDUE}
    return order.act.is_demanded and order.state in over and order.why in {SAID_NO, SILENT}


def _suspended(order: Order) -> bool:
    return order.act in _SUSPENDS and order.state is OrderState.SERVED and order.closed is None
