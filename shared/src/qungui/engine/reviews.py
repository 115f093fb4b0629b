"""
How people are asked for their word: one standing order per person and group, sent anew for what
is new. It remembers what was shown, so that nobody is asked for the same thing twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from qungui.engine.docket import GRACE
from qungui.engine.orders import is_rehearsed
from qungui.model.act import Act
from qungui.model.ids import derived_id
from qungui.model.item_ref import ItemRef
from qungui.model.order import Order, OrderState
from qungui.model.rulebook import Edition
from qungui.model.waiting import Item, ref_of

DIGEST_AT = time(9)
"""When the daily digest goes out, by the local clock."""

_DIGEST = "digest"
_A_DAY, _A_WHILE = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Count:
    """
    A group's line in a digest.

    Attributes:
        waiting: What is undecided, shown before or not.
        lapsed: What nobody decided in time since yesterday.
    """

    group_id: str
    waiting: int
    lapsed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """
    What lies before one person of one group.

    Attributes:
        review: Their standing order; as it is before the first request where *is_first*.
        cards_a_day: As the group has it.
        waiting: By the key under which it is remembered, oldest first.
        lapsed: How much of it nobody decided in time.
    """

    review: Order
    is_first: bool
    zone: ZoneInfo
    cards_a_day: int
    waiting: Mapping[str, Item]
    lapsed: int

    @property
    def count(self) -> Count:
        return Count(self.review.group_id, len(self.waiting), self.lapsed)

    def new(self, most: int) -> Mapping[str, Item]:
        """What they were not shown yet; the first *most* of it."""
        unseen = ((k, item) for k, item in self.waiting.items() if k not in self.review.case_ids)
        return dict(islice(unseen, most))

    def was_summed_up(self, now: datetime) -> bool:
        """Whether a digest of today has it."""
        until = self.review.until
        return not self.is_first and until is not None and until > now

    def is_no_news(self, now: datetime) -> bool:
        """Whether anything in it has waited for a while, or in vain."""
        return self.lapsed > 0 or any(each.at < now - _A_WHILE for each in self.waiting.values())


def review_id_of(group_id: str, person_id: str) -> str:
    return derived_id("review", group_id, person_id)


def key_of(item: Item) -> str:
    """
    By which it is remembered; another one where somebody must look anew: an order that takes a
    second person's word now, a claim after an earlier one.
    """
    item_id = ref_of(item).item_id
    return f"{item_id}.{item.version}" if isinstance(item, Order) else item_id


def review(group_id: str, person_id: str, edition: Edition, now: datetime) -> Order:
    """As it is before the first request."""
    return Order(
        order_id=review_id_of(group_id, person_id),
        group_id=group_id,
        person_id=person_id,
        act=Act.REVIEW,
        rulebook=edition.rulebook,
        edition=edition.edition,
        clause_ids=(),
        case_ids=(),
        at=now,
        state=OrderState.SERVED,
        revision=-1,
        until=next_digest(now, ZoneInfo(edition.timezone)),
    )


def is_out(review: Order) -> bool:
    """Whether an earlier request is on its way: another one waits for the next round."""
    return not (review.state.is_final or is_rehearsed(review))


def showing(
    review: Order, shown: Iterable[str], new: Mapping[str, ItemRef], now: datetime
) -> Order:
    """*review*, sent anew for what is *new*, by key; *shown*: the keys of what still waits."""
    wanted = " ".join(str(ref) for ref in new.values())
    return replace(_anew(review, now), wanted=wanted, case_ids=(*shown, *new))


def summing_up(review: Order, counts: Sequence[Count], now: datetime, zone: ZoneInfo) -> Order:
    """*review*, sent anew as the digest of all groups in which the person is asked."""
    lines = (f"{each.group_id}#{each.waiting}#{each.lapsed}" for each in counts)
    wanted = " ".join((_DIGEST, *lines))
    return replace(_anew(review, now), wanted=wanted, until=next_digest(now, zone))


def summed_up(review: Order, now: datetime, zone: ZoneInfo) -> Order:
    """*review*, whose group stands in a digest that another one carries."""
    return replace(review, until=next_digest(now, zone))


def shown_by(review: Order) -> tuple[ItemRef, ...]:
    """What a request is about; nothing where it is a digest."""
    words = review.wanted.split()
    return () if words[:1] == [_DIGEST] else tuple(map(ItemRef.parse, words))


def summed_up_by(review: Order) -> tuple[Count, ...]:
    """The lines of a digest; none where it is no digest."""
    first, *lines = review.wanted.split() or [""]
    parts = (line.split("#") for line in lines) if first == _DIGEST else ()
    return tuple(Count(group_id, int(waiting), int(lapsed)) for group_id, waiting, lapsed in parts)


def is_digest_hour(now: datetime, zone: ZoneInfo) -> bool:
    return now.astimezone(zone).hour == DIGEST_AT.hour


def next_digest(now: datetime, zone: ZoneInfo) -> datetime:
    """The next one after *now*, UTC."""
    day = now.astimezone(zone).date()
    today = datetime.combine(day, DIGEST_AT, zone)
    return (today if today > now else datetime.combine(day + _A_DAY, DIGEST_AT, zone)).astimezone(
        now.tzinfo
    )


def _anew(review: Order, now: datetime) -> Order:
    """Under a card of its own."""
    return replace(
        review,
        state=OrderState.NEW,
        revision=review.revision + 1,
        at=now,
        attempts=0,
        told_at=None,
        served_at=None,
        not_before=None,
        lease_until=None,
        why="",
        due=now + GRACE,
    )
