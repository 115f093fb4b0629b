"""Own posts, by a hash of their text: the text itself is not stored."""

from datetime import datetime, timedelta
from hashlib import sha256

from pynamodb.attributes import UnicodeSetAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Row
from qungui.adapters.dynamo.table import opened
from qungui.wire import time_from_text, time_to_text

WINDOW = timedelta(minutes=10)
_KEPT = timedelta(days=1)


class SentItem(Row):
    """
    Attributes:
        times: When the same text was posted, each time; notices quote evidence, so few repeat.
        ttl: A day after the last: redelivered messages come late.
    """

    times = UnicodeSetAttribute()
    ttl = Expiry(null=True)


class DynamoSentRegister:
    """Implements :class:`qungui.ports.SentRegister`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def note(self, group_id: str, text: str, at: datetime) -> None:
        actions = [SentItem.times.add({time_to_text(at)}), SentItem.ttl.set(at + _KEPT)]
        self._table.update(keys.group(group_id), keys.sent(hash_of(text)), actions)

    def is_ours(self, group_id: str, text: str, at: datetime) -> bool:
        found = self._table.get(SentItem, keys.group(group_id), keys.sent(hash_of(text)))
        times = () if found is None else map(time_from_text, found.times)
        return any(abs(at - time) <= WINDOW for time in times)


def hash_of(text: str) -> str:
    """Blind to white space: channels trim it and change its line ends."""
    return sha256(" ".join(text.split()).encode(errors="surrogatepass")).hexdigest()[:32]
