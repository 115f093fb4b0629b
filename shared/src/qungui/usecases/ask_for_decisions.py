"""
Whoever is to say their word on something is asked for it: each quarter of an hour for all that is
new in a group, at once for what is grave, and once a day in sum.

Nothing tells that something waits: it is looked for, so what a crash or a lagging index hid from
one round is found by the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from qungui.engine import deciders, reviews
from qungui.engine.docket import Docket
from qungui.engine.reviews import Count, Tray
from qungui.errors import QunguiError
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
_A_DAY = timedelta(days=1)
_JUST_NOW = timedelta(hours=1)  # a message may come late, by the archive
_MOST_AT_ONCE = 20  # what one message shows; the rest comes with the next round
_RESERVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Concerned:
    """One thing that one person is to hear of."""

    person_id: str
    linked: Linked
    item: Item


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Attributes:
        requests: Cards, lists and digests that were sent on their way.
        failed: Things that could not be looked at, and people who could not be asked about them:
            the next round tries again.
    """

    requests: int = 0
    failed: int = 0

    def __add__(self, other: "Asked") -> "Asked":
        return Asked(self.requests + other.requests, self.failed + other.failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForDecisions:
    """Safe to repeat and to run concurrently: a request moves under the version that was read."""

    move: MoveMember
    worklist: Worklist
    people: People
    budgets: Budgets

    def __call__(self, now: datetime, seconds_left: Callable[[], float]) -> Asked:
        """*now*: the schedule's own. What the time does not suffice for is the next round's."""
        is_round = now.minute % _ROUND == 0
        concerned, done = list[_Concerned](), Asked()
        for group_id, refs in _by("group_id", self._looked_for(now, is_round=is_round)):
            if seconds_left() < _RESERVE_SECONDS:
                break
            found, failed = self._concerned(group_id, refs, now)
            concerned.extend(found)
            done += Asked(failed=failed)
        concerned.sort(key=lambda each: (each.person_id, each.linked.group.group_id))
        for _, of_person in groupby(concerned, key=lambda each: each.person_id):
            done += self._asked(list(_by_group_of(of_person)), now, is_round=is_round)
        return done

    def _asked(
        self, by_group: Sequence[Sequence[_Concerned]], now: datetime, *, is_round: bool
    ) -> Asked:
        """One person; nobody else waits for what cannot be done about them now."""
        try:
            trays = [self._tray(of_group) for of_group in by_group]
            return Asked(requests=self._ask(trays, now, is_round=is_round))
        except QunguiError:
            return Asked(failed=1)

    def _looked_for(self, now: datetime, *, is_round: bool) -> Iterator[ItemRef]:
        """Between two rounds only what is grave and came in just now."""
        for waiting in self.worklist.undecided_everywhere():
            if is_round or (waiting.is_grave and waiting.since > now - _JUST_NOW):
                yield waiting.ref
        if is_round:
            yield from self.worklist.lapsed(now - _A_DAY, now)

    def _concerned(
        self, group_id: str, refs: Iterable[ItemRef], now: datetime
    ) -> tuple[Sequence[_Concerned], int]:
        """Who is to hear of what in a group, and how much of it could not be looked at."""
        linked, found, failed = self.move.directory.group(group_id), list[_Concerned](), 0
        if linked is None:
            return (), 0
        for person_id, of_member in _by("person_id", refs):
            try:
                docket = self.move.docket(linked, person_id)
                found.extend(self._each(docket, of_member, linked, now))
            except QunguiError:
                failed += 1
        return found, failed

    def _each(
        self, docket: Docket, refs: Iterable[ItemRef], linked: Linked, now: datetime
    ) -> Iterator[_Concerned]:
        sums_up = reviews.is_digest_hour(now, ZoneInfo(linked.timezone))
        for ref in refs:
            item = deciders.found(docket.discipline, ref)
            if item is None:
                continue
            if waits_since(item) is not None or (sums_up and lapsed_at(item) is not None):
                tiers = deciders.asked(deciders.under(docket, item), item)
                for who in self._reached(tiers):
                    yield _Concerned(who, linked, item)

    def _reached(self, tiers: Iterable[Sequence[str]]) -> Sequence[str]:
        """Of the first tier in which anybody is on the staff, those who are."""
        for tier in tiers:
            staff = [who for who in map(self.people.get, tier) if who and who.userid]
            reached = [who.person_id for who in staff if who.left_at is None]
            if reached:
                return reached
        return ()

    def _tray(self, concerned: Sequence[_Concerned]) -> Tray:
        """What lies before one person of one group."""
        person_id, linked = concerned[0].person_id, concerned[0].linked
        group_id, now = linked.group.group_id, self.move.clock.now()
        kept = self.move.ledger.discipline(group_id, person_id)
        review = kept.order(reviews.review_id_of(group_id, person_id))
        edition = linked.edition_at(now) or linked.editions[0]
        waiting = [each.item for each in concerned if waits_since(each.item) is not None]
        return Tray(
            review=review or reviews.review(group_id, person_id, edition, now),
            is_first=review is None,
            zone=ZoneInfo(linked.timezone),
            cards_a_day=linked.settings.cards_a_day,
            waiting={reviews.key_of(item): item for item in waiting},
            lapsed=len(concerned) - len(waiting),
        )

    def _ask(self, trays: Sequence[Tray], now: datetime, *, is_round: bool) -> int:
        """What is new goes before the digest of the rest."""
        left = [tray for tray in trays if not self._show(tray, forgets=is_round)]
        shown = len(trays) - len(left)
        if not is_round or any(tray.was_summed_up(now) for tray in trays):
            return shown
        hour = all(reviews.is_digest_hour(now, tray.zone) for tray in trays)
        if not hour or not any(tray.is_no_news(now) for tray in left):
            return shown
        return shown + self._sum_up(left, [tray.count for tray in trays])

    def _show(self, tray: Tray, *, forgets: bool) -> bool:
        """*forgets*: all that waits is known, so what does not any more can be forgotten."""
        new = tray.new(_MOST_AT_ONCE)
        if not new or reviews.is_out(tray.review):
            return False
        if not all(map(is_grave, new.values())) and not self._may_send(tray):
            new = {key: item for key, item in new.items() if is_grave(item)}
        if not new:
            return False
        shown = [key for key in tray.review.case_ids if key in tray.waiting or not forgets]
        refs = {key: ref_of(item) for key, item in new.items()}
        return self._send(tray, reviews.showing(tray.review, shown, refs, self.move.clock.now()))

    def _may_send(self, tray: Tray) -> bool:
        """One card more today."""
        if tray.cards_a_day == 0:
            return False
        allowance = Allowance("day", tray.cards_a_day, _A_DAY)
        budget = Budget(f"reviews:{tray.review.person_id}", (allowance,))
        return self.budgets.take(budget, self.move.clock.now()) is None

    def _sum_up(self, left: Sequence[Tray], counts: Sequence[Count]) -> bool:
        """One of those that show nothing else carries the digest of all."""
        free = [tray for tray in left if not reviews.is_out(tray.review)]
        if not free:
            return False
        (carrier, *others), now = free, self.move.clock.now()
        if not self._send(carrier, reviews.summing_up(carrier.review, counts, now, carrier.zone)):
            return False
        for tray in others:
            if not tray.is_first:
                self._keep(tray, reviews.summed_up(tray.review, now, tray.zone))
        return True

    def _send(self, tray: Tray, request: Order) -> bool:
        """False where somebody else asked meanwhile: the next round looks again."""
        if not self._keep(tray, request):
            return False
        if self.move.outbound is not None:
            self.move.outbound.send([order_envelope(request.ref, at=self.move.clock.now())])
        return True

    def _keep(self, tray: Tray, request: Order) -> bool:
        change = Change(
            group_id=request.group_id,
            person_id=request.person_id,
            new_orders=(request,) if tray.is_first else (),
            orders=() if tray.is_first else (request,),
        )
        return self.move.ledger.commit(change) is Committed.DONE


def _by(part: str, refs: Iterable[ItemRef]) -> Iterable[tuple[str, Sequence[ItemRef]]]:
    """By group or by person, each in the order of *refs*."""
    found: dict[str, list[ItemRef]] = {}
    for ref in refs:
        found.setdefault(getattr(ref, part), []).append(ref)
    return found.items()


def _by_group_of(concerned: Iterable[_Concerned]) -> Iterator[Sequence[_Concerned]]:
    """*concerned* stands in the order of groups."""
    for _, of_group in groupby(concerned, key=lambda each: each.linked.group.group_id):
        yield list(of_group)
