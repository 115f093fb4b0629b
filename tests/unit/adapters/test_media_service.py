"""An inspector that does what it should not: nobody waits for it, and nothing is told of it."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from local.inspector import InspectorServer, made_picture
from local.loopback import LoopbackServer
from qungui.adapters.media_service import MediaService
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import SettingsError, TransientError
from qungui.model.attachment import Media, MediaKind
from qungui.model.inspection import Inspection
from tests.support.build import NOON, at
from tests.support.wecom import fixed

PICTURE = Media(kind=MediaKind.IMAGE, file_id="file-1", name="秘密.png")
GOOD = '{"v": 1, "labels": ["猫"], "words": "你好", "people": 2, "harmful": true}'.encode()


@contextmanager
def service(write):
    """A server whose every answer is what *write* does with the connection; what it heard."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.path, dict(self.headers), content))
            write(self.wfile)

        def log_message(self, *_):
            """Nothing."""

    with LoopbackServer(("127.0.0.1", 0), Handler).running() as server:
        url = f"http://127.0.0.1:{server.server_port}/look?tenant=7"
        yield MediaService(url=url, token=fixed("token-1")), heard


def told(status, payload=b"", *, length=None):
    head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(payload) if length is None else length}"
    return lambda out: out.write(f"{head}\r\n\r\n".encode() + payload)


def test_the_bytes_are_posted_with_kind_size_and_token_and_nothing_else():
    with service(told(200, GOOD)) as (inspector, heard):
        seen = inspector.inspect(PICTURE, b"\x00picture", seconds=9)
    assert seen == Inspection(labels=frozenset({"猫"}), words="你好", people=2, harmful=True)
    [(path, headers, content)] = heard
    assert (path, content) == ("/look?tenant=7", b"\x00picture")
    assert headers["Content-Length"] == "8"
    assert headers["Qungui-Media-Kind"] == "image"
    assert headers["Authorization"] == "Bearer token-1"
    assert set(headers) == {
        *("Host", "Accept-Encoding", "Content-Length", "Authorization", "Content-Type", "Accept"),
        *("Qungui-Contract", "Qungui-Media-Kind"),
    }


@pytest.mark.parametrize("status", [204, 413, 415])
def test_what_the_service_cannot_look_into_is_nothing(status):
    with service(told(status)) as (inspector, _):
        assert inspector.inspect(PICTURE, b"x", seconds=9) is None


@pytest.mark.parametrize("status", [201, 301, 302, 307, 400, 401, 403, 404, 429, 500, 503])
def test_any_other_status_is_transient_even_with_a_good_answer(status):
    with service(told(status, GOOD)) as (inspector, heard):
        with pytest.raises(TransientError):
            inspector.inspect(PICTURE, b"x", seconds=9)
        assert len(heard) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda out: out.write(b"\x00\x01\x02"),
        lambda out: out.write(b""),
        told(200, b"{", length=5000),
        lambda out: out.write(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200 + b"\r\n"),
        told(200, GOOD + b" " * 70_000),
    ],
    ids=["no HTTP", "nothing", "cut off", "endless head", "too much"],
)
def test_an_answer_that_is_none_is_transient(write):
    with service(write) as (inspector, _), pytest.raises(TransientError):
        inspector.inspect(PICTURE, b"x", seconds=9)


@pytest.mark.parametrize("more", [b"Connection: close\r\n\r\n", b"\r\n", b""])
def test_a_service_that_trickles_is_left_when_the_time_is_up(more):
    done = Event()

    def trickle(out):
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n" + more)
        while not done.wait(0.02):
            try:
                out.write(b" ")
            except OSError:
                return

    try:
        with service(trickle) as (inspector, _), pytest.raises(TransientError):
            inspector.inspect(PICTURE, b"x", seconds=0.3)
    finally:
        done.set()


def test_nobody_there_is_transient_and_tells_no_address():
    inspector = MediaService(url="http://127.0.0.1:1/look", token=fixed("token-1"))
    with pytest.raises(TransientError) as raised:
        inspector.inspect(PICTURE, b"x", seconds=9)
    assert "127.0.0.1" not in str(raised.value)


def test_no_error_tells_the_token_or_what_was_said():
    with service(told(200, b'{"v": 1, "labels": "hunter2"}')) as (inspector, _):
        with pytest.raises(TransientError) as raised:
            inspector.inspect(PICTURE, b"x", seconds=9)
        error = raised.value
        assert error.__cause__ is None
        assert error.__context__ is None
        assert "hunter2" not in str(error)


def test_a_token_that_was_replaced_is_read_again():
    clock = ManualClock(NOON)
    with InspectorServer("new").running() as server:
        inspector = MediaService(url=server.url, token=Rotating("old", lambda: "new", clock))
        clock.move_to(at(minutes=2))
        with pytest.raises(TransientError, match="401"):
            inspector.inspect(PICTURE, made_picture(), seconds=9)
        assert inspector.inspect(PICTURE, made_picture(), seconds=9) is not None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "look",
        "ftp://127.0.0.1/look",
        "http://example.com/look",
        "http://10.0.0.1/look",
        "http://127.0.0.1.example.com/look",
        "https:///look",
        "https://user:password@example.com/look",
    ],
)
def test_an_address_that_others_could_listen_to_stops_the_deployment(url):
    with pytest.raises(SettingsError):
        MediaService(url=url, token=fixed("token-1"))


@pytest.mark.parametrize(
    "url", ["https://example.com/look", "http://localhost:8000", "http://[::1]:8000/look"]
)
def test_an_address_that_is_encrypted_or_on_this_machine_is_taken(url):
    assert MediaService(url=url, token=fixed("token-1"))
