"""Bad calls to the callback function: status, metric, and nothing genuine lost."""

from dataclasses import replace

import pytest
from moto import mock_aws

from tests.support.callback_stack import Stack, now
from tests.support.callbacks import crypto, http_event, outer, request
from tests.support.functions import metrics_in

DEEP = b"<a>" * 200_000 + b"</a>" * 200_000
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'


@pytest.fixture
def stack(monkeypatch):
    with mock_aws():
        yield Stack(monkeypatch.setenv)


def bad(payload=None, /, **changes):
    """A call of this moment with something wrong; without changes it would be genuine."""
    call = request(at=now(), **changes)
    return http_event(call if payload is None else replace(call, payload=payload))


def signed_now(encrypt):
    call = request(at=now())
    signature = crypto().signature(call.timestamp, call.nonce, encrypt)
    return http_event(replace(call, signature=signature, payload=outer(encrypt)))


def without_query():
    return {**bad(), "queryStringParameters": None}


def not_encodable():
    return {**bad(), "body": "\ud800"}


def bad_transfer_coding():
    return {**bad(), "body": "=", "isBase64Encoded": True}


def oversized_base64():
    return http_event(replace(request(at=now()), payload=b"x" * 65_537), encoded=True)


FORGED, MALFORMED, OVERSIZED = "CallbacksForged", "CallbacksMalformed", "CallbacksOversized"


@pytest.mark.parametrize(
    ("make", "status", "metric"),
    [
        pytest.param(lambda: bad(signature="0" * 40), 403, FORGED, id="wrong signature"),
        pytest.param(lambda: bad(signature=""), 403, FORGED, id="no signature"),
        pytest.param(lambda: bad(sealer=crypto(token="x")), 403, FORGED, id="wrong token"),
        pytest.param(lambda: bad(sealer=crypto("wwother")), 403, FORGED, id="wrong receiveid"),
        pytest.param(lambda: bad(timestamp="1700000000"), 403, FORGED, id="stale"),
        pytest.param(lambda: bad(timestamp="4000000000"), 403, FORGED, id="from the future"),
        pytest.param(lambda: bad(timestamp="soon"), 400, MALFORMED, id="no time"),
        pytest.param(without_query, 400, MALFORMED, id="no query"),
        pytest.param(lambda: bad(b""), 400, MALFORMED, id="empty"),
        pytest.param(lambda: bad(b"<xml><Encrypt>abc"), 400, MALFORMED, id="truncated"),
        pytest.param(lambda: bad(b"<xml><Encrypt/></xml>"), 400, MALFORMED, id="nothing sealed"),
        pytest.param(lambda: bad(b"<xml>\xff\xfe</xml>"), 400, MALFORMED, id="non-UTF-8"),
        pytest.param(not_encodable, 400, MALFORMED, id="half a character"),
        pytest.param(lambda: bad(BOMB), 400, MALFORMED, id="entity bomb"),
        pytest.param(lambda: signed_now("!"), 400, MALFORMED, id="bad base64"),
        pytest.param(lambda: signed_now("A" * 64), 400, MALFORMED, id="bad padding"),
        pytest.param(bad_transfer_coding, 400, MALFORMED, id="bad transfer coding"),
        pytest.param(lambda: bad(b"x" * 65_537), 413, OVERSIZED, id="over 64 KiB"),
        pytest.param(oversized_base64, 413, OVERSIZED, id="over 64 KiB inside base64"),
        pytest.param(lambda: bad(DEEP), 413, OVERSIZED, id="200,000 deep"),
    ],
)
def test_bad_input_is_refused_counted_and_leaves_the_genuine_alone(
    stack, capsys, make, status, metric
):
    answer = stack.call(make())
    assert (answer["statusCode"], answer["body"]) == (status, "")
    assert metrics_in(capsys.readouterr().out) == {"Callbacks": 1, metric: 1}
    assert stack.queued() == []
    assert stack.call(http_event(request(at=now())))["statusCode"] == 200
    assert len(stack.queued()) == 1


def test_a_body_of_exactly_64_kib_is_parsed(stack):
    body = b"<xml><Encrypt>x</Encrypt>" + b" " * (65_536 - 31) + b"</xml>"
    assert len(body) == 65_536
    assert stack.call(bad(body))["statusCode"] == 403
