"""
Whether what is on record is still what was put there: the links of each log, whom they name, the
anchors, and that every end that was anchored is still in its log.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from qungui.model.anchor import Anchor, Head
from qungui.model.ledger import ORGANISATION, AuditKind, AuditTrail, Flaw
from qungui.ports import Anchors, AuditLog


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """
    Attributes:
        number: The first entry concerned.
        fits: Day of the last anchor of this log that ends before it; None where there is none.
        since: Day of the first anchor that holds it, or should.
    """

    group_id: str
    number: int
    flaw: Flaw
    fits: date | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """
    Attributes:
        chains, entries, anchors: How many were looked at.
        damages: Of logs, by log and number.
        damaged_anchors: Days, in ISO text, of those changed, dropped or added by hand.
        last: The latest anchor; its root can be compared with one that was kept elsewhere.
    """

    chains: int
    entries: int
    anchors: int
    damages: tuple[Damage, ...]
    damaged_anchors: tuple[str, ...]
    last: Anchor | None

    @property
    def is_whole(self) -> bool:
        return not self.damages and not self.damaged_anchors


@dataclass(frozen=True, slots=True)
class _Span:
    """The days on which a log was anchored at one and the same end."""

    head: Head
    first: date
    last: date


@dataclass(slots=True)
class _Past:
    """
    What the anchors say.

    Attributes:
        altered: Those that no longer hold what they were made of.
    """

    spans: dict[str, list[_Span]] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    altered: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyChains:
    """Reads only."""

    audit_log: AuditLog
    anchors: Anchors

    def __call__(self, groups: Collection[str] | None = None) -> Verified:
        """
        The organisation's log, the anchors, and the logs of *groups*; of all without it.

        Raises:
            TransientError: It cannot be told now.
        """
        past = self._past()
        every = past.spans.keys() | self.anchors.heads().keys()
        wanted = {ORGANISATION, *(every if groups is None else groups)}
        damages, damaged, entries = list[Damage](), set[str](), 0
        for group_id in sorted(wanted):
            trail = self.audit_log.verify_chain(group_id)
            entries += len(trail.entries)
            damages += _damages(group_id, trail, past.spans.get(group_id, []))
            if group_id == ORGANISATION:
                damaged = _damaged(past, trail)
        return Verified(
            chains=len(wanted),
            entries=entries,
            anchors=len(past.anchors),
            damages=tuple(damages),
            damaged_anchors=tuple(sorted(damaged)),
            last=past.anchors[-1] if past.anchors else None,
        )

    def _past(self) -> _Past:
        past = _Past()
        for anchor, heads in self.anchors.every():
            past.anchors.append(anchor)
            if not anchor.holds(heads):
                past.altered.add(anchor.day.isoformat())
                continue
            for group_id, head in heads.items():
                _note(past.spans.setdefault(group_id, []), head, anchor.day)
        return past


def _note(spans: list[_Span], head: Head, day: date) -> None:
    if spans and spans[-1].head == head:
        spans[-1] = replace(spans[-1], last=day)
    else:
        spans.append(_Span(head, day, day))


def _damaged(past: _Past, trail: AuditTrail) -> set[str]:
    """Days whose anchor was altered, or is not the one that the organisation's log tells of."""
    anchors = {anchor.day.isoformat(): anchor.told for anchor in past.anchors}
    told = {
        entry.facts.get("day", ""): entry.facts
        for entry in trail.entries
        if entry.kind is AuditKind.CHAINS_ANCHORED
    }
    unlike = {day for day in told.keys() | anchors.keys() if told.get(day) != anchors.get(day)}
    damaged = past.altered | unlike
    for before, anchor in pairwise(past.anchors):
        begins, ends = before.day.isoformat(), anchor.day.isoformat()
        # Where the one before is gone or altered, the one that followed it is not to blame.
        if anchor.previous != before.digest and not any(begins <= day < ends for day in damaged):
            damaged.add(ends)
    return damaged


def _damages(group_id: str, trail: AuditTrail, spans: list[_Span]) -> Iterator[Damage]:
    """Those that the log shows by itself, and where it left what was anchored."""
    flaws = dict(trail.flaws)
    if Flaw.CHAIN not in flaws.values():
        fitting = 0
        for span in spans:
            if not trail.holds(span.head):
                flaws[fitting + 1] = Flaw.ANCHOR
                break
            fitting = span.head.number
    for number in sorted(flaws):
        yield Damage(
            group_id=group_id,
            number=number,
            flaw=flaws[number],
            fits=max((span.last for span in spans if span.head.number < number), default=None),
            since=min((span.first for span in spans if span.head.number >= number), default=None),
        )
