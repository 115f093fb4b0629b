"""
An order is carried out: by API where the platform has one, by a person's work order elsewhere.

Between any two calls to the platform stands a write to the ledger, so that whoever takes over
after a crash knows what was begun. One-to-one messages are repeated (the platform drops identical
ones); a group notice is begun once and never repeated; a removal is checked before it is repeated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qungui.engine import orders
from qungui.errors import InvalidEventError
from qungui.model.group import Group, GroupKind, Role
from qungui.model.ledger import Committed, Discipline
from qungui.model.linked import Linked
from qungui.model.order import Order, OrderRef
from qungui.model.outcome import CallOutcome, Card, Done, Later, NoPower, Refused
from qungui.model.person import Person
from qungui.model.rulebook import Act
from qungui.notices import compose
from qungui.notices.compose import File
from qungui.ports import (
    Clock,
    Directory,
    Ledger,
    Messenger,
    People,
    Power,
    SentRegister,
)
from qungui.usecases.order_progress import Dispatched, OrderProgress, stored
from qungui.wire import click_key


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrder:
    """Carries out one order. Safe to repeat and to run concurrently."""

    ledger: Ledger
    directory: Directory
    people: People
    messenger: Messenger
    powers: Mapping[GroupKind, Power]
    sent: SentRegister
    progress: OrderProgress
    clock: Clock

    def __call__(self, ref: OrderRef) -> Dispatched:
        """
        Raises:
            InvalidEventError: No such order, group, edition or person.
            TransientError: The table could not be reached; the due index comes back to it.
        """
        discipline = self.ledger.discipline(ref.group_id, ref.person_id)
        order = discipline.order(ref.order_id)
        if order is None:
            msg = "no such order"
            raise InvalidEventError(msg)
        if not order.may_be_sent(self.clock.now()):
            return Dispatched.SKIPPED
        file, linked = self._file(order, discipline)
        taken = self.progress.take(order, linked.settings)
        if taken is Committed.LIMIT:
            return self._past_limit(file)
        if isinstance(taken, Committed):
            return Dispatched.SKIPPED
        return self._carry_out(replace(file, order=taken), linked)

    def _carry_out(self, file: File, linked: Linked) -> Dispatched:
        match file.order.act:
            case Act.REMIND | Act.SUGGEST_CHANNEL | Act.SUGGEST_ENCRYPTION | Act.WARN:
                return self._say(file)
            case Act.REMOVE:
                return self._remove(file)
            case Act.ASK:
                limit = linked.settings.removals_per_hour
                card = compose.limit_card(file.order, file.group, limit=limit)
                return self._settle_handed(file.order, file.person, card)
            case _:
                return self.progress.settle(orders.refused(file.order, "no power does this"))

    def _past_limit(self, file: File) -> Dispatched:
        """Held for a person, unless an earlier attempt has removed the member already."""
        if file.order.attempts and self._is_out(file):
            done = orders.served(replace(file.order, noticed=True), self.clock.now())
            return self.progress.settle(done)
        return self.progress.hold_for(file.order, self._manager(file.group))

    def _say(self, file: File) -> Dispatched:
        """A reminder or a warning is served when the member has it; then the group hears it."""
        order = file.order
        if order.served_at is None:
            outcome = self._tell(file)
            if not isinstance(outcome, Done):
                return self._untold(file, outcome)
            order = orders.told(order, self.clock.now())
        announces = order.act is Act.WARN
        served = orders.served(replace(order, noticed=announces), self.clock.now())
        result = self.progress.settle(served)
        if announces and result is Dispatched.SERVED:
            outcome = self._announce(file)
            if isinstance(outcome, Later):
                self.progress.settle(orders.unannounced(stored(served), outcome))
        return result

    def _remove(self, file: File) -> Dispatched:
        """The member is told first; then out, by API or by the owner's hand."""
        if file.order.told_at is None:
            outcome = self._tell(file)
            if not isinstance(outcome, Done):
                return self._untold(file, outcome)
            saved = self.progress.save(orders.told(file.order, self.clock.now()))
            if saved is None:
                return Dispatched.SKIPPED
            file = replace(file, order=saved)
        return self._removed(file, self._call_remove(file))

    def _removed(self, file: File, outcome: CallOutcome) -> Dispatched:
        order = replace(file.order, noticed=True)
        if isinstance(outcome, Done):
            result = self.progress.settle(orders.served(order, self.clock.now()))
        elif isinstance(outcome, (NoPower, Refused)):
            result = self._settle_handed(order, self._owner(file), compose.removal_card(file))
        else:
            return self.progress.settle(orders.delayed(file.order, outcome, self.clock.now()))
        if result in {Dispatched.SERVED, Dispatched.HANDED_OVER}:
            self._report(file, handed_over=result is Dispatched.HANDED_OVER)
        return result

    def _untold(self, file: File, outcome: CallOutcome) -> Dispatched:
        """The member could not be told: later, or through the owner."""
        if isinstance(outcome, (NoPower, Refused)):
            card = compose.telling_card(file)
            return self._settle_handed(file.order, self._owner(file), card)
        return self.progress.settle(orders.delayed(file.order, outcome, self.clock.now()))

    def _settle_handed(self, order: Order, to: Person | None, card: Card) -> Dispatched:
        if to is None:
            return self.progress.settle(orders.refused(order, "nobody to hand it to"))
        keyed = tuple((text, click_key(verb, order.ref)) for text, verb in card.buttons)
        outcome = self.messenger.hand_over(to, replace(card, buttons=keyed))
        match outcome:
            case Done():
                return self.progress.settle(orders.handed_over(order))
            case Refused(code):
                return self.progress.settle(orders.refused(order, f"errcode {code}"))
            case NoPower():
                return self.progress.settle(orders.refused(order, "no way to reach them"))
            case _:
                return self.progress.settle(orders.delayed(order, outcome, self.clock.now()))

    def _tell(self, file: File) -> CallOutcome:
        if file.person.userid is None:
            return NoPower()
        return self.messenger.tell(file.person, compose.to_member(file))

    def _call_remove(self, file: File) -> CallOutcome:
        if file.order.attempts > 1 and self._is_out(file):
            return Done()
        return self.powers[file.group.kind].remove(file.group, file.person)

    def _is_out(self, file: File) -> bool:
        return not self.powers[file.group.kind].has_member(file.group, file.person)

    def _announce(self, file: File) -> CallOutcome:
        """The group notice: begun once. Only if it was not begun at all is it tried again."""
        text = compose.to_group(file)
        self.sent.note(file.group.group_id, text, self.clock.now())
        outcome = self.powers[file.group.kind].speak(file.group, text)
        owner = self._owner(file)
        if isinstance(outcome, NoPower) and owner is not None:
            self.sent.note(file.group.group_id, compose.by_owner(file), self.clock.now())
            return self.messenger.tell(owner, compose.for_owner_to_post(file))
        return outcome

    def _report(self, file: File, *, handed_over: bool) -> None:
        manager = self._manager(file.group)
        if manager is not None:
            self.messenger.tell(manager, compose.to_management(file, handed_over=handed_over))

    def _file(self, order: Order, discipline: Discipline) -> tuple[File, Linked]:
        """
        Everything the order speaks of.

        Raises:
            InvalidEventError: Part of it is not stored. The order ends refused, so that neither
                the queue nor the due index brings it back for ever.
        """
        linked = self.directory.group(order.group_id)
        edition = self.directory.edition(order.rulebook, order.edition)
        person = self.people.get(order.person_id)
        if linked is None or edition is None or person is None:
            msg = "the order names a group, an edition or a person that is not stored"
            self.progress.settle(orders.refused(order, msg))
            raise InvalidEventError(msg)
        cases = tuple(case for case in discipline.cases if case.case_id in order.case_ids)
        file = File(order=order, group=linked.group, edition=edition, cases=cases, person=person)
        return file, linked

    def _owner(self, file: File) -> Person | None:
        """Who acts by hand in the group; never the member whom it is about."""
        roles = (Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT)
        return self._reachable(file.group, *roles, besides=file.person.person_id)

    def _manager(self, group: Group) -> Person | None:
        """Who decides about sanctions: the managing department, else an administrator."""
        return self._reachable(group, Role.ADMIN_DEPARTMENT, Role.ADMINISTRATOR, Role.OWNER)

    def _reachable(self, group: Group, *roles: Role, besides: str = "") -> Person | None:
        """The first holder of the first role who is on the staff."""
        holders = (holder for role in roles for holder in group.holders_of(role))
        people = (self.people.get(holder) for holder in holders if holder != besides)
        return next((person for person in people if person and person.userid), None)
