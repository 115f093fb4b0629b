"""
A sanction is carried out on a member: said, or the member removed.

One-to-one messages are repeated (the platform drops identical ones); a group notice is begun once
and never repeated; a removal is checked before it is repeated.
"""

from dataclasses import dataclass, replace

from qungui.engine import orders, work_orders
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.group import GroupSettings
from qungui.model.outcome import CallOutcome, Done, Later, NoPower, Refused, Unsure
from qungui.notices import compose
from qungui.notices.compose import File
from qungui.usecases.acting import Acting
from qungui.usecases.order_progress import Dispatched, stored


@dataclass(frozen=True, slots=True)
class CarrySanction:
    """The order in the file was taken; it is settled in the end."""

    acting: Acting
    settings: GroupSettings

    def __call__(self, file: File) -> Dispatched:
        return self._remove(file) if file.order.act is Act.REMOVE else self._say(file)

    def past_limit(self, file: File) -> Dispatched:
        """Held for a person, unless an earlier attempt has removed the member already."""
        acting = self.acting
        if file.order.attempts and self._is_out(file):
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
        result = progress.settle(served)
        if announces and result is Dispatched.SERVED:
            outcome = self._announce(file)
            if isinstance(outcome, Later):
                progress.settle(orders.unannounced(stored(served), outcome))
        return result

    def _remove(self, file: File) -> Dispatched:
        """The member is told first; then out, by API or by the owner's hand."""
        if file.order.told_at is None:
            outcome = self._tell(file)
            if not isinstance(outcome, Done):
                return self._untold(file, outcome)
            told = orders.told(file.order, self.acting.clock.now())
            saved = self.acting.progress.save(told)
            if saved is None:
                return Dispatched.SKIPPED
            file = replace(file, order=saved)
        return self._removed(file, self._call_remove(file))

    def _removed(self, file: File, outcome: CallOutcome) -> Dispatched:
        acting, now = self.acting, self.acting.clock.now()
        order = replace(file.order, noticed=True)
        manager = acting.manager(file.group)
        match outcome:
            case Done():
                served = orders.served(order, now)
                reports = acting.report(served, work_orders.DONE, manager)
                return acting.progress.settle(served, *reports)
            case NoPower() | Refused():
                to = acting.owner(file.group, besides=file.person.person_id)
                card = compose.removal_card(file)
                return acting.hand_over(order, to, card, self.settings, report_to=manager)
            case _:
                return acting.progress.settle(orders.delayed(file.order, outcome, now))

    def _untold(self, file: File, outcome: CallOutcome) -> Dispatched:
        """The member could not be told: later, or through the owner."""
        acting = self.acting
        if isinstance(outcome, (NoPower, Refused)):
            to = acting.owner(file.group, besides=file.person.person_id)
            return acting.hand_over(file.order, to, compose.telling_card(file), self.settings)
        delayed = orders.delayed(file.order, outcome, acting.clock.now())
        return acting.progress.settle(delayed)

    def _tell(self, file: File) -> CallOutcome:
        if file.person.userid is None:
            return NoPower()
        return self.acting.messenger.tell(file.person, compose.to_member(file))

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
