"""Messages that ``qungui detect`` is asked about, one a line of a file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Self
from zoneinfo import ZoneInfo

from qungui.adapters.quotes import split_quote
from qungui.model.message import MessageKind
from qungui.rulebook import shipped
from qungui.rules.detection import Said

_ZONE = ZoneInfo("Asia/Shanghai")  # where no offset is written
_NEXT = timedelta(seconds=1)  # after the others, where a message does not say when it was sent
_KINDS = frozenset(MessageKind)
# windows are reckoned from it, and calendars know no other years
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_regulations = cache(shipped.regulations)


class UnreadableLineError(ValueError):
    """What is wrong with a line, in Chinese."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A message as the file has it.

    Attributes:
        written: The whole object of the line.
        said: Its writer's own words; what a reply quotes is left out.
        own: Where they begin in the text as given.
        previous: None where the file does not say what was said before.
        rulebook: Of a regulation that ships; empty: none.
    """

    written: Mapping[str, Any]
    said: Said
    own: int
    previous: tuple[Said, ...] | None = None
    rulebook: str = ""

    @classmethod
    def alone(cls, text: str, rulebook: str) -> Self:
        """Of a text of which nothing else is known."""
        authored, own = _own_words(text)
        return cls({"text": text}, Said(authored), own, None, _known(rulebook))

    @classmethod
    def of(cls, line: bytes) -> Self:
        """
        Raises:
            UnreadableLineError: It is no JSON object with a text, or its context cannot be read.
        """
        written = _object("它", _parsed(line))
        context = _object("context", written.get("context") or {})
        rulebook = _known(context.get("rulebook") or "")
        previous = context.get("previous")
        own = _own_words(_text(written))[1]
        if previous is None:
            return cls(written, _said(written), own, None, rulebook)
        if not isinstance(previous, list):
            msg = "context.previous 应是一列消息"
            raise UnreadableLineError(msg)
        before = tuple(_said(_object("context.previous 里的每一条", each)) for each in previous)
        said = _said({**_following(before), **written})
        return cls(written, said, own, before, rulebook)


def _own_words(text: str) -> tuple[str, int]:
    """Without what it quotes to reply to, and where they begin in *text*."""
    authored, quoted = split_quote(text)
    return authored, text.rindex(authored) if quoted else 0


def _known(rulebook: object) -> str:
    if not isinstance(rulebook, str) or rulebook not in ("", *_regulations()):
        msg = f"没有随产品发布的规定 {rulebook}"
        raise UnreadableLineError(msg)
    return rulebook


def _following(before: Sequence[Said]) -> Mapping[str, Any]:
    """Of a message that does not say: right after them; by their writer where all have one."""
    if not before:
        return {}
    writers = {each.sender for each in before}
    sender = writers.pop() if len(writers) == 1 else ""
    return {"from": sender, "at": max(each.sent_at for each in before) + _NEXT}


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        msg = "不是一个 JSON 对象"
        raise UnreadableLineError(msg) from error


def _object(name: str, written: object) -> Mapping[str, Any]:
    if not isinstance(written, dict):
        msg = f"{name} 应是一个 JSON 对象"
        raise UnreadableLineError(msg)
    return written


def _text(written: Mapping[str, Any]) -> str:
    text = written.get("text")
    if not isinstance(text, str):
        msg = "没有 text，或 text 不是文字"
        raise UnreadableLineError(msg)
    return text


def _said(written: Mapping[str, Any]) -> Said:
    (text, _), at = _own_words(_text(written)), written.get("at")
    kind, sender = written.get("kind") or MessageKind.TEXT, str(written.get("from", ""))
    known = MessageKind(kind) if isinstance(kind, str) and kind in _KINDS else MessageKind.UNKNOWN
    return Said(text, known, sender) if at is None else Said(text, known, sender, _moment(at))


def _moment(at: object) -> datetime:
    try:
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    except ValueError as error:
        msg = f"at 应写作 2026-11-25T21:59，而不是 {at}"
        raise UnreadableLineError(msg) from error
    placed = moment if moment.tzinfo else moment.replace(tzinfo=_ZONE)
    if not _FIRST <= placed <= _LAST:
        msg = f"at 早于 {_FIRST.year} 年或晚于 {_LAST.year} 年：{at}"
        raise UnreadableLineError(msg)
    return placed
