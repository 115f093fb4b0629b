"""Whoever asked for answers, or is to answer a post, hears how it stands."""

from dataclasses import dataclass

from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.watch import Ask, Stage
from qungui.notices.watching import to_asker, to_office
from qungui.ports import People, Watches
from qungui.usecases.read_watch import ReadWatch


@dataclass(frozen=True, slots=True)
class TellAsker:
    """Nothing is changed by it."""

    watches: Watches
    people: People

    def __call__(self, linked: Linked, report: Order) -> str | None:
        """The words, as it stands now; None where the watch is kept no more, or never was."""
        if not report.about or report.wanted not in set(Stage):
            return None
        watch = self.watches.get(linked.group.group_id, report.about)
        if watch is None:
            return None
        file = ReadWatch(self.people)(linked, watch)
        return to_office(file) if Ask.POST in watch.asks else to_asker(file, Stage(report.wanted))
