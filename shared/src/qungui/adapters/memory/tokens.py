"""Access tokens."""

from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.token import Token


class MemoryTokenStore:
    """Implements :class:`qungui.ports.TokenStore`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tokens: dict[str, Token] = {}
        self._leases: dict[str, datetime] = {}

    def get(self, key: str) -> Token | None:
        with self._lock:
            return self._tokens.get(plain(key))

    def put(self, key: str, token: Token) -> None:
        with self._lock:
            self._tokens[plain(key)] = token
            self._leases.pop(key, None)

    def take_lease(self, key: str, now: datetime, until: datetime) -> bool:
        with self._lock:
            lease = self._leases.get(plain(key))
            if lease is not None and now < lease:
                return False
            self._leases[key] = until
            return True
