"""The archive's private keys, and the trap of implicit rejection."""

from base64 import b64encode
from datetime import timedelta
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.archive_keys import RsaKeyRing
from qungui.errors import InvalidEventError, SettingsError
from tests.support.build import NOON


@cache
def key(number):
    assert number
    return rsa.generate_private_key(65537, 2048)


def pem(private):
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def sealed(number, text=b"random-key"):
    return b64encode(key(number).public_key().encrypt(text, PKCS1v15())).decode()


def ring(*numbers):
    return RsaKeyRing(lambda: {str(one): pem(key(one)) for one in numbers}, ManualClock(NOON))


def test_each_version_opens_its_own():
    keys = ring(1, 2)
    assert keys.unwrap(1, sealed(1)) == keys.unwrap(2, sealed(2)) == "random-key"


def test_a_missing_version_is_invalid():
    with pytest.raises(InvalidEventError, match="version 3"):
        ring(1).unwrap(3, sealed(1))


def test_a_wrong_key_gives_no_random_key_that_anybody_could_believe():
    for _ in range(20):
        try:
            got = ring(1).unwrap(1, sealed(2))
        except InvalidEventError:
            continue
        assert got != "random-key"


@pytest.mark.parametrize("text", ["", "not base64!", "AAAA", "群", b64encode(b"x" * 256).decode()])
def test_what_is_no_sealed_key_is_invalid_or_opens_to_nonsense(text):
    try:
        got = ring(1).unwrap(1, text)
    except InvalidEventError:
        return
    assert got != "random-key"


class Store:
    """What the secret says, which a person may change, and when it was read."""

    def __init__(self, **keys):
        self.clock = ManualClock(NOON)
        self.pems = keys
        self.reads = 0

    def read(self):
        self.reads += 1
        return dict(self.pems)


@pytest.mark.parametrize("before", [{}, {"2": pem(key(3))}], ids=["added", "corrected"])
def test_a_key_is_learned_once_a_minute_at_most(before):
    store = Store(**{"1": pem(key(1))}, **before)
    keys = RsaKeyRing(store.read, store.clock)
    store.pems["2"] = pem(key(2))
    assert not keys.renewed()
    store.clock.advance(timedelta(minutes=1))
    assert keys.renewed()
    assert not keys.renewed()
    assert keys.unwrap(2, sealed(2)) == "random-key"
    assert store.reads == 2


def test_keys_that_were_broken_meanwhile_leave_the_last_whole_ones():
    store = Store(**{"1": pem(key(1))})
    keys = RsaKeyRing(store.read, store.clock)
    store.pems["1"] = "hunter2"
    store.clock.advance(timedelta(minutes=1))
    assert not keys.renewed()
    assert keys.unwrap(1, sealed(1)) == "random-key"


@pytest.mark.parametrize(
    "pems",
    [
        {"1": "hunter2"},
        {"1": None},
        {"one": pem(key(1))},
        {"1": pem(ec.generate_private_key(ec.SECP256R1()))},
    ],
    ids=["no PEM", "null", "no version", "not RSA"],
)
def test_keys_that_are_none_fail_at_once_without_being_quoted(pems):
    with pytest.raises(SettingsError) as raised:
        RsaKeyRing(lambda: pems, ManualClock(NOON))
    assert raised.value.__cause__ is None
    assert "hunter2" not in str(raised.value)
