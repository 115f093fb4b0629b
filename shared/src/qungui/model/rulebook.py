"""The machine form of a regulation: clauses, ladders, editions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from qungui.model.group import Mode, Role


class Disposition(StrEnum):
    """How a clause is carried out (DESIGN's five classes)."""

    AUTOMATIC = "automatic"
    ASSISTED = "assisted"
    WORKFLOW = "workflow"
    ADVISORY = "advisory"
    OUT_OF_SCOPE = "out-of-scope-platform"


class Act(StrEnum):
    """What is done to or for a person, or to a group."""

    REMIND = "remind"
    WARN = "warn"
    REMOVE = "remove"
    ASK = "ask"  # a person is asked to decide what the limits held back
    REPORT = "report"  # the managing department hears what became of another order
    RENAME = "rename"
    CHANGE_OWNER = "change_owner"
    SOFT_CLOSE = "soft_close"  # renamed, announced, emptied but for the owner
    SPEAK = "speak"
    MUTE = "mute"  # in no kind of group by API, as all that follow
    DELETE_MESSAGE = "delete_message"
    POSTING_MODE = "posting_mode"
    DISSOLVE = "dissolve"


SANCTIONS = (Act.REMIND, Act.WARN, Act.REMOVE)
"""What a clause may order against a member."""

GROUP_ACTS = (
    Act.RENAME,
    Act.CHANGE_OWNER,
    Act.SOFT_CLOSE,
    Act.SPEAK,
    Act.MUTE,
    Act.DELETE_MESSAGE,
    Act.POSTING_MODE,
    Act.DISSOLVE,
)
"""What is ordered for a group itself, by an operator or a procedure."""


@dataclass(frozen=True, slots=True)
class RuleCall:
    """A rule by name, with the parameters that the clause's words fix and those it leaves open."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """
    What a breach leads to: a step on a ladder, or one act.

    Attributes:
        confirm: Who must confirm first; None where the system acts alone.
    """

    ladder: str | None = None
    act: Act | None = None
    confirm: Role | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: the act and the clause that orders it."""

    act: Act
    clause_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Ordered sanctions. Where the text ends, the ladder ends."""

    ladder_id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """
    One numbered rule of the regulation.

    Attributes:
        text: In our own plain words; every notice quotes it.
        sanction: None where the regulation writes none and nothing is breached by message.
        mode: The most this clause may do.
    """

    clause_id: str
    text: str
    topic: str
    disposition: Disposition
    rule: RuleCall | None = None
    sanction: Sanction | None = None
    mode: Mode = Mode.ENFORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """
    One immutable edition of a rulebook.

    Attributes:
        edition: e.g. ``2026-11``; sorts as text.
        timezone: IANA name; windows of the clauses are in this zone.
        in_force_from: UTC; earlier messages are not judged by it.
    """

    rulebook: str
    regulation: str
    title: str
    edition: str
    timezone: str
    in_force_from: datetime
    clauses: tuple[Clause, ...]
    ladders: Mapping[str, Ladder]

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id; KeyError when the edition has none."""
        for clause in self.clauses:
            if clause.clause_id == clause_id:
                return clause
        raise KeyError(clause_id)
