"""Customer groups, pulled whole."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice
from qungui.adapters.wecom.ids import person_alias
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.ids import Alias
from qungui.model.roster import JoinWay, Member, Roster, RosterScene

_STAFF = 1  # the type of a member; all else is an outsider
_NO_SUCH_GROUP = frozenset({40058, 84061})  # not ours to see; the page names neither a third code
_WAYS = {
    RosterScene.INVITED: JoinWay.INVITED,
    RosterScene.LINK: JoinWay.LINK,
    RosterScene.SCANNED: JoinWay.SCANNED,
}


class WeComRosters:
    """Implements :class:`qungui.ports.Rosters`."""

    def __init__(self, client: WeComClient) -> None:
        self._client = client

    def customer_group(self, chat_id: str) -> Roster | None:
        asked = {"chat_id": chat_id, "need_name": 1}
        try:
            answer = self._client.post("externalcontact/groupchat/get", asked)
        except PlatformRefusal as refusal:
            if advice(refusal.code) is Advice.GONE or refusal.code in _NO_SUCH_GROUP:
                return None
            msg = f"groupchat/get: {refusal}"
            raise TransientError(msg) from refusal
        try:
            return _roster(answer["group_chat"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # The error may quote a name.
            msg = f"groupchat/get: an answer without a group: {type(error).__name__}"
        raise TransientError(msg)


def _roster(chat: Mapping[str, Any]) -> Roster:
    return Roster(
        name=chat.get("name", ""),
        owner=person_alias(chat["owner"]) if chat.get("owner") else None,
        administrators=tuple(person_alias(one["userid"]) for one in chat.get("admin_list", ())),
        members=tuple(map(_member, chat["member_list"])),
        version=chat["member_version"],
    )


def _member(raw: Mapping[str, Any]) -> Member:
    inviter = (raw.get("invitor") or {}).get("userid")
    joined = raw.get("join_time")
    return Member(
        alias=_alias(raw),
        nickname=raw.get("group_nickname") or raw.get("name") or "",
        joined_at=datetime.fromtimestamp(joined, UTC) if joined else None,
        way=_way(raw.get("join_scene")),
        inviter=person_alias(inviter) if inviter else None,
    )


def _alias(raw: Mapping[str, Any]) -> Alias:
    """The roster says who is staff, so no id is guessed at."""
    name = raw["userid"]
    staff = raw.get("type") == _STAFF
    return Alias("userid", name.casefold()) if staff else Alias("external", name)


def _way(scene: object) -> JoinWay | None:
    known = [way for number, way in _WAYS.items() if number == scene]
    return known[0] if known else None
