"""A made-up company: its secrets are made at the start and end with the stack."""

import json
import secrets
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from local.fake_wecom.archive import ArchiveKeys
from local.fake_wecom.company import Account
from local.places import REGION
from qungui.adapters import aws

CALLBACK_ENTRY = "qungui/callback"
ARCHIVE_ENTRY = "qungui/archive"
APP_ENTRY = "qungui/app"
CORP_ID = "wwlocalcorp000001"
AGENT_ID = 1000002


@dataclass(frozen=True, slots=True)
class Credentials:
    """
    Token and key of one callback address.

    Attributes:
        aes_key: As the platform's console shows it, 43 characters.
    """

    token: str
    aes_key: str
    receiveid: str

    @classmethod
    def made(cls, receiveid: str = CORP_ID) -> "Credentials":
        aes_key = b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        return cls(secrets.token_hex(12), aes_key, receiveid)


def made_account() -> Account:
    return Account(
        corp_id=CORP_ID,
        app_secret=secrets.token_urlsafe(32),
        agent_id=AGENT_ID,
        archive_secret=secrets.token_urlsafe(32),
    )


def store_secrets(account: Account, keys: ArchiveKeys, inspector_token: str = "") -> None:
    """Write the three entries that the template's functions read."""
    callbacks = {name: _fields(Credentials.made()) for name in ("archive", "app", "contacts")}
    callbacks["bot"] = _fields(Credentials.made(receiveid=""))
    _store(CALLBACK_ENTRY, callbacks)
    archive = {"secret": account.archive_secret, "inspector_token": inspector_token}
    _store(ARCHIVE_ENTRY, {**archive, "keys": keys.pems()})
    _store(APP_ENTRY, {"secret": account.app_secret, "agent_id": account.agent_id})


def stored_credentials(identity: str) -> Credentials:
    """What ``store_secrets`` made for one callback address."""
    client = aws.client("secretsmanager", region=REGION)
    text = client.get_secret_value(SecretId=CALLBACK_ENTRY)["SecretString"]
    return Credentials(**json.loads(text)[identity])


def _fields(made: Credentials) -> dict[str, str]:
    return {"token": made.token, "aes_key": made.aes_key, "receiveid": made.receiveid}


def _store(name: str, value: dict[str, Any]) -> None:
    client = aws.client("secretsmanager", region=REGION)
    client.create_secret(Name=name, SecretString=json.dumps(value))
