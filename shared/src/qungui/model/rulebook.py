"""The machine form of a regulation: clauses, ladders, editions."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any

from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.condition import Condition
from qungui.model.frozen import frozen
from qungui.model.group import Mode, Role
from qungui.model.needs import Needs
from qungui.model.span import Span


class Disposition(StrEnum):
    """How a clause is carried out (DESIGN's five classes)."""

    AUTOMATIC = "automatic"
    ASSISTED = "assisted"
    WORKFLOW = "workflow"
    ADVISORY = "advisory"
    OUT_OF_SCOPE = "out-of-scope-platform"


class Subject(StrEnum):
    """What a regulation is about."""

    GROUP = "group"
    PERSONAL_ACCOUNT = "personal-account"
    OFFICIAL_ACCOUNT = "official-account"
    CORPORATE_ACCOUNT = "corporate-account"
    OTHER = "other"


@frozen
class ActCall:
    """
    Attributes:
        terms: What the regulation says about it, e.g. ``{"cny": [100]}`` (model/terms.py).
        open: Those of the terms that its text leaves open and a group may set anew.
    """

    act: Act
    terms: Mapping[str, Any] = field(default_factory=dict)
    open: tuple[str, ...] = ()


@frozen(kw_only=True)
class Sanction:
    """
    What a breach leads to: acts, or a place on a ladder, or what a person chooses by gravity.

    Attributes:
        acts: All of them; empty where a ladder or a choice decides.
        ladder: The ladder that the breach moves.
        points: How much it counts there.
        straight_to: The step it goes to at once; None for the next one.
        choices: By gravity, e.g. ``light`` and ``grave``; whoever confirms chooses.
        confirm: Who must confirm first; None where the system acts alone.
        taken_back: Whoever takes the message back within it is not held to it; None: nothing
            is changed by that.
        written_in: The clause or section whose words these are; empty for the clause's own.
    """

    acts: tuple[ActCall, ...] = ()
    ladder: str | None = None
    points: int = 1
    straight_to: int | None = None
    choices: Mapping[str, tuple[ActCall, ...]] = field(default_factory=dict)
    confirm: Role | None = None
    taken_back: Span | None = None
    written_in: str = ""


class Trigger(StrEnum):
    """What brings a ladder's next step about."""

    BREACH = "breach"
    REFUSAL = "refusal"  # of what the step before demanded, or silence until its time was over


@frozen(kw_only=True)
class Step:
    """
    One rung: its acts and the clause that orders them.

    Attributes:
        at: Breaches (or points) that reach it; of a refusal, those of the step that was refused.
        confirm: Who must confirm it first, also where the breach needs nobody.
        tell: Who else hears of it once it is done.
    """

    acts: tuple[ActCall, ...]
    clause_id: str
    at: int
    on: Trigger = Trigger.BREACH
    confirm: Role | None = None
    tell: tuple[Role, ...] = ()


class Counts(StrEnum):
    PER_GROUP = "per-group"
    COMPANY = "company"


class Reset(StrEnum):
    """When what stands on a ladder stops counting."""

    NEVER = "never"
    AFTER = "after"  # each breach by itself, so long after it
    EACH = "each"  # all of them, at the start of each period
    CLEAN = "clean"  # all of them, after so long without a breach


@frozen(kw_only=True)
class Expiry:
    """*span* is None for NEVER only."""

    reset: Reset = Reset.NEVER
    span: Span | None = None


@frozen(kw_only=True)
class Ladder:
    """
    Ordered sanctions. Where the text ends, the ladder ends.

    Attributes:
        repeats: The last step is taken again with every further breach.
    """

    ladder_id: str
    steps: tuple[Step, ...]
    title: str = ""
    counts: Counts = Counts.PER_GROUP
    expiry: Expiry = Expiry()
    repeats: bool = False


@frozen
class Section:
    """A heading of the regulation; its sanction is that of every clause under it with none."""

    section_id: str
    title: str
    sanction: Sanction | None = None


@frozen(kw_only=True)
class Clause:
    """
    One numbered rule of the regulation.

    Attributes:
        text: In our own plain words; every notice quotes it.
        gloss: The same in English, for operators.
        also: Further topics of the same words.
        rules: Breached when one of them finds something.
        procedure: The process that the clause asks for.
        unless: It does not apply when one of these holds.
        when: Where there are any, it applies only when one of these holds.
        sanction: None where nothing is breached. Where a breach has none written, it is ``remind``.
        step_of: The ladder whose step this clause orders; empty for none.
        section: The heading it stands under; empty for none.
        mode: The most this clause may do.
        starts: The mode in use until a group chooses one; None for *mode*.
    """

    clause_id: str
    text: str
    topic: str
    disposition: Disposition
    gloss: str = ""
    also: tuple[str, ...] = ()
    rules: tuple[Call, ...] = ()
    procedure: Call | None = None
    unless: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()
    sanction: Sanction | None = None
    step_of: str = ""
    section: str = ""
    mode: Mode = Mode.ENFORCE
    starts: Mode | None = None


@frozen(kw_only=True)
class Edition:
    """
    One immutable edition of a rulebook.

    Attributes:
        gloss: The title in English.
        edition: e.g. ``2026-11``; sorts as text.
        subject: What the regulation is about.
        kinds: The kinds of group it is for, in its own words; empty for all.
        timezone: IANA name; windows of the clauses are in this zone.
        in_force_from: UTC; earlier messages are not judged by it.
        needs: What judging by it takes, as it stands; computed when it is loaded.
    """

    rulebook: str
    regulation: str
    title: str
    edition: str
    timezone: str
    in_force_from: datetime
    clauses: tuple[Clause, ...]
    ladders: Mapping[str, Ladder]
    gloss: str = ""
    subject: Subject = Subject.GROUP
    kinds: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    needs: Needs = Needs.NOTHING

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id; KeyError when the edition has none."""
        for clause in self.clauses:
            if clause.clause_id == clause_id:
                return clause
        raise KeyError(clause_id)
