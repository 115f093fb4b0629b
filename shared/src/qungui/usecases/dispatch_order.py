"""
An order is carried out: by API where the platform has one, by a person's work order elsewhere.

Between any two calls to the platform stands a write to the ledger, so that whoever takes over
after a crash knows what was begun.
"""

from dataclasses import dataclass, replace

from qungui.engine import orders, work_orders
from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.ledger import Committed, Discipline
from qungui.model.linked import Linked
from qungui.model.order import Order, OrderRef
from qungui.model.outcome import Done, NoPower, Refused
from qungui.notices import chasing, compose
from qungui.notices.compose import File
from qungui.notices.work_orders import GroupFile
from qungui.ports import Directory, Ledger
from qungui.usecases.acting import Acting
from qungui.usecases.carry_group_order import CarryGroupOrder
from qungui.usecases.carry_sanction import CarrySanction
from qungui.usecases.chase_order import ChaseOrder
from qungui.usecases.order_progress import Dispatched


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrder(Acting):
    """Carries out one order, or asks again who has it. Safe to repeat and to run concurrently."""

    ledger: Ledger
    directory: Directory

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
        now = self.clock.now()
        waits = order.is_to_be_asked_again(now)
        if not waits and not order.may_be_sent(now):
            return Dispatched.SKIPPED
        file, linked = self._file(order, discipline)
        if waits:
            return ChaseOrder(self, linked.settings, linked.timezone)(file)
        taken = self.progress.take(order, linked.settings)
        if taken is Committed.LIMIT and isinstance(file, File):
            return CarrySanction(self, linked.settings).past_limit(file)
        if isinstance(taken, Committed):
            return Dispatched.SKIPPED
        return self._carry_out(replace(file, order=taken), linked, discipline)

    def _carry_out(
        self, file: File | GroupFile, linked: Linked, discipline: Discipline
    ) -> Dispatched:
        if file.order.act is Act.REPORT:
            return self._report(file.order, discipline)
        if isinstance(file, GroupFile):
            return CarryGroupOrder(self, linked.settings)(file)
        if file.order.act is Act.ASK:
            limit = linked.settings.removals_per_hour
            card = compose.limit_card(file.order, file.group, limit=limit)
            return self.hand_over(file.order, file.person, card, linked.settings)
        return CarrySanction(self, linked.settings)(file)

    def _report(self, order: Order, discipline: Discipline) -> Dispatched:
        """Told once: the platform drops an identical repeat, and it is settled once told."""
        subject, to = discipline.order(order.about), self.people.get(order.asked)
        if subject is None or to is None:
            return self.progress.settle(orders.refused(order, "nothing to tell, or nobody"))
        file, linked = self._file(subject, discipline)
        outcome = self.messenger.tell(to, self._told(order, file, linked))
        now = self.clock.now()
        match outcome:
            case Done():
                return self.progress.settle(orders.served(order, now))
            case NoPower() | Refused():
                return self.progress.settle(orders.refused(order, "no way to reach them"))
            case _:
                return self.progress.settle(orders.delayed(order, outcome, now))

    def _told(self, order: Order, file: File | GroupFile, linked: Linked) -> str:
        what = order.wanted
        if isinstance(file, File) and what in {work_orders.DONE, work_orders.HANDED_OVER}:
            return compose.to_management(file, handed_over=what == work_orders.HANDED_OVER)
        card = chasing.card_of(file, removals_per_hour=linked.settings.removals_per_hour)
        return chasing.chased_notice(card, file.group, self.people.get(file.order.asked), what=what)

    def _file(self, order: Order, discipline: Discipline) -> tuple[File | GroupFile, Linked]:
        """
        Everything the order speaks of.

        Raises:
            InvalidEventError: Part of it is not stored. The order ends refused, so that neither
                the queue nor the due index brings it back for ever.
        """
        linked = self.directory.group(order.group_id)
        if linked is None:
            raise self._incomplete(order)
        if not order.person_id:
            about = self.people.get(order.about) if order.about else None
            group, zone = linked.group, linked.timezone
            return GroupFile(order=order, group=group, timezone=zone, about=about), linked
        edition = self.directory.edition(order.rulebook, order.edition)
        person = self.people.get(order.person_id)
        if edition is None or person is None:
            raise self._incomplete(order)
        cases = tuple(case for case in discipline.cases if case.case_id in order.case_ids)
        file = File(order=order, group=linked.group, edition=edition, cases=cases, person=person)
        return file, linked

    def _incomplete(self, order: Order) -> InvalidEventError:
        msg = "the order names a group, an edition or a person that is not stored"
        self.progress.settle(orders.refused(order, msg))
        return InvalidEventError(msg)
