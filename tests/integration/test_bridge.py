"""The bridge: events in by the callback function, requests out to the reference client."""

import json
from threading import Thread

import pytest
from moto import mock_aws

from local.bridge_client import CHANGES, Listener, change_event, text_event
from qungui.adapters.bridge.power import BridgePower
from qungui.adapters.bridge.signing import signed_headers
from qungui.adapters.clock import SystemClock
from qungui.errors import SettingsError
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.outcome import Done, NoPower, Refused, Unsure
from tests.support.build import group, person
from tests.support.callback_stack import Stack
from tests.support.callbacks import SECRET
from tests.support.http import Answer, Server

CLOCK = SystemClock()
SHARED = "made-up"
BRIDGED = group(kind=GroupKind.BRIDGE, aliases=(Alias("bridge", "g1"),))
MEMBER = person(Alias("bridge", "m1"))


@pytest.fixture
def aws():
    with mock_aws():
        yield


@pytest.fixture
def stack(aws, monkeypatch):
    return Stack(monkeypatch.setenv, {**SECRET, "bridge": {"secret": SHARED}})


def posted(event, secret=SHARED, method="POST", **changes):
    body = json.dumps(event, ensure_ascii=False)
    return {
        "version": "2.0",
        "pathParameters": {"identity": "bridge"},
        "requestContext": {"http": {"method": method}},
        "headers": {**signed_headers(secret, body.encode(), CLOCK.now())},
        "body": body,
        "isBase64Encoded": False,
        **changes,
    }


def an_event(**changes):
    return {**text_event(group="g1", sender="m1", text="大家好", at=CLOCK.now()), **changes}


def test_a_signed_message_goes_to_the_judge(stack):
    assert stack.call(posted(an_event()))["statusCode"] == 200
    ((queue, lane, body),) = stack.queued()
    assert (queue, lane, body["kind"]) == ("inbound", "bridge:g1", "message")


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_the_group_goes_to_its_lane_of_the_lifecycle(stack, kind):
    event = change_event(group="g1", kind=kind, sender="m1", at=CLOCK.now())
    assert stack.call(posted(event))["statusCode"] == 200
    ((queue, lane, body),) = stack.queued()
    assert (queue, lane, body["kind"]) == ("lifecycle", "bridge:g1", "bridged")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({}, "secret callback: bridge is missing: needs an object"),
        ({"bridge": {}}, "secret callback: bridge.secret is missing: needs a text"),
    ],
)
def test_a_bridge_without_its_secret_stops_the_deployment_and_says_what_is_missing(
    aws, monkeypatch, entry, said
):
    with pytest.raises(SettingsError) as raised:
        Stack(monkeypatch.setenv, {**SECRET, **entry}, bridge="true").call(posted(an_event()))
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("said", "way", "status"),
    [
        ({}, {"secret": "wrong"}, 403),
        ({"v": 2}, {}, 400),
        ({}, {"headers": None}, 400),
        ({"text": "长" * 70_000}, {}, 413),
        ({}, {"method": "GET"}, 405),
    ],
    ids=["forged", "unknown version", "unsigned", "oversized", "no post"],
)
def test_what_is_not_a_bridges_event_is_refused_and_nothing_is_queued(stack, said, way, status):
    assert stack.call(posted(an_event(**said), **way))["statusCode"] == status
    assert stack.queued() == []


def test_without_the_parameter_there_is_no_such_identity(aws, monkeypatch):
    stack = Stack(monkeypatch.setenv)
    query = {"msg_signature": "s", "nonce": "n", "timestamp": str(int(CLOCK.now().timestamp()))}
    body = "<xml><Encrypt>x</Encrypt></xml>"
    event = posted(an_event(), body=body, queryStringParameters=query)
    assert stack.call(event)["statusCode"] == 404


@pytest.fixture
def listener():
    with Listener(SHARED) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def power_to(port, secret=SHARED):
    return BridgePower(url=f"http://127.0.0.1:{port}/requests", secret=secret, clock=CLOCK)


def test_a_removal_is_a_request_that_a_person_answers(listener):
    power = power_to(listener.server_port)
    assert power.remove(BRIDGED, MEMBER) == NoPower()
    (heard,) = listener.heard
    assert (heard["act"], heard["group"], heard["member"]) == ("remove", {"id": "g1"}, "m1")
    assert power.has_member(BRIDGED, MEMBER) is None


def test_bringing_somebody_back_is_a_request_too(listener):
    power = power_to(listener.server_port)
    assert power.invite(BRIDGED, MEMBER) == NoPower()
    assert [(one["act"], one["member"]) for one in listener.heard] == [("invite", "m1")]


def test_a_repeated_request_has_the_same_id(listener):
    power = power_to(listener.server_port)
    for _ in range(2):
        power.rename(BRIDGED, "新名")
    assert listener.heard[0]["request_id"] == listener.heard[1]["request_id"]


def test_a_request_with_another_secret_is_refused_by_the_reference_client(listener):
    assert power_to(listener.server_port, "wrong").speak(BRIDGED, "一") == Refused(403)
    assert listener.heard == []


def test_a_bridge_that_did_it_says_so_and_one_that_broke_leaves_it_open():
    statuses = iter((200, 200, 500, 521, 410, 499))
    with Server(lambda _: Answer(status=next(statuses))).running() as server:
        power = BridgePower(url=server.url, secret="s", clock=CLOCK)
        assert power.empty(BRIDGED) == Done()
        assert power.change_owner(BRIDGED, MEMBER) == Done()
        assert power.speak(BRIDGED, "一") == Unsure("HTTP 500")
        assert power.speak(BRIDGED, "一") == Unsure("HTTP 521")
        assert power.speak(BRIDGED, "一") == Refused(410)
        assert power.speak(BRIDGED, "一") == Refused(499)


def test_a_bridge_that_cannot_be_reached_leaves_it_open():
    assert isinstance(power_to(1).speak(BRIDGED, "一"), Unsure)


def test_groups_and_people_that_the_bridge_does_not_know_are_left_to_people():
    power = power_to(1)
    assert power.remove(BRIDGED, person()) == NoPower()
    assert power.invite(BRIDGED, person()) == NoPower()
    assert power.change_owner(BRIDGED, person()) == NoPower()
    assert power.speak(group(aliases=()), "一") == NoPower()


def test_an_address_that_is_none_stops_the_deployment():
    with pytest.raises(SettingsError):
        BridgePower(url="bridge", secret="s", clock=CLOCK)
