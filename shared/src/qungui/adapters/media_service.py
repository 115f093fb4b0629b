"""The operator's service that looks into pictures; its contract is docs/topics/media.md."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from qungui.adapters.inspection_answer import LARGEST, inspection_in
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import SettingsError, TransientError
from qungui.model.attachment import Media
from qungui.model.inspection import Inspection

LONGEST = 5.0  # seconds that one picture may take
_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_CANNOT_LOOK = frozenset(
    {
        HTTPStatus.NO_CONTENT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    }
)


class MediaService:
    """
    Implements :class:`qungui.ports.MediaInspector`.

    Nothing of a picture or an answer is ever logged; an error tells a status or a kind of error.
    """

    def __init__(self, *, url: str, token: Rotating[str]) -> None:
        """Raises SettingsError: *url* is neither https nor on this machine."""
        parts = urlsplit(url)
        if not _trusted(parts):
            msg = "the inspector's address must be https, or http on this machine"
            raise SettingsError(msg)
        self._parts = parts
        self._token = token

    def inspect(self, media: Media, content: bytes, *, seconds: float) -> Inspection | None:
        if seconds <= 0:
            msg = "the time for the inspector is up"
            raise TransientError(msg)
        status, answer = self._asked(media, content, min(seconds, LONGEST))
        if status in _CANNOT_LOOK:
            return None
        if status in _REFUSED:
            self._token.renewed()  # the next picture has it, if it is another one
        if status != HTTPStatus.OK:
            msg = f"the inspector answers {status}"
            raise TransientError(msg)
        return inspection_in(answer)

    def _asked(self, media: Media, content: bytes, seconds: float) -> tuple[int, bytes]:
        failure = ""
        try:
            with self._connected(seconds) as connection:
                connection.request("POST", self._target, content, self._headers(media))
                response = connection.getresponse()
                return response.status, response.read(LARGEST + 1)
        except (OSError, HTTPException, ValueError) as error:
            failure = type(error).__name__
        # Outside the except clause: the error may quote the answer.
        msg = f"the inspector does not answer: {failure}"
        raise TransientError(msg)

    @contextmanager
    def _connected(self, seconds: float) -> Iterator[HTTPConnection]:
        """
        Whatever the service does, the block ends within *seconds* of being connected: a time-out
        alone would start anew with each byte that trickles in.
        """
        kind = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        connection = kind(self._parts.netloc, timeout=seconds)
        try:
            connection.connect()
            watch = Timer(seconds, _shut, [connection.sock])
            watch.daemon = True
            watch.start()
            try:
                yield connection
            finally:
                watch.cancel()
        finally:
            connection.close()

    @property
    def _target(self) -> str:
        query = f"?{self._parts.query}" if self._parts.query else ""
        return (self._parts.path or "/") + query

    def _headers(self, media: Media) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self._token.value}",
            "Content-Type": "application/octet-stream",
            "Accept": "application/json",
            "Qungui-Contract": "1",
            "Qungui-Media-Kind": media.kind.value,
        }


def _trusted(parts: SplitResult) -> bool:
    if parts.username is not None or not parts.hostname:
        return False
    if parts.scheme == "http":
        try:
            return ip_address(parts.hostname).is_loopback
        except ValueError:
            return parts.hostname == "localhost"
    return parts.scheme == "https"


def _shut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        """It is closed already."""
