"""The driver's side of the back door."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from local.fake_wecom.archive import Filing
from local.fake_wecom.record import Call
from local.fake_wecom.server import API, BACK_DOOR

PATIENCE = 10  # seconds


class FakeWeComClient:
    """
    Files records and reads calls of a fake that runs at *url*, in this process or another.

    Attributes:
        api_url: Where the product calls it.
        filed: How many records this client filed.
    """

    def __init__(self, url: str) -> None:
        self.api_url = url + API
        self._address = urlsplit(url).netloc
        self._calls: list[Call] = []
        self.filed = 0

    def file(self, filings: Sequence[Filing]) -> int:
        """Archive records; the number of the last one."""
        last = self._ask("POST", "file", [asdict(filing) for filing in filings])["last"]
        self.filed += len(filings)
        return int(last)

    def address_for_bot(self, to: str) -> str:
        """What a turn in *to* may be answered by, once."""
        return str(self._ask("POST", "bot-address", {"to": to})["url"])

    def dissolve(self, chat_id: str) -> None:
        """The owner of a group does."""
        self._ask("POST", "dissolve", {"chat_id": chat_id})

    def leave(self, chat_id: str, member: str) -> None:
        """A customer group has one member less."""
        self._ask("POST", "leave", {"chat_id": chat_id, "member": member})

    def dismiss(self, userid: str) -> None:
        """Somebody is on the staff no more."""
        self._ask("POST", "dismiss", {"userid": userid})

    def calls(self) -> tuple[Call, ...]:
        """Every call so far, in order."""
        fresh = self._ask("GET", f"calls?since={len(self._calls)}")["calls"]
        self._calls += [Call.from_json(raw) for raw in fresh]
        return tuple(self._calls)

    def _ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        connection = HTTPConnection(self._address, timeout=PATIENCE)
        try:
            raw = None if body is None else json.dumps(body, ensure_ascii=False).encode()
            connection.request(method, BACK_DOOR + path, raw)
            answer: dict[str, Any] = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return answer
