"""Places on the web that an owner lists: domains and addresses, with ``*`` for any characters."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Self

from qungui.model.frozen import frozen
from qungui.text.hosts import readable, registered
from qungui.text.links import opened

_ANY = "*"
_DEFAULT = {"http": 80, "https": 443}


@frozen
class Place:
    """
    Where an address points.

    Attributes:
        host: Readable; empty where the address cannot be read.
        port: None where the address names none, or the usual one.
        path: With query and fragment, without the last slash.
        user: What stands before an ``@`` in front of the host.
    """

    host: str
    port: int | None = None
    path: str = ""
    user: str = ""
    secure: bool = False

    @classmethod
    def of(cls, url: str) -> Self:
        from urllib.parse import urlsplit  # noqa: PLC0415 - few texts hold a link

        try:
            parts = urlsplit(opened(url))
            port = parts.port
        except ValueError:
            return cls("")
        path = parts._replace(scheme="", netloc="").geturl().rstrip("/").lower()
        return cls(
            readable(parts.hostname or ""),
            None if port == _DEFAULT.get(parts.scheme) else port,
            path,
            parts.username or "",
            parts.scheme == "https",
        )

    def covers(self, other: "Place") -> bool:
        """Whether *other* is this place, or below it."""
        if not self.host or self.port not in {None, other.port}:
            return False
        return self._covers_host(other.host) and self._covers_path(other.path)

    def _covers_host(self, host: str) -> bool:
        own = self.host.removeprefix("*.")
        if _ANY in own:
            return _fits(own, host) or _fits(f"*.{own}", host)
        return host == own or host.endswith(f".{own}")

    def _covers_path(self, path: str) -> bool:
        if _ANY in self.path:
            return _fits(f"{self.path}*", path)
        return (
            not self.path
            or path == self.path
            or path.startswith(tuple(f"{self.path}{mark}" for mark in "/?#&"))
        )


def places(listed: Iterable[str]) -> tuple[Place, ...]:
    """Those of *listed* that name a place; blank ones cover nothing and are left out."""
    return _places(tuple(listed))


@lru_cache(maxsize=200)
def _places(listed: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple(place for place in map(Place.of, listed) if place.host.strip("*."))


def is_shared(place: Place) -> bool:
    """Whether *place* is a whole ending below which anybody may have a host, such as com.cn."""
    host = place.host.removeprefix("*.")
    return not place.path and _ANY not in host and "." in host and not registered(host)


def _fits(pattern: str, text: str) -> bool:
    """Whether the whole of *text* is as *pattern* says; takes time in its length."""
    first, *others = pattern.split(_ANY)
    if not text.startswith(first):
        return False
    if not others:
        return text == first
    *between, last = others
    at = len(first)
    for piece in between:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return text.endswith(last) and len(text) - len(last) >= at
