"""One shape per kind of XML event: what marks it, and where its fields are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qungui.adapters.wecom.event_fields import Field, choice, items, number, numbers, text, words
from qungui.adapters.wecom.event_tree import Tree, listed
from qungui.model import approval_events, events, typed_events
from qungui.model.events import Choice


@dataclass(frozen=True, slots=True)
class Shape:
    """
    Attributes:
        marks: Path and text that an event of this kind has, and no other.
        fields: By attribute of *kind*.
    """

    kind: type
    marks: Mapping[str, str]
    fields: Mapping[str, Field]

    def read(self, tree: Tree) -> Any:  # noqa: ANN401 - one of the kinds
        """The event; None when the tree is of another kind."""
        if any(text(path).of(tree) != mark for path, mark in self.marks.items()):
            return None
        values = {name: field.of(tree) for name, field in self.fields.items()}
        if any(field.needed and values[name] is None for name, field in self.fields.items()):
            return None
        return self.kind(**values)

    def write(self, event: object) -> Tree:
        tree: Tree = {}
        for path, mark in self.marks.items():
            text(path).into(tree, mark)
        for name, field in self.fields.items():
            field.into(tree, getattr(event, name))
        return tree


def _event(kind: type, marks: Mapping[str, str], /, **fields: Field) -> Shape:
    return Shape(kind, {"MsgType": "event", **marks}, fields)


def _typed(kind: type, msgtype: str, /, **fields: Field) -> Shape:
    common = {
        "sender": text("FromUserName"),
        "message_id": text("MsgId"),
        "agent_id": text("AgentID"),
    }
    return Shape(kind, {"MsgType": msgtype}, common | fields)


def _contact(kind: type, change: str, /, **fields: Field) -> Shape:
    return _event(kind, {"Event": "change_contact", "ChangeType": change}, **fields)


def _group(kind: type, change: str, detail: str = "", /, **fields: Field) -> Shape:
    marks = {"Event": "change_external_chat", "ChangeType": change}
    if detail:
        marks["UpdateDetail"] = detail
    return _event(kind, marks, chat_id=text("ChatId"), **fields)


def _choice_from(raw: Any) -> Choice:  # noqa: ANN401 - a tree, if the platform keeps its word
    tree: Tree = raw if isinstance(raw, dict) else {}
    return Choice(text("QuestionKey").of(tree), items("OptionIds/OptionId").of(tree))


def _choice_to(choice: Choice) -> Tree:
    tree: Tree = {}
    text("QuestionKey").into(tree, choice.question)
    items("OptionIds/OptionId").into(tree, choice.options)
    return tree


def _approvers(raw: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    details = (d for record in listed(raw) if isinstance(record, Mapping) for d in _details(record))
    return tuple(filter(None, (text("Approver/UserId").of(detail) for detail in details)))


def _details(record: Mapping[str, Any]) -> list[Tree]:
    return [detail for detail in listed(record.get("Details")) if isinstance(detail, dict)]


def _records(approvers: tuple[str, ...]) -> list[Tree] | None:
    return [{"Details": {"Approver": {"UserId": one}}} for one in approvers] or None


_MEMBERS = {
    "members": items("MemChangeList/Item"),
    "before": text("LastMemVer"),
    "after": text("CurMemVer"),
}
_CARD = {
    "userid": text("FromUserName"),
    "key": text("EventKey"),
    "task_id": text("TaskId"),
    "card_type": text("CardType"),
    "response_code": text("ResponseCode"),
    "agent_id": text("AgentID"),
}

SHAPES = (
    _typed(typed_events.TextTyped, "text", content=text("Content")),
    _typed(typed_events.ImageTyped, "image", media_id=text("MediaId"), url=text("PicUrl")),
    _typed(typed_events.VoiceTyped, "voice", media_id=text("MediaId"), format=text("Format")),
    _typed(
        typed_events.VideoTyped,
        "video",
        media_id=text("MediaId"),
        thumbnail_id=text("ThumbMediaId"),
    ),
    _typed(
        typed_events.LocationTyped,
        "location",
        latitude=text("Location_X"),
        longitude=text("Location_Y"),
        scale=text("Scale"),
        label=text("Label"),
        app_type=text("AppType"),
    ),
    _typed(
        typed_events.LinkTyped,
        "link",
        title=text("Title"),
        description=text("Description"),
        url=text("Url"),
        picture_url=text("PicUrl"),
    ),
    _contact(
        events.UserCreated,
        "create_user",
        userid=text("UserID"),
        departments=numbers("Department"),
    ),
    _contact(
        events.UserUpdated,
        "update_user",
        userid=text("UserID"),
        new_userid=text("NewUserID"),
        departments=numbers("Department"),
    ),
    _contact(events.UserDeleted, "delete_user", userid=text("UserID")),
    _contact(
        events.TagChanged,
        "update_tag",
        tag_id=text("TagId"),
        added=words("AddUserItems"),
        removed=words("DelUserItems"),
    ),
    _event(
        events.PartyChanged,
        {"Event": "change_contact"},
        change=choice("ChangeType", events.PartyChange, needed=True),
        party_id=text("Id"),
        name=text("Name"),
        parent_id=text("ParentId"),
    ),
    _group(events.GroupCreated, "create"),
    _group(events.GroupDismissed, "dismiss"),
    _group(
        events.MembersJoined,
        "update",
        "add_member",
        scene=choice("JoinScene", events.JoinScene),
        **_MEMBERS,
    ),
    _group(
        events.MembersLeft,
        "update",
        "del_member",
        scene=choice("QuitScene", events.QuitScene),
        **_MEMBERS,
    ),
    _group(
        events.GroupChanged,
        "update",
        detail=choice("UpdateDetail", events.GroupDetail, needed=True),
    ),
    _event(
        events.ExternalContactChanged,
        {"Event": "change_external_contact"},
        change=choice("ChangeType", events.ExternalChange, needed=True),
        userid=text("UserID"),
        external_userid=text("ExternalUserID"),
        state=text("State"),
        welcome_code=text("WelcomeCode"),
        source=text("Source"),
        fail_reason=text("FailReason"),
    ),
    _event(events.ArchiveNotice, {"Event": "msgaudit_notify"}, agent_id=text("AgentID")),
    _event(
        events.CardClicked,
        {"Event": "template_card_event"},
        **_CARD,
        choices=items("SelectedItems/SelectedItem", _choice_from, _choice_to),
    ),
    _event(events.CardMenuClicked, {"Event": "template_card_menu_event"}, **_CARD),
    _event(
        approval_events.ApprovalChanged,
        {"Event": "sys_approval_change"},
        number=text("ApprovalInfo/SpNoStr"),
        name=text("ApprovalInfo/SpName"),
        status=number("ApprovalInfo/SpStatus"),
        template_id=text("ApprovalInfo/TemplateId"),
        applied_at=number("ApprovalInfo/ApplyTime"),
        applicant=text("ApprovalInfo/Applyer/UserId"),
        approvers=Field("ApprovalInfo/SpRecord", _approvers, _records),
        change=number("ApprovalInfo/StatuChangeEvent"),
    ),
    _event(
        approval_events.OwnApprovalChanged,
        {"Event": "open_approval_change"},
        number=text("ApprovalInfo/ThirdNo"),
        name=text("ApprovalInfo/OpenSpName"),
        status=number("ApprovalInfo/OpenSpStatus"),
        template_id=text("ApprovalInfo/OpenTemplateId"),
        applied_at=number("ApprovalInfo/ApplyTime"),
        applicant=text("ApprovalInfo/ApplyUserId"),
    ),
    _event(
        events.JobFinished,
        {"Event": "batch_job_result"},
        job_id=text("BatchJob/JobId"),
        job_type=text("BatchJob/JobType"),
        code=number("BatchJob/ErrCode"),
        message=text("BatchJob/ErrMsg"),
    ),
    _event(
        events.PlatformWarned,
        {},
        notice=choice("Event", events.Notice, needed=True),
        effect_at=number("EffectTime"),
        agent_id=text("AgentID"),
    ),
    _event(
        events.AppTouched,
        {},
        touch=choice("Event", events.Touch, needed=True),
        userid=text("FromUserName"),
        key=text("EventKey"),
        agent_id=text("AgentID"),
    ),
)
