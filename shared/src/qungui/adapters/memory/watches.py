"""Messages that wait for answers."""

from dataclasses import replace

from qungui.adapters.memory.group_items import GroupItems
from qungui.model.watch import Watch, without


class MemoryWatches(GroupItems[Watch]):
    """Implements :class:`qungui.ports.Watches`."""

    kind = "watch"

    def id_of(self, kept: Watch) -> str:
        return kept.watch_id

    def moved(self, kept: Watch) -> Watch:
        return replace(kept, version=kept.version + 1)

    def without(self, kept: Watch, person_id: str) -> Watch:
        return without(kept, person_id)
