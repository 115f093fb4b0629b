"""What was called, and what reached people."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """
    Something that a person could see.

    Attributes:
        kind: ``text``, ``markdown``, ``textcard``, ``template_card``; of a chat ``creation``,
            ``renaming``, ``removal``, ``invitation`` or ``owner``.
        to: The userid that got it, or the chat it was posted in.
        whom: Who left the chat, or came into it, or owns it now.
        text: The words, or a card's title and lines, or what the chat is called now.
    """

    kind: str
    to: str
    text: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """
    One request to the platform.

    Attributes:
        at: Wall clock, UTC, as text.
        body: The JSON posted; for a GET, what stood in the URL. Secrets and tokens are left out.
        effects: What it made visible; empty for duplicates, refusals and whatever was dropped.
        remark: Why nothing was visible, or what the plan of faults did to it.
    """

    number: int
    at: str
    endpoint: str
    body: Mapping[str, Any]
    errcode: int
    effects: tuple[Effect, ...] = ()
    remark: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        return cls(**{**raw, "effects": tuple(Effect(**each) for each in raw["effects"])})


class Book:
    """The calls in order. Not safe for threads: the corp's lock guards it."""

    def __init__(self) -> None:
        self._calls: list[Call] = []

    def write(
        self, *, at: datetime, endpoint: str, body: Mapping[str, Any], errcode: int, done: "Done"
    ) -> Call:
        call = Call(
            number=len(self._calls) + 1,
            at=at.isoformat(timespec="milliseconds"),
            endpoint=endpoint,
            body={key: value for key, value in body.items() if key not in _UNSPOKEN},
            errcode=errcode,
            effects=done.effects,
            remark=done.remark,
        )
        self._calls.append(call)
        return call

    def since(self, number: int) -> tuple[Call, ...]:
        """Calls numbered above *number*."""
        return tuple(self._calls[number:])


@dataclass(frozen=True, slots=True)
class Done:
    """What one call did."""

    effects: tuple[Effect, ...] = ()
    remark: str = ""


_UNSPOKEN = {"corpsecret", "access_token", "secret", "key", "code"}
