"""Bridged groups: everything is a request that the bridge, or a person behind it, may refuse."""

import json
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from qungui.adapters.bridge.signing import signed_headers
from qungui.errors import SettingsError
from qungui.model.group import Group
from qungui.model.ids import derived_id
from qungui.model.outcome import CallOutcome, Done, NoPower, Refused, Unsure
from qungui.model.person import Person
from qungui.model.roster import Look
from qungui.ports import Clock

_TIMEOUT = 5.0  # seconds, for the connection and for each read


class BridgePower:
    """
    Implements :class:`qungui.ports.Power`.

    The bridge answers 200 when it did it, 202 when a person will look at it (NoPower here: the
    owner is asked too), 4xx when it will not.
    """

    def __init__(self, *, url: str, secret: str, clock: Clock) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            msg = "the bridge's address is no http address"
            raise SettingsError(msg)
        self._connection = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._path = parts.netloc, parts.path or "/"
        self._secret = secret
        self._clock = clock

    def speak(self, group: Group, text: str) -> CallOutcome:
        return self._request(group, "speak", text=text)

    def remove(self, group: Group, person: Person) -> CallOutcome:
        return self._of_member(group, "remove", person)

    def invite(self, group: Group, person: Person) -> CallOutcome:
        return self._of_member(group, "invite", person)

    def rename(self, group: Group, name: str) -> CallOutcome:
        return self._request(group, "rename", name=name)

    def change_owner(self, group: Group, to: Person) -> CallOutcome:
        return self._of_member(group, "change-owner", to)

    def empty(self, group: Group) -> CallOutcome:
        return self._request(group, "empty")

    def look(self, group: Group) -> Look | None:  # noqa: ARG002
        """None: a bridge's word is no roster."""
        return None

    def has_member(self, group: Group, person: Person) -> bool | None:  # noqa: ARG002
        return None

    def _of_member(self, group: Group, act: str, person: Person) -> CallOutcome:
        member = next((alias.name for alias in person.aliases if alias.kind == "bridge"), None)
        return NoPower() if member is None else self._request(group, act, member=member)

    def _request(self, group: Group, act: str, **what: str) -> CallOutcome:
        chat = group.alias("bridge")
        if chat is None:
            return NoPower()
        wanted = {"v": 1, "act": act, "group": {"id": chat}, **what}
        # The same request has the same id, so that a bridge can recognise a repeat.
        wanted["request_id"] = derived_id("bridge", *sorted(map(str, wanted.values())))
        body = json.dumps(wanted, ensure_ascii=False).encode()
        try:
            status = self._post(body)
        except (OSError, HTTPException) as error:
            return Unsure(f"bridge: {type(error).__name__}")
        if status == HTTPStatus.OK:
            return Done()
        if status == HTTPStatus.ACCEPTED:
            return NoPower()
        # Proxies answer with numbers that no standard names.
        refuses = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        return Refused(status) if refuses else Unsure(f"HTTP {status}")

    def _post(self, body: bytes) -> int:
        connection = self._connection(self._host, timeout=_TIMEOUT)
        signed = signed_headers(self._secret, body, self._clock.now())
        try:
            connection.request(
                "POST", self._path, body, {"content-type": "application/json", **signed}
            )
            return connection.getresponse().status
        finally:
            connection.close()
