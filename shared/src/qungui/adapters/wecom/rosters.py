"""Groups of every kind, pulled whole."""

from collections.abc import Callable

from qungui.adapters.wecom.api import appchat, customer_groups, msgaudit
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice, count_misconfigured
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.ids import Alias
from qungui.model.roster import Roster, RosterMember

# Of a group outside the app's range (no page names them); of a room that is no internal group.
_NOT_SHOWN = frozenset({40058, 84061, 301059})


class WeComRosters:
    """Implements :class:`qungui.ports.Rosters`."""

    def __init__(self, client: WeComClient, archive: Callable[[], WeComClient]) -> None:
        """*archive* asks with the archive's own secret: rooms are shown to nobody else."""
        self._asked: dict[str, Callable[[str], Roster]] = {
            "appchat": lambda chat_id: _shown(appchat.get(client, chat_id)),
            "chat": lambda chat_id: customer_groups.get(client, chat_id),
            "room": lambda room_id: msgaudit.room(archive(), room_id),
        }

    def pull(self, alias: Alias) -> Roster | None:
        try:
            return self._asked[alias.kind](alias.name)
        except PlatformRefusal as refusal:
            if advice(refusal.code) is Advice.GONE or refusal.code in _NOT_SHOWN:
                return None
            if advice(refusal.code) is Advice.ALARM:
                count_misconfigured(refusal)
            msg = f"the roster of a group of kind {alias.kind}: {refusal}"
            raise TransientError(msg) from refusal


def _shown(chat: appchat.Appchat) -> Roster:
    """All of them staff: the platform lets nobody else in."""
    return Roster(
        chat_id=chat.chat_id,
        name=chat.name,
        owner=_staff(chat.owner) if chat.owner else None,
        members=tuple(RosterMember(alias=_staff(userid)) for userid in chat.members),
    )


def _staff(userid: str) -> Alias:
    return Alias("userid", userid.casefold())
