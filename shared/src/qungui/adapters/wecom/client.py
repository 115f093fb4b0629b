"""
WeCom's API: the only home of wechatpy.

Of wechatpy this takes the transport (URL, token, JSON, errcodes) and nothing that it gets wrong:
its unlimited refresh, its token calls without time-out, its store keys made of the secret. No
error that leaves here carries a URL, since URLs hold the secret and the token.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, TypeGuard

import requests
from urllib3.exceptions import MaxRetryError
from urllib3.exceptions import NewConnectionError as NoConnectionError
from wechatpy.exceptions import WeChatClientException
from wechatpy.work import WeChatClient

from qungui.adapters.wecom.errcodes import WRONG_SECRET, Advice, advice
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import PlatformRefusal, QunguiError, TransientError
from qungui.model.token import Token
from qungui.observability import logger
from qungui.ports import Clock, TokenStore

TIMEOUT = (3.0, 8.0)  # seconds, to connect and between bytes
MARGIN = timedelta(seconds=60)  # a token is not used in its last minute
LEASE = timedelta(seconds=15)  # longer than one token call may take
_TOO_MANY = 429  # HTTP: nothing was begun

# At DEBUG it writes every URL, and ours hold the secret and the token.
logging.getLogger("urllib3").setLevel(logging.INFO)


class UnansweredError(TransientError):
    """The request went out and no answer came back: it may have been carried out."""


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
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        """*base_url* ends in ``/cgi-bin/``."""
        self._transport = _Transport(base_url, corp_id, timeout)
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


class _Transport(WeChatClient):  # type: ignore[misc]  # wechatpy has no types
    def __init__(self, base_url: str, corp_id: str, timeout: tuple[float, float]) -> None:
        """The secret is ours to keep, since it changes."""
        super().__init__(corp_id, "", timeout=timeout, auto_retry=False)
        self.API_BASE_URL = base_url

    def call(self, method: str, path: str, token: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        content["params"] = {**content.get("params", {}), "access_token": token}
        return self._answered(path, method, path, **content)

    def call_with_key(
        self,
        path: str,
        params: list[tuple[str, str]],
        **content: Any,  # noqa: ANN401 - JSON
    ) -> dict[str, Any]:
        # As pairs, see fetch_token.
        return self._answered(path, "post", path, params=params, **content)

    def fetch_token(self, secret: str, now: datetime) -> Token:
        """A new token, or the platform's present one if it is still good."""
        # As pairs: to a mapping wechatpy adds a token, for which it would ask first.
        who = [("corpid", self.corp_id), ("corpsecret", secret)]
        answer = self._answered("gettoken", "get", "gettoken", params=who)
        try:
            lifetime = timedelta(seconds=int(answer["expires_in"]))
            return Token(str(answer["access_token"]), now + lifetime)
        except (KeyError, TypeError, ValueError):
            msg = "gettoken: an answer without a token"
        raise TransientError(msg)

    def _answered(self, path: str, *request: Any, **content: Any) -> dict[str, Any]:  # noqa: ANN401
        """Errors are made inside the except clause and raised outside, so none has a context."""
        try:
            answer: dict[str, Any] = self._request(*request, allow_redirects=False, **content)
            failure = _refusal(path, answer)
        except WeChatClientException as error:
            failure = _failure(path, error)
        except requests.RequestException as error:
            failure = _broken(path, error)
        except (ValueError, TypeError) as error:
            failure = UnansweredError(f"{path}: {type(error).__name__}")
        finally:
            # A connection kept over a frozen process is dead when it thaws, and a call that dies
            # on it cannot be told from one that was carried out.
            self._http.close()
        if failure is not None:
            raise failure
        return answer


def _serves(token: Token | None, now: datetime, instead: str) -> TypeGuard[Token]:
    return token is not None and token.value != instead and now < token.expires_at - MARGIN


def _refusal(path: str, answer: object) -> QunguiError | None:
    """What is wrong with an answer that wechatpy lets pass."""
    if not isinstance(answer, dict) or "errcode" not in answer:
        return UnansweredError(f"{path}: not an answer of the platform")
    if "wrong json format" in str(answer.get("errmsg", "")):
        logger.error("the platform did not understand all of a call", path=path)
    return None


def _failure(path: str, error: WeChatClientException) -> QunguiError:
    if error.errcode is not None:
        return PlatformRefusal(error.errcode)
    status = getattr(error.response, "status_code", 0)
    kind = TransientError if status == _TOO_MANY else UnansweredError
    return kind(f"{path}: HTTP {status}")


def _broken(path: str, error: requests.RequestException) -> QunguiError:
    """Whether the request went out decides what can have happened."""
    cause = error.args[0] if error.args else None
    unconnected = isinstance(cause, MaxRetryError) and isinstance(cause.reason, NoConnectionError)
    before = isinstance(
        error,
        (
            requests.ConnectTimeout,
            requests.exceptions.SSLError,
            requests.exceptions.ProxyError,
            requests.exceptions.InvalidURL,
            requests.exceptions.MissingSchema,
        ),
    )
    kind = TransientError if unconnected or before else UnansweredError
    return kind(f"{path}: {type(error).__name__}")
