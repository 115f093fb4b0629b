"""Single messages noted for longer than the ring remembers: marks and times, never words."""

from datetime import datetime
from hashlib import sha256

from pynamodb.attributes import UnicodeSetAttribute
from pynamodb.expressions.condition import size
from pynamodb.expressions.operand import Path

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Row
from qungui.adapters.dynamo.table import ABSENT, SK, Raw, opened
from qungui.model.finding import Sighting
from qungui.model.tally import TALLY_MOST, Noted, Question
from qungui.wire import time_from_text, time_to_text


class TallyItem(Row):
    """
    Attributes:
        noted: ``<time>@<mark>`` of each message; no more than decide anything, so that whoever
            repeats something for ever makes no item grow.
    """

    noted = UnicodeSetAttribute(null=True)
    ttl = Expiry(null=True)


class DynamoTally:
    """Implements :class:`qungui.ports.Tally`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def ask(self, group_id: str, question: Question, sighting: Sighting) -> Noted:
        pk, sk = keys.group(group_id), keys.seen(_hash_of(question.key))
        if not question.notes:
            found = self._table.get(TallyItem, pk, sk)
            return {} if found is None else _read(found.noted or set())
        entry = f"{time_to_text(sighting.sent_at)}@{sighting.mark}"
        ends = None if question.keep is None else sighting.sent_at + question.keep
        kept = [] if ends is None else [TallyItem.ttl.set(ends)]
        # What is noted already adds nothing, so a full item that holds it is as good as any.
        size_of = size(Path(["noted"]))  # type: ignore[no-untyped-call]
        room = ABSENT | (size_of < TALLY_MOST) | TallyItem.noted.contains(entry)
        add = [TallyItem.noted.add({entry}), *kept]
        had_room, item = self._table.update(pk, sk, add, room)
        noted = _entries(item)
        # The time comes first and sorts as text.
        oldest = sorted(noted)[: len(noted) - TALLY_MOST + 1]
        if not had_room and question.latest and entry > oldest[-1]:
            self._table.update(pk, sk, [TallyItem.noted.delete(set(oldest))])
            _, item = self._table.update(pk, sk, add)
            noted = _entries(item)
        return _read(noted)

    def forget(self, group_id: str) -> None:
        pk = keys.group(group_id)
        for raw in self._table.query(pk, SK.startswith(keys.SEEN)):
            self._table.delete(pk, raw["sk"]["S"])


def _entries(item: Raw) -> set[str]:
    return set(item.get("noted", {}).get("SS", ()))


def _read(entries: set[str]) -> dict[str, datetime]:
    parted = (entry.partition("@") for entry in entries)
    return {mark: time_from_text(time) for time, _, mark in parted}


def _hash_of(key: str) -> str:
    return sha256(key.encode(errors="surrogatepass")).hexdigest()[:32]
