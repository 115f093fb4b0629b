"""Customer groups (客户群): pages 92120, 92122, 95703, 92135."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import batched

from qungui.adapters.wecom.api.answers import Json, moment, objects, part, said, text
from qungui.adapters.wecom.client import WeComClient
from qungui.errors import TransientError
from qungui.model.ids import Alias
from qungui.model.roster import Roster, RosterMember, RosterScene

MAX_OWNERS = 100
PAGE = 1000
MAX_PAGES = 1000
MAX_TRANSFERRED = 100
_STAFF = 1


class OwnerStatus(IntEnum):
    """``status_filter`` and ``status`` of the list."""

    ALL = 0
    OWNER_LEFT = 1
    BEING_TRANSFERRED = 2
    TRANSFERRED = 3


@dataclass(frozen=True, slots=True)
class ListedChat:
    chat_id: str
    status: int


def listed(
    client: WeComClient, *, owners: Sequence[str] = (), status: OwnerStatus = OwnerStatus.ALL
) -> Iterator[ListedChat]:
    """
    All customer groups, page after page; groups of departed owners only for *owners* named.

    Raises:
        TransientError: More than a million groups, or pages that never end.
    """
    for some in batched(owners, MAX_OWNERS, strict=False) if owners else ((),):
        yield from _pages(client, some, status)


def _pages(client: WeComClient, owners: Sequence[str], status: OwnerStatus) -> Iterator[ListedChat]:
    cursor = ""
    for _ in range(MAX_PAGES):
        wanted = said(cursor=cursor, owner_filter=said(userid_list=list(owners)))
        data = {"status_filter": int(status), "limit": PAGE, **wanted}
        answer = client.post("externalcontact/groupchat/list", data)
        for chat in objects(answer, "group_chat_list"):
            yield ListedChat(part(chat, "chat_id", str), part(chat, "status", int))
        cursor = text(answer, "next_cursor")
        if not cursor:
            return
    msg = "the list of customer groups does not end"
    raise TransientError(msg)


def get(client: WeComClient, chat_id: str) -> Roster:
    """With names. Right after an event the platform may still answer what was before."""
    data = {"chat_id": chat_id, "need_name": 1}
    answer = client.post("externalcontact/groupchat/get", data)
    raw = part(answer, "group_chat", dict)
    owner = text(raw, "owner")
    return Roster(
        chat_id=part(raw, "chat_id", str),
        name=text(raw, "name"),
        owner=Alias("userid", owner.casefold()) if owner else None,
        members=tuple(_member(each) for each in objects(raw, "member_list")),
        administrators=tuple(_staff(each) for each in objects(raw, "admin_list")),
        notice=text(raw, "notice"),
        created_at=moment(raw, "create_time"),
        version=text(raw, "member_version"),
    )


def _staff(raw: Json) -> Alias:
    return Alias("userid", part(raw, "userid", str).casefold())


def _member(raw: Json) -> RosterMember:
    userid = part(raw, "userid", str)
    staff = raw.get("type") == _STAFF
    inviter = raw.get("invitor")
    scene = raw.get("join_scene")
    return RosterMember(
        alias=Alias("userid", userid.casefold()) if staff else Alias("external", userid),
        name=text(raw, "name"),
        nickname=text(raw, "group_nickname"),
        joined_at=moment(raw, "join_time"),
        scene=RosterScene(scene) if scene in set(RosterScene) else RosterScene.UNKNOWN,
        inviter=_staff(inviter) if isinstance(inviter, dict) else None,
    )


def give_to(client: WeComClient, chat_ids: Sequence[str], new_owner: str) -> dict[str, int]:
    """
    Hand groups of owners in office to *new_owner*; the errcode per group that stays as it is.

    At most 100 groups a call, twice in 90 days per group, 300 groups a day per person.
    """
    data = {"chat_id_list": list(chat_ids), "new_owner": new_owner}
    answer = client.post("externalcontact/groupchat/onjob_transfer", data)
    failed = objects(answer, "failed_chat_list")
    return {part(each, "chat_id", str): part(each, "errcode", int) for each in failed}


def propose_message(
    client: WeComClient, *, sender: str, chat_ids: Sequence[str], content: str
) -> str:
    """
    A message that the owner *sender* may send to their groups; its id.

    Nothing is sent until they confirm in their client, and a group gets few of these a month.
    """
    data = {
        "chat_type": "group",
        "sender": sender,
        "chat_id_list": list(chat_ids),
        "text": {"content": content},
    }
    return text(client.post("externalcontact/add_msg_template", data), "msgid")
