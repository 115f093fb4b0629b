"""The message archive through Tencent's library."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

from qungui.adapters.wecom.archive_pages import NO_SUCH_FILE, check, records_in
from qungui.adapters.wecom.finance_library import FinanceLibrary
from qungui.errors import InvalidEventError, PlatformRefusal, TransientError
from qungui.model.archive import SealedRecord
from qungui.model.attachment import Media

_LOWER_LIMIT = 301058  # the page would be too large: ask for fewer records
_TIMEOUT = 10  # seconds; the library knows whole ones only


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """
    How the library reaches the platform, whose list of trusted addresses must name our exit.

    Attributes:
        proxy: E.g. ``http://10.0.0.1:8080``; empty for none.
        proxy_password: ``user:password`` of the proxy; empty for none.
        seconds: How long one call may take.
    """

    proxy: str = ""
    proxy_password: str = ""
    seconds: int = _TIMEOUT

    def within(self, seconds: float) -> "Way":
        """Raises TransientError where not a whole second is left."""
        if seconds < 1:
            msg = "the time for the archive is up"
            raise TransientError(msg)
        return replace(self, seconds=min(self.seconds, int(seconds)))

    def arguments(self) -> tuple[bytes, bytes, int]:
        return self.proxy.encode(), self.proxy_password.encode(), self.seconds


class SdkArchive:
    """
    Implements :class:`qungui.ports.ChatArchive` and :class:`qungui.ports.MediaStore`.

    One object of the library lives as long as the process; only one that never initialised is
    made anew, at the next call.
    """

    def __init__(
        self, library: FinanceLibrary, *, corp_id: str, secret: str, way: Way | None = None
    ) -> None:
        self._library = library
        self._who = corp_id.encode(), secret.encode()
        self._way = way or Way()
        self._sdk: int | None = None

    def pull(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        """
        Asks for fewer records where a page would be too large.

        Raises:
            TransientError: It may pass: network, the platform is busy.
            PlatformRefusal: 10009 and 301042 address not trusted, 301052 expired, 301053 off, …
        """
        while True:
            try:
                return self._page(after, limit)
            except PlatformRefusal as refusal:
                if refusal.code != _LOWER_LIMIT or limit == 1:
                    raise
                limit //= 2

    def unseal(self, random_key: str, sealed_message: str) -> str:
        with self._library.slice() as out:
            key, message = random_key.encode(), sealed_message.encode()
            code = self._library.calls.DecryptData(key, message, out)
            if code != 0:
                msg = f"the key does not fit: {code}"
                raise InvalidEventError(msg)
            try:
                return self._library.in_slice(out).decode()
            except UnicodeDecodeError:
                msg = "what was unsealed is no text"
                raise InvalidEventError(msg) from None

    def fetch(self, media: Media, *, most: int, seconds: float) -> bytes:
        """
        The content, part by part; a part waits no longer than what is left of *seconds*.

        Raises:
            InvalidEventError: It has no file, or more than *most* bytes, or is gone.
            TransientError, PlatformRefusal: As ``pull`` does.
        """
        if not media.file_id or media.size > most:
            msg = f"no file of at most {most} bytes"
            raise InvalidEventError(msg)
        content, index, finished = bytearray(), b"", False
        until = monotonic() + seconds
        while not finished:
            way = self._way.within(until - monotonic())
            chunk, following, finished = self._chunk(media.file_id, index, way)
            content += chunk
            if len(content) > most:
                msg = f"the file has more than {most} bytes"
                raise InvalidEventError(msg)
            if not finished and following == index:
                msg = "the archive repeats a part of the file"
                raise TransientError(msg)
            index = following
        return bytes(content)

    def close(self) -> None:
        """Give the library's object back; the next call makes another."""
        if self._sdk is not None:
            self._library.calls.DestroySdk(self._sdk)
            self._sdk = None

    def _page(self, after: int, limit: int) -> Sequence[SealedRecord]:
        with self._library.slice() as out:
            sdk, way = self._ready(), self._way.arguments()
            check(self._library.calls.GetChatData(sdk, after, limit, *way, out))
            raw = self._library.in_slice(out)
        try:
            answer = json.loads(raw)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            msg = "the archive's answer is no page"
            raise TransientError(msg)
        return records_in(answer)

    def _chunk(self, file_id: str, index: bytes, way: Way) -> tuple[bytes, bytes, bool]:
        """A part of at most 512 KiB, where the next one begins, and whether it was the last."""
        library, file = self._library, file_id.encode()
        with library.media_data() as out:
            code = library.calls.GetMediaData(self._ready(), index, file, *way.arguments(), out)
            if code in NO_SUCH_FILE:
                msg = f"the archive does not hold the file: {code}"
                raise InvalidEventError(msg)
            check(code)
            finished = library.calls.IsMediaDataFinish(out) == 1
            return library.data_in(out), library.index_in(out), finished

    def _ready(self) -> int:
        """The library's object, initialised."""
        if self._sdk is None:
            sdk = self._library.calls.NewSdk()
            if not sdk:
                msg = "the archive's library makes no object"
                raise TransientError(msg)
            code = self._library.calls.Init(sdk, *self._who)
            if code != 0:
                self._library.calls.DestroySdk(sdk)
                check(code)
            self._sdk = sdk
        return self._sdk
