"""Customer groups, pulled whole."""

from qungui.adapters.wecom.api import customer_groups
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.errcodes import Advice, advice
from qungui.errors import TransientError
from qungui.model.outcome import Later, Refused
from qungui.model.roster import Roster

_NOT_SHOWN = frozenset({40058, 84061})  # of a group outside the app's range; no page names them


class WeComRosters:
    """Implements :class:`qungui.ports.Rosters`."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def customer_group(self, chat_id: str) -> Roster | None:
        answer = self._calls.answer(lambda client: customer_groups.get(client, chat_id))
        match answer:
            case Roster():
                return answer
            case Refused(code=code) if advice(code) is Advice.GONE or code in _NOT_SHOWN:
                return None
            case Later(at=at, why=why):
                msg = f"groupchat/get: {why}, not before {at:%Y-%m-%dT%H:%M:%SZ}"
            case _:
                msg = f"groupchat/get: {answer}"
        raise TransientError(msg)
