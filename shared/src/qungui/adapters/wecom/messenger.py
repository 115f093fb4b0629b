"""One-to-one messages and work orders from the app."""

from collections.abc import Mapping
from typing import Any

from qungui.adapters.wecom.client import UnansweredError, WeComClient
from qungui.adapters.wecom.errcodes import not_begun, refused
from qungui.adapters.wecom.limits import within_bytes, within_characters
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.outcome import CallOutcome, Card, Done, NoPower, Refused, Unsure
from qungui.model.person import Person
from qungui.ports import Clock

MAX_TEXT_BYTES = 2048
MAX_LINES = 6
MAX_BUTTONS = 6
# The longest time in which the platform drops an identical repeat.
_ONCE = {"enable_duplicate_check": 1, "duplicate_check_interval": 4 * 60 * 60}
_NOBODY = 81013


class WeComMessenger:
    """Implements :class:`qungui.ports.Messenger`."""

    def __init__(self, client: WeComClient, *, agent_id: int, clock: Clock) -> None:
        self._client = client
        self._agent_id = agent_id
        self._clock = clock

    def tell(self, person: Person, text: str) -> CallOutcome:
        content = {"content": within_bytes(text, MAX_TEXT_BYTES)}
        return self._send(person, {"msgtype": "text", "text": content})

    def hand_over(self, person: Person, card: Card) -> CallOutcome:
        content = _template_card(card)
        return self._send(person, {"msgtype": "template_card", "template_card": content})

    def _send(self, person: Person, message: Mapping[str, Any]) -> CallOutcome:
        if person.userid is None:
            return NoPower()
        data = {"touser": person.userid, "agentid": self._agent_id, **message, **_ONCE}
        try:
            answer = self._client.post("message/send", data)
        except PlatformRefusal as refusal:
            return refused(refusal, self._clock.now())
        except UnansweredError as error:
            return Unsure(str(error))
        except TransientError as error:
            return not_begun(error, self._clock.now())
        # Part of the receivers missing is no errcode, and one of one is all of them.
        missed = any(answer.get(field) for field in ("invaliduser", "unlicenseduser"))
        return Refused(_NOBODY) if missed else Done()


def _template_card(card: Card) -> dict[str, Any]:
    title = {
        "title": within_characters(card.title, 36),
        "desc": within_characters(card.description, 44),
    }
    whole = {
        "card_type": "button_interaction",
        "task_id": card.task_id,
        "main_title": _said(title),
        "sub_title_text": within_characters(card.body, 160),
        "horizontal_content_list": _lines(card)[:MAX_LINES],
        "button_list": _buttons(card)[:MAX_BUTTONS],
    }
    return _said(whole)


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that say nothing: an empty field is an error to the platform."""
    return {name: value for name, value in fields.items() if value}


def _lines(card: Card) -> list[dict[str, Any]]:
    """Whom it is about comes first, as a link to the member."""
    facts = [
        {"keyname": within_characters(name, 5), "value": within_characters(value, 30)}
        for name, value in card.facts
    ]
    if card.about is None:
        return facts
    shown = within_characters(card.about, 30)
    return [{"keyname": "成员", "type": 3, "value": shown, "userid": card.about}, *facts]


def _buttons(card: Card) -> list[dict[str, Any]]:
    """The first one stands out."""
    return [
        {"text": within_characters(text, 10), "style": 2 if number else 1, "key": key}
        for number, (text, key) in enumerate(card.buttons)
    ]
