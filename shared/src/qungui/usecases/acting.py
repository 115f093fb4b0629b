"""What carrying out any order needs: who acts in a group, and how a person gets a card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qungui.engine import orders, work_orders
from qungui.engine.authority import roles_named
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.order import Order
from qungui.model.outcome import CallOutcome, Card, Done, NoPower, Refused
from qungui.model.person import Person
from qungui.ports import Clock, Messenger, People, Power, SentRegister
from qungui.usecases.order_progress import Dispatched, OrderProgress
from qungui.wire_clicks import click_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """The ways out; shared by all that carry out orders."""

    people: People
    messenger: Messenger
    powers: Mapping[GroupKind, Power]
    sent: SentRegister
    progress: OrderProgress
    clock: Clock

    def power(self, group: Group) -> Power:
        return self.powers[group.kind]

    def give(self, order: Order, to: Person, card: Card) -> CallOutcome:
        """The card, with buttons that say which order they are of."""
        keyed = tuple((text, click_key(verb, order.ref)) for text, verb in card.buttons)
        return self.messenger.hand_over(to, replace(card, buttons=keyed))

    def hand_over(
        self,
        order: Order,
        to: Person | None,
        card: Card,
        settings: GroupSettings,
        *,
        hear: Iterable[Person] = (),
    ) -> Dispatched:
        """The order becomes *to*'s work; others *hear* of it: who has the card knows."""
        if to is None:
            return self.progress.settle(orders.refused(order, "nobody to hand it to"))
        outcome, now = self.give(order, to, card), self.clock.now()
        match outcome:
            case Done():
                handed = work_orders.handed_over(order, to.person_id, now, settings.work_order_time)
                others = [who for who in hear if who != to]
                reports = self.reports(handed, work_orders.HANDED_OVER, others)
                return self.progress.settle(handed, *reports)
            case Refused(code):
                return self.progress.settle(orders.refused(order, f"errcode {code}"))
            case NoPower():
                return self.progress.settle(orders.refused(order, "no way to reach them"))
            case _:
                return self.progress.settle(orders.delayed(order, outcome, now))

    def settle_telling(self, order: Order, outcome: CallOutcome) -> Dispatched:
        """An order that is served once somebody was told."""
        now = self.clock.now()
        match outcome:
            case Done():
                return self.progress.settle(orders.served(order, now))
            case NoPower() | Refused():
                return self.progress.settle(orders.refused(order, "no way to reach them"))
            case _:
                return self.progress.settle(orders.delayed(order, outcome, now))

    def reports(self, order: Order, what: str, to: Iterable[Person]) -> tuple[Order, ...]:
        """The orders that tell each of *to* of it; none for whoever was told already."""
        now = self.clock.now()
        made = (work_orders.report(order, what, who.person_id, now) for who in to)
        return tuple(new for each in made for new in self.progress.unless_made(each))

    def owner(self, group: Group, *, besides: str = "") -> Person | None:
        """Who acts by hand in the group; never *besides*, the member whom it is about."""
        roles = (Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT)
        return self._reachable(group, *roles, besides=besides)

    def manager(self, group: Group, *, besides: str = "") -> Person | None:
        """Who decides about sanctions: the managing department, else an administrator."""
        roles = (Role.ADMIN_DEPARTMENT, Role.ADMINISTRATOR, Role.OWNER)
        return self._reachable(group, *roles, besides=besides)

    def first(self, group: Group, role: Role, *, besides: str) -> Person | None:
        """Whoever holds *role* and can be told; else those who decide about sanctions."""
        own = self._reachable(group, role, besides=besides)
        return own or self.manager(group, besides=besides)

    def named(self, group: Group, words: str, *, besides: str) -> tuple[Person, ...]:
        """
        Whom a regulation means by *words*, one of each role; whoever decides where it names nobody
        we know. Empty where nobody can be told.
        """
        found = [self._reachable(group, role, besides=besides) for role in roles_named(words)]
        told = [who for who in found if who is not None]
        last = None if told else self.manager(group, besides=besides)
        return tuple(dict.fromkeys(told or ([] if last is None else [last])))

    def _reachable(self, group: Group, *roles: Role, besides: str = "") -> Person | None:
        """
        The first holder of the first role who is on the staff; of those who left the company only
        where there is nobody else, for the directory may be behind.
        """
        holders = dict.fromkeys(holder for role in roles for holder in group.holders_of(role))
        people = [self.people.get(holder) for holder in holders if holder != besides]
        staff = [person for person in people if person and person.userid]
        return next((person for person in staff if person.left_at is None), next(iter(staff), None))
