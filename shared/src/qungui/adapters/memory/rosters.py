"""Rosters as the platform would give them."""

from collections.abc import Mapping

from qungui.model.ids import Alias
from qungui.model.roster import Roster


class MemoryRosters:
    """
    Implements :class:`qungui.ports.Rosters`.

    Attributes:
        groups: By alias; a test or driver changes it as the platform would.
        pulls: How often anything was asked.
    """

    def __init__(self, groups: Mapping[Alias, Roster] | None = None) -> None:
        self.groups = dict(groups or {})
        self.pulls = 0

    def pull(self, alias: Alias) -> Roster | None:
        self.pulls += 1
        return self.groups.get(alias)
