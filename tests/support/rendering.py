"""From a message back to the archive record that it would be read from."""

import json
from typing import Any

from qungui.adapters.wecom.archive_kinds import SHAPES
from qungui.model.archive import ArchivingSwitched, Consent
from qungui.model.attachment import Call, ContactCard, Media, MiniProgram, Place, Poll, RedPacket
from qungui.model.message import Message, MessageKind
from tests.support.archive import milliseconds

_NAMES = {shape.kind: name for name, shape in SHAPES.items()}
_SIZES = {"voice": "voice_size", "emotion": "imagesize"}


def render(message: Message) -> dict[str, Any]:
    """Words of one view go into one field each: title and description are not told apart."""
    msgtype = _NAMES.get(message.kind, "hologram")
    record = {
        "msgid": message.message_id,
        "action": "recall" if message.kind is MessageKind.RECALL else "send",
        "from": message.sender.name,
        "tolist": ["lisi"],
        "roomid": message.group.name,
        "msgtime": milliseconds(message.sent_at),
        "msgtype": msgtype,
    }
    if message.kind is not MessageKind.UNKNOWN:
        record[SHAPES[msgtype].key] = body(message)
    for one in message.attached:
        if isinstance(one, Call):
            record["voiceid" if message.kind is MessageKind.CALL else "voipid"] = one.call_id
    return record


def render_aside(said: Consent | ArchivingSwitched) -> dict[str, Any]:
    """A record that is no message."""
    at = milliseconds(said.at)
    if isinstance(said, ArchivingSwitched):
        return {
            "msgid": said.message_id,
            "action": "switch",
            "time": at,
            "user": said.person.name,
        }
    msgtype = "agree" if said.agreed else "disagree"
    return {
        "msgid": said.message_id,
        "action": "send",
        "from": said.person.name,
        "tolist": [],
        "roomid": said.group.name if said.group else "",
        "msgtime": at,
        "msgtype": msgtype,
        msgtype: {"userid": said.person.name, f"{msgtype}_time": at},
    }


def body(message: Message) -> dict[str, Any]:
    made = _words(message)
    if message.kind in _OF_PARTS:
        return {**made, _OF_PARTS[message.kind]: [*_parts(message)]}
    for one in message.attached:
        made |= _FIELDS_OF[type(one)](one)
    return made


def _poll(one: Poll) -> dict[str, Any]:
    number = 101 if one.opened else 102
    return {"voteid": one.poll_id, "votetype": number, "solitaire_type": number}


def _file(one: Media) -> dict[str, Any]:
    return {
        "sdkfileid": one.file_id,
        "md5sum": one.md5,
        _SIZES.get(one.kind.value, "filesize"): one.size,
        "filename": one.name,
        "play_length": one.seconds,
    }


_FIELDS_OF: dict[type, Any] = {
    Media: _file,
    Poll: _poll,
    Call: lambda _: {},
    RedPacket: lambda one: {"totalcnt": one.count, "totalamount": one.cents},
    ContactCard: lambda one: {"userid": one.person.name, "corpname": one.company},
    Place: lambda one: {"longitude": one.longitude, "latitude": one.latitude},
    MiniProgram: lambda one: {"appid": one.app_id, "pagepath": one.page},
}
_OF_PARTS = {MessageKind.MIXED: "item", MessageKind.FORWARDED: "item", MessageKind.NOTE: "items"}
_FIELDS = {
    MessageKind.LINK: {"title": "text", "link_url": "url"},
    MessageKind.DOCUMENT: {"title": "text", "link_url": "url"},
    MessageKind.RECALL: {"pre_msgid": "recalls"},
    MessageKind.LOCATION: {"title": "shared"},
    MessageKind.MINI_PROGRAM: {"title": "text", "displayname": "shared"},
    MessageKind.TODO: {"title": "text"},
    MessageKind.VOTE: {"votetitle": "text|shared"},
    MessageKind.SOLITAIRE: {"solitaire_content": "text|shared"},
    MessageKind.FORM: {"title": "text"},
    MessageKind.RED_PACKET: {"wish": "text"},
    MessageKind.MEETING: {"topic": "text"},
    MessageKind.MEETING_NOTICE: {"content": "shared"},
    MessageKind.CALENDAR: {"title": "text"},
    MessageKind.DRIVE_FILE: {"filename": "shared"},
    MessageKind.MARKDOWN: {"content": "text"},
    MessageKind.CHANNEL_POST: {"feed_desc": "shared"},
}


def _words(message: Message) -> dict[str, Any]:
    if message.kind is MessageKind.TEXT:
        quote = f"这是一条引用/回复消息：\n{message.quoted}\n------\n" if message.quoted else ""
        return {"content": quote + message.text}
    if message.kind is MessageKind.NEWS:
        return {"item": [{"title": message.text, "description": "", "url": message.url}]}
    return {
        name: next((said for view in views.split("|") if (said := getattr(message, view))), "")
        for name, views in _FIELDS.get(message.kind, {}).items()
    }


def _parts(message: Message):
    prefix = "ChatRecord" if message.kind is MessageKind.FORWARDED else ""
    words = message.text or message.shared
    if words:
        yield {"type": f"{prefix}text", "content": json.dumps({"content": words})}
    for one in message.media:
        yield {"type": f"{prefix}{one.kind.value}", "content": json.dumps(_file(one))}
