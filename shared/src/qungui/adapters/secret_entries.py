"""
What stands in the secrets, typed.

Whatever is wrong is said at once, by the secret's name and the field's, never by its value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qungui.errors import SettingsError

BRIDGE = "bridge"  # an entry of two secrets; among the callbacks the one that is not WeCom's


@dataclass(frozen=True, slots=True)
class Identity:
    """One callback address; *receiveid* is empty for the AI bot."""

    token: str
    aes_key: str
    receiveid: str


@dataclass(frozen=True, slots=True)
class BridgeEntry:
    """Where requests to a bridge go, and what signs them."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class AppEntry:
    """
    Attributes:
        webhooks: Keys by group id.
        bridge: None where no bridge was asked for.
        contacts_secret: Of the contact sync, which may read the whole directory; may be empty.
    """

    secret: str
    agent_id: int
    webhooks: Mapping[str, str]
    bridge: BridgeEntry | None
    contacts_secret: str


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """
    Attributes:
        keys: Private keys as PEM, by version; none opens nothing, which the collector counts.
        inspector_token: For the operator's service that looks into pictures.
    """

    secret: str
    keys: Mapping[str, str]
    proxy_password: str
    inspector_token: str


def app_entry(name: str, raw: Mapping[str, Any], *, bridge: bool = False) -> AppEntry:
    """
    Raises:
        SettingsError: Names every field of the secret *name* that is missing or not what it must
            be; those of ``bridge`` only when one is wanted.
    """
    fields = _Fields(raw)
    way = fields.part(BRIDGE) if bridge else None
    entry = AppEntry(
        secret=fields.text("secret"),
        agent_id=fields.whole("agent_id"),
        webhooks=fields.texts("webhooks", needed=False),
        bridge=None if way is None else BridgeEntry(way.url("url"), way.text("secret")),
        contacts_secret=fields.text("contacts_secret", needed=False),
    )
    fields.complain(name)
    return entry


def archive_entry(name: str, raw: Mapping[str, Any], *, inspected: bool = False) -> ArchiveEntry:
    """The token only when pictures are *inspected*. Raises as ``app_entry``."""
    fields = _Fields(raw)
    entry = ArchiveEntry(
        secret=fields.text("secret"),
        keys=fields.texts("keys"),
        proxy_password=fields.text("proxy_password", needed=False),
        inspector_token=fields.text("inspector_token", needed=inspected),
    )
    fields.complain(name)
    return entry


def callback_identities(name: str, raw: Mapping[str, Any]) -> Mapping[str, Identity]:
    """WeCom's own, by address: a bridge signs in another way. Raises as ``app_entry``."""
    fields = _Fields(raw)
    identities = {}
    for identity in raw.keys() - {BRIDGE}:
        part = fields.part(identity)
        identities[identity] = Identity(
            token=part.text("token"),
            aes_key=part.text("aes_key"),
            receiveid=part.text("receiveid", empty=True),
        )
    fields.complain(name)
    return identities


def bridge_secret(name: str, raw: Mapping[str, Any]) -> str:
    """What signs a bridge's events, from the callback secret. Raises as ``app_entry``."""
    fields = _Fields(raw)
    secret = fields.part(BRIDGE).text("secret")
    fields.complain(name)
    return secret


@dataclass(frozen=True, slots=True)
class _Fields:
    """Reads fields and remembers which are wrong; a wrong one reads as empty."""

    raw: Mapping[str, Any]
    path: str = ""
    wrong: list[str] = field(default_factory=list)

    def text(self, name: str, *, needed: bool = True, empty: bool = False) -> str:
        value = self.raw.get(name, None if needed else "")
        if isinstance(value, str) and (value or empty or not needed):
            return value
        return self._no(name, "a text", "")

    def url(self, name: str) -> str:
        value = self.text(name)
        if not value or value.startswith(("https://", "http://")):
            return value
        return self._no(name, "an http address", "")

    def whole(self, name: str) -> int:
        value = self.raw.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._no(name, "a whole number", 0)

    def texts(self, name: str, *, needed: bool = True) -> Mapping[str, str]:
        value = self.raw.get(name, None if needed else {})
        if not isinstance(value, dict):
            return self._no(name, "an object of texts", {})
        for key, each in value.items():
            if not isinstance(each, str):
                self._no(f"{name}.{key}", "a text", "")
        return value

    def part(self, name: str) -> "_Fields":
        value = self.raw.get(name)
        if isinstance(value, dict):
            return _Fields(value, f"{self.path}{name}.", self.wrong)
        self._no(name, "an object", "")
        # Its fields are not complained about as well.
        return _Fields({}, wrong=[])

    def complain(self, secret: str) -> None:
        if self.wrong:
            msg = f"secret {secret}: " + "; ".join(self.wrong)
            raise SettingsError(msg)

    def _no[T](self, name: str, needed: str, instead: T) -> T:
        what = "is not" if name.split(".", maxsplit=1)[0] in self.raw else "is missing: needs"
        self.wrong.append(f"{self.path}{name} {what} {needed}")
        return instead
