"""Rosters as the platform would give them."""

from collections.abc import Mapping

from qungui.model.roster import Roster


class MemoryRosters:
    """
    Implements :class:`qungui.ports.Rosters`.

    Attributes:
        groups: By chat id; a test or driver changes it as the platform would.
        pulls: How often anything was asked.
    """

    def __init__(self, groups: Mapping[str, Roster] | None = None) -> None:
        self.groups = dict(groups or {})
        self.pulls = 0

    def customer_group(self, chat_id: str) -> Roster | None:
        self.pulls += 1
        return self.groups.get(chat_id)
