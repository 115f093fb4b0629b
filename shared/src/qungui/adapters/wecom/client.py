"""WeCom's API: who we are, and a token for every call."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, TypeGuard

from qungui.adapters.wecom.errcodes import WRONG_SECRET, Advice, advice
from qungui.adapters.wecom.rotating import Rotating
from qungui.adapters.wecom.toll import Toll
from qungui.adapters.wecom.transport import Transport, UnansweredError
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.token import Token
from qungui.ports import Clock, TokenStore

TIMEOUT = (3.0, 8.0)  # seconds, to connect and between bytes
MARGIN = timedelta(seconds=60)  # a token is not used in its last minute
LEASE = timedelta(seconds=15)  # longer than one token call may take

__all__ = ["UnansweredError", "WeComClient"]


class WeComClient:
    """
    One app of one corp.

    Tokens are shared through the store; one process refreshes, under a lease. A call that meets
    an invalid token is repeated once, with another. A refused secret is read again once: an
    administrator may have replaced it.
    """

    def __init__(
        self,
        *,
        base_url: str,
        corp_id: str,
        secret: Rotating[str],
        tokens: TokenStore,
        clock: Clock,
        toll: Toll,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        """*base_url* ends in ``/cgi-bin/``."""
        self.base_url = base_url
        self._transport = Transport(base_url, corp_id, toll, timeout)
        self._corp_id = corp_id
        self._secret = secret
        self._tokens = tokens
        self._clock = clock
        self._token: Token | None = None

    def get(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        """As ``post``."""
        return self._call("get", path, params=dict(params))

    def post(self, path: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """
        The platform's answer, errcode 0.

        Raises:
            PlatformRefusal: It answered with another errcode.
            UnansweredError: It may have carried out the call.
            TransientError: It has not carried out the call.
        """
        return self._call("post", path, data=dict(data))

    def post_with_key(self, path: str, key: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """As ``post``, for webhooks: *key*, which is a secret, stands for the token."""
        return self._transport.call_with_key(path, [("key", key)], data=dict(data))

    def post_to(self, path: str, url: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """As ``post``, to an address that the platform gave, a secret; *path* is its name here."""
        return self._transport.call_url(path, url, data=dict(data))

    def upload(
        self, path: str, params: Sequence[tuple[str, str]], *, name: str, content: bytes
    ) -> dict[str, Any]:
        """A file; with a token unless *params* hold a webhook's ``key``. Errors as ``post``."""
        files = {"media": (name, content)}
        if any(field == "key" for field, _ in params):
            return self._transport.call_with_key(path, list(params), files=files)
        return self._call("post", path, params=dict(params), files=files)

    def _call(self, method: str, path: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        token = self._valid_token()
        try:
            return self._transport.call(method, path, token, **content)
        except PlatformRefusal as refusal:
            if advice(refusal.code) is not Advice.REFRESH:
                raise
        return self._transport.call(method, path, self._valid_token(instead=token), **content)

    def _valid_token(self, instead: str = "") -> str:
        """A token that is neither about to expire nor *instead*, which the platform refused."""
        now = self._clock.now()
        token = self._token
        if not _serves(token, now, instead):
            token = self._tokens.get(self._key())
        if not _serves(token, now, instead):
            token = self._refreshed(now, instead)
        self._token = token
        return token.value

    def _refreshed(self, now: datetime, instead: str) -> Token:
        """With the secret as it is now, should the one we know be refused."""
        try:
            return self._leased(now, instead)
        except PlatformRefusal as refusal:
            if refusal.code not in WRONG_SECRET or not self._secret.renewed():
                raise
        return self._leased(now, instead)

    def _leased(self, now: datetime, instead: str) -> Token:
        key = self._key()
        if not self._tokens.take_lease(key, now, now + LEASE):
            msg = "another process is fetching a token"
            raise TransientError(msg)
        stored = self._tokens.get(key)
        if _serves(stored, now, instead):  # the last holder was done between our two looks
            self._tokens.put(key, stored)  # ends the lease: the next refresh need not wait for it
            return stored
        try:
            token = self._transport.fetch_token(self._secret.value, now)
        except UnansweredError as error:  # the call that needs the token has not begun
            raise TransientError(str(error)) from None
        self._tokens.put(key, token)
        return token

    def _key(self) -> str:
        """A new secret has tokens of its own; the digest tells nobody the secret."""
        digest = sha256(self._secret.value.encode()).hexdigest()
        return f"{self._corp_id}-{digest[:16]}"


def _serves(token: Token | None, now: datetime, instead: str) -> TypeGuard[Token]:
    return token is not None and token.value != instead and now < token.expires_at - MARGIN
