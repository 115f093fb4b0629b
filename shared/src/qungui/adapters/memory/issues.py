"""Problems that are followed."""

from dataclasses import replace

from qungui.adapters.memory.group_items import GroupItems
from qungui.model.issue import Issue, without


class MemoryIssues(GroupItems[Issue]):
    """Implements :class:`qungui.ports.Issues`."""

    kind = "issue"

    def id_of(self, kept: Issue) -> str:
        return kept.issue_id

    def moved(self, kept: Issue) -> Issue:
        return replace(kept, version=kept.version + 1)

    def without(self, kept: Issue, person_id: str) -> Issue:
        return without(kept, person_id)
