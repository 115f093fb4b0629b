"""WeCom's callback cipher: SHA-1 signature, AES-256-CBC, PKCS#7 to 32 bytes."""

import binascii
import hmac
import secrets
from base64 import b64decode, b64encode
from hashlib import sha1

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from qungui.errors import ForgedEventError, InvalidEventError

_BLOCK = 32  # the platform pads to 32, not to AES's 16
_PREFIX = 16  # random bytes in front
_LENGTH = 4  # big-endian size of the message


class CallbackCrypto:
    """
    One identity's half of the callback protocol.

    Attributes:
        receiveid: Whom the callbacks of this identity are for: the corp id; empty for the AI bot.
    """

    def __init__(self, *, token: str, aes_key: str, receiveid: str) -> None:
        """*aes_key* as the console shows it: 43 characters. Raises ValueError for any other."""
        key = b64decode(aes_key + "=", validate=True)
        self._token = token
        self._cipher = Cipher(algorithms.AES256(key), modes.CBC(key[:16]))
        self.receiveid = receiveid

    def signature(self, timestamp: str, nonce: str, encrypt: str) -> str:
        parts = sorted((self._token, timestamp, nonce, encrypt))
        joined = "".join(parts).encode(errors="replace")
        return sha1(joined, usedforsecurity=False).hexdigest()

    def open(self, encrypt: str, *, signature: str, timestamp: str, nonce: str) -> bytes:
        """
        The message inside *encrypt*, after its signature was checked.

        Raises:
            ForgedEventError: Wrong signature, or meant for somebody else.
            InvalidEventError: Signed by the platform, yet not to be opened.
        """
        expected = self.signature(timestamp, nonce, encrypt)
        if not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
            msg = "wrong signature"
            raise ForgedEventError(msg)
        plain = self._unpadded(encrypt)
        size = int.from_bytes(plain[_PREFIX : _PREFIX + _LENGTH])
        end = _PREFIX + _LENGTH + size
        if len(plain) < max(end, _PREFIX + _LENGTH):
            msg = "shorter than it says"
            raise InvalidEventError(msg)
        if not hmac.compare_digest(plain[end:], self.receiveid.encode()):
            msg = "meant for another receiver"
            raise ForgedEventError(msg)
        return plain[_PREFIX + _LENGTH : end]

    def seal(
        self, plaintext: bytes, *, timestamp: int, nonce: str, random: bytes | None = None
    ) -> tuple[str, str]:
        """What ``open`` opens: ``(encrypt, signature)``. *random* is 16 bytes, fresh if None."""
        prefix = secrets.token_bytes(_PREFIX) if random is None else random
        text = prefix + len(plaintext).to_bytes(_LENGTH) + plaintext + self.receiveid.encode()
        pad = _BLOCK - len(text) % _BLOCK
        sealer = self._cipher.encryptor()
        encrypt = b64encode(sealer.update(text + bytes([pad]) * pad) + sealer.finalize()).decode()
        return encrypt, self.signature(str(timestamp), nonce, encrypt)

    def _unpadded(self, encrypt: str) -> bytes:
        try:
            opener = self._cipher.decryptor()
            text = opener.update(b64decode(encrypt, validate=True)) + opener.finalize()
        except (binascii.Error, ValueError) as error:
            msg = f"not a sealed message: {type(error).__name__}"
            raise InvalidEventError(msg) from error
        pad = text[-1] if text else 0
        if not 1 <= pad <= _BLOCK or text[-pad:] != bytes([pad]) * pad or len(text) % _BLOCK:
            msg = "bad padding"
            raise InvalidEventError(msg)
        return text[:-pad]
