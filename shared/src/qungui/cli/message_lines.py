"""Messages that ``qungui detect`` is asked about, one a line of a file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any, Self
from zoneinfo import ZoneInfo

from qungui.adapters.quotes import split_quote
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.rules.detection import Said

_ZONE = ZoneInfo("Asia/Shanghai")  # where no offset is written
_NEXT = timedelta(seconds=1)  # after the others, where a message does not say when it was sent
_KINDS = frozenset(MessageKind)
_ROLES: Mapping[str, frozenset[Role]] = {
    **{role.value: frozenset({role}) for role in Role},
    "member": frozenset(),
}
# windows are reckoned from it, and calendars know no other years
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class UnreadableLineError(ValueError):
    """What is wrong with a line, in Chinese."""


@dataclass(frozen=True, slots=True)
class Under:
    """
    What a message is judged by, and in what group.

    Attributes:
        rulebook: The number of a regulation that ships, or a file; empty: none.
        filed_as: The group's kind in the regulation's words; empty: the first that it is for.
        outsiders: Whether people from outside the company are in the group.
    """

    rulebook: str = ""
    filed_as: str = ""
    outsiders: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A message as the file has it.

    Attributes:
        written: The whole object of the line.
        said: Its writer's own words; what a reply quotes is left out.
        own: Where they begin in the text as given.
        previous: None where the file does not say what was said before.
    """

    written: Mapping[str, Any]
    said: Said
    own: int
    under: Under
    previous: tuple[Said, ...] | None = None

    @classmethod
    def alone(cls, text: str, rulebook: str) -> Self:
        """Of a text of which nothing else is known."""
        authored, own = _own_words(text)
        return cls({"text": text}, Said(authored), own, Under(rulebook))

    @classmethod
    def of(cls, line: bytes, rulebook: str = "") -> Self:
        """
        *rulebook*: of a message that names none.

        Raises:
            UnreadableLineError: It is no JSON object with a text, or its context cannot be read.
        """
        written = _object("这一行", _parsed(line))
        context = _object("context", _given(written, "context", {}))
        under = Under(
            _words(context, "rulebook") or rulebook,
            _words(context, "filed_as"),
            _yes_or_no(context, "outsiders"),
        )
        own = _own_words(_text(written))[1]
        previous = context.get("previous")
        if previous is None:
            return cls(written, _said(written), own, under)
        if not isinstance(previous, list):
            msg = "context.previous 应是一列消息"
            raise UnreadableLineError(msg)
        before = tuple(_before(previous))
        known = {key: value for key, value in written.items() if value is not None}
        return cls(written, _said({**_following(before), **known}), own, under, before)


def _own_words(text: str) -> tuple[str, int]:
    """Without what it quotes to reply to, and where they begin in *text*."""
    authored, quoted = split_quote(text)
    return authored, text.rindex(authored) if quoted else 0


def _before(previous: Sequence[object]) -> Iterator[Said]:
    for number, written in enumerate(previous, 1):
        try:
            yield _said(_object("它", written))
        except UnreadableLineError as error:
            msg = f"context.previous 第 {number} 条：{error}"
            raise UnreadableLineError(msg) from error


def _following(before: Sequence[Said]) -> Mapping[str, Any]:
    """Of a message that does not say: right after them; by their writer where all have one."""
    if not before:
        return {}
    writers = {each.sender for each in before}
    sender = writers.pop() if len(writers) == 1 else ""
    return {"from": sender, "at": max(each.sent_at for each in before) + _NEXT}


def _parsed(line: bytes) -> object:
    try:
        text = line.decode("utf-8-sig", "surrogatepass")
        return json.loads(
            text, object_pairs_hook=_each_once, parse_float=_finite, parse_constant=_finite
        )
    except UnicodeDecodeError as error:
        msg = "不是 UTF-8 编码的文字"
        raise UnreadableLineError(msg) from error
    except json.JSONDecodeError as error:
        msg = f"不是一个 JSON 对象，读到第 {error.colno} 个字符为止"
        raise UnreadableLineError(msg) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableLineError):
            raise
        msg = "不是一个 JSON 对象：数太长，或套得太深"
        raise UnreadableLineError(msg) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What stands twice could not be written as it came."""
    written = dict(pairs)
    if len(written) == len(pairs):
        return written
    keys = [key for key, _ in pairs]
    msg = f"“{next(key for key in keys if keys.count(key) > 1)}”写了不止一次"
    raise UnreadableLineError(msg)


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        msg = f"{number} 不是 JSON 的数，或太大"
        raise UnreadableLineError(msg)
    return value


def _object(name: str, written: object) -> Mapping[str, Any]:
    if not isinstance(written, dict):
        msg = f"{name}应是一个 JSON 对象"
        raise UnreadableLineError(msg)
    return written


def _given[T](written: Mapping[str, Any], key: str, otherwise: T) -> Any | T:  # noqa: ANN401 - JSON
    """``null`` is as good as nothing."""
    value = written.get(key)
    return otherwise if value is None else value


def _words(context: Mapping[str, Any], key: str) -> str:
    value = _given(context, key, "")
    if not isinstance(value, str):
        msg = f"context.{key} 应是文字"
        raise UnreadableLineError(msg)
    return value


def _yes_or_no(context: Mapping[str, Any], key: str) -> bool:
    value = _given(context, key, otherwise=False)
    if not isinstance(value, bool):
        msg = f"context.{key} 应是 true 或 false"
        raise UnreadableLineError(msg)
    return value


def _text(written: Mapping[str, Any]) -> str:
    text = written.get("text")
    if not isinstance(text, str):
        msg = "没有 text，或 text 不是文字"
        raise UnreadableLineError(msg)
    return text


def _said(written: Mapping[str, Any]) -> Said:
    said = Said(
        _own_words(_text(written))[0],
        _kind(_given(written, "kind", MessageKind.TEXT)),
        str(_given(written, "from", "")),
        roles=_roles(written.get("role")),
    )
    at = written.get("at")
    return said if at is None else replace(said, sent_at=_moment(at))


def _kind(written: object) -> MessageKind:
    if isinstance(written, str) and written in _KINDS:
        return MessageKind(written)
    return MessageKind.UNKNOWN


def _roles(written: object) -> frozenset[Role] | None:
    if written is None:
        return None
    if not isinstance(written, str) or written not in _ROLES:
        msg = f"role 只有 {'、'.join(_ROLES)}"
        raise UnreadableLineError(msg)
    return _ROLES[written]


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
