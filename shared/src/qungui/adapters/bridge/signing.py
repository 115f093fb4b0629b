"""HMAC-SHA256 over ``<timestamp>.<body>``, good for five minutes either way."""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from qungui.errors import ForgedEventError, InvalidEventError

TIMESTAMP, SIGNATURE = "x-qungui-timestamp", "x-qungui-signature"
WINDOW = timedelta(minutes=5)


def signed_headers(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    stamp = str(int(now.timestamp()))
    return {TIMESTAMP: stamp, SIGNATURE: _signature(secret, stamp, body)}


def check(secret: str, headers: dict[str, str], body: bytes, now: datetime) -> None:
    """
    Raises:
        InvalidEventError: No timestamp.
        ForgedEventError: Stale, from the future, or signed by somebody else.
    """
    stamp = headers.get(TIMESTAMP, "")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= len("9999999999")):
        msg = "no timestamp"
        raise InvalidEventError(msg)
    if abs(datetime.fromtimestamp(int(stamp), UTC) - now) > WINDOW:
        msg = "stale, or from the future"
        raise ForgedEventError(msg)
    given = headers.get(SIGNATURE, "").encode()
    if not hmac.compare_digest(given, _signature(secret, stamp, body).encode()):
        msg = "wrong signature"
        raise ForgedEventError(msg)


def _signature(secret: str, stamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, sha256).hexdigest()
