"""Bugs that the watching of answers could have, each a part that takes the place of a sound one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from qungui.model.case import Case
from qungui.model.watch import Owed, Watch
from tests.simulation.bugs import Behind
from tests.support.system import Parts

_A_MINUTE = timedelta(minutes=1)


class HearsNothingLate(Behind):
    """Once it was looked at, no answer is taken any more."""

    def save(self, kept: Watch) -> bool:
        stored = self.port.get(kept.group_id, kept.watch_id)
        if stored is not None and stored.done:
            owed = {who: _unheard(each, stored.owed[who]) for who, each in kept.owed.items()}
            kept = replace(kept, owed=owed)
        return bool(self.port.save(kept))


def _unheard(now: Owed, stored: Owed) -> Owed:
    return replace(now, answered_at=stored.answered_at, acknowledged_at=stored.acknowledged_at)


class CountsTheLastMinute(Behind):
    """Whoever answers in the last minute is late."""

    def save(self, kept: Watch) -> bool:
        points = tuple(replace(each, at=each.at - _A_MINUTE) for each in kept.points)
        return bool(self.port.save(kept if kept.version else replace(kept, points=points)))


class LooksOnce(Behind):
    """What was found before it was kept is not looked for again."""

    def save(self, kept: Watch) -> bool:
        found = any(each.found for each in kept.owed.values())
        return bool(self.port.save(replace(kept, done=len(kept.points)) if found else kept))


class FindsAgain(Behind):
    """What was found of somebody is found anew with each look."""

    def open_case(self, case: Case) -> bool:
        if self.port.open_case(case):
            return True
        again = replace(case, case_id=f"{case.case_id}again")
        return not case.message_id and bool(self.port.open_case(again))


TASK_BUGS: Mapping[str, Parts] = MappingProxyType(
    {
        "hear nothing late": Parts(watches=HearsNothingLate),
        "count the last minute": Parts(watches=CountsTheLastMinute),
        "look once": Parts(watches=LooksOnce),
        "find again": Parts(ledger=FindsAgain),
    }
)
