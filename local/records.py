"""From a line of the story to a record as the platform's archive holds it."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any

from local.fake_wecom.archive import Filing
from local.inspector import made_picture
from local.story import Line, Story
from qungui.adapters.wecom.archive_kinds import SHAPES

QUOTE_MARK = "这是一条引用/回复消息："
QUOTE_END = "------"
OUR_NAME = "qunguiapp"  # how the archive calls the sender of what our app posted
ROBOT_PREFIX = "wb"


@dataclass(slots=True, kw_only=True)
class RecordMaker:
    """
    Makes records one by one; remembers message ids, so that a recall finds what it takes back.

    Attributes:
        last_post: Our own last post in the chat of a group, by the story's key of the group.
        wall: Now; the only time that our own posts can have.
    """

    story: Story
    last_post: Callable[[str], str]
    wall: Callable[[], datetime]
    message_ids: dict[str, str] = field(default_factory=dict)

    def filings(self, line: Line, at: datetime) -> Sequence[Filing]:
        """The archive's records of one line; more than one for copies and echoes."""
        kind, content = line.what
        if kind == "echo":
            return [self._echo(line, number) for number in range(content)]
        record = self._record(line, at)
        self.message_ids[line.line_id] = record["msgid"]
        return [replace(_sealed(record, line.key), files=files(line))] * line.copies

    def _echo(self, line: Line, number: int) -> Filing:
        at = milliseconds(self.wall())
        text = self.last_post(line.group or "")
        head = _head(f"{line.line_id}-{number}", OUR_NAME, self._room(line), at)
        return _sealed({**head, "msgtype": "text", "text": {"content": text}}, line.key)

    def _record(self, line: Line, at: datetime) -> dict[str, Any]:
        kind, content = line.what
        ms = milliseconds(at)
        msgid = f"{line.line_id}_{ms}"
        if kind == "switch":
            return {"msgid": msgid, "action": "switch", "time": ms, "user": line.sender}
        sender = f"{ROBOT_PREFIX}{line.sender}".ljust(32, "0") if line.robot else line.sender
        head = _head(msgid, sender, self._room(line), ms)
        if kind == "recall":
            gone = {"pre_msgid": self.message_ids[content]}
            return {**head, "action": "recall", "msgtype": "revoke", "revoke": gone}
        if kind == "record":
            return {**head, **_as_archived(content)}
        return {**head, "msgtype": kind, kind: body(line)}

    def _room(self, line: Line) -> str:
        return self.story.rooms[line.group] if line.group else ""


def body(line: Line) -> Mapping[str, Any]:
    """What stands under the kind's own key."""
    kind, content = line.what
    digest = md5(line.line_id.encode(), usedforsecurity=False).hexdigest()
    match kind:
        case "text" if line.quote:
            return {"content": f"{QUOTE_MARK}\n{line.quote}\n{QUOTE_END}\n{content}"}
        case "text":
            return {"content": content}
        case "link":
            named = {"title": content["title"], "description": content["description"]}
            return {**named, "link_url": content["url"], "image_url": ""}
        case "image":
            return {"md5sum": digest, "filesize": 48_213, "sdkfileid": f"file-{digest}"}
        case "voice":
            return {"md5sum": digest, "voice_size": 9_120, "play_length": 6, "sdkfileid": digest}
        case _:
            name = str(content)
            extension = name.rpartition(".")[2]
            return {
                "md5sum": digest,
                "filename": name,
                "fileext": extension,
                "filesize": 20_480,
                "sdkfileid": f"file-{digest}",
            }


def files(line: Line) -> Mapping[str, str]:
    """What the archive holds of a picture; ``image`` tells what a service should see in it."""
    kind, content = line.what
    if kind != "image":
        return {}
    labels = [] if content is True else content
    return {body(line)["sdkfileid"]: b64encode(made_picture(labels)).decode()}


def _as_archived(content: Mapping[str, Any]) -> dict[str, Any]:
    """
    A record's kind, and its body under the key that the platform uses for it.

    What the platform writes as JSON inside a text stands in the story as what it holds.
    """
    (msgtype, said), *beside = content.items()
    shape = SHAPES.get(msgtype)
    return {"msgtype": msgtype, (shape.key if shape else msgtype): _inside(said), **dict(beside)}


def _inside(said: Any) -> Any:  # noqa: ANN401 - whatever the story says
    if isinstance(said, list):
        return [_inside(each) for each in said]
    if not isinstance(said, dict):
        return said
    return {
        name: json.dumps(_inside(value), ensure_ascii=False)
        if name == "content" and isinstance(value, dict)
        else _inside(value)
        for name, value in said.items()
    }


def milliseconds(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _head(msgid: str, sender: str, room: str, ms: int) -> dict[str, Any]:
    return {
        "msgid": msgid,
        "action": "send",
        "from": sender,
        "tolist": [],
        "roomid": room,
        "msgtime": ms,
    }


def _sealed(record: Mapping[str, Any], key: int | None) -> Filing:
    return Filing(record=record, key_version=key or 1, foreign=key is None)
