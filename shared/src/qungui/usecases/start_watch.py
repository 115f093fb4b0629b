"""From now on everybody's next message tells whether they have answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from qungui.engine import watching
from qungui.errors import TransientError
from qungui.model.finding import Seen
from qungui.model.watch import Watch
from qungui.ports import Activity, Watches

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class StartWatch:
    """
    Safe to repeat and to run concurrently: the watch is due only once everybody's answer is waited
    for, and what they wrote before that counts.
    """

    watches: Watches
    activity: Activity

    def __call__(self, begun: Watch) -> Watch:
        """
        As it is kept, which is as somebody else began it where they came first.

        Raises:
            TransientError: It cannot be kept now; try again.
        """
        self.watches.save(begun)
        kept = self.watches.get(begun.group_id, begun.watch_id)
        return self.readied(kept or begun)

    def readied(self, kept: Watch) -> Watch:
        """
        One that somebody broke off at.

        Raises:
            TransientError: It cannot be kept now; try again.
        """
        if kept.is_ready:
            return kept
        group_id, watch_id = kept.group_id, kept.watch_id
        seen = {who: self.activity.expect(group_id, who, watch_id, kept.at) for who in kept.owed}
        again = frozenset(self._asked_again(kept, seen))
        for _ in range(_ATTEMPTS):
            moved = watching.not_asked_again(kept, again)
            for who in moved.owed:
                moved = watching.seen_before(moved, who, seen[who].earlier)
            if self.watches.save(ready := watching.ready(moved)):
                for who in again:
                    self.activity.expect_no_more(group_id, who, watch_id)
                return replace(ready, version=kept.version + 1)
            kept = self.watches.get(group_id, watch_id) or kept
            if kept.is_ready:
                return kept
        msg = "a watch kept moving"
        raise TransientError(msg)

    def _asked_again(self, watch: Watch, seen: Mapping[str, Seen]) -> Iterator[str]:
        """Nearly always nobody waits for anything else of theirs, and nothing is read."""
        for who, each in seen.items():
            others = (one for one in each.awaited if one != watch.watch_id)
            earlier = filter(None, (self.watches.get(watch.group_id, one) for one in others))
            if watching.asked_before(watch, who, earlier):
                yield who
