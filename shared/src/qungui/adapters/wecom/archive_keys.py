"""The archive's RSA keys."""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from qungui.adapters.wecom.rotating import Rotating
from qungui.errors import InvalidEventError, SettingsError
from qungui.ports import Clock


class RsaKeyRing:
    """
    Implements :class:`qungui.ports.KeyRing`.

    A key that was added or corrected needs no deployment.
    """

    def __init__(self, read: Callable[[], Mapping[str, Any]], clock: Clock) -> None:
        """*read* gives private keys as PEM by version, e.g. ``{"1": "-----BEGIN …"}``."""
        self._keys = Rotating(_keys(read()), lambda: _keys(read()), clock)

    def unwrap(self, version: int, sealed_key: str) -> str:
        key = self._key(version)
        try:
            # A wrong key yields random bytes here, not an error (implicit rejection).
            return key.decrypt(b64decode(sealed_key, validate=True), PKCS1v15()).decode("ascii")
        except (binascii.Error, ValueError) as error:
            msg = f"not a key sealed for version {version}: {type(error).__name__}"
            raise InvalidEventError(msg) from None

    def renewed(self) -> bool:
        return self._keys.renewed()

    def _key(self, version: int) -> RSAPrivateKey:
        if version not in self._keys.value:
            msg = f"no private key of version {version}"
            raise InvalidEventError(msg)
        return self._keys.value[version]


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
