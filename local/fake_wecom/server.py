"""HTTP on loopback around the corp and the archive, and a back door for the driver."""

import json
import socket
from collections.abc import Callable, Mapping
from email.parser import BytesParser
from email.policy import HTTP
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from local.fake_wecom.archive import Archive, Filing
from local.fake_wecom.company import Company
from local.fake_wecom.corp import Corp, Request
from local.loopback import LoopbackServer

LOOPBACK = "127.0.0.1"
API = "/cgi-bin/"
PULL = "/archive/getchatdata"
FILE = "/archive/getmediadata"
BACK_DOOR = "/_local/"  # not WeCom: how the driver files records and reads the calls
LARGEST_BODY = 32 * 1024 * 1024


_BY_HAND: Mapping[str, Callable[..., None]] = {
    "dissolve": Company.dissolve,
    "leave": Company.leave,
    "dismiss": Company.dismiss,
}


class FakeWeComServer(LoopbackServer):
    daemon_threads = True
    request_queue_size = 128  # callers at once that wait for a thread

    def __init__(self, corp: Corp, archive: Archive, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.corp = corp
        self.archive = archive

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"

    @property
    def api_url(self) -> str:
        return self.url + API

    @property
    def archive_url(self) -> str:
        return self.url + "/archive"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one segment: no wait for an acknowledgement
    server: FakeWeComServer

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, *_: object) -> None:
        """Nothing: URLs hold tokens."""

    def _answer(self, method: str) -> None:
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        reply = self._reply(method, url.path, query, self._json())
        if reply is None:
            self.close_connection = True
            return
        raw = json.dumps(reply, ensure_ascii=False).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _json(self) -> object:
        size = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)
        raw = self.rfile.read(size)
        kind = self.headers.get("Content-Type") or ""
        if kind.startswith("multipart/form-data"):
            return _files(kind, raw)
        try:
            return json.loads(raw) if raw else None
        except ValueError:
            return None

    def _reply(
        self, method: str, path: str, query: Mapping[str, str], body: object
    ) -> Mapping[str, Any] | None:
        if path.startswith(API):
            return self.server.corp.answer(Request(method, path.removeprefix(API), query, body))
        if (method, path) == ("POST", PULL):
            return self.server.archive.pull(body)
        if (method, path) == ("POST", FILE):
            return self.server.archive.file(body)
        if path.startswith(BACK_DOOR):
            return self._through_back_door(path.removeprefix(BACK_DOOR), query, body)
        return {"errcode": HTTPStatus.NOT_FOUND, "errmsg": "no such page"}

    def _through_back_door(
        self, path: str, query: Mapping[str, str], body: object
    ) -> Mapping[str, Any]:
        if path == "file" and isinstance(body, list):
            numbers = [self.server.archive.append(Filing(**each)) for each in body]
            return {"last": numbers[-1] if numbers else 0}
        if path == "calls":
            calls = self.server.corp.calls(int(query.get("since", "0")))
            return {"calls": [call.to_json() for call in calls]}
        if path in _BY_HAND and isinstance(body, dict):
            self.server.corp.by_hand(_BY_HAND[path], body)
            return {"errcode": 0}
        if path == "bot-address" and isinstance(body, dict):
            return {"url": self.server.api_url + self.server.corp.address_for_bot(body["to"])}
        return {"errcode": HTTPStatus.NOT_FOUND, "errmsg": "no such door"}


def _files(kind: str, raw: bytes) -> Mapping[str, Any]:
    """Name and size of each uploaded file, by its field."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    parts = BytesParser(policy=HTTP).parsebytes(head + raw).iter_parts()
    return {
        str(part.get_param("name", header="content-disposition")): {
            "name": part.get_filename() or "",
            "size": len(part.get_payload(decode=True)),
        }
        for part in parts
    }
