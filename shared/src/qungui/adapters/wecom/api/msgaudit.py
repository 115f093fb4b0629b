"""What the archive's own secret may ask over HTTP: pages 91614, 91782, 92951."""

from collections.abc import Sequence
from enum import IntEnum

from qungui.adapters.wecom.api.answers import Json, moment, objects, part, text, texts
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.ids import person_alias
from qungui.model.ids import Alias
from qungui.model.roster import Agreement, Roster, RosterMember

MAX_ASKED = 100


class Seats(IntEnum):
    """Which edition of the archive a seat belongs to."""

    OFFICE = 1
    SERVICE = 2
    ENTERPRISE = 3


def seats(client: WeComClient, edition: Seats | None = None) -> tuple[str, ...]:
    """Userids whose messages are archived now."""
    data = {} if edition is None else {"type": int(edition)}
    return texts(client.post("msgaudit/get_permit_user_list", data), "ids")


def room_agreements(client: WeComClient, room_id: str) -> tuple[Agreement, ...]:
    """Of the outsiders in a room."""
    answer = client.post("msgaudit/check_room_agree", {"roomid": room_id})
    return tuple(_agreement(each) for each in objects(answer, "agreeinfo"))


def single_agreements(
    client: WeComClient, pairs: Sequence[tuple[str, str]]
) -> tuple[Agreement, ...]:
    """Of (userid, outsider) one to one; at most 100 pairs. The platform misspells its field."""
    info = [{"userid": userid, "exteranalopenid": outsider} for userid, outsider in pairs]
    answer = client.post("msgaudit/check_single_agree", {"info": info})
    return tuple(_agreement(each) for each in objects(answer, "agreeinfo"))


def room(client: WeComClient, room_id: str) -> Roster:
    """
    An internal group, also one that a person made; others are refused with 301059.

    The creator need not be the owner, whom nobody names.
    """
    raw = client.post("msgaudit/groupchat/get", {"roomid": room_id})
    creator = text(raw, "creator")
    return Roster(
        chat_id=room_id,
        name=text(raw, "roomname"),
        owner=None,
        members=tuple(_member(each) for each in objects(raw, "members")),
        notice=text(raw, "notice"),
        created_at=moment(raw, "room_create_time"),
        creator=person_alias(creator) if creator else None,
    )


def _member(raw: Json) -> RosterMember:
    alias = person_alias(part(raw, "memberid", str))
    return RosterMember(alias=alias, joined_at=moment(raw, "jointime"))


def _agreement(raw: Json) -> Agreement:
    said = {"Agree": True, "Disagree": False}.get(text(raw, "agree_status"))
    outsider = Alias("external", part(raw, "exteranalopenid", str))
    return Agreement(outsider, said, moment(raw, "status_change_time"))
