"""
An order for a group itself is carried out: by API where the kind of group has one, else by hand.

What can be checked is checked before it is repeated; what is posted is begun once. Whether a post
whose answer was lost is there, the owner sees.
"""

from dataclasses import dataclass, replace

from qungui.engine import orders
from qungui.engine.proof import shows
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.group import GroupSettings
from qungui.model.ids import derived_id
from qungui.model.order import Order, OrderState
from qungui.model.outcome import CallOutcome, Done, Later, NoPower, Refused, Rehearsed, Unsure
from qungui.notices import work_orders as words
from qungui.notices.work_orders import GroupFile
from qungui.usecases.acting import Acting
from qungui.usecases.order_progress import Dispatched


@dataclass(frozen=True, slots=True)
class CarryGroupOrder:
    """The order in the file was taken; it is settled in the end."""

    acting: Acting
    settings: GroupSettings

    def __call__(self, file: GroupFile) -> Dispatched:
        match file.order.act:
            case Act.RENAME | Act.CHANGE_OWNER:
                return self._settled(file, self._change(file))
            case Act.SPEAK:
                return self._speak(file)
            case Act.SOFT_CLOSE:
                return self._soft_close(file)
            case _:
                return self._by_hand(file)

    def _change(self, file: GroupFile) -> CallOutcome:
        order, power = file.order, self.acting.power(file.group)
        if order.attempts > 1:
            try:
                look = power.look(file.group)
            except TransientError:
                return Unsure("the group cannot be looked at now")
            if look is not None and shows(order, look, file.about):
                return Done()
        if order.act is Act.RENAME:
            return power.rename(file.group, order.wanted)
        return NoPower() if file.about is None else power.change_owner(file.group, file.about)

    def _speak(self, file: GroupFile) -> Dispatched:
        """Begun before: the post may be there, so a person looks before it is posted again."""
        if file.order.noticed:
            return self._by_hand(file)
        saved = self.acting.progress.save(replace(file.order, noticed=True))
        if saved is None:
            return Dispatched.SKIPPED
        begun = replace(file, order=saved)
        outcome = self._post(begun)
        if isinstance(outcome, Unsure):
            return self._by_hand(begun)
        if not isinstance(outcome, Done):
            begun = replace(begun, order=replace(saved, noticed=False))
        return self._settled(begun, outcome)

    def _soft_close(self, file: GroupFile) -> Dispatched:
        """Renamed, announced, emptied; that it is dissolved is then the owner's work."""
        power, progress, group = self.acting.power(file.group), self.acting.progress, file.group
        renamed = power.rename(group, words.closed_name(group))
        if not isinstance(renamed, Done):
            return self._settled(file, renamed)
        if not file.order.noticed:
            saved = progress.save(replace(file.order, noticed=True))
            if saved is None:
                return Dispatched.SKIPPED
            file = replace(file, order=saved)
            posted = self._post(file)
            if isinstance(posted, Later):
                return self._settled(replace(file, order=replace(saved, noticed=False)), posted)
        return self._settled(file, power.empty(group))

    def _post(self, file: GroupFile) -> CallOutcome:
        text = words.to_post(file)
        self.acting.sent.note(file.group.group_id, text, self.acting.clock.now())
        return self.acting.power(file.group).speak(file.group, text)

    def _settled(self, file: GroupFile, outcome: CallOutcome) -> Dispatched:
        progress, now = self.acting.progress, self.acting.clock.now()
        match outcome:
            case Done():
                served = orders.served(file.order, now)
                return progress.settle(served, *self._dissolution(served))
            case NoPower() | Refused():
                return self._by_hand(file)
            case _:
                return progress.settle(orders.delayed(file.order, outcome, now))

    def _by_hand(self, file: GroupFile) -> Dispatched:
        """A card to whoever acts in the group; what is to be posted also as words to copy."""
        acting, order = self.acting, file.order
        besides = order.about if order.act in {Act.MUTE, Act.DELETE_MESSAGE} else ""
        to = acting.owner(file.group, besides=besides)
        if order.act in {Act.SPEAK, Act.SOFT_CLOSE} and to is not None:
            acting.sent.note(file.group.group_id, words.to_post(file), acting.clock.now())
            outcome = acting.messenger.tell(to, words.for_owner_to_copy(file))
            if isinstance(outcome, Later | Unsure | Rehearsed):
                delayed = orders.delayed(order, outcome, acting.clock.now())
                return acting.progress.settle(delayed)
        return acting.hand_over(order, to, words.work_order_card(file), self.settings)

    def _dissolution(self, closed: Order) -> tuple[Order, ...]:
        """No API dissolves a group, so a soft close leaves that to its owner."""
        if closed.act is not Act.SOFT_CLOSE:
            return ()
        now = self.acting.clock.now()
        dissolve = replace(
            closed,
            order_id=derived_id("dissolve", closed.order_id),
            act=Act.DISSOLVE,
            state=OrderState.NEW,
            wanted="",
            at=now,
            revision=0,
            attempts=0,
            noticed=False,
            served_at=None,
            why="",
            due=now + orders.LEASE,
            version=0,
        )
        return self.acting.progress.unless_made(dissolve)
