"""What a procedure is: a name and typed parameters; the engine that runs them comes with them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Carrier(StrEnum):
    """The function that runs a procedure."""

    GROUP_LIFECYCLE = "group_lifecycle"
    DESK = "desk"
    MESSAGE_JUDGEMENT = "message_judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureSpec:
    """
    How a rulebook calls a procedure.

    Attributes:
        name: As written in a rulebook, e.g. ``dissolution``.
        topics: The topics of regulations that it may serve.
        kind: The dataclass; its fields are the procedure's parameters.
        carrier: None where a rulebook can say it, and no function runs it yet.
    """

    name: str
    topics: tuple[str, ...]
    kind: type[Any]
    carrier: Carrier | None = None
