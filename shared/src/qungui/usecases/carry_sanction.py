"""
A sanction is carried out on a member: said, or the member removed.

One-to-one messages are repeated (the platform drops identical ones); a group notice is begun once
and never repeated; a removal is checked before it is repeated.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine import demands, ladders, orders
from qungui.engine.docket import Docket
from qungui.engine.work_orders import DONE, INFORMED
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.opened import call_of
from qungui.model.order import Order
from qungui.model.outcome import CallOutcome, Done, Later, NoPower, Refused, Unsure
from qungui.model.person import Person
from qungui.model.terms import Told
from qungui.notices import cards, compose, telling
from qungui.notices.compose import File
from qungui.usecases.acting import Acting
from qungui.usecases.order_progress import Dispatched, stored


@dataclass(frozen=True, slots=True)
class CarrySanction:
    """The order in the file was taken; it is settled in the end."""

    acting: Acting
    docket: Docket

    def __call__(self, file: File) -> Dispatched:
        act = file.order.act
        if act is Act.REMOVE:
            return self._remove(file)
        if act is Act.REINVITE:
            return self._reinvite(file)
        if act.is_told:
            return self._say(file)
        if act.is_demanded:
            return self._demand(file)
        if act.is_noted:
            noted = orders.served(file.order, self.acting.clock.now())
            return self.acting.progress.settle(noted, *self._reports(file, noted, DONE))
        return self._list(file) if act.is_listed else self._by_hand(file)

    def past_limit(self, file: File) -> Dispatched:
        """Held for a person, unless an earlier attempt has removed the member already."""
        acting = self.acting
        if file.order.told_at is not None and self._is_out(file):
            done = orders.served(replace(file.order, noticed=True), acting.clock.now())
            return acting.progress.settle(done)
        return acting.progress.hold_for(file.order, acting.manager(file.group))

    def _say(self, file: File) -> Dispatched:
        """A reminder or a warning is served when the member has it; then the group hears it."""
        order, progress, clock = file.order, self.acting.progress, self.acting.clock
        if order.served_at is None:
            outcome = self._tell(file)
            if not isinstance(outcome, Done):
                return self._untold(file, outcome)
            order = orders.told(order, clock.now())
        announces = order.act.is_announced
        served = orders.served(replace(order, noticed=announces), clock.now())
        result = progress.settle(served, *self._reports(file, served, INFORMED))
        if announces and result is Dispatched.SERVED:
            outcome = self._announce(file)
            if isinstance(outcome, Later):
                progress.settle(orders.unannounced(stored(served), outcome))
        return result

    def _demand(self, file: File) -> Dispatched:
        """Told, the group with them where it hears of it; from then on the member's time runs."""
        timed = self._timed(file)
        told = Dispatched.SKIPPED if timed is None else self._informed(timed)
        if isinstance(told, Dispatched):
            return told
        if told.act.is_announced and not told.noticed:
            begun = self.acting.progress.save(replace(told, noticed=True))
            if begun is None:
                return Dispatched.SKIPPED
            outcome, told = self._announce(file), begun
            if isinstance(outcome, Later):
                again = replace(told, noticed=False)
                delayed = orders.delayed(again, outcome, self.acting.clock.now())
                return self.acting.progress.settle(delayed)
        asked = demands.demanded(told, self.acting.clock.now(), self._until(told))
        return self.acting.progress.settle(asked, *self._reports(file, asked, INFORMED))

    def _timed(self, file: File) -> File | None:
        """
        With the deadline that the member is told. It is stored before it is said, so that a repeat
        says the same; None where somebody else took over.
        """
        until = self._until(file.order)
        if file.order.told_at is not None or until == file.order.until:
            return file
        saved = self.acting.progress.save(replace(file.order, until=until))
        return None if saved is None else replace(file, order=saved)

    def _until(self, order: Order) -> datetime | None:
        """What was said before stands as long as half of the member's time is left."""
        until, said = demands.deadline(self.docket, order), order.until
        passed_on = order.asked not in {"", order.person_id}  # said by whoever had a card for it
        if until is None or said is None or passed_on:
            return until
        now = self.docket.now
        return said if (said - now) * 2 >= until - now else until

    def _informed(self, file: File) -> Order | Dispatched:
        """The order once its member had clause and evidence; else what became of it meanwhile."""
        if file.order.told_at is not None:
            return file.order
        outcome = self._tell(file)
        if not isinstance(outcome, Done):
            return self._untold(file, outcome)
        told = orders.told(file.order, self.acting.clock.now())
        return self.acting.progress.save(told) or Dispatched.SKIPPED

    def _list(self, file: File) -> Dispatched:
        """Those in charge hear of it; the member does not."""
        acting = self.acting
        named = acting.named(file.group, self._wanted(file), besides=file.person.person_id)
        if not named:
            return acting.progress.settle(orders.refused(file.order, "nobody to tell"))
        what = compose.LISTED
        outcome = acting.messenger.tell(named[0], compose.to_management(file, what=what))
        if not isinstance(outcome, Done):
            return acting.settle_telling(file.order, outcome)
        served = orders.served(file.order, acting.clock.now())
        others = [who for who in self._hear(file, served) if who not in named]
        also = acting.reports(served, what, named[1:])
        return acting.progress.settle(served, *also, *acting.reports(served, DONE, others))

    def _by_hand(self, file: File) -> Dispatched:
        """No interface does it: the member hears of it, and whoever can do it gets a card."""
        order = file.order
        if order.act not in compose.UNTOLD:
            told = self._informed(file)
            if isinstance(told, Dispatched):
                return told
            file = replace(file, order=told)
        return self._handed(file)

    def _handed(self, file: File) -> Dispatched:
        acting = self.acting
        to = acting.owner(file.group, besides=file.person.person_id)
        if file.order.act is Act.REFER:
            to = acting.manager(file.group, besides=file.person.person_id)
        card, hear = cards.by_hand_card(file), self._hear(file, file.order)
        return acting.hand_over(file.order, to, card, self.docket.settings, hear=hear)

    def _reinvite(self, file: File) -> Dispatched:
        acting, order, now = self.acting, file.order, self.acting.clock.now()
        outcome = acting.power(file.group).invite(file.group, file.person)
        match outcome:
            case Done():
                return acting.progress.settle(orders.served(order, now))
            case NoPower() | Refused():
                return self._handed(file)
            case _:
                return acting.progress.settle(orders.delayed(order, outcome, now))

    def _wanted(self, file: File) -> str:
        """To whom the regulation sends it, in its own words."""
        call = call_of(file.edition, file.order)
        return self.docket.terms(file.order.clause_ids[0], call, Told).to

    def _reports(self, file: File, done: Order, what: str) -> tuple[Order, ...]:
        return self.acting.reports(done, what, self._hear(file, done))

    def _hear(self, file: File, done: Order) -> list[Person]:
        """Those who hear of this step besides the member, each once; of removals who decides."""
        acting, group, about = self.acting, file.group, file.person.person_id
        roles = ladders.told_by(file.edition, done)
        people = [acting.first(group, role, besides=about) for role in roles]
        if done.act is Act.REMOVE:
            people.append(acting.manager(group, besides=about))
        return list({who.person_id: who for who in people if who is not None}.values())

    def _remove(self, file: File) -> Dispatched:
        """The member is told first; then out, by API or by the owner's hand."""
        told = self._informed(file)
        if isinstance(told, Dispatched):
            return told
        file = replace(file, order=told)
        return self._removed(file, self._call_remove(file))

    def _removed(self, file: File, outcome: CallOutcome) -> Dispatched:
        acting, now = self.acting, self.acting.clock.now()
        order = replace(file.order, noticed=True)
        match outcome:
            case Done():
                served = orders.served(order, now)
                return acting.progress.settle(served, *self._reports(file, served, DONE))
            case NoPower() | Refused():
                to = acting.owner(file.group, besides=file.person.person_id)
                card, hear = cards.removal_card(file), self._hear(file, order)
                return acting.hand_over(order, to, card, self.docket.settings, hear=hear)
            case _:
                return acting.progress.settle(orders.delayed(file.order, outcome, now))

    def _untold(self, file: File, outcome: CallOutcome) -> Dispatched:
        """The member could not be told: later, or through the owner."""
        acting = self.acting
        if isinstance(outcome, (NoPower, Refused)):
            to = acting.owner(file.group, besides=file.person.person_id)
            card = cards.telling_card(file)
            # Of anything more than words they hear once it is done.
            hear = self._hear(file, file.order) if file.order.act.is_told else ()
            return acting.hand_over(file.order, to, card, self.docket.settings, hear=hear)
        delayed = orders.delayed(file.order, outcome, acting.clock.now())
        return acting.progress.settle(delayed)

    def _tell(self, file: File) -> CallOutcome:
        if file.person.userid is None:
            return NoPower()
        return self.acting.messenger.tell(file.person, telling.to_member(file))

    def _call_remove(self, file: File) -> CallOutcome:
        if file.order.attempts > 1:
            try:
                is_out = self._is_out(file)
            except TransientError:
                return Unsure("who is in the group cannot be told now")
            if is_out:
                return Done()
        return self.acting.power(file.group).remove(file.group, file.person)

    def _is_out(self, file: File) -> bool:
        """Only where the platform says so: where nobody can tell, nobody is called removed."""
        return self.acting.power(file.group).has_member(file.group, file.person) is False

    def _announce(self, file: File) -> CallOutcome:
        """The group notice: begun once. Only if it was not begun at all is it tried again."""
        acting, group = self.acting, file.group
        text = compose.to_group(file)
        acting.sent.note(group.group_id, text, acting.clock.now())
        outcome = acting.power(group).speak(group, text)
        owner = acting.owner(group, besides=file.person.person_id)
        if isinstance(outcome, NoPower) and owner is not None:
            acting.sent.note(group.group_id, compose.by_owner(file), acting.clock.now())
            return acting.messenger.tell(owner, compose.for_owner_to_post(file))
        return outcome
