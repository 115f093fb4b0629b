"""The archive's RSA keys."""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from qungui.errors import InvalidEventError, SettingsError
from qungui.ports import Clock

_REREAD = timedelta(minutes=1)


class RsaKeyRing:
    """
    Implements :class:`qungui.ports.KeyRing`.

    Read at construction; read again for a version that it does not have, at most once a minute,
    so that a new key needs no deployment.
    """

    def __init__(self, read: Callable[[], Mapping[str, Any]], clock: Clock) -> None:
        """*read* gives private keys as PEM by version, e.g. ``{"1": "-----BEGIN …"}``."""
        self._read = read
        self._clock = clock
        self._keys = _keys(read())
        self._read_at = clock.now()

    def unwrap(self, version: int, sealed_key: str) -> str:
        key = self._key(version)
        try:
            # A wrong key yields random bytes here, not an error (implicit rejection).
            return key.decrypt(b64decode(sealed_key, validate=True), PKCS1v15()).decode("ascii")
        except (binascii.Error, ValueError) as error:
            msg = f"not a key sealed for version {version}: {type(error).__name__}"
            raise InvalidEventError(msg) from None

    def _key(self, version: int) -> RSAPrivateKey:
        if version not in self._keys and self._clock.now() - self._read_at >= _REREAD:
            self._read_at = self._clock.now()
            self._keys = _keys(self._read())
        if version not in self._keys:
            msg = f"no private key of version {version}"
            raise InvalidEventError(msg)
        return self._keys[version]


def _keys(pems: Mapping[str, Any]) -> dict[int, RSAPrivateKey]:
    keys = {}
    for version, pem in pems.items():
        try:
            key = load_pem_private_key(pem.encode(), password=None)
            number = int(version)
        except (ValueError, TypeError, AttributeError) as error:
            # The error may quote the key.
            msg = f"the archive's private key {version!r} is not PEM: {type(error).__name__}"
            raise SettingsError(msg) from None
        if not isinstance(key, RSAPrivateKey):
            msg = f"the archive's private key {version!r} is not RSA"
            raise SettingsError(msg)
        keys[number] = key
    return keys
