"""The archive over HTTP: pages, refusals, broken answers."""

import os
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from threading import Event

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.archive_local import LocalArchive
from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import InvalidEventError, PlatformRefusal, SettingsError, TransientError
from qungui.observability import metrics
from tests.support.build import NOON
from tests.support.http import Answer, Server, as_json
from tests.support.wecom import fixed


def page(*seqs):
    records = [
        {
            "seq": seq,
            "msgid": f"m{seq}",
            "publickey_ver": 1,
            "encrypt_random_key": "k",
            "encrypt_chat_msg": "c",
        }
        for seq in seqs
    ]
    return {"errcode": 0, "errmsg": "ok", "chatdata": records}


def archive(url, **changes):
    return LocalArchive(url=url, corp_id="ww1", secret=fixed("hunter2"), **changes)


def pulled(answer, **changes):
    with Server(answer).running() as server:
        return server, archive(server.url + "/archive", **changes).pull(after=7, limit=500)


def test_a_page_is_asked_for_with_who_and_where():
    server, records = pulled(lambda _: as_json(page(8, 9)))
    assert [(record.seq, record.message_id) for record in records] == [(8, "m8"), (9, "m9")]
    [asked] = server.asked
    assert (asked.method, asked.path) == ("POST", "/archive/getchatdata")
    assert asked.json() == {"corpid": "ww1", "secret": "hunter2", "seq": 7, "limit": 500}


def test_a_record_without_its_sealed_parts_is_still_a_record():
    _, records = pulled(lambda _: as_json({"errcode": 0, "chatdata": [{"seq": 8, "msgid": "m8"}]}))
    assert (records[0].key_version, records[0].sealed_key) == (0, "")


@pytest.mark.parametrize(
    "broken",
    [
        {"msgid": None},
        {"msgid": 5},
        {"publickey_ver": "one"},
        {"publickey_ver": [1]},
        {"encrypt_random_key": None},
        {"encrypt_chat_msg": {}},
    ],
)
def test_a_broken_record_with_a_number_is_one_that_cannot_be_opened(broken):
    answer = page(8, 9)
    answer["chatdata"][0] |= broken
    _, records = pulled(lambda _: as_json(answer))
    assert [record.seq for record in records] == [8, 9]


@pytest.mark.parametrize(
    "unplaced", [{}, None, "m8", {"seq": "8"}, {"seq": True}, {"seq": -1}, {"seq": 2**63}]
)
def test_a_record_without_a_number_is_counted_and_the_page_goes_on(unplaced):
    answer = page(8, 9)
    answer["chatdata"].insert(1, unplaced)
    _, records = pulled(lambda _: as_json(answer))
    assert [record.seq for record in records] == [8, 9]
    assert metrics.metric_set["RecordsUnplaced"]["Value"] == [1.0]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(b"<html>bad gateway</html>", 502), id="a gateway's page"),
        pytest.param(Answer(b"not JSON"), id="not JSON"),
        pytest.param(Answer(b"[]"), id="a list"),
        pytest.param(Answer(b'{"errcode": 0, "chatdata": []}', 500), id="a server error"),
        pytest.param(Answer(b"{}", 302, headers={"location": "/x"}), id="a redirect"),
        pytest.param(Answer(cut=True), id="a cut connection"),
        pytest.param(as_json({"errcode": 0}), id="no records"),
        pytest.param(as_json({"errcode": 0, "chatdata": 7}), id="records no list"),
        pytest.param(as_json({"errcode": [0], "chatdata": []}), id="no errcode"),
        pytest.param(as_json({"errcode": -1}), id="busy"),
        pytest.param(as_json({"errcode": 10001}), id="network"),
        pytest.param(as_json({"errcode": 45009}), id="too often"),
    ],
)
def test_whatever_may_pass_is_transient(answer):
    with pytest.raises(TransientError):
        pulled(lambda _: answer)


@pytest.mark.parametrize("code", [40001, 301042, 10009])
def test_a_refusal_names_its_code(code):
    with pytest.raises(PlatformRefusal) as raised:
        pulled(lambda _: as_json({"errcode": code}))
    assert raised.value.code == code


def test_a_secret_that_was_replaced_is_read_again_and_the_page_asked_for_again():
    def answer(asked):
        right = asked.json()["secret"] == "new"
        return as_json(page(8) if right else {"errcode": 40001})

    clock = ManualClock(NOON)
    secret = Rotating("old", lambda: "new", clock)
    with Server(answer).running() as server:
        wanted = LocalArchive(url=server.url, corp_id="ww1", secret=secret)
        with pytest.raises(PlatformRefusal):
            wanted.pull(after=7, limit=500)
        clock.advance(timedelta(minutes=1))
        assert len(wanted.pull(after=7, limit=500)) == 1
    assert len(server.asked) == 3


def test_a_broken_connection_is_tried_again_once():
    answers = [Answer(cut=True), as_json(page(8))]
    server, records = pulled(lambda _: answers.pop(0))
    assert (len(server.asked), len(records)) == (2, 1)


def test_an_archive_that_hangs_is_given_up():
    gone = Event()
    with pytest.raises(TransientError, match="TimeoutError"):
        pulled(lambda _: Answer(delay=lambda: gone.wait(0.3), cut=True), timeout=0.05)
    gone.set()


def test_an_archive_that_is_not_there_is_transient_and_the_secret_stays_unsaid():
    with pytest.raises(TransientError) as raised:
        archive("http://127.0.0.1:1").pull(after=0, limit=1)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("url", ["", "archive", "ftp://archive", "http://"])
def test_an_address_that_is_none_fails_at_once(url):
    with pytest.raises(SettingsError):
        archive(url)


def sealed(key, text):
    nonce = os.urandom(12)
    box = AESGCM(sha256(key.encode()).digest())
    return b64encode(nonce + box.encrypt(nonce, text, None)).decode()


def test_the_right_key_unseals():
    assert archive("http://x").unseal("key", sealed("key", "群规".encode())) == "群规"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(sealed("another", b"x"), id="another key"),
        pytest.param(sealed("key", b"x")[:-8], id="truncated"),
        pytest.param("", id="empty"),
        pytest.param("!", id="not base64"),
        pytest.param("AAAA", id="shorter than a nonce"),
        pytest.param(sealed("key", b"\xff"), id="non-UTF-8"),
    ],
)
def test_what_does_not_unseal_is_invalid(text):
    with pytest.raises(InvalidEventError):
        archive("http://x").unseal("key", text)
