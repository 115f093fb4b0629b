"""The platform's side of a callback: sealed XML over HTTP."""

import json
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from local.account import Credentials
from qungui.adapters.wecom.callback_crypto import CallbackCrypto
from qungui.ports import Clock

ARCHIVE_AGENT = 2000004  # the number that the platform gives the message archive
RETRIES = 3
PATIENCE = 20  # seconds; a cold function on a busy laptop


class CallbackRefusedError(Exception):
    """The product did not take a genuine callback."""


@dataclass(slots=True, kw_only=True)
class CallbackSender:
    """
    Posts the notices of one callback address.

    Attributes:
        accepted: How many were answered with 200, repeats included.
    """

    url: str
    credentials: Credentials
    clock: Clock
    accepted: int = 0
    _last: int = field(default=0)

    def tell(self, plain: str) -> None:
        """
        Say *plain*.

        Raises:
            CallbackRefusedError: Any answer but an empty 200.
        """
        self._deliver(*self.sealed(plain, int(self.clock.now().timestamp())))
        self.accepted += 1

    def notify(self, times: int = 1) -> None:
        """
        Say that the archive has records, and post the very same callback *times* over.

        Raises:
            CallbackRefusedError: Any answer but an empty 200.
        """
        # Two notices of one second would be the same callback to whoever drops repeats.
        now = self._last = max(int(self.clock.now().timestamp()), self._last + 1)
        path, body = self.sealed(_notice(self.credentials.receiveid, now), now)
        for _ in range(times):
            self._deliver(path, body)
            self.accepted += 1

    def sealed(self, plain: str, now: int) -> tuple[str, bytes]:
        """Path and body of a callback that says *plain*, sealed at *now* (seconds since 1970)."""
        credentials = self.credentials
        crypto = CallbackCrypto(
            token=credentials.token,
            aes_key=credentials.aes_key,
            receiveid=credentials.receiveid,
        )
        nonce = secrets.token_hex(8)
        encrypt, signature = crypto.seal(plain.encode(), timestamp=now, nonce=nonce)
        query = urlencode({"msg_signature": signature, "timestamp": now, "nonce": nonce})
        address = f"{urlsplit(self.url).path}?{query}"
        if not credentials.receiveid:  # the AI bot's envelope
            return address, json.dumps({"encrypt": encrypt}).encode()
        envelope = (
            f"<xml><ToUserName><![CDATA[{credentials.receiveid}]]></ToUserName>"
            f"<AgentID><![CDATA[{ARCHIVE_AGENT}]]></AgentID>"
            f"<Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"
        )
        return address, envelope.encode()

    def _deliver(self, path: str, body: bytes) -> None:
        """As WeCom does: what fails or takes too long is sent again, three times at most."""
        for _ in range(RETRIES):
            try:
                self._post(path, body)
            except (CallbackRefusedError, OSError):
                continue
            return
        self._post(path, body)

    def _post(self, path: str, body: bytes) -> None:
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)
        try:
            connection.request("POST", path, body, {"Content-Type": "text/xml"})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status != HTTPStatus.OK or content:
            msg = f"status {answer.status}: {content[:300]!r}"
            raise CallbackRefusedError(msg)


def _notice(corp_id: str, now: int) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{corp_id}]]></ToUserName>"
        f"<FromUserName><![CDATA[sys]]></FromUserName><CreateTime>{now}</CreateTime>"
        f"<MsgType><![CDATA[event]]></MsgType><AgentID>{ARCHIVE_AGENT}</AgentID>"
        f"<Event><![CDATA[msgaudit_notify]]></Event></xml>"
    )
