"""A member's standing moves: read, think, write; then what was ordered goes out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from qungui.engine.docket import Docket
from qungui.errors import InvalidEventError, TransientError
from qungui.model.ledger import Change, Committed, Discipline, Standing
from qungui.model.linked import Linked
from qungui.model.order import OrderState
from qungui.model.rulebook import Counts, Edition
from qungui.ports import Clock, Directory, Ledger, Queue
from qungui.usecases.linked_group import linked_group
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
        linked = linked_group(self.directory, group_id)
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
        (docket,) = self.dockets((linked,), person_id)
        return docket

    def dockets(self, groups: Iterable[Linked], person_id: str) -> Iterator[Docket]:
        """
        Those of one member, in the order of *groups*. Company-wide ladders look into each group
        from every other one; what stands in a group is read once for all of them.
        """
        kept = cache(partial(self._kept, person_id))
        company = cache(partial(self.ledger.company, person_id))
        for linked in groups:
            discipline = kept(linked.group.group_id)
            if person_id and any(map(_is_company_wide, linked.editions)):
                discipline = _everywhere(discipline, company(), kept)
            yield self._docket(linked, discipline)

    def _kept(self, person_id: str, group_id: str) -> Discipline:
        return self.ledger.discipline(group_id, person_id)

    def _docket(self, linked: Linked, discipline: Discipline) -> Docket:
        now = self.clock.now()
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


def _everywhere(
    discipline: Discipline,
    company: tuple[Standing, ...],
    kept: Callable[[str], Discipline],
) -> Discipline:
    """With the groups that the member's company-wide ladders reach."""
    groups = {group_id for standing in company for group_id in standing.groups}
    elsewhere = tuple(map(kept, sorted(groups - {discipline.group_id})))
    return replace(discipline, company=company, elsewhere=elsewhere)


def _is_company_wide(edition: Edition) -> bool:
    return any(ladder.counts is Counts.COMPANY for ladder in edition.ladders.values())
