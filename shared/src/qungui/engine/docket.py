"""All that a change of somebody's standing is thought out from, and how orders are made of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import within
from qungui.engine import money
from qungui.engine.ladders import walk
from qungui.model.act import Act
from qungui.model.call import value_of
from qungui.model.case import Case
from qungui.model.group import Group, GroupSettings
from qungui.model.ledger import AuditEntry, AuditKind, Change, Discipline
from qungui.model.order import AWAITS_CONFIRMATION, SECOND_PERSON, Order, OrderState, order_id_of
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import ActCall, Counts, Edition, Ladder
from qungui.model.terms import Fine

GRACE = timedelta(minutes=2)
"""How long the fast path has before the sweep looks after an order."""

GUARD = "-"
"""
The ladder name of the standing that guards every change that makes or takes back an order, or makes
or decides an appeal that holds one up.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """
    Attributes:
        discipline: The member's, read consistently.
        edition: By which the case at hand was judged.
        editions: Any edition that a case of the member names.
        now: The wall clock, for due instants and audit entries only.
        limits: What holds clauses of the edition in force back beside the group's settings.
    """

    discipline: Discipline
    edition: Edition
    group: Group
    settings: GroupSettings
    now: datetime
    editions: Callable[[str, str], Edition]
    limits: Limits = NO_LIMITS

    @property
    def calendar(self) -> Calendar:
        return self.calendar_by(self.edition)

    def calendar_by(self, edition: Edition) -> Calendar:
        """In the zone of *edition*, with the organisation's own days."""
        return Calendar.of(edition.timezone, self.limits.organisation.own_days)

    def under(self, of: Case | Order) -> "Docket":
        """By the edition that the case was judged by, or that the order cites."""
        return replace(self, edition=self.editions(of.rulebook, of.edition))

    @property
    def review_ends(self) -> datetime:
        """When what needs a person's word from now on lapses."""
        return within(self.now, self.settings.review_within, self.calendar)

    def terms[T](self, clause_id: str, each: ActCall, kind: type[T]) -> T:
        """
        What the regulation says of an act, with what the group has set of it.

        Raises:
            ParameterError: The stored edition or settings say something else than it may hold.
        """
        chosen = self.settings.values.get(clause_id, {})
        own: Mapping[str, Any] = {key: chosen[key] for key in each.open if key in chosen}
        return value_of(kind, {**each.terms, **own})

    def entry(self, kind: AuditKind, facts: Mapping[str, str], *, by: str = "") -> AuditEntry:
        """Of the member; *by* whom, where somebody decided it."""
        parts = {"person": self.discipline.person_id, "by": by}
        people = {part: person_id for part, person_id in parts.items() if person_id}
        return AuditEntry(kind=kind, at=self.now, facts=facts, people=people)

    def change(self, audit: AuditEntry) -> Change:
        """One that changes nothing yet."""
        discipline = self.discipline
        return Change(group_id=discipline.group_id, person_id=discipline.person_id, audit=audit)

    def order(self, case: Case, each: ActCall, clause_ids: tuple[str, ...], *, why: str) -> Order:
        """
        *each* for *case*, off any ladder; held for a person until the time for it is over where
        there is a *why*.
        """
        order = Order(
            order_id=order_id_of(case.case_id, 0, each.act),
            group_id=case.group_id,
            person_id=case.person_id,
            act=each.act,
            rulebook=case.rulebook,
            edition=case.edition,
            clause_ids=clause_ids,
            case_ids=(case.case_id,),
            at=case.at,
            state=OrderState.HELD if why else OrderState.NEW,
            why=why,
            due=self.review_ends if why else self.now + GRACE,
        )
        if not each.act.is_money:
            return order
        order = replace(order, nth=money.numbered(order, self.discipline.orders))
        return replace(order, cny=self.owed(order, each))

    def owed(self, order: Order, each: ActCall) -> int | None:
        """What *each*, which is about money, comes to as *order*; None where no amount is named."""
        fine = self.terms(order.clause_ids[0], each, Fine)
        return money.owed(fine, order, self.discipline.orders, self.calendar)

    def lacks(self, act: Act, *, asks: bool, agreed: Sequence[str]) -> str:
        """Why an order of *act* is held: for whose word; empty once it has all that it takes."""
        needed = 2 if act in self.settings.second_person else int(asks)
        if len(agreed) >= needed:
            return ""
        return SECOND_PERSON if agreed else AWAITS_CONFIRMATION

    def guarded(self, change: Change, rulebook: str) -> Change:
        """*change*, refused where another guarded one moved the member meanwhile."""
        guard = self.discipline.standing(rulebook, GUARD)
        raised = replace(guard, level=guard.level + 1)
        return replace(change, standings=(raised, *change.standings))

    def stood(self, change: Change, ladder: Ladder) -> Change:
        """*change* with the standing that it leads to now on *ladder* of the edition."""
        rulebook, name = self.edition.rulebook, ladder.ladder_id
        then = self.then(change).discipline
        level = walk(then, rulebook, ladder, self.calendar).level(self.now)
        was = self.discipline.standing(rulebook, name)
        change = replace(change, standings=(*change.standings, replace(was, level=level)))
        if ladder.counts is not Counts.COMPANY:
            return change
        stood = self.discipline.company_standing(rulebook, name)
        groups = tuple(sorted({*stood.groups, self.discipline.group_id}))
        raised = replace(stood, level=level, groups=groups)
        return replace(change, company=(*change.company, raised))

    def then(self, change: Change) -> "Docket":
        """As the member's cases and orders stand once *change* is made."""
        was = self.discipline
        cases = {each.case_id: each for each in (*was.cases, *change.new_cases, *change.cases)}
        orders = {each.order_id: each for each in (*was.orders, *change.new_orders, *change.orders)}
        now = replace(was, cases=tuple(cases.values()), orders=tuple(orders.values()))
        return replace(self, discipline=now)
