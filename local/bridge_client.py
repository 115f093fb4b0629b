"""
A reference for whoever writes a bridge: how to sign events, and how to check and answer requests.

    python -m local.bridge_client say --url …/callback/bridge --group g1 --sender m1 --text …
    python -m local.bridge_client change --url …/callback/bridge --group g1 --kind join --sender m1
    python -m local.bridge_client listen --port 8790

The shared secret comes from the environment variable BRIDGE_SECRET.
"""

import argparse
import json
import os
import sys
from datetime import datetime
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from qungui.adapters.bridge.signing import check, signed_headers
from qungui.adapters.clock import SystemClock
from qungui.errors import InvalidEventError

CLOCK = SystemClock()
LARGEST = 64 * 1024
CHANGES = ("join", "leave", "rename", "dismiss")


def text_event(*, group: str, sender: str, text: str, at: datetime) -> dict[str, Any]:
    """A message as the product takes it; ``ts`` in milliseconds."""
    return {
        "v": 1,
        "source": "reference",
        "event_id": uuid4().hex,
        "ts": int(at.timestamp() * 1000),
        "group": {"id": group},
        "sender": {"id": sender},
        "kind": "text",
        "text": text,
        "mentions": [],
    }


def change_event(
    *, group: str, kind: str, at: datetime, name: str = "", sender: str = "", nickname: str = ""
) -> dict[str, Any]:
    """
    A change of the group: *kind* ``join`` or ``leave`` of *sender*, ``rename`` to *name*, or
    ``dismiss``.
    """
    event: dict[str, Any] = {
        "v": 1,
        "source": "reference",
        "event_id": uuid4().hex,
        "ts": int(at.timestamp() * 1000),
        "group": {"id": group, "name": name},
        "kind": kind,
    }
    return {**event, "sender": {"id": sender, "name": nickname}} if sender else event


def post(url: str, secret: str, event: dict[str, Any]) -> int:
    """The status: 200 kept, 4xx never again, 5xx send it again."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.netloc, timeout=10)
    body = json.dumps(event, ensure_ascii=False).encode()
    try:
        headers = {"content-type": "application/json", **signed_headers(secret, body, CLOCK.now())}
        connection.request("POST", parts.path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


class Listener(ThreadingHTTPServer):
    """
    Hears requests on loopback and carries out none: it says 202, a person will look at it.

    Attributes:
        heard: Every request whose signature was good.
    """

    daemon_threads = True

    def __init__(self, secret: str, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.secret = secret
        self.heard: list[dict[str, Any]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        size = min(int(self.headers.get("Content-Length") or 0), LARGEST)
        body = self.rfile.read(size)
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            check(self.server.secret, headers, body, CLOCK.now())
            wanted = json.loads(body)
        except (InvalidEventError, ValueError):
            self._say(403)
            return
        self.server.heard.append(wanted)
        self._say(202)

    def log_message(self, *_: object) -> None:
        """Nothing: requests hold words for people."""

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m local.bridge_client")
    ways = parser.add_subparsers(dest="way", required=True)
    say = ways.add_parser("say")
    for name in ("url", "group", "sender", "text"):
        say.add_argument(f"--{name}", required=True)
    change = ways.add_parser("change")
    for name in ("url", "group"):
        change.add_argument(f"--{name}", required=True)
    change.add_argument("--kind", required=True, choices=CHANGES)
    for name in ("name", "sender", "nickname"):
        change.add_argument(f"--{name}", default="")
    ways.add_parser("listen").add_argument("--port", type=int, default=8790)
    given = parser.parse_args(arguments)
    secret = os.environ["BRIDGE_SECRET"]
    if given.way == "listen":
        Listener(secret, given.port).serve_forever()
    facts = {name: value for name, value in vars(given).items() if name not in {"way", "url"}}
    made = text_event if given.way == "say" else change_event
    print(status := post(given.url, secret, made(**facts, at=CLOCK.now())))
    return 0 if status == 200 else 1  # noqa: PLR2004 - HTTP's own number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
