"""A watch's own use case over stores in memory, for systems in which nobody owes an answer."""

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.watches import MemoryWatches
from qungui.ports import Activity, People, Watches
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.move_member import MoveMember
from qungui.usecases.run_watch import RunWatch


def run_watch(
    move: MoveMember,
    *,
    watches: Watches | None = None,
    activity: Activity | None = None,
    people: People | None = None,
) -> RunWatch:
    keep = KeepFinding(ledger=move.ledger, people=people or MemoryPeople(), clock=move.clock)
    return RunWatch(
        watches=watches or MemoryWatches(),
        activity=activity or MemoryActivity(),
        move=move,
        keep=keep,
    )
