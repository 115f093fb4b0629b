"""
Whoever is to say their word on something is asked for it: each quarter of an hour for all that is
new in a group, at once for what is grave, and once a day in sum.

Nothing tells that something waits: it is looked for, so what a crash or a lagging index hid from
one round is found by the next.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from qungui.engine import deciders, reviews
from qungui.engine.docket import Docket
from qungui.engine.reviews import Count
from qungui.model.budget import Allowance, Budget
from qungui.model.item_ref import ItemRef
from qungui.model.ledger import Change, Committed
from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.waiting import Item, is_grave, lapsed_at, ref_of, waits_since
from qungui.ports import Budgets, People, Worklist
from qungui.usecases.move_member import MoveMember
from qungui.wire import order_envelope

_ROUND = 15  # minutes
_AN_HOUR, _A_DAY = timedelta(hours=1), timedelta(days=1)
_MOST_AT_ONCE = 20  # what one message shows; the rest comes with the next round
_RESERVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that one person is to hear of."""

    person_id: str
    linked: Linked
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tray:
    """
    What lies before one person of one group.

    Attributes:
        review: Their standing order; as it is before the first request where *is_first*.
        waiting: By the key under which it is remembered, oldest first.
        lapsed: How much of it nobody decided in time.
    """

    linked: Linked
    review: Order
    is_first: bool
    waiting: Mapping[str, Item]
    lapsed: int

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.linked.timezone)

    @property
    def count(self) -> Count:
        return Count(self.review.group_id, len(self.waiting), self.lapsed)

    def new(self) -> Mapping[str, Item]:
        unseen = ((k, item) for k, item in self.waiting.items() if k not in self.review.case_ids)
        return dict(islice(unseen, _MOST_AT_ONCE))

    def is_to_be_summed_up(self, now: datetime) -> bool:
        """Whether anything in it is no news any more, and no digest of today has it."""
        until = self.review.until
        seen_or_old = (
            key in self.review.case_ids or item.at < now - _AN_HOUR
            for key, item in self.waiting.items()
        )
        is_time = self.is_first or until is None or until <= now
        return is_time and (self.lapsed > 0 or any(seen_or_old))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForDecisions:
    """Safe to repeat and to run concurrently: a request moves under the version that was read."""

    move: MoveMember
    worklist: Worklist
    people: People
    budgets: Budgets

    def __call__(self, now: datetime, seconds_left: Callable[[], float]) -> int:
        """
        How many requests were sent on their way. *now* is the schedule's own time; what the time
        does not suffice for is the next round's.
        """
        is_round = now.minute % _ROUND == 0
        asked = list[_Asked]()
        for group_id, refs in _by_group(self._looked_for(now, is_round=is_round)):
            if seconds_left() < _RESERVE_SECONDS:
                break
            asked.extend(self._asked(group_id, refs, now))
        asked.sort(key=lambda each: (each.person_id, each.linked.group.group_id))
        return sum(
            self._ask([self._tray(*one) for one in _by_tray(of_person)], now, is_round=is_round)
            for _, of_person in groupby(asked, key=lambda each: each.person_id)
        )

    def _looked_for(self, now: datetime, *, is_round: bool) -> Iterator[ItemRef]:
        """Between two rounds only what is grave and came in just now."""
        for waiting in self.worklist.undecided_everywhere():
            if is_round or (waiting.is_grave and waiting.since > now - _AN_HOUR):
                yield waiting.ref
        if is_round:
            yield from self.worklist.lapsed(now - _A_DAY, now)

    def _asked(self, group_id: str, refs: Iterable[ItemRef], now: datetime) -> Iterator[_Asked]:
        linked = self.move.directory.group(group_id)
        if linked is None:
            return
        summed_up = reviews.is_digest_hour(now, ZoneInfo(linked.timezone))
        dockets = dict[str, Docket]()
        for ref in refs:
            if ref.person_id not in dockets:
                dockets[ref.person_id] = self.move.docket(linked, ref.person_id)
            docket = dockets[ref.person_id]
            item = deciders.found(docket.discipline, ref)
            if item is None:
                continue
            if waits_since(item) is not None or (summed_up and lapsed_at(item) is not None):
                tiers = deciders.asked(deciders.under(docket, item), item)
                yield from (_Asked(who, linked, item) for who in self._reached(tiers))

    def _reached(self, tiers: Iterable[Sequence[str]]) -> Sequence[str]:
        """Of the first tier in which anybody is on the staff, those who are."""
        for tier in tiers:
            staff = [who for who in map(self.people.get, tier) if who and who.userid]
            reached = [who.person_id for who in staff if who.left_at is None]
            if reached:
                return reached
        return ()

    def _tray(self, linked: Linked, person_id: str, items: Sequence[Item]) -> _Tray:
        group_id, now = linked.group.group_id, self.move.clock.now()
        discipline = self.move.ledger.discipline(group_id, person_id)
        kept = discipline.order(reviews.review_id_of(group_id, person_id))
        edition = linked.edition_at(now) or linked.editions[0]
        waiting = [item for item in items if waits_since(item) is not None]
        return _Tray(
            linked=linked,
            review=kept or reviews.review(group_id, person_id, edition, now),
            is_first=kept is None,
            waiting={reviews.key_of(item): item for item in waiting},
            lapsed=len(items) - len(waiting),
        )

    def _ask(self, trays: Sequence[_Tray], now: datetime, *, is_round: bool) -> int:
        hour = is_round and all(reviews.is_digest_hour(now, tray.zone) for tray in trays)
        if hour and any(tray.is_to_be_summed_up(now) for tray in trays):
            return self._sum_up(trays)
        return sum(self._show(tray, forgets=is_round) for tray in trays)

    def _show(self, tray: _Tray, *, forgets: bool) -> int:
        """*forgets*: all that waits is known, so what does not any more can be forgotten."""
        new = tray.new()
        if not new or reviews.is_out(tray.review):
            return 0
        if not all(map(is_grave, new.values())) and not self._may_send(tray):
            new = {key: item for key, item in new.items() if is_grave(item)}
        if not new:
            return 0
        shown = [key for key in tray.review.case_ids if key in tray.waiting or not forgets]
        refs = {key: ref_of(item) for key, item in new.items()}
        return self._send(tray, reviews.showing(tray.review, shown, refs, self.move.clock.now()))

    def _may_send(self, tray: _Tray) -> bool:
        """One card more today."""
        most = tray.linked.settings.cards_a_day
        if most == 0:
            return False
        name = f"reviews:{tray.review.person_id}"
        budget = Budget(name, (Allowance("day", most, _A_DAY),))
        return self.budgets.take(budget, self.move.clock.now()) is None

    def _sum_up(self, trays: Sequence[_Tray]) -> int:
        """One of them carries the digest of all."""
        free = [tray for tray in trays if not reviews.is_out(tray.review)]
        if not free:
            return 0
        (carrier, *others), now = free, self.move.clock.now()
        counts = [tray.count for tray in trays]
        if not self._send(carrier, reviews.summing_up(carrier.review, counts, now, carrier.zone)):
            return 0
        for tray in others:
            if not tray.is_first:
                self._keep(tray, reviews.summed_up(tray.review, now, tray.zone))
        return 1

    def _send(self, tray: _Tray, request: Order) -> int:
        if not self._keep(tray, request):
            return 0  # somebody else asked meanwhile; the next round looks again
        if self.move.outbound is not None:
            self.move.outbound.send([order_envelope(request.ref, at=self.move.clock.now())])
        return 1

    def _keep(self, tray: _Tray, request: Order) -> bool:
        change = Change(
            group_id=request.group_id,
            person_id=request.person_id,
            new_orders=(request,) if tray.is_first else (),
            orders=() if tray.is_first else (request,),
        )
        return self.move.ledger.commit(change) is Committed.DONE


def _by_group(refs: Iterable[ItemRef]) -> Iterator[tuple[str, Sequence[ItemRef]]]:
    found: dict[str, list[ItemRef]] = {}
    for ref in refs:
        found.setdefault(ref.group_id, []).append(ref)
    yield from found.items()


def _by_tray(asked: Iterable[_Asked]) -> Iterator[tuple[Linked, str, Sequence[Item]]]:
    """Group, person, and what they are to hear of; *asked* stands in the order of groups."""
    for _, of_group in groupby(asked, key=lambda each: each.linked.group.group_id):
        found = list(of_group)
        yield found[0].linked, found[0].person_id, [each.item for each in found]
