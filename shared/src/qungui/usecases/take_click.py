"""
A click on a work order's card moves the order (CONTRACTS §6); one on a card that asks for a word
says it (``decide_by_click``).

Whoever clicks twice, clicks an old card, or was never asked changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine import orders, overdue, work_orders
from qungui.engine.proof import PROVABLE
from qungui.errors import InvalidEventError, TransientError
from qungui.model.act import GROUP_ACTS, SANCTIONS, Act
from qungui.model.events import CardClicked
from qungui.model.group import GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.order import Order, OrderState
from qungui.model.own_days import NO_OWN_DAYS
from qungui.model.person import Person
from qungui.notices import compose
from qungui.notices import work_orders as notices
from qungui.ports import Clock, Directory, Ledger, Messenger, People, Queue, Worklist
from qungui.usecases.clicked import SAID, Clicked
from qungui.usecases.decide_by_click import DecideByClick
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import audit_entry
from qungui.wire import order_envelope
from qungui.wire_clicks import Click, click_from_key, decision_from_key

_BY_HAND = {
    Act.SUSPEND_POSTING,
    Act.SUSPEND_ACCOUNT,
    Act.REFER,
    Act.REINVITE,
    Act.RESTORE_POSTING,
}
_ACTS = {
    compose.REMOVED: {Act.REMOVE},
    compose.CANNOT_REMOVE: {Act.REMOVE},
    compose.TOLD: set(SANCTIONS),
    compose.WENT_ON: {Act.ASK},
    notices.DONE: {*GROUP_ACTS, *_BY_HAND},
    notices.CANNOT: {*GROUP_ACTS, *_BY_HAND},
}
_COULD_NOT = "a person could not do it"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeClick:
    """Safe to repeat: an order moves under the version that was read."""

    ledger: Ledger
    worklist: Worklist
    directory: Directory
    people: People
    messenger: Messenger
    outbound: Queue
    clock: Clock

    def __call__(self, event: CardClicked) -> Clicked:
        """
        Raises:
            TransientError: It cannot be told now; deliver the click again.
        """
        person = self.people.resolve(Alias("userid", event.userid.casefold()))
        try:
            clicked = self._routed(event, person)
        except InvalidEventError:
            return Clicked.SKIPPED  # a card of another kind
        if event.response_code and clicked is not Clicked.LISTED:
            # It decides nothing: a card that stays as it was is answered again at the next click.
            said = SAID[clicked]
            self.messenger.settle_card([person], response_code=event.response_code, said=said)
        return clicked

    def _routed(self, event: CardClicked, person: Person) -> Clicked:
        decision = decision_from_key(event.key)
        if decision is not None:
            return self._decide(*decision, person)
        return self._clicked(event, click_from_key(event.key, event.task_id), person)

    @property
    def _decide(self) -> DecideByClick:
        move = MoveMember(
            ledger=self.ledger, directory=self.directory, clock=self.clock, outbound=self.outbound
        )
        return DecideByClick(
            move=move, worklist=self.worklist, people=self.people, messenger=self.messenger
        )

    def _clicked(self, event: CardClicked, click: Click, person: Person) -> Clicked:
        order = self.ledger.discipline(click.ref.group_id, click.ref.person_id).order(
            click.ref.order_id
        )
        if order is not None and _is_on_its_way(order, click, event.task_id):
            msg = "the card was clicked before it was known to be out"
            raise TransientError(msg)
        if order is None or not _waits(order, click):
            return Clicked.SKIPPED
        if order.task_id != event.task_id:
            return Clicked.OUTDATED
        if not self._was_asked(person, order):
            return Clicked.WRONG_PERSON
        return self._take(order, click.verb)

    def _was_asked(self, person: Person, order: Order) -> bool:
        """Whoever has the card; what is to be done in the group its owner may also say."""
        if person.person_id == order.asked:
            return True
        if order.act is Act.ASK:
            return person.person_id == order.person_id
        linked = self.directory.group(order.group_id)
        return linked is not None and Role.OWNER in linked.group.roles_of(person.person_id)

    def _take(self, order: Order, verb: str) -> Clicked:
        now = self.clock.now()
        match verb:
            case compose.REMOVED | notices.DONE:
                return self._done(order, now)
            case compose.CANNOT_REMOVE | notices.CANNOT:
                refused = orders.refused(order, _COULD_NOT)
                return self._move(refused, AuditKind.ORDER_REFUSED)
            case compose.TOLD:
                return self._told(work_orders.told_by_a_person(order, now))
            case _:
                self._permit(order.group_id, now)
                return self._move(orders.served(order, now), AuditKind.ORDER_SERVED)

    def _done(self, order: Order, now: datetime) -> Clicked:
        """Claimed, until it shows; what never shows is done by their word."""
        if order.act not in PROVABLE:
            return self._move(self._by_word(order, now), AuditKind.ORDER_SERVED)
        linked = self.directory.group(order.group_id)
        settings = GroupSettings() if linked is None else linked.settings
        claimed = work_orders.claimed_done(order, now, settings.work_order_time)
        return self._move(claimed, AuditKind.ORDER_CLAIMED)

    def _by_word(self, order: Order, now: datetime) -> Order:
        """A suspension lasts as long as the regulation says, from now."""
        served = orders.served(order, now)
        edition = self.directory.edition(order.rulebook, order.edition)
        if edition is None or order.act not in {Act.SUSPEND_POSTING, Act.SUSPEND_ACCOUNT}:
            return served
        linked = self.directory.group(order.group_id)
        own_days = NO_OWN_DAYS if linked is None else linked.organisation.own_days
        return replace(served, due=overdue.suspended_until(edition, order, now, own_days))

    def _told(self, told: Order) -> Clicked:
        served = told.state is OrderState.SERVED
        clicked = self._move(told, AuditKind.ORDER_SERVED if served else AuditKind.ORDER_CLAIMED)
        if not served and clicked is Clicked.TAKEN:
            self.outbound.send([order_envelope(told.ref, at=self.clock.now())])
        return clicked

    def _permit(self, group_id: str, now: datetime) -> None:
        """Every removal that the group's limit held starts again."""
        for ref in self.worklist.held_removals(group_id):
            held = self.ledger.discipline(ref.group_id, ref.person_id).order(ref.order_id)
            if held is None or not held.is_held_by_limit:
                continue
            permitted = orders.permitted(held, now)
            if self._move(permitted, AuditKind.ORDER_PERMITTED) is Clicked.TAKEN:
                self.outbound.send([order_envelope(ref, at=now)])

    def _move(self, order: Order, kind: AuditKind) -> Clicked:
        change = Change(
            group_id=order.group_id,
            person_id=order.person_id,
            audit=audit_entry(order, kind, self.clock.now()),
            orders=(order,),
        )
        moved = self.ledger.commit(change) is Committed.DONE
        return Clicked.TAKEN if moved else Clicked.SKIPPED


def _is_on_its_way(order: Order, click: Click, task_id: str) -> bool:
    """Whether this very card is out, though whoever sent it does not know yet."""
    return (
        order.act in _ACTS.get(click.verb, ())
        and order.state in {OrderState.SENDING, OrderState.UNKNOWN}
        and order.task_id == task_id
    )


def _waits(order: Order, click: Click) -> bool:
    """Whether the order is one that this button can move, and still waits for it."""
    return order.act in _ACTS.get(click.verb, ()) and order.state in {
        OrderState.HANDED_OVER,
        OrderState.OVERDUE,
    }
