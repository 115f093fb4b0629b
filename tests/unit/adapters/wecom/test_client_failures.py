"""What a failed call to the platform means, and what never leaks from it."""

import traceback
from threading import Event

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.wecom.client import UnansweredError, WeComClient
from qungui.errors import QunguiError, TransientError
from qungui.model.token import Token
from tests.support.build import NOON, at
from tests.support.functions import logged
from tests.support.http import Answer, Server, as_json
from tests.support.wecom import CHAT, fixed, free

WHICH = {"chatid": CHAT.name}
SECRET, TOKEN = "hunter2", "token-9"
TOKEN_ANSWER = {"errcode": 0, "errmsg": "ok", "access_token": TOKEN, "expires_in": 7200}


def get(client):
    return client.get("appchat/get", WHICH)["chat_info"]["owner"]


def answering(answer, token=TOKEN_ANSWER):
    """A platform whose calls all get *answer*, and whose tokens are given."""
    return Server(lambda asked: as_json(token) if "gettoken" in asked.path else answer)


def client_of(url, tokens=None, **more):
    return WeComClient(
        base_url=url + "/cgi-bin/",
        corp_id="wwcorp",
        secret=fixed(SECRET),
        tokens=tokens or MemoryTokenStore(),
        clock=ManualClock(NOON),
        toll=free(),
        **more,
    )


def failure(server, **more):
    """What a call to *server* raises; nothing of it may show secret or token."""
    with server.running(), logged() as log:
        client = client_of(server.url, **more)
        with pytest.raises(QunguiError) as raised:
            client.post("appchat/send", {"text": {"content": "大家好"}})
    assert_scrubbed(raised.value)
    assert SECRET not in log.getvalue()
    return raised.value


def assert_scrubbed(error):
    said = "".join(traceback.format_exception(error, chain=True)) + repr(error)
    assert SECRET not in said
    assert TOKEN not in said
    assert error.__cause__ is None
    assert error.__context__ is None or isinstance(error.__context__, QunguiError)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(b"<html/>", 502), id="a gateway's page"),
        pytest.param(Answer(b'{"errcode": 0}', 500), id="a server error"),
        pytest.param(Answer(b"<html>login</html>"), id="no JSON"),
        pytest.param(Answer(b"[]"), id="a list"),
        pytest.param(Answer(b'{"errmsg": "ok"}'), id="no errcode"),
        pytest.param(Answer(b'{"errcode": "soon"}'), id="an errcode of words"),
        pytest.param(Answer(b"", 302, headers={"location": "/elsewhere"}), id="a redirect"),
        pytest.param(Answer(cut=True), id="a cut connection"),
    ],
)
def test_without_an_answer_the_call_may_have_been_carried_out(answer):
    assert isinstance(failure(answering(answer)), UnansweredError)


def test_a_redirect_is_not_followed_for_the_token_would_go_with_it():
    server = answering(Answer(b"", 302, headers={"location": "/elsewhere"}))
    failure(server)
    assert not any("elsewhere" in asked.path for asked in server.asked)


def test_too_many_requests_were_not_carried_out():
    error = failure(answering(Answer(b"slow down", 429)))
    assert isinstance(error, TransientError)
    assert not isinstance(error, UnansweredError)


def test_a_call_that_hangs_may_have_been_carried_out():
    gone = Event()
    server = answering(Answer(delay=lambda: gone.wait(0.5), cut=True))
    assert isinstance(failure(server, timeout=(1, 0.05)), UnansweredError)
    gone.set()


def test_a_token_call_that_hangs_is_given_up_and_nothing_was_begun():
    gone = Event()
    server = Server(lambda _: Answer(delay=lambda: gone.wait(0.5), cut=True))
    error = failure(server, timeout=(1, 0.05))
    gone.set()
    assert isinstance(error, TransientError)
    assert not isinstance(error, UnansweredError)


@pytest.mark.parametrize("token", [{"errcode": 0}, {"errcode": 0, "access_token": "x"}, [], 7])
def test_a_token_answer_without_a_token_is_transient(token):
    error = failure(answering(Answer(), token))
    assert isinstance(error, TransientError)
    assert not isinstance(error, UnansweredError)


def test_a_platform_that_is_not_there_was_not_called():
    with pytest.raises(TransientError) as raised:
        get(client_of("http://127.0.0.1:1"))
    assert not isinstance(raised.value, UnansweredError)
    assert_scrubbed(raised.value)


def test_a_platform_that_is_not_there_once_a_token_is_known_was_not_called():
    class Known(MemoryTokenStore):
        def get(self, key):
            return Token(TOKEN, at(hours=1))

    with pytest.raises(TransientError) as raised:
        get(client_of("http://127.0.0.1:1", Known()))
    assert not isinstance(raised.value, UnansweredError)
    assert_scrubbed(raised.value)


def test_no_connection_is_kept_between_calls():
    connections = set()

    def noting(asked):
        connections.add(asked.client)
        return as_json(TOKEN_ANSWER)

    with Server(noting).running() as server:
        client = client_of(server.url)
        for _ in range(5):
            client.post("message/send", {})
    assert len(connections) == len(server.asked) == 6


def test_a_platform_that_did_not_understand_all_of_a_call_is_logged():
    warned = as_json({"errcode": 0, "errmsg": "ok Warning: wrong json format."})
    with answering(warned).running() as server, logged() as log:
        client_of(server.url).post("message/send", {})
    assert "message/send" in log.getvalue()
