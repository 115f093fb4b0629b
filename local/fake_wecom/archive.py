"""The message archive: sealed records by rising number, and the local pull endpoint."""

import json
import os
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from local.fake_wecom.answers import Code, Refusal, no, ok
from local.fake_wecom.company import Account
from local.fake_wecom.fields import Form, Text, Whole

KEY_BITS = 2048
NONCE_BYTES = 12

_WHO = {"corpid": Text(octets=64), "secret": Text(octets=128)}
PULL = Form(
    must={
        **_WHO,
        "seq": Whole(),
        "limit": Whole(low=1, high=1000),
    }
)
FILE = Form(must={**_WHO, "sdkfileid": Text(octets=1024)})


@dataclass(frozen=True, slots=True)
class ArchiveKeys:
    """
    Attributes:
        versions: Private keys by version; records are sealed with the public halves.
        stranger: A key nobody else has, for a record that must not open.
    """

    versions: Mapping[int, rsa.RSAPrivateKey]
    stranger: rsa.RSAPrivateKey

    @classmethod
    def made(cls, versions: int = 2) -> "ArchiveKeys":
        made = [rsa.generate_private_key(65537, KEY_BITS) for _ in range(versions + 1)]
        return cls(dict(enumerate(made[1:], start=1)), made[0])

    @classmethod
    def read(cls, pems: Mapping[str, str]) -> "ArchiveKeys":
        """From ``pems``; the stranger's key is made anew."""
        versions = {int(version): _private_key(pem) for version, pem in pems.items()}
        return cls(versions, rsa.generate_private_key(65537, KEY_BITS))

    def pems(self) -> dict[str, str]:
        """What the collector gets: PEM texts by version."""
        return {
            str(version): key.private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            ).decode()
            for version, key in self.versions.items()
        }


def _private_key(pem: str) -> rsa.RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        msg = "not an RSA key"
        raise TypeError(msg)
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """
    One record to archive.

    Attributes:
        key_version: The version it is marked with.
        foreign: Sealed with a key that no version has.
        files: Contents in base64, by sdkfileid.
    """

    record: Mapping[str, Any]
    key_version: int = 1
    foreign: bool = False
    files: Mapping[str, str] = field(default_factory=dict)


class Archive:
    """Keeps sealed records only. Safe for threads."""

    def __init__(self, account: Account, keys: ArchiveKeys) -> None:
        self._account = account
        self._keys = keys
        self._sealed: list[Mapping[str, Any]] = []
        self._files: dict[str, str] = {}
        self._lock = Lock()

    def append(self, filing: Filing) -> int:
        """Seal and keep a record; its number, from 1."""
        key = self._keys.stranger if filing.foreign else self._keys.versions[filing.key_version]
        sealed_key, sealed_message = seal(filing.record, key.public_key())
        with self._lock:
            self._files.update(filing.files)
            seq = len(self._sealed) + 1
            self._sealed.append(
                {
                    "seq": seq,
                    "msgid": filing.record["msgid"],
                    "publickey_ver": filing.key_version,
                    "encrypt_random_key": sealed_key,
                    "encrypt_chat_msg": sealed_message,
                }
            )
            return seq

    def pull(self, body: object) -> Mapping[str, Any]:
        """Records numbered above ``seq``, at most ``limit``."""
        try:
            asked = self._admitted(PULL, body)
        except Refusal as refusal:
            return no(refusal)
        start, limit = int(asked["seq"]), int(asked["limit"])
        with self._lock:
            return ok(chatdata=self._sealed[start : start + limit])

    def file(self, body: object) -> Mapping[str, Any]:
        """The content of a file, base64."""
        try:
            asked = self._admitted(FILE, body)
        except Refusal as refusal:
            return no(refusal)
        content = self._files.get(asked["sdkfileid"])
        if content is None:
            return no(Refusal(Code.NO_FILE, "no such sdkfileid"))
        return ok(data=content)

    def _admitted(self, form: Form, body: object) -> Mapping[str, Any]:
        """What a caller asks who may. Raises Refusal."""
        form.check(body, "body")
        if not isinstance(body, dict):
            raise Refusal(Code.BAD_PARAMETER, "the body is no JSON object")
        if body["corpid"] != self._account.corp_id:
            raise Refusal(Code.BAD_CORP, "no such corpid")
        if body["secret"] != self._account.archive_secret:
            raise Refusal(Code.BAD_SECRET, "wrong secret")
        return body


def seal(record: Mapping[str, Any], key: rsa.RSAPublicKey) -> tuple[str, str]:
    """The sealed random key and the sealed record, both base64."""
    random_key = secrets.token_hex(16)
    sealed_key = key.encrypt(random_key.encode(), padding.PKCS1v15())
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps(record, ensure_ascii=False).encode()
    sealed = AESGCM(sha256(random_key.encode()).digest()).encrypt(nonce, plain, None)
    return b64encode(sealed_key).decode(), b64encode(nonce + sealed).decode()
