"""What stands on people's phones: what they read, the numbers in it, and the buttons of cards."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from local.fake_wecom.record import Call

# At the beginning of a line of a list, on a card, in one's own record, in a reply to copy.
_NUMBER = re.compile(r"(?:^|编号：|申诉号|“[^\s”]+ )(\d{4,8})(?=[ ，：”]|$)", re.MULTILINE)
_DAYS = 32
"""How many days of the story can be named."""


def read_by(calls: Iterable[Call]) -> Mapping[str, Sequence[str]]:
    """What reached each member or chat, in order."""
    read: dict[str, list[str]] = {}
    for call in calls:
        for effect in call.effects:
            read.setdefault(effect.to, []).append(effect.text)
    return read


def typed(text: str, phones: Mapping[str, Sequence[str]], evening: date) -> str:
    """
    *text* with the numbers that people have from their phones, and with days of the story.

    ``{lina[0]}`` is the first one in the last message that showed Lina any, ``{day[3]}`` the third
    day after the first *evening*.
    """
    numbers = {userid: _last_numbers(read) for userid, read in phones.items()}
    days = [_spoken(evening + timedelta(days=later)) for later in range(_DAYS)]
    return text.format_map({**numbers, "day": days})


def pressed(calls: Sequence[Call], userid: str, button: str) -> tuple[str, str]:
    """
    Key and task id of that button on the last card that has it.

    Raises:
        ValueError: They have no such card.
    """
    for call in reversed(calls):
        card = call.body.get("template_card", {})
        for each in card.get("button_list", ()):
            if call.body.get("touser") == userid and each["text"] == button:
                return each["key"], card["task_id"]
    msg = f"{userid} has no card with the button {button}"
    raise ValueError(msg)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _last_numbers(read: Sequence[str]) -> Sequence[str]:
    found = (_NUMBER.findall(text) for text in reversed(read))
    return list(dict.fromkeys(next(filter(None, found), [])))
