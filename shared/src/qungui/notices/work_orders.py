"""Cards and words for what is ordered for a group itself, where a person carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from qungui.model.act import Act
from qungui.model.group import Group
from qungui.model.order import Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.notices.limits import BODY, DESCRIPTION, TITLE, VALUE, cut

DONE, CANNOT = "done", "cannot"
"""Keys of the buttons; they come back with the click."""

CLOSED = "[已关闭] "
_NAME = 50  # characters, what the platform lets a group be called

TITLES: Mapping[Act, str] = {
    Act.RENAME: "请修改群名称",
    Act.CHANGE_OWNER: "请转让群主",
    Act.SOFT_CLOSE: "请关闭群",
    Act.SPEAK: "请在群内发布通知",
    Act.MUTE: "请对一名成员禁言",
    Act.DELETE_MESSAGE: "请撤回或删除一条消息",
    Act.POSTING_MODE: "请调整群内发言设置",
    Act.DISSOLVE: "请解散群",
}
_WAYS: Mapping[Act, str] = {
    Act.CHANGE_OWNER: "请在群管理中转让给上述成员，完成后点“已完成”。",
    Act.MUTE: "企业微信没有单人禁言的接口，请与该成员沟通，或在客户端能设置时设置。",
    Act.DELETE_MESSAGE: "接口不能删除成员的消息，请提醒发送人自行撤回，或由管理员在客户端处理。",
    Act.POSTING_MODE: "接口不能更改发言设置，请在群管理中调整，完成后点“已完成”。",
    Act.DISSOLVE: "接口不能解散群，请群主在群管理中解散，完成后点“已完成”。",
}


_SAID_IN_FULL = {Act.RENAME, Act.SPEAK, Act.SOFT_CLOSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFile:
    """
    Everything that a notice of a group's own order speaks of.

    Attributes:
        about: The member it concerns, e.g. the owner to be.
    """

    order: Order
    group: Group
    timezone: str
    about: Person | None = None


def work_order_card(file: GroupFile) -> Card:
    """Within every limit of a card, however long the group's name is."""
    order = file.order
    wanted = "" if order.act in _SAID_IN_FULL else order.wanted
    facts = (("依据条款", "、".join(order.clause_ids)), ("要求", wanted))
    return Card(
        task_id=order.task_id,
        title=cut(TITLES[order.act], TITLE),
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(_way(file), BODY),
        facts=tuple((name, cut(value, VALUE)) for name, value in facts if value),
        about=None if file.about is None else file.about.userid,
        buttons=(("已完成", DONE), ("无法完成", CANNOT)),
    )


def to_post(file: GroupFile) -> str:
    """What the group is told, by the app or by its owner."""
    order = file.order
    if order.act is Act.SOFT_CLOSE:
        return order.wanted or "本群已关闭，不再使用，感谢大家的参与。"
    return order.wanted


def for_owner_to_copy(file: GroupFile) -> str:
    """A card's words cannot be copied, and may be cut; these can."""
    return f"请您在“{file.group.name}”中发布以下通知：\n{to_post(file)}"


def closed_name(group: Group) -> str:
    """What a closed group is called, also once it is."""
    open_name = group.name.removeprefix(CLOSED)
    return cut(f"{CLOSED}{open_name}", _NAME)


def _way(file: GroupFile) -> str:
    order = file.order
    if order.act is Act.SPEAK and order.noticed:
        return f"系统发布时未得到平台确认，请先看群内是否已有这条通知，没有再发布：{order.wanted}"
    if order.act is Act.SPEAK:
        return f"系统无法在该群发言，请代为发布，完成后点“已完成”：{order.wanted}"
    if order.act is Act.RENAME:
        return f"请在群设置中将群名称改为“{order.wanted}”，完成后点“已完成”。"
    if order.act is Act.SOFT_CLOSE:
        name = cut(closed_name(file.group), 40)
        return f"请将群名称改为“{name}”，在群内告知大家，再移出群主以外的成员，完成后点“已完成”。"
    return _WAYS[order.act]
