"""A member's standing moves: read, think, write; then what was ordered goes out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qungui.engine.docket import Docket
from qungui.errors import InvalidEventError, TransientError
from qungui.model.ledger import Change, Committed, Discipline
from qungui.model.linked import Linked
from qungui.model.order import OrderState
from qungui.model.rulebook import Counts, Edition
from qungui.ports import Clock, Directory, Ledger, Queue
from qungui.wire import order_envelope

_ATTEMPTS = 5

type Thought[R] = Callable[[Docket], Change | R]
"""Pure: what follows from a docket, or why nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMember:
    """
    Safe to repeat and to run concurrently, as far as what is thought is.

    A crash between the transaction and the queue leaves the orders to the due index.

    Attributes:
        outbound: None where there is no queue at hand; the sweep then sends within minutes.
    """

    ledger: Ledger
    directory: Directory
    clock: Clock
    outbound: Queue | None = None

    def __call__[R](self, group_id: str, person_id: str, think: Thought[R]) -> Change | R:
        """
        The change that was made, or why none was.

        Raises:
            InvalidEventError: No such group, or a case names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """
        linked = self.directory.group(group_id)
        if linked is None:
            msg = "no such group"
            raise InvalidEventError(msg)
        for _ in range(_ATTEMPTS):
            change = think(self.docket(linked, person_id))
            if not isinstance(change, Change):
                return change
            if self.ledger.commit(change) is Committed.DONE:
                self._send(change)
                return change
        msg = "the member's standing kept moving"
        raise TransientError(msg)

    def docket(self, linked: Linked, person_id: str) -> Docket:
        """By the edition in force now; :meth:`Docket.under` is for cases of another one."""
        now = self.clock.now()
        discipline = self.ledger.discipline(linked.group.group_id, person_id)
        if person_id and any(_is_company_wide(edition) for edition in linked.editions):
            discipline = self._everywhere(discipline)
        edition = linked.edition_at(now) or linked.editions[0]
        return Docket(
            discipline=discipline,
            edition=edition,
            group=linked.group,
            settings=linked.settings,
            now=now,
            editions=self._edition,
            limits=linked.limits(edition, now),
        )

    def _everywhere(self, discipline: Discipline) -> Discipline:
        """With the groups that the member's company-wide ladders reach."""
        company = self.ledger.company(discipline.person_id)
        groups = {group_id for standing in company for group_id in standing.groups}
        elsewhere = tuple(
            self.ledger.discipline(group_id, discipline.person_id)
            for group_id in sorted(groups - {discipline.group_id})
        )
        return replace(discipline, company=company, elsewhere=elsewhere)

    def _edition(self, rulebook: str, name: str) -> Edition:
        edition = self.directory.edition(rulebook, name)
        if edition is None:
            msg = "the case names an edition that is not stored"
            raise InvalidEventError(msg)
        return edition

    def _send(self, change: Change) -> None:
        """What is new, and what was let go."""
        if self.outbound is None:
            return
        ready = [o for o in (*change.new_orders, *change.orders) if o.state is OrderState.NEW]
        if ready:
            now = self.clock.now()
            self.outbound.send([order_envelope(order.ref, at=now) for order in ready])


def _is_company_wide(edition: Edition) -> bool:
    return any(ladder.counts is Counts.COMPANY for ladder in edition.ladders.values())
