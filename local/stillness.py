"""Whether everything that was set going has come to rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from local.deployment import Deployment
from local.facts import waiting_in
from local.places import REGION
from qungui.adapters import aws
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.cursors import DynamoCursors
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.model.ledger import DueItem

# What the system is to do of itself is due within minutes; what a person has, in an hour or a day.
SOON = timedelta(minutes=30)

_QUEUES = ("Collect", "Inbound", "Lifecycle", "Desk", "Quiet", "Rosters", "Outbound")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stillness:
    """
    Looks along the way of a message, so that what left one place is seen in the next.

    A case is due until it is escalated and an order until it is settled or a person has it.
    """

    deployment: Deployment
    corp_id: str
    cursors: DynamoCursors
    due_index: DynamoDueIndex
    sqs: Any

    @classmethod
    def of(cls, deployment: Deployment, corp_id: str) -> "Stillness":
        table = deployment.table_name
        return cls(
            deployment=deployment,
            corp_id=corp_id,
            cursors=DynamoCursors(table_name=table, region=REGION),
            due_index=DynamoDueIndex(table_name=table, region=REGION),
            sqs=aws.client("sqs", region=REGION),
        )

    def is_judged(self, last: int) -> bool:
        """Whether every record up to number *last* was judged, and every event taken."""
        return (
            self.cursors.get(self.corp_id).seq >= last
            and self._is_empty("Collect")
            and self._is_empty("Inbound")
            and self._is_empty("Lifecycle")
            and self._is_empty("Desk")
        )

    def is_settled(self) -> bool:
        """Whether no group waits for its turn, no case for escalation, no order for dispatch."""
        return (
            self._is_empty("Quiet")
            and self._is_empty("Rosters")
            and self._nothing_due()
            and self._is_empty("Outbound")
            and self._nothing_due()
        )

    def what_is_left(self) -> str:
        """For whoever waited in vain: the archive's cursor, what is due, what is queued."""
        due = [f"{item.kind} {item.group_id} {item.due:%H:%M:%S}" for item in self._due(20)]
        queued = {
            queue: waiting
            for queue in _QUEUES
            if (waiting := waiting_in(self.sqs, self.deployment.queue_url(queue)))
        }
        return f"cursor {self.cursors.get(self.corp_id).seq}, due {due}, queued {queued}"

    def _due(self, limit: int) -> Sequence[DueItem]:
        return self.due_index.due(SystemClock().now() + SOON, limit)

    def _is_empty(self, queue: str) -> bool:
        return waiting_in(self.sqs, self.deployment.queue_url(queue)) == 0

    def _nothing_due(self) -> bool:
        return not self._due(1)
