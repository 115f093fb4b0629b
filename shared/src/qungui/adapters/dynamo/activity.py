"""
A member's recent messages in one item: one attribute per message, named by its mark.

An entry reads "<milliseconds in base 36><kind><content hash>"; the kind's one letter also parts
them, for the number has no capitals and no full stop.

One conditional write records a message and returns the ring, so a clean message costs one request,
one write unit and no read. What is to be dropped is known from the last answer and goes along with
the next write. With marks of 12 and hashes of at most 11 characters, the item of a full ring stays
below 1 KB.

One more attribute, named by the day, holds the mark of the day's first message: set with the same
write unless it is there, so the answer says for nothing whether this message is that one.

A watch that waits for the member's answer puts an attribute of its own name there, so that the
same answer says for nothing whether a message may be one.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Row
from qungui.adapters.dynamo.table import Raw, opened
from qungui.model.finding import RING_HORIZON, RING_MOST, Seen, SeenAs, Sighting

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEPT = timedelta(days=5)  # an answer may be awaited for as long
_MEMBERS = 2_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ENTRY = re.compile(
    f"([{_DIGITS}]+)([{''.join(re.escape(kind) for kind in SeenAs)}])(.*)", re.DOTALL
)


class ActivityItem(Row):
    """
    The ring's fixed part.

    Attributes:
        ttl: From the newest message: an item of a silent member is dropped.
    """

    ttl = Expiry(null=True)


_FIXED = frozenset({"pk", "sk", "ttl"})
_DAY = re.compile("d[0-9a-z]{1,6}")  # marks begin with another letter
_AWAITED = re.compile("w([0-9a-f]{20})")


@dataclass(frozen=True, slots=True)
class _Ring:
    """
    Attributes:
        unreadable: Names of entries that are not ours or were damaged; dropped at the next write.
        days: Names of days whose first message is known.
        awaited: Ids of the watches that wait for an answer.
    """

    sightings: tuple[Sighting, ...] = ()
    unreadable: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: Raw) -> "_Ring":
        days = tuple(name for name in item if _DAY.fullmatch(name))
        awaited = [found[1] for name in item if (found := _AWAITED.fullmatch(name))]
        known = {*_FIXED, *days, *map(_awaited, awaited)}
        names = [name for name in item if name not in known]
        read = {name: _sighting(name, str(item[name].get("S", ""))) for name in names}
        return cls(
            tuple(sighting for sighting in read.values() if sighting is not None),
            tuple(name for name, sighting in read.items() if sighting is None),
            days,
            tuple(sorted(awaited)),
        )

    def stale(self, newest: datetime, room_for: int) -> list[str]:
        """What to drop so that the recent ones stay and *room_for* more fit in."""
        recent = sorted(
            (each for each in self.sightings if each.sent_at >= newest - RING_HORIZON),
            key=lambda each: each.sent_at,
            reverse=True,
        )
        kept = {each.mark for each in recent[: RING_MOST - room_for]}
        return [*self.unreadable, *(e.mark for e in self.sightings if e.mark not in kept)]

    def newest(self, than: datetime) -> datetime:
        return max([than, *(each.sent_at for each in self.sightings)])


class DynamoActivity:
    """Implements :class:`qungui.ports.Activity`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)
        self._remembered: OrderedDict[str, _Ring] = OrderedDict()

    def record(self, group_id: str, person_id: str, sighting: Sighting) -> Seen:
        if sighting.mark in _FIXED:
            msg = "a mark must not be named like a key"
            raise ValueError(msg)
        pk = keys.member(group_id, person_id)
        before = self._remembered.get(pk, _Ring())
        newest = before.newest(sighting.sent_at)
        stale = [mark for mark in before.stale(newest, room_for=1) if mark != sighting.mark]
        stale += [day for day in before.days if day != _day(newest)]
        entry, day = Path([sighting.mark]), _day(sighting.sent_at)
        first = Path([day])
        steps = [entry.set(_text(sighting)), _expires(newest), first.set(first | sighting.mark)]
        dropped = _dropped([name for name in stale if name != day])
        recorded, item = self._table.update(
            pk, keys.ACTIVITY, [*steps, *dropped], entry.does_not_exist()
        )
        ring = self._pruned(pk, _Ring.of(item), sighting.sent_at)
        self._remember(pk, ring)
        earlier = tuple(each for each in ring.sightings if each.mark != sighting.mark)
        is_first = item.get(day, {}).get("S") == sighting.mark
        return Seen(earlier, not recorded, is_first, ring.awaited)

    def expect(self, group_id: str, person_id: str, watch_id: str, at: datetime) -> Seen:
        steps = [Path([_awaited(watch_id)]).set(""), _expires(at)]
        _, item = self._table.update(keys.member(group_id, person_id), keys.ACTIVITY, steps)
        ring = _Ring.of(item)
        return Seen(ring.sightings, duplicate=False, awaited=ring.awaited)

    def expect_no_more(self, group_id: str, person_id: str, watch_id: str) -> None:
        gone = _dropped([_awaited(watch_id)])
        self._table.update(keys.member(group_id, person_id), keys.ACTIVITY, gone)

    def forget(self, group_id: str, person_id: str) -> None:
        pk = keys.member(group_id, person_id)
        self._table.delete(pk, keys.ACTIVITY)
        self._remembered.pop(pk, None)

    def _pruned(self, pk: str, ring: _Ring, sent_at: datetime) -> _Ring:
        """Too full for one write unit, as after a flood met by a fresh process: one extra write."""
        if len(ring.sightings) <= RING_MOST:
            return ring
        stale = ring.stale(ring.newest(sent_at), room_for=0)
        _, item = self._table.update(pk, keys.ACTIVITY, _dropped(stale))
        return _Ring.of(item)

    def _remember(self, pk: str, ring: _Ring) -> None:
        self._remembered[pk] = ring
        self._remembered.move_to_end(pk)
        if len(self._remembered) > _MEMBERS:
            self._remembered.popitem(last=False)


def _awaited(watch_id: str) -> str:
    return f"w{watch_id}"


def _expires(newest: datetime) -> Action:
    return ActivityItem.ttl.set(newest + _KEPT)


def _dropped(marks: list[str]) -> list[Action]:
    return [Path([mark]).remove() for mark in marks]


def _day(moment: datetime) -> str:
    """Its name: days since the epoch."""
    return f"d{_base36((moment - _EPOCH) // timedelta(days=1))}"


def _text(sighting: Sighting) -> str:
    milliseconds = (sighting.sent_at - _EPOCH) // timedelta(milliseconds=1)
    return f"{_base36(milliseconds)}{sighting.kind}{sighting.content}"


def _sighting(mark: str, text: str) -> Sighting | None:
    entry = _ENTRY.fullmatch(text)
    if entry is None:
        return None
    time, kind, content = entry.groups()
    try:
        sent_at = _EPOCH + timedelta(milliseconds=int(time, 36))
    except OverflowError:
        return None
    return Sighting(mark, sent_at, content, SeenAs(kind))


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
