"""Somebody writes from whom an answer is awaited."""

from collections.abc import Iterable
from dataclasses import dataclass

from qungui.engine import asking, silence, watching
from qungui.errors import TransientError
from qungui.model.finding import Facts
from qungui.model.linked import Linked
from qungui.model.watch import Watch
from qungui.ports import Activity, Watches
from qungui.text.asks import confirms
from qungui.usecases.keep_finding import KeepFinding

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HearReply:
    """Safe to repeat, to run concurrently, and to hear late: the earliest answer counts."""

    watches: Watches
    activity: Activity
    keep: KeepFinding

    def __call__(self, linked: Linked, facts: Facts, awaited: Iterable[str]) -> None:
        """
        *awaited*: the watches by id.

        Raises:
            TransientError: It cannot be kept now; deliver the message again.
        """
        for watch_id in awaited:
            self._heard(linked, facts, watch_id)

    def _heard(self, linked: Linked, facts: Facts, watch_id: str) -> None:
        group_id, person_id = facts.group.group_id, facts.person_id
        for _ in range(_ATTEMPTS):
            watch = self.watches.get(group_id, watch_id)
            if watch is None:
                self.activity.expect_no_more(group_id, person_id, watch_id)
                return
            answer = confirms(facts.plain, watch.ack_words)
            moved = watching.heard(watch, person_id, facts.message.sent_at, confirms=answer)
            if moved is None or self.watches.save(moved):
                self._follow(linked, facts, moved or watch)
                return
        msg = "a watch kept moving"
        raise TransientError(msg)

    def _follow(self, linked: Linked, facts: Facts, watch: Watch) -> None:
        edition = linked.edition_at(facts.message.sent_at)
        wording = None if edition is None else asking.wording_of(edition)
        found = silence.unworded(watch, wording, facts)
        if found is not None:
            self.keep(linked, found)
        if watch.is_over or not watch.waits_for(facts.person_id):
            self.activity.expect_no_more(watch.group_id, facts.person_id, watch.watch_id)
