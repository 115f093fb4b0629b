"""
Each morning whoever owns groups that nobody filed, and the department that keeps the register, read
of all of them at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qungui.model.filing import Filing, LifeState
from qungui.model.short_number import short_number
from qungui.notices import on_file
from qungui.usecases.find_ground import Ground
from qungui.usecases.live_on import LiveOn
from qungui.usecases.tell_people import tell

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one person is to read, a line for each group."""

    own: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AskAboutUnfiled:
    """
    Safe to repeat: the platform drops the same words, and who was asked is asked again only when
    each group's own time comes. What a round misses is asked about group by group.
    """

    live_on: LiveOn

    def __call__(self, at: datetime) -> int:
        """
        How many groups were asked about: all that would be within a day of *at*.

        Raises:
            TransientError: It cannot be told now.
        """
        found, read = list(self._due(at)), dict[str, _Read]()
        for filing, ground in found:
            line = on_file.unfiled_line(filing, short_number(filing.group_id))
            owners = ground.managers(filing)
            for who in owners:
                read.setdefault(who, _Read()).own.append(line)
            for who in ground.registrars:
                if who not in owners:
                    read.setdefault(who, _Read()).others.append(line)
        for who, lines in read.items():
            text = on_file.unfiled(lines.own, lines.others)
            tell(self.live_on.people, self.live_on.messenger, [who], text)
        return sum(self.live_on.was_asked(filing, ground, at) for filing, ground in found)

    def _due(self, at: datetime) -> Iterator[tuple[Filing, Ground]]:
        live_on = self.live_on
        listed = live_on.register.every(LifeState.UNFILED)
        for filing in live_on.register.filings(each.group_id for each in listed).values():
            if filing.state is not LifeState.UNFILED or filing.owed:
                continue
            ground = live_on.find(filing)
            if ground is not None and filing.due is not None and filing.due <= at + _A_DAY:
                yield filing, ground
