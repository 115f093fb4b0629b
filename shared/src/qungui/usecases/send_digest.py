"""A list of members on its way to people in charge: an order of its own for each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qungui.engine.orders import LEASE
from qungui.model.act import Act
from qungui.model.ids import derived_id
from qungui.model.ledger import Change, Committed
from qungui.model.order import Order
from qungui.model.roster_digest import RosterDigest
from qungui.model.rulebook import Edition
from qungui.usecases.move_member import MoveMember
from qungui.wire import order_envelope


@dataclass(frozen=True, slots=True)
class SendDigest:
    """Safe to repeat: one occasion is one list for each."""

    move: MoveMember

    def __call__(
        self,
        group_id: str,
        edition: Edition,
        digest: RosterDigest,
        to: Iterable[str],
        *,
        occasion: str,
        at: datetime,
    ) -> None:
        """
        *to*: person ids; an empty one stands for whoever decides about sanctions.

        Raises:
            TransientError: The ledger or the queue could not be reached.
        """
        self.say(group_id, edition, digest.to_text(), to, occasion=occasion, at=at)

    def say(
        self,
        group_id: str,
        edition: Edition,
        text: str,
        to: Iterable[str],
        *,
        occasion: str,
        at: datetime,
    ) -> None:
        """Other words, which name nobody. As a call else."""
        now, outbound = self.move.clock.now(), self.move.outbound
        for who in to:
            order = Order(
                order_id=derived_id("roster", group_id, occasion, at.isoformat(), who),
                group_id=group_id,
                person_id="",
                act=Act.REPORT,
                rulebook=edition.rulebook,
                edition=edition.edition,
                clause_ids=(),
                case_ids=(),
                at=at,
                wanted=text,
                asked=who,
                due=now if outbound is None else now + LEASE,
            )
            change = Change(group_id=group_id, person_id="", new_orders=(order,))
            if self.move.ledger.commit(change) is Committed.DONE and outbound is not None:
                outbound.send([order_envelope(order.ref, at=now)])
