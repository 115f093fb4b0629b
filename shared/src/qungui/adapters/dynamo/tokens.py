"""Access tokens shared by all processes."""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Instant, Row
from qungui.adapters.dynamo.table import opened
from qungui.model.token import Token

_KEPT = timedelta(days=1)


class TokenItem(Row):
    """A token, a lease, or both. The lease stands beside the token, so readers never wait."""

    value = UnicodeAttribute(null=True)
    expires_at = Instant(null=True)
    lease_until = Instant(null=True)
    ttl = Expiry(null=True)


class DynamoTokenStore:
    """Implements :class:`qungui.ports.TokenStore`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def get(self, key: str) -> Token | None:
        found = self._table.get(TokenItem, keys.token(key), keys.ONLY)
        # A lease may be taken before there is any token.
        return Token(found.value, found.expires_at) if found and found.value else None

    def put(self, key: str, token: Token) -> None:
        self._table.put(
            TokenItem(
                keys.token(key),
                keys.ONLY,
                value=token.value,
                expires_at=token.expires_at,
                ttl=token.expires_at + _KEPT,
            )
        )

    def take_lease(self, key: str, now: datetime, until: datetime) -> bool:
        free = TokenItem.lease_until.does_not_exist() | (TokenItem.lease_until <= now)
        lease = [TokenItem.lease_until.set(until)]
        taken, _ = self._table.update(keys.token(key), keys.ONLY, lease, free)
        return taken
