"""The archive over plain HTTP: the local stack's stand-in for Tencent's Finance SDK."""

import binascii
import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qungui.adapters.wecom.archive_pages import NO_SUCH_FILE, check, records_in
from qungui.adapters.wecom.errcodes import WRONG_SECRET
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import InvalidEventError, SettingsError, TransientError
from qungui.model.archive import SealedRecord
from qungui.model.attachment import Media

_TIMEOUT = 10.0  # seconds, for the connection and for each read
_ATTEMPTS = 2
_MAX_ANSWER_BYTES = 64 * 1024 * 1024  # a page of 1000 records of the largest documented size
_NONCE = 12


class LocalArchive:
    """Implements :class:`qungui.ports.ChatArchive` and :class:`qungui.ports.MediaStore`."""

    def __init__(
        self, *, url: str, corp_id: str, secret: Rotating[str], timeout: float = _TIMEOUT
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            msg = "the archive's address is no http address"
            raise SettingsError(msg)
        self._connection = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host = parts.netloc
        self._path = parts.path.rstrip("/")
        self._corp_id = corp_id
        self._secret = secret
        self._timeout = timeout

    def pull(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        answer = self._page(after, limit)
        if _wrong_secret(answer) and self._secret.renewed():
            answer = self._page(after, limit)
        return records_in(answer)

    def unseal(self, random_key: str, sealed_message: str) -> str:
        key = AESGCM(sha256(random_key.encode()).digest())
        try:
            sealed = b64decode(sealed_message, validate=True)
            return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()
        except (InvalidTag, binascii.Error, ValueError) as error:
            msg = f"the key does not fit: {type(error).__name__}"
            raise InvalidEventError(msg) from None

    def fetch(self, media: Media, *, most: int, seconds: float) -> bytes:
        if not media.file_id or media.size > most:
            msg = f"no file of at most {most} bytes"
            raise InvalidEventError(msg)
        if seconds < 1:
            msg = "the time for the archive is up"
            raise TransientError(msg)
        who = {"corpid": self._corp_id, "secret": self._secret.value}
        answer = self._ask("getmediadata", {**who, "sdkfileid": media.file_id}, seconds / _ATTEMPTS)
        if answer.get("errcode") in NO_SUCH_FILE:
            msg = "the archive does not hold the file"
            raise InvalidEventError(msg)
        check(answer.get("errcode"))
        return _content(answer.get("data"), most)

    def _page(self, after: int, limit: int) -> dict[str, Any]:
        who = {"corpid": self._corp_id, "secret": self._secret.value}
        return self._ask("getchatdata", {**who, "seq": after, "limit": limit}, self._timeout)

    def _ask(self, call: str, body: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """One repeat at once, since a failed record waits for the queue's visibility time-out."""
        why = ""
        for _ in range(_ATTEMPTS):
            try:
                return self._post(call, json.dumps(body), seconds)
            except (OSError, HTTPException, ValueError) as error:
                why = type(error).__name__
        msg = f"the archive does not answer: {why}"
        raise TransientError(msg)

    def _post(self, call: str, body: str, seconds: float) -> dict[str, Any]:
        """Raises OSError, HTTPException or ValueError for anything but a JSON object."""
        connection = self._connection(self._host, timeout=seconds)
        try:
            path = f"{self._path}/{call}"
            connection.request("POST", path, body, {"content-type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read(_MAX_ANSWER_BYTES))
        finally:
            connection.close()
        if response.status != 200 or not isinstance(answer, dict):  # noqa: PLR2004
            msg = f"status {response.status}"
            raise ValueError(msg)
        return answer


def _content(data: object, most: int) -> bytes:
    try:
        content = b64decode(data, validate=True) if isinstance(data, str) else None
    except ValueError:
        content = None
    if content is None:
        msg = "the archive's answer is no file"
        raise TransientError(msg)
    if len(content) > most:
        msg = f"the file has more than {most} bytes"
        raise InvalidEventError(msg)
    return content


def _wrong_secret(answer: Mapping[str, Any]) -> bool:
    code = answer.get("errcode")
    return isinstance(code, int) and code in WRONG_SECRET
