"""The archive within what the platform allows: page 91774."""

from collections.abc import Sequence

from qungui.adapters.wecom.toll import Toll
from qungui.model.archive import SealedRecord
from qungui.ports import ChatArchive

PATH = "archive/getchatdata"  # the library's own call; the name is ours


class PacedArchive:
    """Implements :class:`qungui.ports.ChatArchive` over another one."""

    def __init__(self, archive: ChatArchive, toll: Toll) -> None:
        self._archive = archive
        self._toll = toll

    def pull(self, *, after: int, limit: int) -> Sequence[SealedRecord]:
        """NotBeforeError, a TransientError, where the budget is empty."""
        self._toll.pay(PATH)
        return self._archive.pull(after=after, limit=limit)

    def unseal(self, random_key: str, sealed_message: str) -> str:
        return self._archive.unseal(random_key, sealed_message)
