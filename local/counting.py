"""A way to the table that counts: functions go through it, the driver does not."""

import socket
from collections import Counter
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from threading import Lock
from urllib.parse import urlsplit

from local.fake_wecom.server import LOOPBACK
from local.loopback import LoopbackServer

PATIENCE = 60  # seconds; longer than any client's own


class CountingProxy(LoopbackServer):
    """
    Passes DynamoDB requests on to *target* unchanged, signatures included.

    Attributes:
        counts: Requests by operation, e.g. ``UpdateItem``.
    """

    daemon_threads = True

    def __init__(self, target: str, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.target = urlsplit(target).netloc
        self.counts: Counter[str] = Counter()
        self._lock = Lock()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"

    def count(self, operation: str) -> None:
        with self._lock:
            self.counts[operation] += 1

    def seen(self) -> Counter[str]:
        with self._lock:
            return self.counts.copy()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one segment
    server: CountingProxy

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._upstream = HTTPConnection(self.server.target, timeout=PATIENCE)

    def finish(self) -> None:
        self._upstream.close()
        super().finish()

    def do_POST(self) -> None:
        self.server.count(self.headers.get("X-Amz-Target", "").rpartition(".")[2])
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._upstream.request("POST", self.path, body, dict(self.headers))
        answer = self._upstream.getresponse()
        content = answer.read()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in {"connection", "transfer-encoding", "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing."""
