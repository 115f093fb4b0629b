"""The callback cipher: what it opens, and everything that it refuses."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from qungui.adapters.wecom.callback_crypto import CallbackCrypto
from qungui.errors import ForgedEventError, InvalidEventError
from tests.support.callbacks import CORP, VECTORS, crypto

WHEN = {"timestamp": VECTORS["timestamp"], "nonce": VECTORS["nonce"]}
KEY = bytes(range(32))


def sealed(text: bytes, *, pad_to: int = 32) -> str:
    """*text* under the key as it stands, padded to *pad_to*; 0 pads nothing."""
    pad = pad_to - len(text) % pad_to if pad_to else 0
    sealer = Cipher(algorithms.AES256(KEY), modes.CBC(KEY[:16])).encryptor()
    return b64encode(sealer.update(text + bytes([pad]) * pad) + sealer.finalize()).decode()


def opened(encrypt: str) -> bytes:
    """*encrypt* opened under a right signature."""
    signature = crypto().signature(WHEN["timestamp"], WHEN["nonce"], encrypt)
    return crypto().open(encrypt, signature=signature, **WHEN)


@pytest.mark.parametrize(
    ("sealed_as", "signature", "plain", "receiveid"),
    [
        ("echostr", "echostr_msg_signature", "echostr_plain", CORP),
        ("post_encrypt", "post_msg_signature", "post_plain", CORP),
        ("aibot_encrypt", "aibot_msg_signature", "aibot_plain", ""),
    ],
)
def test_the_known_vectors_open(sealed_as, signature, plain, receiveid):
    got = crypto(receiveid).open(VECTORS[sealed_as], signature=VECTORS[signature], **WHEN)
    assert got.decode() == VECTORS[plain]


def test_what_is_sealed_opens_and_two_seals_differ():
    first, signature = crypto().seal("群规".encode(), timestamp=1, nonce="n")
    second, _ = crypto().seal("群规".encode(), timestamp=1, nonce="n")
    assert first != second
    got = crypto().open(first, signature=signature, timestamp="1", nonce="n")
    assert got.decode() == "群规"


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"signature": "签名"},
        {"signature": "\ud800"},
        {"timestamp": "1700000001"},
        {"nonce": "nonce-2"},
    ],
)
def test_a_wrong_signature_is_forged(change):
    call = {"signature": VECTORS["echostr_msg_signature"], **WHEN, **change}
    with pytest.raises(ForgedEventError):
        crypto().open(VECTORS["echostr"], **call)


def test_a_signature_by_another_token_is_forged():
    other = crypto(token="another")
    signature = other.signature(WHEN["timestamp"], WHEN["nonce"], VECTORS["echostr"])
    with pytest.raises(ForgedEventError):
        crypto().open(VECTORS["echostr"], signature=signature, **WHEN)


@pytest.mark.parametrize("receiveid", ["", "wwother", CORP + "0", CORP[:-1]])
def test_a_message_for_somebody_else_is_forged(receiveid):
    encrypt, _ = crypto(receiveid).seal(b"hello", timestamp=1, nonce="n")
    with pytest.raises(ForgedEventError):
        opened(encrypt)


@pytest.mark.parametrize(
    "encrypt",
    [
        pytest.param("", id="empty"),
        pytest.param("not base64!", id="not base64"),
        pytest.param("群规", id="not ASCII"),
        pytest.param(VECTORS["echostr"][:-1], id="cut base64"),
        pytest.param(b64encode(b"x" * 33).decode(), id="half a block"),
        pytest.param(b64encode(b"x" * 32).decode(), id="random"),
        pytest.param(sealed(b"\0" * 32, pad_to=0), id="padding of zero"),
        pytest.param(sealed(b"r" * 31 + b"\x21", pad_to=0), id="padding of 33"),
        pytest.param(sealed(b"r" * 30 + b"\x07\x02", pad_to=0), id="padding that differs"),
        pytest.param(sealed(b"r" * 34, pad_to=16), id="padded to 16"),
        pytest.param(sealed(b"r" * 10), id="shorter than its head"),
        pytest.param(sealed(b"r" * 16 + b"\0\0\1\0" + b"five!"), id="shorter than it says"),
    ],
)
def test_what_cannot_be_opened_is_invalid_and_not_forged(encrypt):
    with pytest.raises(InvalidEventError) as raised:
        opened(encrypt)
    assert not isinstance(raised.value, ForgedEventError)


@pytest.mark.parametrize("key", ["", "short", "!" * 43, "A" * 42, "A" * 44])
def test_a_key_that_is_none_is_refused_at_once(key):
    with pytest.raises(ValueError, match=r"."):
        CallbackCrypto(token="t", aes_key=key, receiveid=CORP)
