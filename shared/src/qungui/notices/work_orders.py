"""Cards for what no API does: a person carries it out and says so by a click."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qungui.model.group import Group
from qungui.model.outcome import Card
from qungui.model.person import Person

DONE, CANNOT = "done", "cannot"
_TITLE, _DESCRIPTION, _BODY, _VALUE = 36, 44, 160, 30


class ByHand(StrEnum):
    """Acts that are a person's work in some kinds of group, or in all."""

    RENAME = "rename"
    CHANGE_OWNER = "change-owner"
    MUTE = "mute"  # in no kind of group by API, as all that follow
    DELETE_MESSAGE = "delete-message"
    POSTING_MODE = "posting-mode"
    DISSOLVE = "dissolve"


_TITLES: Mapping[ByHand, str] = {
    ByHand.RENAME: "请修改群名称",
    ByHand.CHANGE_OWNER: "请转让群主",
    ByHand.MUTE: "请对一名成员禁言",
    ByHand.DELETE_MESSAGE: "请撤回或删除一条消息",
    ByHand.POSTING_MODE: "请调整群内发言设置",
    ByHand.DISSOLVE: "请解散群",
}
_WAYS: Mapping[ByHand, str] = {
    ByHand.RENAME: "请在群设置中修改，完成后点“已完成”。",
    ByHand.CHANGE_OWNER: "请在群管理中转让给上述成员，完成后点“已完成”。",
    ByHand.MUTE: "企业微信没有单人禁言的接口，请与该成员沟通，或在客户端能设置时设置。",
    ByHand.DELETE_MESSAGE: "接口不能删除成员的消息，请提醒发送人自行撤回，或由管理员在客户端处理。",
    ByHand.POSTING_MODE: "接口不能更改发言设置，请在群管理中调整，完成后点“已完成”。",
    ByHand.DISSOLVE: "接口不能解散群，请群主在群管理中解散，完成后点“已完成”。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """
    Attributes:
        task_id: Unique per app; the order's id and revision.
        clause: The number of the clause that asks for it.
        wanted: What it should be afterwards, e.g. the new name; empty where the act says all.
        about: The member it concerns.
        until: By when, as people read it; empty for no date.
    """

    task_id: str
    act: ByHand
    group: Group
    clause: str
    wanted: str = ""
    about: Person | None = None
    until: str = ""


def work_order_card(order: WorkOrder) -> Card:
    """Within every limit of a card, however long the group's name is."""
    facts = (("依据条款", order.clause), ("要求", order.wanted), ("期限", order.until))
    return Card(
        task_id=order.task_id,
        title=_cut(_TITLES[order.act], _TITLE),
        description=_cut(f"群：{order.group.name}", _DESCRIPTION),
        body=_cut(_WAYS[order.act], _BODY),
        facts=tuple((name, _cut(value, _VALUE)) for name, value in facts if value),
        about=None if order.about is None else order.about.userid,
        buttons=(("已完成", DONE), ("无法完成", CANNOT)),
    )


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
