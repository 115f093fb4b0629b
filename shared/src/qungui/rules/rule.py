"""What a rule is: a frozen value that turns facts into a finding."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeIs

from qungui.model.finding import Clear, Facts, Finding, Hit, Sighting
from qungui.model.frozen import frozen
from qungui.model.needs import Needs
from qungui.text.normal import original_span
from qungui.text.scan import ALWAYS

if TYPE_CHECKING:  # who judges messages need not load what is known of members
    from qungui.model.member_facts import MemberFacts

_NOTHING = Clear()


class Rule(Protocol):
    """
    One topic's test of one message.

    A rule does no I/O, reads no clock, logs nothing, and never sees another rule's outcome. It
    judges ``message.text``, never ``message.quoted``; ``message.shared`` only where passing words
    on is as bad as writing them. Without parameters it matches nothing.
    """

    def judge(self, facts: Facts) -> Finding: ...


class MemberRule(Protocol):
    """The same of one person in a group, or missing there. Without parameters it finds nothing."""

    def find(self, facts: "MemberFacts") -> Finding: ...


class Comparing(Rule, Protocol):
    """A rule that holds an advertisement against those published before."""

    def sketch_of(self, facts: Facts) -> str:
        """What is compared; empty where nothing advertises."""
        ...


def compares(rule: Rule) -> TypeIs[Comparing]:
    """Told by the method, so that the rule's module need not be loaded to ask."""
    return hasattr(rule, "sketch_of")


class Tracing(Rule, Protocol):
    """A rule that follows what was said in one group of the organisation into others."""

    def pieces_of(self, facts: Facts) -> tuple[str, ...]:
        """What is looked for, each as it would stand elsewhere; empty for nearly every message."""
        ...

    def is_outside(self, facts: Facts) -> bool:
        """Whether outsiders are those whom the group is for: what stands there was let out."""
        ...


def traces(rule: Rule) -> TypeIs[Tracing]:
    """Told by the method, as ``compares``."""
    return hasattr(rule, "pieces_of")


class Carrier(StrEnum):
    """The function that acts on a rule."""

    MESSAGE_JUDGEMENT = "message_judgement"
    ROSTER_CHECK = "roster_check"
    DEADLINE_SWEEP = "deadline_sweep"
    GROUP_LIFECYCLE = "group_lifecycle"
    DESK = "desk"


def _nowhere(_rule: object) -> timedelta:
    return timedelta()


@frozen(kw_only=True)
class RuleSpec:
    """
    How a rulebook calls a rule.

    Attributes:
        name: As written in a rulebook, e.g. ``quiet-hours``.
        topics: The topics of regulations that it may serve.
        kind: The dataclass; its fields are the rule's parameters.
        ranges: Least and greatest value of a parameter, for those that have any: beyond what is
            remembered, a limit would never act, and nobody would know.
        idle: Whether a rule of this kind can never find anything, as it is configured.
        needs: What a rule of this kind takes that does not look back on the group.
        looks_back: How far a rule of this kind, as it is configured, looks back on what everybody
            in the group said; zero where it does not.
        waits_for: The member's own words must hold all signs (``text/scan.py``) of one of these
            for a rule of this kind, as it is configured, to find anything in them.
        shortest: How many characters they must have for that.
        carrier: None where a rulebook can say it, and no function acts on it yet.
    """

    name: str
    topics: tuple[str, ...]
    kind: type[Any]
    needs: Needs = Needs.NOTHING
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    idle: Callable[[Any], bool] = lambda _rule: False
    looks_back: Callable[[Any], timedelta] = _nowhere
    waits_for: Callable[[Any], tuple[int, ...]] = lambda _rule: (ALWAYS,)
    shortest: Callable[[Any], int] = lambda _rule: 0
    carrier: Carrier | None = Carrier.MESSAGE_JUDGEMENT

    @property
    def judges_messages(self) -> bool:
        """Whether its kind is a ``Rule``."""
        return self.carrier is Carrier.MESSAGE_JUDGEMENT

    @property
    def looks_at_members(self) -> bool:
        """Whether its kind is a ``MemberRule``."""
        return self.carrier is Carrier.ROSTER_CHECK

    @property
    def most_needed(self) -> Needs:
        """What a rule of this kind may take, however it is configured."""
        return self.needs if self.looks_back is _nowhere else Needs.GROUP

    def needed_by(self, rule: Any) -> Needs:  # noqa: ANN401 - a value of ``kind``
        """What *rule* takes, as it is configured."""
        return Needs.GROUP if self.looks_back(rule) else self.needs


def shown(facts: Facts, span: tuple[int, int] | None, *, reason: str, score: float) -> Finding:
    """A hit with its place in the message as written; clear where *span* of the plain is None."""
    if span is None:
        return _NOTHING
    return Hit(reason=reason, span=original_span(facts.message.text, span), score=score)


def in_window(facts: Facts, window: timedelta) -> tuple[Sighting, ...]:
    """
    The member's messages in (sent_at - window, sent_at], the current one among them.

    By the platform's clock: deliveries arrive late and out of order, so their order says nothing.
    """
    now = facts.sighting
    opens = now.sent_at - window
    seen = {each.mark: each for each in (*facts.recent, now) if opens < each.sent_at <= now.sent_at}
    return tuple(seen.values())
