"""One-to-one messages of the app: documented on pages 90236 and 94888."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from qungui.adapters.wecom.api.answers import Json, joined, said, text
from qungui.adapters.wecom.client import WeComClient

MAX_TEXT = 2048  # bytes
MAX_RECEIVERS = 1000
# The longest time in which the platform drops an identical repeat.
_ONCE = {"enable_duplicate_check": 1, "duplicate_check_interval": 4 * 60 * 60}


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    What errcode 0 hides.

    Attributes:
        missed: Receivers that got nothing, case-folded as the platform gives them.
        response_code: Of a card: updates it once, within 72 h.
    """

    message_id: str
    missed: tuple[str, ...]
    response_code: str

    @classmethod
    def of(cls, answer: Json) -> Self:
        lists = ("invaliduser", "invalidparty", "invalidtag", "unlicenseduser")
        missed = tuple(name for field in lists for name in joined(answer, field))
        return cls(text(answer, "msgid"), missed, text(answer, "response_code"))


@dataclass(frozen=True, slots=True)
class Sender:
    """The app in whose name messages are sent; identical repeats within four hours are dropped."""

    client: WeComClient
    agent_id: int

    def text(self, userids: Sequence[str], content: str) -> Receipt:
        return self._send(userids, "text", {"content": content})

    def markdown(self, userids: Sequence[str], content: str) -> Receipt:
        return self._send(userids, "markdown", {"content": content})

    def textcard(
        self, userids: Sequence[str], *, title: str, description: str, url: str
    ) -> Receipt:
        card = {"title": title, "description": description, "url": url}
        return self._send(userids, "textcard", card)

    def template_card(self, userids: Sequence[str], card: Json) -> Receipt:
        """Its ``task_id`` is used up by being sent (42014 for a second card of that id)."""
        return self._send(userids, "template_card", card)

    def replace_buttons(
        self, userids: Sequence[str], *, response_code: str, said_instead: str
    ) -> Receipt:
        """
        The card's buttons become one word that cannot be pressed.

        A response code serves once, within 72 h of the click or the sending that gave it.
        """
        data = {
            "userids": list(userids),
            "agentid": self.agent_id,
            "response_code": response_code,
            "button": {"replace_name": said_instead},
        }
        return Receipt.of(self.client.post("message/update_template_card", data))

    def replace_card(self, userids: Sequence[str], *, response_code: str, card: Json) -> Receipt:
        """The whole card becomes another; see ``replace_buttons``."""
        data = {
            "userids": list(userids),
            "agentid": self.agent_id,
            "response_code": response_code,
            "template_card": card,
        }
        return Receipt.of(self.client.post("message/update_template_card", data))

    def _send(self, userids: Sequence[str], kind: str, content: Json) -> Receipt:
        data = said(touser="|".join(userids), msgtype=kind, agentid=self.agent_id)
        return Receipt.of(self.client.post("message/send", {**data, kind: content, **_ONCE}))
