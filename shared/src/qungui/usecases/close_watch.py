"""A message that asks for answers is taken back: nobody owes one any more."""

from dataclasses import dataclass
from datetime import datetime

from qungui.engine import watching
from qungui.errors import TransientError
from qungui.model.watch import watch_id_of
from qungui.ports import Watches

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class CloseWatch:
    """Safe to repeat. What was found before the message was taken back stays."""

    watches: Watches

    def __call__(self, group_id: str, message_id: str, at: datetime) -> None:
        """
        Raises:
            TransientError: It cannot be kept now; deliver it again.
        """
        for _ in range(_ATTEMPTS):
            watch = self.watches.get(group_id, watch_id_of(group_id, message_id))
            if watch is None or watch.closed_at is not None:
                return
            if self.watches.save(watching.closed(watch, at)):
                return
        msg = "a watch kept moving"
        raise TransientError(msg)
