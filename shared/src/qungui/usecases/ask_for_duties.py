"""
Each morning whoever has a duty that comes again reads what is to be done in which groups; what
nobody said was done since the last time is listed to those above them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from qungui.lifecycle.duties import asked_for, come_again, is_open
from qungui.lifecycle.law import Recurring, recurs
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Mode
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.short_number import short_number
from qungui.notices import duties as notices
from qungui.usecases.find_ground import Ground
from qungui.usecases.live_on import LiveOn
from qungui.usecases.tell_people import tell

_AT_ONCE = 500
"""Groups whose people are told together; what was told of some is kept before others are read."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is to be asked for in one group."""

    filing: Filing
    ground: Ground
    duties: Sequence[Recurring]


@dataclass(frozen=True, slots=True)
class AskForDuties:
    """Safe to repeat: the platform drops the same words, and a duty is asked for once each time."""

    live_on: LiveOn

    def __call__(self, at: datetime) -> int:
        """
        In how many groups in use anything was asked for by the schedule of *at*.

        Raises:
            TransientError: It cannot be told now.
        """
        register, directory = self.live_on.register, self.live_on.find.directory
        if not any(map(recurs, directory.in_force(at))):
            return 0
        active = [each.group_id for each in register.every(LifeState.ACTIVE)]
        return sum(
            self._asked(group_ids, at) for group_ids in batched(active, _AT_ONCE, strict=False)
        )

    def _asked(self, group_ids: Sequence[str], at: datetime) -> int:
        found = list(self._owed(group_ids, at))
        mine, undone = dict[str, list[str]](), dict[str, list[str]]()
        for owed in found:
            filing, ground = owed.filing, owed.ground
            for one in owed.duties:
                number, what = short_number(filing.group_id), one.duty.duties
                line = notices.line(filing, number, one.clause_id, what)
                for who in ground.bearers(one, filing):
                    mine.setdefault(who, []).append(line)
                if is_open(filing, one):
                    for who in ground.supervisors(filing):
                        undone.setdefault(who, []).append(line)
        people, messenger = self.live_on.people, self.live_on.messenger
        for words, of in ((notices.asked, mine), (notices.undone, undone)):
            for who, lines in of.items():
                tell(people, messenger, [who], words(lines))
        return sum(self._keep(owed, at) for owed in found)

    def _owed(self, group_ids: Sequence[str], at: datetime) -> Iterator[_Owed]:
        for filing in self.live_on.register.filings(group_ids).values():
            ground = self.live_on.find(filing)
            if ground is None or filing.state is not LifeState.ACTIVE:
                continue
            again = come_again(filing, ground.law, at)
            duties = [one for one in again if ground.mode(one.clause_id, at) > Mode.OBSERVE]
            if duties:
                yield _Owed(filing, ground, duties)

    def _keep(self, owed: _Owed, at: datetime) -> bool:
        asked = asked_for(owed.filing, owed.duties, at)
        state = owed.filing.state.value
        facts = {"step": "ask-duty", "from": state, "to": state}
        entry = AuditEntry(kind=AuditKind.GROUP_MOVED, at=at, facts=facts)
        return self.live_on.register.commit(asked, entry)
