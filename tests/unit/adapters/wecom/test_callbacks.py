"""From a request to an event: freshness, identities, rotation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.secret_entries import callback_identities
from qungui.adapters.wecom.callbacks import (
    CallbackIdentities,
    UnknownIdentityError,
    WeComCallbacks,
)
from qungui.errors import ForgedEventError, InvalidEventError, SettingsError
from tests.support.build import NOON, at
from tests.support.callbacks import (
    CORP,
    NOTICE,
    SECRET,
    crypto,
    event_xml,
    request,
    signed,
)


class Secret:
    """A secret that an administrator may change; counts how often it is read."""

    def __init__(self, value):
        self.value = value
        self.reads = 0

    def __call__(self):
        self.reads += 1
        return self.value


def identities(secret, clock):
    return CallbackIdentities(lambda: callback_identities("callback", secret()), clock)


@pytest.fixture
def clock():
    return ManualClock(NOON)


@pytest.fixture
def secret():
    return Secret(SECRET)


@pytest.fixture
def callbacks(secret, clock):
    return WeComCallbacks(identities(secret, clock), clock)


def test_a_genuine_event_is_verified_decrypted_and_read(callbacks):
    event = callbacks.event(request(NOTICE))
    assert (event.identity, event.receiver, event.at) == ("archive", CORP, NOON)
    assert event.plaintext == NOTICE
    assert event.fields["Event"] == "msgaudit_notify"


def test_the_time_of_an_event_is_the_platforms(callbacks):
    earlier = event_xml({"Event": "click"}, created=at(minutes=-3))
    assert callbacks.event(request(earlier)).at == at(minutes=-3)


@pytest.mark.parametrize("created", ["", "soon", "99999999999", "١٢٣", "-5"])
def test_an_event_without_a_time_of_its_own_has_the_calls(callbacks, created):
    plain = f"<xml><Event>click</Event><CreateTime>{created}</CreateTime></xml>"
    assert callbacks.event(request(plain)).at == NOON


def test_the_echo_is_exactly_what_was_sealed(callbacks):
    assert callbacks.echo(request("1616140317555161061", echo=True)) == "1616140317555161061"


def test_an_echo_whose_plus_signs_became_spaces_is_still_read(callbacks):
    calls = (request(str(number), echo=True) for number in range(100))
    call = next(call for call in calls if b"+" in call.payload)
    spaced = replace(call, payload=call.payload.replace(b"+", b" "))
    assert callbacks.echo(spaced) == callbacks.echo(call)


@pytest.mark.parametrize("off", [timedelta(minutes=-5), timedelta(0), timedelta(seconds=60)])
def test_the_bounds_of_freshness_are_inclusive(callbacks, off):
    assert callbacks.event(request(at=NOON + off)).plaintext == NOTICE


@pytest.mark.parametrize("off", [timedelta(minutes=-5, seconds=-1), timedelta(seconds=61)])
@pytest.mark.parametrize("way", ["event", "echo"])
def test_stale_and_future_calls_are_forged(callbacks, off, way):
    with pytest.raises(ForgedEventError):
        getattr(callbacks, way)(request(at=NOON + off, echo=way == "echo"))


@pytest.mark.parametrize("timestamp", ["", "now", "1e9", " 1795579200", "9" * 30])
def test_a_call_without_a_readable_time_is_invalid(callbacks, timestamp):
    with pytest.raises(InvalidEventError) as raised:
        callbacks.event(request(timestamp=timestamp))
    assert not isinstance(raised.value, ForgedEventError)


@pytest.mark.parametrize(
    "payload",
    [b"", b"<xml></xml>", b"<xml><Encrypt/></xml>", b"<xml><Encrypt>x", b"\xff"],
)
def test_a_body_without_a_sealed_message_is_invalid(callbacks, payload):
    with pytest.raises(InvalidEventError) as raised:
        callbacks.event(request(payload=payload))
    assert not isinstance(raised.value, ForgedEventError)


@pytest.mark.parametrize("encrypt", ["bm8=", "!!!!", "A" * 64])
def test_a_signed_message_that_does_not_open_is_invalid(callbacks, encrypt):
    with pytest.raises(InvalidEventError) as raised:
        callbacks.event(signed(encrypt))
    assert not isinstance(raised.value, ForgedEventError)


@pytest.mark.parametrize("plain", [b"\xff\xfe", b"no xml", b'{"json": 1}', b"", b"<a>" * 9999])
def test_whatever_the_platform_signed_is_an_event_even_if_nobody_can_read_it(callbacks, plain):
    event = callbacks.event(request(plain))
    assert event.fields == {}
    assert event.plaintext == plain.decode(errors="backslashreplace")


def test_a_message_for_another_receiver_is_forged(callbacks):
    with pytest.raises(ForgedEventError):
        callbacks.event(request(sealer=crypto("wwsomebodyelse")))


def test_an_identity_nobody_set_up_is_unknown(callbacks):
    with pytest.raises(UnknownIdentityError):
        callbacks.event(request(identity="ai-bot"))


def test_a_rotated_token_is_learned_by_the_first_failing_call(callbacks, secret, clock):
    secret.value = {"archive": {**SECRET["archive"], "token": "rotated"}}
    clock.advance(timedelta(minutes=1))
    call = request(sealer=crypto(token="rotated"), at=clock.now())
    assert callbacks.event(call).plaintext == NOTICE
    assert secret.reads == 2


def test_an_identity_added_later_is_learned_too(callbacks, secret, clock):
    secret.value = {**SECRET, "contacts": SECRET["app"]}
    clock.advance(timedelta(minutes=1))
    assert callbacks.event(request(identity="contacts", at=clock.now())).identity == "contacts"


def test_forgers_make_the_secret_be_read_once_a_minute_at_most(callbacks, secret, clock):
    for second in range(121):
        clock.move_to(NOON + timedelta(seconds=second))
        with pytest.raises(ForgedEventError):
            callbacks.event(request(signature="0" * 40, at=clock.now()))
    assert secret.reads == 3


@pytest.mark.parametrize(
    "value",
    [
        {"archive": {}},
        {"archive": "text"},
        {"archive": {**SECRET["archive"], "aes_key": "short"}},
        {"archive": {**SECRET["archive"], "aes_key": None}},
    ],
)
def test_a_secret_that_is_none_fails_at_once_and_without_quoting_it(value, clock):
    with pytest.raises(SettingsError) as raised:
        identities(Secret(value), clock)
    assert raised.value.__cause__ is None
    assert "short" not in str(raised.value)
