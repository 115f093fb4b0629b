"""Identifiers: derived, so that repeating a step is harmless."""

from typing import Self

from qungui.model.frozen import frozen

_LENGTH = 20  # hex digits: 80 bits, no collision among all cases a company will ever have


def derived_id(*parts: str) -> str:
    """
    The same parts give the same id, on every delivery and in every process.

    Parts are joined by line feeds, so ("a", "bc") and ("ab", "c") differ.
    """
    from hashlib import sha256  # noqa: PLC0415 - brings OpenSSL, which reading a text needs not

    return sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]


UNFILED = "unfiled-"
"""How the id of a group begins that nobody filed; a filing may take its aliases over."""


NOBODYS = "forgotten-"
"""How the id of a person begins who is nobody any more: drawn, and derived from nothing."""


@frozen
class Alias:
    """
    A name that some channel uses for a person or a group, e.g. ``userid:zhangsan``.

    Attributes:
        kind: ``userid``, ``external``, ``robot`` for persons;
            ``appchat``, ``chat``, ``room``, ``bridge`` for groups.
        name: The channel's id. Staff userids are case-folded: WeCom does not tell them apart.
    """

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    @classmethod
    def parse(cls, text: str) -> Self:
        kind, _, name = text.partition(":")
        if not kind or not name:
            msg = "an alias is written kind:name"
            raise ValueError(msg)
        return cls(kind, name)


def unfiled_id(alias: Alias) -> str:
    """The id of a group that nobody filed: the same one every time it is seen."""
    return UNFILED + derived_id("group", alias.kind, alias.name)
