"""The callback function from HTTP event to queue, on AWS's own protocols (moto)."""

from dataclasses import replace

import pytest
from moto import mock_aws

from qungui.adapters.wecom.xml import top_level
from qungui.errors import SettingsError
from tests.support.callback_stack import Stack, now
from tests.support.callbacks import (
    CORP,
    NOTICE,
    SECRET,
    crypto,
    event_xml,
    http_event,
    request,
)
from tests.support.functions import logged, metrics_in, sample, samples


@pytest.fixture
def stack(monkeypatch):
    with mock_aws():
        yield Stack(monkeypatch.setenv)


def fresh(event):
    """A sample sealed again for this moment; a forged signature stays forged."""
    query = event["queryStringParameters"]
    old = {"timestamp": query["timestamp"], "nonce": query["nonce"]}
    method = event["requestContext"]["http"]["method"]
    encoded = event["isBase64Encoded"]
    plain = NOTICE.encode()
    forged = set(query["msg_signature"]) == {"0"}
    if not forged and not encoded:
        body = query.get("echostr") or top_level(event["body"].encode())["Encrypt"]
        plain = crypto().open(body, signature=query["msg_signature"], **old)
    identity = event["pathParameters"]["identity"]
    call = request(plain, identity=identity, at=now(), echo=method == "GET")
    if forged:
        call = replace(call, signature=query["msg_signature"])
    return http_event(call, method=method, encoded=encoded)


EXPECTED = {
    "url_verification": (200, None, None),
    "archive_notice": (200, "collect", CORP),
    "archive_notice_base64": (200, "collect", CORP),
    "card_click": (200, "desk", "wangwu"),
    "words_to_the_app": (200, "desk", "zhangsan"),
    "contact_change": (200, "desk", "zhangsan"),
    "app_about_to_be_closed": (200, "desk", "ops"),
    "customer_group_change": (200, "lifecycle", "wrAAAA"),
    "forged": (403, None, None),
    "unknown_identity": (404, None, None),
}


def test_every_sample_has_an_expectation():
    assert samples("message_callback") == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_answered_and_queued_as_the_routing_table_says(stack, name):
    status, queue, lane = EXPECTED[name]
    answer = stack.call(fresh(sample("message_callback", name)))
    assert answer["statusCode"] == status
    assert [entry[:2] for entry in stack.queued()] == ([(queue, lane)] if queue else [])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_as_recorded_is_stale_by_now(stack, name):
    assert stack.call(sample("message_callback", name))["statusCode"] == 403
    assert stack.queued() == []


def test_the_verification_answers_the_exact_plaintext(stack):
    answer = stack.call(http_event(request("16161403", echo=True, at=now()), method="GET"))
    assert answer == {
        "statusCode": 200,
        "headers": {"content-type": "text/plain; charset=utf-8"},
        "body": "16161403",
    }


def test_an_event_is_answered_with_an_empty_body(stack):
    answer = stack.call(http_event(request(at=now())))
    assert answer == {"statusCode": 200, "body": ""}


def test_another_method_is_not_allowed(stack):
    event = http_event(request(at=now()))
    event["requestContext"]["http"]["method"] = "PUT"
    assert stack.call(event)["statusCode"] == 405


def test_a_replay_is_answered_like_the_first_counted_and_queued_once(stack, capsys):
    event = http_event(request(at=now()))
    answers = [stack.call(event), stack.call(event)]
    assert answers == [{"statusCode": 200, "body": ""}] * 2
    assert metrics_in(capsys.readouterr().out) == {"Callbacks": 2, "CallbacksReplayed": 1}
    assert len(stack.queued()) == 1


def test_a_genuine_event_of_an_unknown_kind_is_kept_and_counted(stack, capsys):
    plain = event_xml({"Event": "an_event_of_next_year"})
    assert stack.call(http_event(request(plain, at=now())))["statusCode"] == 200
    assert metrics_in(capsys.readouterr().out) == {"Callbacks": 1, "CallbacksUnknown": 1}
    [(queue, _, body)] = stack.queued()
    assert (queue, body["kind"], body["body"]["plaintext"]) == ("unknown", "callback", plain)


def test_the_platform_is_asked_to_call_again_when_the_queue_does_not_answer(stack, capsys):
    stack.sqs.delete_queue(QueueUrl=stack.urls["collect"])
    answer = stack.call(http_event(request(at=now())))
    assert (answer["statusCode"], answer["body"]) == (503, "")
    assert metrics_in(capsys.readouterr().out) == {"Callbacks": 1}


def test_a_deployment_without_its_secret_fails_at_init(monkeypatch):
    with mock_aws(), pytest.raises(SettingsError):
        Stack(lambda name, value: monkeypatch.setenv(name, value + "-missing"))


def test_nothing_that_is_logged_holds_a_secret_or_a_plaintext(stack, capsys):
    with logged() as log:
        stack.call(http_event(request(at=now(), signature="0" * 40)))
        stack.call(http_event(request(at=now())))
    output = capsys.readouterr().out + log.getvalue()
    assert "wrong signature" in output
    for secret in (*SECRET["archive"].values(), "msgaudit_notify"):
        assert secret not in output
