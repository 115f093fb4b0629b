"""What those in charge read of a member whom another one reported to the desk."""

from qungui.model.group import Group
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.notices.compose import name_of


def to_management(report: Order, group: Group, about: Person) -> str:
    """In the words of whoever reported; never who it was."""
    return (
        f"【成员举报】有人举报“{group.name}”成员 {name_of(about)}：“{report.wanted}”。"
        "请核实；属实的，可发“记一次”写明账号、条款和理由。"
        "是谁举报的不公开，请勿打听，也请勿告知被举报人。"
    )
