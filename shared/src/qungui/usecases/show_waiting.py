"""A person is shown what waits for their word: on a card, as a list, or in sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qungui.engine import orders, reviews
from qungui.engine.reviews import Count
from qungui.model.group import Group
from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.outcome import CallOutcome, Card
from qungui.model.short_number import short_number, short_numbers
from qungui.model.waiting import ref_of
from qungui.notices import decisions as notices
from qungui.notices.compose import File
from qungui.notices.decisions import Pending, Sum
from qungui.usecases.acting import Acting
from qungui.usecases.find_waiting import FindWaiting
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import Dispatched
from qungui.wire_clicks import decision_key


@dataclass(frozen=True, slots=True)
class ShowWaiting:
    """The request in the file was taken; it is settled in the end."""

    acting: Acting
    move: MoveMember

    def __call__(self, file: File, linked: Linked) -> Dispatched:
        """What was decided meanwhile is left out; where nothing is left, nobody is told."""
        outcome = self._shown(file, linked)
        if outcome is None:
            done = orders.served(file.order, self.acting.clock.now())
            return self.acting.progress.settle(done)
        return self.acting.settle_telling(file.order, outcome)

    def _shown(self, file: File, linked: Linked) -> CallOutcome | None:
        messenger, order = self.acting.messenger, file.order
        counts = reviews.summed_up_by(order)
        if counts:
            return messenger.tell(file.person, notices.summed_up(list(self._lines(counts))))
        pending = list(self._pending(linked, order))
        if len(pending) == 1:
            return messenger.hand_over(file.person, as_card(pending[0], order.task_id))
        return messenger.tell(file.person, as_list(linked.group, pending)) if pending else None

    def _pending(self, linked: Linked, order: Order) -> Iterator[Pending]:
        find = FindWaiting(self.move, self.acting.people)
        for ref in reviews.shown_by(order):
            found = find.one(linked, ref)
            if found is not None:
                yield found

    def _lines(self, counts: Sequence[Count]) -> Iterator[Sum]:
        for count in counts:
            linked = self.move.directory.group(count.group_id)
            if linked is not None:
                yield Sum(linked.group.name, count.waiting, count.lapsed)


def as_card(pending: Pending, task_id: str) -> Card:
    """With buttons that say a word on it."""
    ref = ref_of(pending.item)
    card = notices.card(pending, short_number(ref.item_id), task_id)
    keyed = tuple((text, decision_key(verb, ref)) for text, verb in card.buttons)
    return replace(card, buttons=keyed)


def as_list(group: Group, pending: Sequence[Pending]) -> str:
    """By numbers; what to say where there is nothing."""
    if not pending:
        return notices.nothing_left(group)
    by_id = {ref_of(each.item).item_id: each for each in pending}
    numbers = short_numbers(by_id)
    return notices.listed(group, {numbers[item_id]: each for item_id, each in by_id.items()})
