"""One-to-one messages and work orders from the app."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qungui.adapters.wecom import rates
from qungui.adapters.wecom.api.messages import MAX_TEXT, Receipt, Sender
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.limits import within_bytes, within_characters
from qungui.model.outcome import CallOutcome, Card, Done, NoPower, Refused
from qungui.model.person import Person

MAX_LINES = 6
MAX_BUTTONS = 6
_NOBODY = 81013


class WeComMessenger:
    """Implements :class:`qungui.ports.Messenger`."""

    def __init__(self, calls: Calls, *, agent_id: int, accounts: int = 0) -> None:
        """*accounts*: the corp's account limit; 0 when it is not known."""
        self._calls = calls
        self._agent_id = agent_id
        self._accounts = accounts

    def tell(self, person: Person, text: str) -> CallOutcome:
        words = within_bytes(text, MAX_TEXT)
        return self._send(person, lambda sender, userid: sender.text([userid], words))

    def hand_over(self, person: Person, card: Card) -> CallOutcome:
        content = _template_card(card)
        return self._send(person, lambda sender, userid: sender.template_card([userid], content))

    def settle_card(
        self, people: Sequence[Person], *, response_code: str, said: str
    ) -> CallOutcome:
        userids = [person.userid for person in people if person.userid]
        if not userids:
            return NoPower()
        word = within_characters(said, 10)
        return self._calls.outcome(
            lambda client: _reached(
                Sender(client, self._agent_id).replace_buttons(
                    userids, response_code=response_code, said_instead=word
                )
            )
        )

    def _send(self, person: Person, message: Callable[[Sender, str], Receipt]) -> CallOutcome:
        userid = person.userid
        if userid is None:
            return NoPower()
        return self._calls.outcome(
            lambda client: _reached(message(Sender(client, self._agent_id), userid)),
            *rates.message_to(userid, self._accounts),
        )


def _reached(receipt: Receipt) -> CallOutcome:
    """Part of the receivers missing is no errcode, and one of one is all of them."""
    return Refused(_NOBODY) if receipt.missed else Done()


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
