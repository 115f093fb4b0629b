"""What those in charge read of a member whom another one reported, or of what one brought up."""

from qungui.model.group import Group
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.petition import MOST_WORDS
from qungui.model.rulebook import Clause
from qungui.notices.compose import name_of

REFUSED_MARKETING, UNREVIEWED = "refused-marketing", "unreviewed"
"""What is told of a member that nobody reported (``Order.wanted``), with the clause."""

_SEEN = {
    REFUSED_MARKETING: (
        "【拒绝营销】“{group}”的客户{name}明确拒绝营销信息，已作标记（{clause}）。"
        "请不要再向其发送，在别的群也一样；本群再有营销信息，会按规定处理。"
    ),
    UNREVIEWED: (
        "【未审发布】“{group}”成员{name}发布的消息写明是公司信息，但正式信息未经审核，"
        "群里没有审核的记录（{clause}）。请核实，需要的请群主撤下。"
    ),
}
_ROOM = 100  # characters of the notice around the words


def to_management(report: Order, group: Group, about: Person) -> str:
    """In the words of whoever reported, never who it was; or what the system has seen."""
    if report.clause_ids and (seen := _SEEN.get(report.wanted)):
        name = about.name or name_of(about)
        return seen.format(group=group.name, name=name, clause=report.clause_ids[0])
    return (
        f"【成员举报】有人举报“{group.name}”成员 {name_of(about)}：“{report.wanted}”。"
        "请核实；属实的，可发“记一次”写明账号、条款和理由。"
        "是谁举报的不公开，请勿打听，也请勿告知被举报人。"
    )


def brought_up(words: str, group: Group, clause: Clause | None) -> str:
    """In the words of whoever brought it up, cut where they are long; never who it was."""
    by = "" if clause is None else f"（依据 {clause.clause_id}）"
    cut = words[: MOST_WORDS - _ROOM]
    what = "建议" if clause is not None and clause.topic == "feedback" else "反映"
    return f"【成员{what}】“{group.name}”有成员{what}：“{cut}”{by}。请核实处理；是谁说的不公开。"
