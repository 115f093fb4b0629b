"""
A watch over those who owe an answer, and what befalls it: messages, excuses, the same asked again.
Pure; whatever is heard late counts by its own instant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.model.decision import Decision
from qungui.model.finding import RING_HORIZON, RING_MOST, SeenAs, Sighting
from qungui.model.watch import Ask, Owed, Watch

GRACE = timedelta(minutes=2)
"""How long after a point it is looked at: the archive brings messages late."""

LATE = timedelta(days=1)
"""How long after the last point an answer that was in time may still come."""

_OF_THEIR_OWN = frozenset({Ask.NOTICE, Ask.POST})


def ready(watch: Watch) -> Watch:
    """From now on it is looked at."""
    return replace(watch, due=next_due(watch))


def heard(watch: Watch, person_id: str, at: datetime, *, confirms: bool) -> Watch | None:
    """
    With a message of somebody who owes an answer; None where it changes nothing. What was found
    of them though they had answered in time is looked at anew, and so is what all have answered.
    """
    owed = watch.owed.get(person_id)
    if owed is None or watch.closed_at is not None or at < watch.at:
        return None
    answered = _earlier(owed.answered_at, at)
    acknowledged = _earlier(owed.acknowledged_at, at) if confirms else owed.acknowledged_at
    if (answered, acknowledged) == (owed.answered_at, owed.acknowledged_at):
        return None
    now = replace(owed, answered_at=answered, acknowledged_at=acknowledged)
    moved = _answered_for_all(replace(watch, owed={**watch.owed, person_id: now}), now)
    anew = any(each.found for each in moved.owed.values()) or is_complete(moved)
    return replace(moved, due=at) if anew and watch.due is not None else moved


def seen_before(watch: Watch, person_id: str, ring: Sequence[Sighting]) -> Watch:
    """
    With what they had written already when the message that asks was delivered. Where *ring* has
    forgotten some of it, they may have answered at once, and count as having done so.
    """
    if _is_forgetful(ring, since=watch.at):
        return heard(watch, person_id, watch.at, confirms=True) or watch
    for each in sorted(ring, key=lambda sighting: sighting.sent_at):
        confirms = each.kind is SeenAs.CONFIRMING
        watch = heard(watch, person_id, each.sent_at, confirms=confirms) or watch
    return watch


def is_complete(watch: Watch) -> bool:
    """Whether nobody can be found of anything at the points that are left."""
    left = watch.points[watch.done :]
    return all(
        each.excused or all(each.is_in_time(point) for point in left)
        for each in watch.owed.values()
    )


def excused(watch: Watch, person_id: str, decision: Decision) -> Watch | None:
    """Somebody has recorded why they could not answer; None where nothing is owed any more."""
    owed = watch.owed.get(person_id)
    if owed is None or owed.excused or not watch.waits_for(person_id):
        return None
    moved = {**watch.owed, person_id: replace(owed, excused=decision)}
    return replace(watch, owed=moved, due=decision.at if watch.is_ready else None)


def closed(watch: Watch, at: datetime) -> Watch:
    """Its message was taken back: who has not answered by then need not."""
    return replace(watch, closed_at=at, due=at)


def asked_before(watch: Watch, person_id: str, earlier: Iterable[Watch]) -> bool:
    """
    Whether the same asker waits for their answer to such a thing already: asking again makes no
    second matter of it, and no new clock. Each notice and each post is a matter of its own. An
    earlier clock that had run out by then is over, also where nobody has looked at it yet.
    """
    return _OF_THEIR_OWN.isdisjoint(watch.asks) and any(
        each.by == watch.by
        and (each.at, each.watch_id) < (watch.at, watch.watch_id)
        and watch.at <= each.points[-1].at
        and watch.asks & each.asks
        and waits_still(each, person_id)
        for each in earlier
    )


def waits_still(watch: Watch, person_id: str) -> bool:
    """Whether it is not too late for their answer, and they owe one."""
    owed = watch.owed.get(person_id)
    return owed is not None and watch.is_open and watch.waits_for(person_id) and not owed.excused


def not_asked_again(watch: Watch, again: Iterable[str]) -> Watch:
    """Without those who were asked before; closed at once where that is everybody."""
    owed = {who: each for who, each in watch.owed.items() if who not in set(again)}
    return replace(watch, owed=owed, closed_at=watch.closed_at if owed else watch.at)


def next_due(watch: Watch) -> datetime:
    left = watch.points[watch.done :]
    return left[0].at + GRACE if left else watch.points[-1].at + LATE


def _is_forgetful(ring: Sequence[Sighting], since: datetime) -> bool:
    """Whether what somebody wrote *since* then may have been dropped from it."""
    times = [each.sent_at for each in ring]
    return bool(times) and (
        max(times) - RING_HORIZON > since or (len(times) >= RING_MOST and min(times) > since)
    )


def _earlier(known: datetime | None, at: datetime) -> datetime:
    return at if known is None else min(known, at)


def _answered_for_all(watch: Watch, said: Owed) -> Watch:
    """Of those who bear one name, whoever answers was meant."""
    if not said.is_unsure:
        return watch
    return replace(
        watch,
        owed={
            who: replace(each, answered_at=said.answered_at, acknowledged_at=said.acknowledged_at)
            if each.is_unsure
            else each
            for who, each in watch.owed.items()
        },
    )
