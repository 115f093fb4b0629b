"""A reference of the service that looks into pictures (docs/topics/media.md), and its pictures."""

import json
from collections.abc import Sequence
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any

from local.loopback import LoopbackServer

_LOOPBACK = "127.0.0.1"
_LARGEST = 8 * 1024 * 1024
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KINDS = frozenset({"image", "emotion"})


def made_picture(labels: Sequence[str] = ()) -> bytes:
    """Nothing to look at: what a service should see in it stands inside in words."""
    return _SIGNATURE + "\n".join(labels).encode()


def seen_in(content: bytes) -> dict[str, Any] | None:
    """The answer of the contract; None for what is no picture."""
    if not content.startswith(_SIGNATURE):
        return None
    labels = content.removeprefix(_SIGNATURE).decode().splitlines()
    return {"v": 1, "labels": labels, "words": "", "people": None, "harmful": False}


class InspectorServer(LoopbackServer):
    """
    Attributes:
        token: What a caller must bear.
    """

    daemon_threads = True

    def __init__(self, token: str) -> None:
        super().__init__((_LOOPBACK, 0), _Handler)
        self.token = token

    @property
    def url(self) -> str:
        return f"http://{_LOOPBACK}:{self.server_port}/inspect"


class _Handler(BaseHTTPRequestHandler):
    server: InspectorServer

    def do_POST(self) -> None:
        status, answer = self._answer()
        raw = b"" if answer is None else json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Nothing: who sends pictures is nobody's business."""

    def _answer(self) -> tuple[HTTPStatus, dict[str, Any] | None]:
        size = int(self.headers.get("Content-Length") or 0)
        if size > _LARGEST:
            self.close_connection = True
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, None
        content = self.rfile.read(size)
        borne = (self.headers.get("Authorization") or "").encode()
        if not compare_digest(borne, f"Bearer {self.server.token}".encode()):
            return HTTPStatus.UNAUTHORIZED, None
        if self.headers.get("Qungui-Contract") != "1":
            return HTTPStatus.BAD_REQUEST, None
        seen = seen_in(content)
        if seen is None or self.headers.get("Qungui-Media-Kind") not in _KINDS:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, None
        return HTTPStatus.OK, seen
