"""Messages that were sent before, from how a scenario counts them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from qungui.acceptance.plan import Plan, Sent
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.attachment import Media, MediaKind
from qungui.model.message import MessageKind

_KEYS = {
    "from",
    "content",
    "count",
    "identical",
    "type",
    "window_seconds",
    "window_minutes",
    "exchanges",
    "tone",
    "chat_messages_last_hour",
}
_KINDS = {
    "text": (MessageKind.TEXT, None),
    "image": (MessageKind.IMAGE, MediaKind.IMAGE),
    "voice": (MessageKind.VOICE, MediaKind.VOICE),
}
_WATERING = "watering"  # of several members, who say nothing
_IDLE = ("哈哈哈", "666", "呵呵呵", "嗯嗯", "路过")
_GAP = timedelta(seconds=10)
_TALK = ("这样吧", "先看资料", "表格改好了", "还差一份", "等我核对", "嗯，知道了", "行", "再等等")
_TONES = {
    "neutral": ("我这边可以", "几点合适", "都行，听你的", "带上材料", "没问题", "路上注意"),
    "hostile": ("你少装蒜", "我看你就是欠收拾", "给我闭嘴", "你算老几", "别给脸不要脸", "等着瞧"),
}


def take_history(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """
    Raises:
        NotCarriedError: An entry counts what no message can show.
    """
    for entry in value:
        strange = sorted(set(entry) - _KEYS)
        if strange or entry.get("type", "text") not in {*_KINDS, _WATERING}:
            msg = f"消息记录里的“{'、'.join(strange) or entry['type']}”没有对应的消息"
            raise NotCarriedError(msg)
        plan.earlier.extend(_sent(plan, entry))


def _sent(plan: Plan, entry: Mapping[str, Any]) -> list[Sent]:
    if entry.get("type") == _WATERING:
        return _watering(plan, entry)
    if "exchanges" in entry:
        return _exchanges(plan, entry)
    if "identical" in entry:
        text = entry.get("content", "")
        return [
            Sent(who=entry["from"], at=plan.before(_GAP * (number + 1)), text=text)
            for number in range(entry["identical"])
        ]
    if "chat_messages_last_hour" in entry:
        return _spread(plan, entry, entry["chat_messages_last_hour"], timedelta(hours=1))
    if "count" in entry:
        return _spread(plan, entry, entry["count"], _window(entry))
    return [Sent(who=entry["from"], at=plan.before(timedelta(minutes=1)), text=entry["content"])]


def _watering(plan: Plan, entry: Mapping[str, Any]) -> list[Sent]:
    count, window = entry["count"], _window(entry)
    return [
        Sent(
            who=f"成员{number % len(_IDLE) + 1}",
            at=plan.before(window * (count - number) / (count + 1)),
            text=_IDLE[number % len(_IDLE)],
        )
        for number in range(count)
    ]


def _window(entry: Mapping[str, Any]) -> timedelta:
    return timedelta(
        seconds=entry.get("window_seconds", 0), minutes=entry.get("window_minutes", 0)
    ) or timedelta(minutes=1)


def _spread(plan: Plan, entry: Mapping[str, Any], count: int, window: timedelta) -> list[Sent]:
    """*count* messages of different content, evenly within the window before the event."""
    kind, medium = _KINDS[entry.get("type", "text")]
    return [
        Sent(
            who=entry["from"],
            at=plan.before(window * (number + 1) / (count + 1)),
            text=_TALK[number % len(_TALK)] + str(number) if medium is None else "",
            kind=kind,
            media=None if medium is None else Media(kind=medium),
        )
        for number in range(count)
    ]


def _exchanges(plan: Plan, entry: Mapping[str, Any]) -> list[Sent]:
    """Words to and fro, in turn, in a tone that words of our own stand for."""
    words, people = _TONES[entry["tone"]], entry["from"]
    count, window = entry["exchanges"], _window(entry)
    return [
        Sent(
            who=people[number % len(people)],
            at=plan.before(window * (count - number) / (count + 1)),
            text=words[number % len(words)],
        )
        for number in range(count)
    ]
