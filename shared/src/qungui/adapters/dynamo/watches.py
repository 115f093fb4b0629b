"""Messages that wait for answers, each one item of its group's partition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.decisions import decision_from_json, decision_to_json
from qungui.adapters.dynamo.group_items import GroupItem, GroupItems
from qungui.adapters.dynamo.rows import Expiry, Instant, Json
from qungui.adapters.dynamo.table import opened
from qungui.model.watch import WATCH_KEPT, Ask, Owed, Point, Stage, Watch, without
from qungui.wire import time_from_text, time_to_text


class WatchItem(GroupItem[Watch]):
    by = UnicodeAttribute()
    at = Instant()
    asks = Json()
    words = UnicodeAttribute(null=True)
    ack_words = Json()
    points = Json()
    done = NumberAttribute()
    owed = Json()
    closed_at = Instant(null=True)
    ttl = Expiry()

    @classmethod
    def of(cls, watch: Watch) -> Self:
        """Stored as the next version."""
        item = cls(
            keys.group(watch.group_id),
            keys.watch(watch.watch_id),
            by=watch.by,
            at=watch.at,
            asks=sorted(watch.asks),
            words=watch.words or None,
            ack_words=list(watch.ack_words),
            points=[_point_to_json(each) for each in watch.points],
            done=watch.done,
            owed={who: _owed_to_json(each) for who, each in watch.owed.items()},
            closed_at=watch.closed_at,
            version=watch.version + 1,
            ttl=watch.at + WATCH_KEPT,
        )
        item.note_due(watch.due, watch.watch_id)
        return item

    def value(self) -> Watch:
        return Watch(
            watch_id=keys.kind_and_id(self.sk)[1],
            group_id=keys.group_from(self.pk),
            by=self.by,
            at=self.at,
            asks=frozenset(map(Ask, self.asks)),
            words=self.words or "",
            ack_words=tuple(self.ack_words),
            points=tuple(map(_point_from_json, self.points)),
            done=int(self.done),
            owed={who: _owed_from_json(each) for who, each in self.owed.items()},
            closed_at=self.closed_at,
            due=self.due,
            version=int(self.version),
        )


class DynamoWatches(GroupItems[Watch]):
    """Implements :class:`qungui.ports.Watches`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        table = opened(table_name, region)
        super().__init__(table, WatchItem, keys.watch, keys.WATCHES, without)


def _point_to_json(point: Point) -> list[Any]:
    said = [point.clause_id, point.stage.value, time_to_text(point.at), point.minutes]
    return [*said, point.acknowledges]


def _point_from_json(said: Sequence[Any]) -> Point:
    clause_id, stage, at, minutes, acknowledges = said
    return Point(
        clause_id=clause_id,
        stage=Stage(stage),
        at=time_from_text(at),
        minutes=minutes,
        acknowledges=acknowledges,
    )


def _owed_to_json(owed: Owed) -> Mapping[str, Any]:
    """What is not so is left out: a notice may be owed by everybody."""
    said = {
        "answered": _text(owed.answered_at),
        "acknowledged": _text(owed.acknowledged_at),
        "unsure": owed.is_unsure,
        "excused": decision_to_json(owed.excused),
        "found": [[clause_id, stage.value] for clause_id, stage in owed.found],
    }
    return {name: value for name, value in said.items() if value}


def _owed_from_json(said: Mapping[str, Any]) -> Owed:
    return Owed(
        answered_at=_instant(said.get("answered")),
        acknowledged_at=_instant(said.get("acknowledged")),
        is_unsure=said.get("unsure", False),
        excused=decision_from_json(said.get("excused")),
        found=tuple((clause_id, Stage(stage)) for clause_id, stage in said.get("found", ())),
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else time_to_text(moment)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else time_from_text(text)
