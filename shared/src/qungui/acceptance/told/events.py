"""What each key of ``when`` becomes, and which events there are. Unknown ones are not carried."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from qungui.acceptance.plan import ROLES, Deed, Plan, Sent, moment
from qungui.acceptance.played import forms
from qungui.acceptance.played.deeds import DEEDS, WATCH_LOOKS
from qungui.acceptance.played.life import concerns
from qungui.acceptance.scenario import NotCarriedError
from qungui.acceptance.told import life
from qungui.acceptance.told.forms import take_form
from qungui.acceptance.told.rosters import told_change, told_form
from qungui.acceptance.told.watches import check_answers, take_asker
from qungui.model.attachment import Media, MediaKind
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind

EVENTS: Mapping[str, str] = {
    "message": "一条群消息，经 JudgeMessage、EscalateCase、DispatchOrder",
    **{name: kind.means for name, kind in DEEDS.items()},
}
"""What an event becomes; a message, or another event with its own name. No other is carried."""

WHEN: Mapping[str, str] = {
    "event": "见事件表",
    "at": "消息的平台时间",
    "from": "发言人；名字末尾写“（客户）”的是外部联系人，其余是员工",
    "type": "消息种类：text、image、voice、file",
    "content": "消息正文；文件消息的正文是文件名",
    **life.WHEN,
    "role": "发言人在备案里的角色；member 即没有角色；任命时是担任的身份",
    "mentions": "正文里的 @，人在群里；平台不另给字段",
    "image": "图片和检测服务看到的：labels、ocr、people",
    "file": "文件和检测服务看到的：name、scan、encrypted（标签“加密”）",
    "seconds": "语音时长",
    "transcript": "语音检测服务听到的话",
    "in_group": "消息发在另一个同样已纳入规定的群",
    "instruction": "发言人即领导；其余看正文",
    "notice": "发言人即管理员；其余看正文",
    "must_ack": "在群里的人，括号里是部门",
    "replies": "只能为空；回复另作消息",
    "acked": "只能为空；回复另作消息",
    "reply_to": "没有字段；领导此前交办的事",
    "task": "没有字段；看正文和发言人的身份",
    "official": "没有字段；看正文和发言人的身份",
    "approval": "审的人此前在群里说的“审核通过，同意发布”；没有即没有人说",
    "to": "没有字段；都在群里的客户",
    "later": "其后的事件，按时间先后",
    "job": "定时任务的名字",
    "form": "表单的名字",
    "command": "命令的名字",
    "change": "成员变动的名字",
    "by": "谁做的：身份，可再写名字",
    "target": "针对的成员",
    "member": "变动的成员，部门照通讯录",
    "case": "前提里的哪一件",
    "issue": "前提里的哪一件；消息没有这个字段，看正文",
    "fields": "表单的栏目：申诉人、留言、姓名、起、止、原因、人数；"
    "建群和延期按规定的叫法；公告的栏目",
    "topic": "要终止的话题",
    "reason": "做决定的人写的理由",
    "action": "没有字段；轻重一档写明了处理",
    "until": "“永久”即不再让他回来",
    "still_in_group": "还在群里的人",
    "invited_by": "谁拉进来的：身份，可再写名字",
    "approved_by": "没有字段；看前提里的准许",
    "nickname": "群昵称",
    "avatar": "头像上看到的：labels；与职业照相同；平台默认的",
}
"""The published table of ``when``."""

_NAMED_BY = ("job", "form", "command", "change")
_TYPES = {
    "text": MessageKind.TEXT,
    "image": MessageKind.IMAGE,
    "voice": MessageKind.VOICE,
    "file": MessageKind.FILE,
}
_IMAGE_KEYS = {"labels", "ocr", "people", "score"}
_MEMBER_KEYS = {"name", "status", "position", "department", "nickname", "avatar"}
_FILE_KEYS = {"name", "scan", "encrypted"}
_ENCRYPTED = "加密"
_SCANS = {"malicious": True, "clean": False}


def take_when(plan: Plan) -> None:
    """
    Raises:
        NotCarriedError: An event, a key or a value has no counterpart in the product.
    """
    when = plan.scenario.when
    if when["event"] != "message":
        plan.deed = _deed(plan, when)
        plan.replies = _replies(plan.deed, when.get("later", ()))
        if plan.deed.name in forms.DEEDS:
            take_form(plan, plan.deed.fields)
        if concerns(plan):
            life.take(plan)
        return
    later = when.get("later", ())
    plan.events = [_message(when), *(_message(each) for each in later if not _is_look(each))]
    plan.looks = [_look(plan, each) for each in later if _is_look(each)]
    take_asker(plan, when)
    _take_approval(plan, when.get("approval"))
    role = when.get("role", "member")
    if role != "member":
        if role not in ROLES:
            msg = f"角色“{role}”在本系统还没有对应"
            raise NotCarriedError(msg)
        plan.name_role(ROLES[role], plan.main.who)


def _take_approval(plan: Plan, approval: Mapping[str, str] | None) -> None:
    if approval is not None:
        at, who = plan.before(timedelta(minutes=10)), plan.speaker(approval["by"])
        plan.earlier.append(Sent(who=who, at=at, text="审核通过，同意发布"))


def _is_look(raw: Mapping[str, Any]) -> bool:
    return f"{raw['event']} {raw.get('job', '')}" in WATCH_LOOKS


def _look(plan: Plan, raw: Mapping[str, Any]) -> Deed:
    check_answers(raw)
    return _deed(plan, raw)


def _deed(plan: Plan, raw: Mapping[str, Any]) -> Deed:
    name = _carried(raw)
    _strange(raw)
    fields = raw.get("fields", {})
    about = str(
        raw.get("target")
        or _member(raw)
        or next(filter(None, map(fields.get, ("申诉人", "姓名", "被举报人"))), "")
    )
    return Deed(
        name=name,
        at=moment(raw["at"]),
        by=plan.speaker(str(raw.get("by", ""))),
        about=about,
        matter=str(raw.get("case") or raw.get("issue") or ""),
        words=str(raw.get("reason") or fields.get("留言", "")),
        forever=raw.get("until") == "永久",
        fields={word: str(value) for word, value in fields.items()},
        told=raw,
        change=told_change(plan, raw, about),
        allowed=told_form(plan, raw),
    )


def _member(raw: Mapping[str, Any]) -> str:
    """
    Raises:
        NotCarriedError: Something is told of them that no roster or list says.
    """
    told = raw.get("member", "")
    if not isinstance(told, Mapping):
        return str(told)
    strange = sorted(set(told) - _MEMBER_KEYS)
    if strange:
        msg = f"成员的“{'、'.join(strange)}”在本系统还没有对应"
        raise NotCarriedError(msg)
    return str(told["name"])


def _message(raw: Mapping[str, Any]) -> Sent:
    _carried(raw)
    _strange(raw)
    if raw["type"] not in _TYPES:
        msg = f"事件的“{raw['type']}”在本系统还没有对应"
        raise NotCarriedError(msg)
    return Sent(
        who=str(raw["from"]),
        at=moment(raw["at"]),
        text=str(raw.get("content", "")),
        kind=_TYPES[raw["type"]],
        media=_media(raw),
        group=str(raw.get("in_group", "")),
    )


def _carried(raw: Mapping[str, Any]) -> str:
    """The event with its own name."""
    own = (str(raw[key]) for key in _NAMED_BY if key in raw)
    name = " ".join((str(raw["event"]), *own))
    if name not in EVENTS:
        msg = f"事件“{name}”还没有函数承载"
        raise NotCarriedError(msg)
    return name


def _strange(raw: Mapping[str, Any]) -> None:
    strange = sorted(set(raw) - set(WHEN))
    if strange:
        msg = f"事件的“{'、'.join(strange)}”在本系统还没有对应"
        raise NotCarriedError(msg)


def _replies(deed: Deed, later: Sequence[Mapping[str, Any]]) -> list[Sent]:
    """Only what a newcomer says is heard with the joining."""
    strange = [each["event"] for each in later if deed.change is None or each["event"] != "message"]
    if strange:
        msg = f"“{strange[0]}”跟在不是消息的事件后面，还没有函数承载"
        raise NotCarriedError(msg)
    return [_message(each) for each in later]


def _media(raw: Mapping[str, Any]) -> Media | None:
    match raw["type"]:
        case "image":
            return Media(kind=MediaKind.IMAGE, inspection=_image(raw.get("image")))
        case "voice":
            seconds = int(raw.get("seconds", 0))
            words = raw.get("transcript")
            heard = None if words is None else Inspection(words=str(words))
            return Media(kind=MediaKind.VOICE, seconds=seconds, inspection=heard)
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


def _file(raw: Mapping[str, Any]) -> Media:
    _known("文件", set(raw) - _FILE_KEYS)
    media = Media(kind=MediaKind.FILE, name=str(raw.get("name", "")))
    if not raw.keys() & {"scan", "encrypted"}:
        return media
    labels = frozenset({_ENCRYPTED} if raw.get("encrypted") else ())
    harmful = _SCANS[raw["scan"]] if "scan" in raw else None
    return replace(media, inspection=Inspection(labels=labels, harmful=harmful))


def _known(what: str, strange: set[str]) -> None:
    if strange:
        msg = f"{what}的“{'、'.join(sorted(strange))}”，检测服务不会说"
        raise NotCarriedError(msg)
