"""One order, and everything that carrying it out touches."""

from datetime import timedelta

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.watches import MemoryWatches
from qungui.model.act import Act
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.ledger import Change
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.order_progress import OrderProgress
from qungui.wire import order_ref_from_body
from tests.support.build import ADVERT, NOON, case, edition, group, order, person, settings

MEMBER = person()
OWNER = person(Alias("userid", "owner"))
MANAGER = person(Alias("userid", "manager"))
ROLES = {Role.OWNER: (OWNER.person_id,), Role.ADMIN_DEPARTMENT: (MANAGER.person_id,)}
REMOVAL = order(step=2, act=Act.REMOVE, clause_ids=("R01.4.4b", ADVERT))


class Desk:
    """One order of one member, and everything that carrying it out touches."""

    def __init__(
        self,
        of=None,
        *,
        kind=GroupKind.APPCHAT,
        roles=ROLES,
        known=(MEMBER,),
        tells=True,
        law=None,
        **left_open,
    ):
        self.order = of or order()
        self.clock = ManualClock(NOON)
        self.ledger = MemoryLedger()
        self.messenger = MemoryMessenger(self.clock)
        self.appchat = MemoryPower()
        self.by_hand = MemoryPower(speaks=False, removes=False, tells=tells)
        self.sent = MemorySentRegister()
        self.outbound = MemoryQueue()
        directory, people = MemoryDirectory(), MemoryPeople()
        directory.publish(law or edition())
        directory.link(group(kind=kind, roles=roles), settings(removals_per_hour=1, **left_open))
        for one in (*known, OWNER, MANAGER):
            people.record(one)
        for power in (self.appchat, self.by_hand):
            power.members.add((self.order.group_id, MEMBER.person_id))
        self.ledger.open_case(case())
        self.put(self.order)
        progress = OrderProgress(ledger=self.ledger, outbound=self.outbound, clock=self.clock)
        self.dispatch = DispatchOrder(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            ledger=self.ledger,
            directory=directory,
            people=people,
            messenger=self.messenger,
            powers={
                GroupKind.APPCHAT: self.appchat,
                GroupKind.CUSTOMER: self.by_hand,
                GroupKind.INTERNAL: self.by_hand,
                GroupKind.BRIDGE: self.by_hand,
            },
            sent=self.sent,
            progress=progress,
            clock=self.clock,
        )

    def put(self, one):
        self.ledger.commit(
            Change(group_id=one.group_id, person_id=one.person_id, new_orders=(one,))
        )

    def move(self, to):
        """Somebody else changes the order meanwhile."""
        change = Change(group_id=to.group_id, person_id=to.person_id, orders=(to,))
        self.ledger.commit(change)

    def carry_out(self):
        return self.dispatch(self.order.ref)

    def deliver(self):
        """Everything that waits in the queue, once."""
        return [self.dispatch(order_ref_from_body(one.body)) for one in self.outbound.take()]

    def later(self, **time):
        """Whatever the sweep would do by then is done once."""
        self.clock.advance(timedelta(**time))
        return self.carry_out()

    def now(self):
        kept = self.ledger.discipline(self.order.group_id, self.order.person_id)
        return kept.order(self.order.order_id)

    def told(self, whom):
        return [told.text for told in self.messenger.told if told.person_id == whom.person_id]
