"""What is said of a rest reads well, is short, and names nobody."""

from datetime import UTC, date, datetime

from qungui.model.rest import Rest
from qungui.notices.rests import Heard, announcement, digest
from qungui.usecases.order_for_group import MOST_OF_TEXT
from tests.support.build import GROUP, group

MARKS = ("【群规通知】", "【通知】", "【紧急通知】", "【公告】", "【指令】")
NIGHT = Rest(
    group_id=GROUP,
    clause_id="R01.3.11",
    day=date(2026, 11, 25),
    opens=datetime(2026, 11, 25, 14, tzinfo=UTC),
    closes=datetime(2026, 11, 25, 23, 30, tzinfo=UTC),
)
NOON = Rest(
    group_id=GROUP,
    clause_id="X.1",
    day=date(2026, 3, 1),
    opens=datetime(2026, 3, 1, 4, tzinfo=UTC),
    closes=datetime(2026, 3, 1, 5, 30, tzinfo=UTC),
)


def test_an_announcement_begins_as_a_notice_and_says_how_urgent_ones_do():
    assert announcement(NIGHT, "Asia/Shanghai", MARKS) == (
        "【群规通知】11月25日22:00至次日07:30是本群的休息时间，请不要在群里聊天，谢谢配合。"
        "紧急事项请群主或管理员以【通知】、【紧急通知】、【公告】开头发布。（R01.3.11）"
    )


def test_where_nothing_is_urgent_nothing_is_said_of_it():
    assert announcement(NOON, "Asia/Shanghai", ()) == (
        "【群规通知】3月1日12:00至13:30是本群的休息时间，请不要在群里聊天，谢谢配合。（X.1）"
    )


def test_a_digest_holds_numbers():
    assert digest(NIGHT, group(), "Asia/Shanghai", Heard(3, 5, 2)) == (
        "【休息时间小结】“市场部工作群”11月25日22:00至次日07:30：3 人发言 5 条，"
        "已单独提醒 2 人，均已记录（R01.3.11）。"
    )
    assert "没有新的提醒" in digest(NIGHT, group(), "Asia/Shanghai", Heard(1, 1, 0))


def test_however_many_marks_there_are_it_can_be_posted():
    many = tuple(f"【通知{number}】" for number in range(99))
    assert len(announcement(NIGHT, "Asia/Shanghai", many)) <= MOST_OF_TEXT
