"""Forms of documented fields. A value that does not fit is refused by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from local.fake_wecom.answers import Code, Refusal


class Field(Protocol):
    def check(self, value: object, where: str) -> None:
        """Raises Refusal when *value*, found at *where*, is not what is documented."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """
    Attributes:
        chars, octets: The most it may hold, in characters and in bytes of UTF-8; None is no limit.
        pattern: What all of it must match.
        empty: It may hold nothing.
    """

    chars: int | None = None
    octets: int | None = None
    pattern: str | None = None
    empty: bool = False

    def check(self, value: object, where: str) -> None:
        if not isinstance(value, str):
            raise Refusal(Code.BAD_PARAMETER, f"{where} is no string")
        if not value and not self.empty:
            raise Refusal(Code.EMPTY, f"{where} is empty")
        if self.chars is not None and len(value) > self.chars:
            raise Refusal(Code.TOO_LONG, f"{where} has {len(value)} characters, {self.chars} fit")
        if self.octets is not None and len(value.encode()) > self.octets:
            raise Refusal(
                Code.TOO_LONG, f"{where} has {len(value.encode())} bytes, {self.octets} fit"
            )
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            raise Refusal(Code.BAD_PARAMETER, f"{where} holds characters that are not allowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An integer in ``low..high``, both included."""

    low: int = 0
    high: int = 2**63 - 1

    def check(self, value: object, where: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refusal(Code.BAD_PARAMETER, f"{where} is no integer")
        if not self.low <= value <= self.high:
            raise Refusal(Code.BAD_PARAMETER, f"{where} is not in {self.low}..{self.high}")


@dataclass(frozen=True, slots=True)
class OneOf:
    values: tuple[str | int, ...]

    def check(self, value: object, where: str) -> None:
        if isinstance(value, bool) or value not in self.values:
            raise Refusal(Code.BAD_PARAMETER, f"{where} is none of {self.values}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A list of ``low..high`` things of one form."""

    of: Field
    low: int = 1
    high: int

    def check(self, value: object, where: str) -> None:
        if not isinstance(value, list):
            raise Refusal(Code.BAD_PARAMETER, f"{where} is no list")
        if not self.low <= len(value) <= self.high:
            raise Refusal(
                Code.BAD_PARAMETER, f"{where} has {len(value)} items, {self.low}..{self.high} fit"
            )
        for number, item in enumerate(value):
            self.of.check(item, f"{where}[{number}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """
    An object. Fields that are not documented are refused.

    Attributes:
        variants: By the value of ``discriminator``, the fields that come with it.
    """

    must: Mapping[str, Field] = field(default_factory=dict)
    may: Mapping[str, Field] = field(default_factory=dict)
    discriminator: str = ""
    variants: Mapping[str, "Form"] = field(default_factory=dict)

    def check(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise Refusal(Code.BAD_PARAMETER, f"{where} is no object")
        form = self._as(value, where)
        for name in form.must:
            if name not in value:
                raise Refusal(Code.MISSING, f"{where}.{name} is missing")
        for name, item in value.items():
            known = form.must.get(name) or form.may.get(name)
            if known is None:
                raise Refusal(Code.BAD_PARAMETER, f"{where}.{name} is not documented")
            known.check(item, f"{where}.{name}")

    def _as(self, value: Mapping[str, object], where: str) -> "Form":
        if not self.discriminator:
            return self
        kind = value.get(self.discriminator)
        if not isinstance(kind, str) or kind not in self.variants:
            raise Refusal(Code.BAD_KIND, f"{where}.{self.discriminator} is not documented here")
        variant = self.variants[kind]
        return Form(
            must={**self.must, self.discriminator: OneOf((kind,)), **variant.must},
            may={**self.may, **variant.may},
        )
