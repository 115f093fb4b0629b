"""A queue body (CONTRACTS §2)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from qungui.model.frozen import frozen


class EnvelopeKind(StrEnum):
    MESSAGE = "message"  # inbound: one group message
    COLLECT = "collect"  # collect: pull the archive
    REOPEN = "reopen"  # collect: fetch one archived record again, {seq}
    ORDER = "order"  # outbound: one order to carry out
    TRIAL = "trial"  # outbound: what is on trial is to be looked at, {rulebook}
    QUIET = "quiet"  # quiet: a group's rest begins or ends, {group}
    PLAN_QUIET = "plan-quiet"  # quiet: when groups rest next, those after {after}
    BRIDGED = "bridged"  # lifecycle: a change of a bridged group
    STALE_ROSTERS = "stale-rosters"  # lifecycle: ask for every roster that is old
    ROSTER = "roster"  # lifecycle: pull one, {group}
    STAFF = "staff"  # lifecycle: pull the employee directory, or a part of it
    FILING = "filing"  # lifecycle: what is due in the life of one, {group}
    MORNING = "morning"  # lifecycle: ask people, each once, what waits for them for days
    RETENTION = "retention"  # lifecycle: forget who was in groups that ended long ago, {part}
    ANCHOR = "anchor"  # lifecycle: keep where every audit log ends
    PLAN_CHECKS = "plan-checks"  # rosters: groups whose members nobody is to go through yet
    CHECK_ROSTER = "check-roster"  # rosters: go through the members of one, {group}
    CALLBACK = "callback"  # desk, lifecycle, unknown: a verified callback, as the platform sent it


@frozen(kw_only=True)
class Envelope:
    """
    Attributes:
        envelope_id: Stable: the same input has the same id on every delivery.
        group: The group's alias or id, where there is one.
        at: UTC; of the event, not of the sending.
        lane: Orders work on FIFO queues; not part of the body.
    """

    kind: EnvelopeKind
    envelope_id: str
    at: datetime
    lane: str
    body: Mapping[str, Any]
    group: str | None = None
