"""Customer groups, pulled whole."""

from qungui.adapters.wecom.api import customer_groups
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.roster import Roster

_NOT_SHOWN = frozenset({40058, 84061})  # of a group outside the app's range; no page names them


class WeComRosters:
    """Implements :class:`qungui.ports.Rosters`."""

    def __init__(self, client: WeComClient) -> None:
        self._client = client

    def customer_group(self, chat_id: str) -> Roster | None:
        try:
            return customer_groups.get(self._client, chat_id)
        except PlatformRefusal as refusal:
            if advice(refusal.code) is Advice.GONE or refusal.code in _NOT_SHOWN:
                return None
            msg = f"groupchat/get: {refusal}"
            raise TransientError(msg) from refusal
