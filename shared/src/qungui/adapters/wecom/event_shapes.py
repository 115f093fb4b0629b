"""One shape per kind of XML event: what marks it, and where its fields are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qungui.adapters.wecom.event_fields import Field, choice, items, number, numbers, text, words
from qungui.adapters.wecom.event_tree import Tree, listed
from qungui.model import approval_events, events, typed_events
from qungui.model.approval_events import Approver
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


# A field, or the path of a text.
type _Told = Field | str


def _shape(kind: type, marks: Mapping[str, str], told: Mapping[str, _Told]) -> Shape:
    fields = {name: text(one) if isinstance(one, str) else one for name, one in told.items()}
    return Shape(kind, marks, fields)


def _event(kind: type, marks: Mapping[str, str], /, **told: _Told) -> Shape:
    return _shape(kind, {"MsgType": "event", **marks}, told)


def _typed(kind: type, msgtype: str, /, **told: _Told) -> Shape:
    common = {"sender": "FromUserName", "message_id": "MsgId", "agent_id": "AgentID"}
    return _shape(kind, {"MsgType": msgtype}, common | told)


def _contact(kind: type, change: str, /, **told: _Told) -> Shape:
    return _event(kind, {"Event": "change_contact", "ChangeType": change}, **told)


def _group(kind: type, change: str, detail: str = "", /, **told: _Told) -> Shape:
    marks = {"Event": "change_external_chat", "ChangeType": change}
    if detail:
        marks["UpdateDetail"] = detail
    return _event(kind, marks, chat_id="ChatId", **told)


def _choice_from(raw: Any) -> Choice:  # noqa: ANN401 - a tree, if the platform keeps its word
    tree: Tree = raw if isinstance(raw, dict) else {}
    return Choice(text("QuestionKey").of(tree), items("OptionIds/OptionId").of(tree))


def _choice_to(choice: Choice) -> Tree:
    tree: Tree = {}
    text("QuestionKey").into(tree, choice.question)
    items("OptionIds/OptionId").into(tree, choice.options)
    return tree


def _approvers(raw: Any) -> tuple[Approver, ...]:  # noqa: ANN401 - as above
    details = (d for record in listed(raw) if isinstance(record, Mapping) for d in _details(record))
    return tuple(one for one in map(_approver, details) if one.userid)


def _approver(detail: Tree) -> Approver:
    """Who says what nobody knows has said nothing."""
    spoken = choice("SpStatus", approval_events.Spoken).of(detail)
    return Approver(
        text("Approver/UserId").of(detail),
        approval_events.Spoken.NOTHING if spoken is None else spoken,
        text("Speech").of(detail),
    )


def _details(record: Mapping[str, Any]) -> list[Tree]:
    return [detail for detail in listed(record.get("Details")) if isinstance(detail, dict)]


def _records(approvers: tuple[Approver, ...]) -> list[Tree] | None:
    return [{"Details": _detail(one)} for one in approvers] or None


def _detail(one: Approver) -> Tree:
    spoken = {"SpStatus": str(one.spoken.value)}
    speech = {"Speech": one.speech} if one.speech else {}
    return {"Approver": {"UserId": one.userid}, **spoken, **speech}


_MEMBERS: Mapping[str, _Told] = {
    "members": items("MemChangeList/Item"),
    "before": "LastMemVer",
    "after": "CurMemVer",
}
_CARD: Mapping[str, _Told] = {
    "userid": "FromUserName",
    "key": "EventKey",
    "task_id": "TaskId",
    "card_type": "CardType",
    "response_code": "ResponseCode",
    "agent_id": "AgentID",
}

SHAPES = (
    _typed(typed_events.TextTyped, "text", content="Content"),
    _typed(typed_events.ImageTyped, "image", media_id="MediaId", url="PicUrl"),
    _typed(typed_events.VoiceTyped, "voice", media_id="MediaId", format="Format"),
    _typed(typed_events.VideoTyped, "video", media_id="MediaId", thumbnail_id="ThumbMediaId"),
    _typed(
        typed_events.LocationTyped,
        "location",
        latitude="Location_X",
        longitude="Location_Y",
        scale="Scale",
        label="Label",
        app_type="AppType",
    ),
    _typed(
        typed_events.LinkTyped,
        "link",
        title="Title",
        description="Description",
        url="Url",
        picture_url="PicUrl",
    ),
    _contact(events.UserCreated, "create_user", userid="UserID", departments=numbers("Department")),
    _contact(
        events.UserUpdated,
        "update_user",
        userid="UserID",
        new_userid="NewUserID",
        departments=numbers("Department"),
    ),
    _contact(events.UserDeleted, "delete_user", userid="UserID"),
    _contact(
        events.TagChanged,
        "update_tag",
        tag_id="TagId",
        added=words("AddUserItems"),
        removed=words("DelUserItems"),
    ),
    _event(
        events.PartyChanged,
        {"Event": "change_contact"},
        change=choice("ChangeType", events.PartyChange, needed=True),
        party_id="Id",
        name="Name",
        parent_id="ParentId",
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
        userid="UserID",
        external_userid="ExternalUserID",
        state="State",
        welcome_code="WelcomeCode",
        source="Source",
        fail_reason="FailReason",
    ),
    _event(events.ArchiveNotice, {"Event": "msgaudit_notify"}, agent_id="AgentID"),
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
        number="ApprovalInfo/SpNoStr",
        name="ApprovalInfo/SpName",
        status=number("ApprovalInfo/SpStatus"),
        template_id="ApprovalInfo/TemplateId",
        applied_at=number("ApprovalInfo/ApplyTime"),
        applicant="ApprovalInfo/Applyer/UserId",
        approvers=Field("ApprovalInfo/SpRecord", _approvers, _records),
        change=number("ApprovalInfo/StatuChangeEvent"),
    ),
    _event(
        approval_events.OwnApprovalChanged,
        {"Event": "open_approval_change"},
        number="ApprovalInfo/ThirdNo",
        name="ApprovalInfo/OpenSpName",
        status=number("ApprovalInfo/OpenSpStatus"),
        template_id="ApprovalInfo/OpenTemplateId",
        applied_at=number("ApprovalInfo/ApplyTime"),
        applicant="ApprovalInfo/ApplyUserId",
    ),
    _event(
        events.JobFinished,
        {"Event": "batch_job_result"},
        job_id="BatchJob/JobId",
        job_type="BatchJob/JobType",
        code=number("BatchJob/ErrCode"),
        message="BatchJob/ErrMsg",
    ),
    _event(
        events.PlatformWarned,
        {},
        notice=choice("Event", events.Notice, needed=True),
        effect_at=number("EffectTime"),
        agent_id="AgentID",
    ),
    _event(
        events.AppTouched,
        {},
        touch=choice("Event", events.Touch, needed=True),
        userid="FromUserName",
        key="EventKey",
        agent_id="AgentID",
    ),
)
