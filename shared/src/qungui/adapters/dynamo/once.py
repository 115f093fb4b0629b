"""What may happen once."""

from datetime import datetime, timedelta

from pynamodb.attributes import BooleanAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Instant, Row
from qungui.adapters.dynamo.table import ABSENT, opened

_KEPT = timedelta(days=1)


class OnceItem(Row):
    """
    Attributes:
        released: Claimed, and given back.
    """

    claimed_at = Instant()
    released = BooleanAttribute(null=True)
    ttl = Expiry()


class DynamoOnce:
    """Implements :class:`qungui.ports.Once`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def claim(self, what: str, now: datetime) -> bool:
        claims = [
            OnceItem.claimed_at.set(now),
            OnceItem.ttl.set(now + _KEPT),
            OnceItem.released.remove(),
        ]
        free = ABSENT | OnceItem.released.exists()
        done, _ = self._table.update(keys.once(what), keys.ONLY, claims, free)
        return done

    def release(self, what: str) -> None:
        self._table.update(
            keys.once(what), keys.ONLY, [OnceItem.released.set(True)], OnceItem.claimed_at.exists()
        )
