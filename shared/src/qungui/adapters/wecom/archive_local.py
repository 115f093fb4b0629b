"""The archive over plain HTTP: the local stack's stand-in for Tencent's Finance SDK."""

import binascii
import json
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from aws_lambda_powertools.metrics import MetricUnit
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qungui.adapters.wecom.errcodes import WRONG_SECRET
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import InvalidEventError, PlatformRefusal, SettingsError, TransientError
from qungui.model.archive import SealedRecord
from qungui.observability import Metric, logger, metrics

_TIMEOUT = 10.0  # seconds, for the connection and for each read
_ATTEMPTS = 2
_MAX_ANSWER_BYTES = 64 * 1024 * 1024  # a page of 1000 records of the largest documented size
_BUSY = -1
_TRY_AGAIN = frozenset({_BUSY, 10001, 10002, 10003, 45009, 45033})  # platform.md §3.1 and §4
_NONCE = 12


class LocalArchive:
    """Implements :class:`qungui.ports.ChatArchive`."""

    def __init__(
        self, *, url: str, corp_id: str, secret: Rotating[str], timeout: float = _TIMEOUT
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            msg = "the archive's address is no http address"
            raise SettingsError(msg)
        self._connection = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host = parts.netloc
        self._path = parts.path.rstrip("/") + "/getchatdata"
        self._corp_id = corp_id
        self._secret = secret
        self._timeout = timeout

    def pull(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        code, answer = self._page(after, limit)
        if code in WRONG_SECRET and self._secret.renewed():
            code, answer = self._page(after, limit)
        if code in _TRY_AGAIN:
            msg = f"the archive is busy: {code}"
            raise TransientError(msg)
        if code != 0:
            raise PlatformRefusal(code)
        chatdata = answer.get("chatdata")
        if not isinstance(chatdata, list):
            msg = "the archive's answer has no records"
            raise TransientError(msg)
        return tuple(_records(chatdata))

    def unseal(self, random_key: str, sealed_message: str) -> str:
        key = AESGCM(sha256(random_key.encode()).digest())
        try:
            sealed = b64decode(sealed_message, validate=True)
            return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()
        except (InvalidTag, binascii.Error, ValueError) as error:
            msg = f"the key does not fit: {type(error).__name__}"
            raise InvalidEventError(msg) from None

    def _page(self, after: int, limit: int) -> tuple[int, dict[str, Any]]:
        """The errcode, and the answer; an answer without one is as good as none."""
        who = {"corpid": self._corp_id, "secret": self._secret.value}
        answer = self._ask(json.dumps({**who, "seq": after, "limit": limit}))
        code = answer.get("errcode")
        return code if isinstance(code, int) else _BUSY, answer

    def _ask(self, body: str) -> dict[str, Any]:
        """One repeat at once, since a failed record waits for the queue's visibility time-out."""
        why = ""
        for _ in range(_ATTEMPTS):
            try:
                return self._post(body)
            except (OSError, HTTPException, ValueError) as error:
                why = type(error).__name__
        msg = f"the archive does not answer: {why}"
        raise TransientError(msg)

    def _post(self, body: str) -> dict[str, Any]:
        """Raises OSError, HTTPException or ValueError for anything but a JSON object."""
        connection = self._connection(self._host, timeout=self._timeout)
        try:
            connection.request("POST", self._path, body, {"content-type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read(_MAX_ANSWER_BYTES))
        finally:
            connection.close()
        if response.status != 200 or not isinstance(answer, dict):  # noqa: PLR2004
            msg = f"status {response.status}"
            raise ValueError(msg)
        return answer


def _records(chatdata: Sequence[object]) -> Iterator[SealedRecord]:
    """
    All that have a number: without the rest a record only cannot be opened.

    One without a number has no place: it can be neither asked for again nor passed by the
    cursor, so it is counted and the page goes on.
    """
    unplaced = 0
    for raw in chatdata:
        fields = raw if isinstance(raw, dict) else {}
        seq = _whole(fields.get("seq"))
        if seq is None:
            unplaced += 1
        else:
            yield _record(seq, fields)
    if unplaced:
        metrics.add_metric(Metric.RECORDS_UNPLACED, MetricUnit.Count, unplaced)
        logger.error("archive records without a number", records=unplaced)


def _record(seq: int, raw: Mapping[str, Any]) -> SealedRecord:
    return SealedRecord(
        seq=seq,
        message_id=_text(raw.get("msgid")),
        key_version=_whole(raw.get("publickey_ver")) or 0,
        sealed_key=_text(raw.get("encrypt_random_key")),
        sealed_message=_text(raw.get("encrypt_chat_msg")),
    )


def _whole(value: object) -> int | None:
    """What fits 63 bits, as the platform's numbers do."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value < 2**63 else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
