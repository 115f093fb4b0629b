"""
The one way out to WeCom's API, and the only home of wechatpy and requests.

Every request is paid for before it goes out (:class:`qungui.adapters.wecom.toll.Toll`). Of wechatpy
this takes the transport (URL, token, JSON, errcodes) and nothing that it gets wrong: its unlimited
refresh, its token calls without time-out, its store keys made of the secret. No error that leaves
here carries a URL, since URLs hold the secret and the token.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError
from urllib3.exceptions import NewConnectionError as NoConnectionError
from wechatpy.exceptions import WeChatClientException
from wechatpy.work import WeChatClient

from qungui.adapters.wecom.toll import Toll
from qungui.errors import PlatformRefusal, QunguiError, TransientError
from qungui.model.token import Token
from qungui.observability import logger

_TOO_MANY = 429  # HTTP: nothing was begun

# At DEBUG it writes every URL, and ours hold the secret and the token.
logging.getLogger("urllib3").setLevel(logging.INFO)


class UnansweredError(TransientError):
    """The request went out and no answer came back: it may have been carried out."""


class Transport(WeChatClient):  # type: ignore[misc]  # wechatpy has no types
    """
    Sends requests; raises what :class:`qungui.adapters.wecom.client.WeComClient` says it raises.

    The secret is the client's to keep, since it changes.
    """

    def __init__(
        self, base_url: str, corp_id: str, toll: Toll, timeout: tuple[float, float]
    ) -> None:
        super().__init__(corp_id, "", timeout=timeout, auto_retry=False)
        self.API_BASE_URL = base_url
        self._toll = toll

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
        key = dict(params)["key"]
        return self._answered(path, "post", path, key=key, params=params, **content)

    def call_url(self, path: str, url: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        # As pairs, see fetch_token.
        return self._answered(path, "post", url, params=[], **content)

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

    def _answered(
        self,
        path: str,
        *request: Any,  # noqa: ANN401
        key: str = "",
        **content: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        """Errors are made inside the except clause and raised outside, so none has a context."""
        self._toll.pay(path, key)
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
        if isinstance(failure, PlatformRefusal):
            self._toll.refused(path, key, failure.code)
        if failure is not None:
            raise failure
        return answer


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
