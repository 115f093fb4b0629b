"""What a group reads when its rest begins, and those who run it when it is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from qungui.model.group import Group
from qungui.model.rest import Rest
from qungui.notices.compose import local_time

_MARK = "【群规通知】"
_MOST_MARKS = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """
    What was recorded of a rest.

    Attributes:
        people: How many members.
        messages: How many messages of theirs.
        reminded: How many of the members were told.
    """

    people: int
    messages: int
    reminded: int


def announcement(rest: Rest, timezone: str, marks: Sequence[str]) -> str:
    """
    Begins with one of the *marks* of notices: an owner who posts it by hand is not chatting. It
    holds the day, so that no night's is another one's.
    """
    mark = next(iter(marks), _MARK)
    said = f"{mark}{_window(rest, timezone)}是本群的休息时间，请不要在群里聊天，谢谢配合。"
    others = "、".join(marks[1:_MOST_MARKS] or marks)
    urgent = f"紧急事项请群主或管理员以{others}开头发布。" if marks else ""
    return f"{said}{urgent}（{rest.clause_id}）"


def digest(rest: Rest, group: Group, timezone: str, heard: Heard) -> str:
    """Numbers only: who it was, each of them was told alone."""
    when = _window(rest, timezone)
    told = f"已单独提醒 {heard.reminded} 人" if heard.reminded else "没有新的提醒"
    return (
        f"【休息时间小结】“{group.name}”{when}：{heard.people} 人发言 {heard.messages} 条，"
        f"{told}，均已记录（{rest.clause_id}）。"
    )


def _window(rest: Rest, timezone: str) -> str:
    """e.g. ``11月25日22:00至次日07:30``."""
    zone = ZoneInfo(timezone)
    opens, closes = rest.opens.astimezone(zone), rest.closes.astimezone(zone)
    next_day = "次日" if closes.date() > opens.date() else ""
    return f"{local_time(rest.opens, timezone)}至{next_day}{closes:%H:%M}"
