"""What each key of ``when`` becomes, and which events there are. Unknown ones are not carried."""

from collections.abc import Mapping
from typing import Any

from qungui.acceptance.plan import ROLES, Plan, Sent, moment
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.attachment import Media, MediaKind
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind

EVENTS: Mapping[str, str] = {
    "message": "一条群消息，经 JudgeMessage、EscalateCase、DispatchOrder",
    "member-change": "",
    "schedule": "",
    "form": "",
    "admin-command": "",
}
"""What an event becomes; empty where no function takes it yet."""

WHEN: Mapping[str, str] = {
    "event": "见事件表",
    "at": "消息的平台时间",
    "from": "发言人；名字末尾写“（客户）”的是外部联系人，其余是员工",
    "type": "消息种类：text、image、voice、file",
    "content": "消息正文；文件消息的正文是文件名",
    "role": "发言人在备案里的角色；member 即没有角色",
    "mentions": "正文里的 @；平台不另给字段",
    "image": "图片和检测服务看到的：labels、ocr、people",
    "file": "文件和检测服务看到的：name、scan、encrypted（标签“加密”）",
    "seconds": "语音时长",
    "transcript": "语音检测服务听到的话",
    "in_group": "消息发在另一个同样已纳入规定的群",
    "instruction": "没有字段；看正文和发言人的身份",
    "notice": "没有字段；看正文和发言人的身份",
    "task": "没有字段；看正文和发言人的身份",
    "official": "没有字段；看正文和发言人的身份",
    "later": "其后的事件，按时间先后",
}
"""The published table of ``when``."""

_TYPES = {
    "text": MessageKind.TEXT,
    "image": MessageKind.IMAGE,
    "voice": MessageKind.VOICE,
    "file": MessageKind.FILE,
}
_IMAGE_KEYS = {"labels", "ocr", "people", "score"}
_FILE_KEYS = {"name", "scan", "encrypted"}
_ENCRYPTED = "加密"
_SCANS = {"malicious": True, "clean": False}


def take_when(plan: Plan) -> None:
    """
    Raises:
        NotCarriedError: An event, a key or a value has no counterpart in the product.
    """
    when = plan.scenario.when
    plan.events = [_event(when), *(_event(later) for later in when.get("later", ()))]
    role = when.get("role", "member")
    if role != "member":
        if role not in ROLES:
            msg = f"角色“{role}”在本系统还没有对应"
            raise NotCarriedError(msg)
        plan.name_role(ROLES[role], plan.main.who)


def _event(raw: Mapping[str, Any]) -> Sent:
    event = str(raw["event"])
    if not EVENTS.get(event):
        detail = raw.get("job") or raw.get("form") or raw.get("command") or raw.get("change") or ""
        msg = f"事件“{event} {detail}”还没有函数承载".replace(" ”", "”")
        raise NotCarriedError(msg)
    strange = sorted(set(raw) - set(WHEN))
    if strange or raw["type"] not in _TYPES:
        msg = f"事件的“{'、'.join(strange) or raw['type']}”在本系统还没有对应"
        raise NotCarriedError(msg)
    return Sent(
        who=str(raw["from"]),
        at=moment(raw["at"]),
        text=str(raw.get("content", "")),
        kind=_TYPES[raw["type"]],
        media=_media(raw),
        group=str(raw.get("in_group", "")),
    )


def _media(raw: Mapping[str, Any]) -> tuple[Media, Inspection | None] | None:
    match raw["type"]:
        case "image":
            return Media(kind=MediaKind.IMAGE), _image(raw.get("image"))
        case "voice":
            seconds = int(raw.get("seconds", 0))
            words = raw.get("transcript")
            heard = None if words is None else Inspection(words=str(words))
            return Media(kind=MediaKind.VOICE, seconds=seconds), heard
        case "file":
            return _file(raw.get("file", {}))
    return None


def _image(raw: Mapping[str, Any] | None) -> Inspection | None:
    if raw is None:
        return None
    _known("图片", set(raw) - _IMAGE_KEYS)
    people = raw.get("people")
    return Inspection(
        labels=frozenset(raw.get("labels", ())),
        words=str(raw.get("ocr", "")),
        people=None if people is None else len(people),
    )


def _file(raw: Mapping[str, Any]) -> tuple[Media, Inspection | None]:
    _known("文件", set(raw) - _FILE_KEYS)
    media = Media(kind=MediaKind.FILE, name=str(raw.get("name", "")))
    if not raw.keys() & {"scan", "encrypted"}:
        return media, None
    labels = frozenset({_ENCRYPTED} if raw.get("encrypted") else ())
    harmful = _SCANS[raw["scan"]] if "scan" in raw else None
    return media, Inspection(labels=labels, harmful=harmful)


def _known(what: str, strange: set[str]) -> None:
    if strange:
        msg = f"{what}的“{'、'.join(sorted(strange))}”，检测服务不会说"
        raise NotCarriedError(msg)
