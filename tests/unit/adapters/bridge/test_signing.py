"""A bridge's signature: who holds the secret, and when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.bridge.signing import SIGNATURE, TIMESTAMP, check, signed_headers
from qungui.errors import ForgedEventError, InvalidEventError
from tests.support.build import NOON

SECRET, BODY = "made-up", '{"v":1,"text":"群"}'.encode()


def test_what_was_signed_is_believed():
    check(SECRET, signed_headers(SECRET, BODY, NOON), BODY, NOON)


def test_the_signature_is_the_documented_one():
    signature = signed_headers("key", b"body", NOON)[SIGNATURE]
    assert signature == ("193d57be67635bfa6494d2ff38caf825274bcc7b0ad163def342ee4837b923de")


@pytest.mark.parametrize("minutes", [-5, 5])
def test_five_minutes_either_way_are_good(minutes):
    signed = signed_headers(SECRET, BODY, NOON + timedelta(minutes=minutes))
    check(SECRET, signed, BODY, NOON)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_anything_older_or_later_is_forged(seconds):
    signed = signed_headers(SECRET, BODY, NOON + timedelta(seconds=seconds))
    with pytest.raises(ForgedEventError):
        check(SECRET, signed, BODY, NOON)


@pytest.mark.parametrize(
    ("secret", "body"), [("another", BODY), (SECRET, BODY + b" "), (SECRET, b"")]
)
def test_another_secret_or_body_is_forged(secret, body):
    with pytest.raises(ForgedEventError):
        check(secret, signed_headers(SECRET, BODY, NOON), body, NOON)


@pytest.mark.parametrize("stamp", ["", "soon", "-1", "1.5", "١٢٣", "9" * 11])
def test_a_timestamp_that_is_none_is_invalid(stamp):
    signed = {**signed_headers(SECRET, BODY, NOON), TIMESTAMP: stamp}
    with pytest.raises(InvalidEventError):
        check(SECRET, signed, BODY, NOON)


@given(st.dictionaries(st.sampled_from([SIGNATURE, TIMESTAMP]), st.text()), st.binary())
def test_no_header_or_body_crashes_it(headers, body):
    with pytest.raises(InvalidEventError):
        check(SECRET, headers, body, NOON)
