"""What people say to the desk about members: who may come, go, be silent, and is called how."""

from datetime import timedelta

import pytest

from qungui.acceptance.desk import desk_on
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.model.permit import PermitKind
from qungui.model.typed_events import TextTyped
from tests.support.roster_world import ADMIN, NIGHT, NINE, OWNER, RosterWorld

STAFF = ("张三", "李四")


class Desk(RosterWorld):
    def __init__(self, regulation="R01", **changes):
        super().__init__(regulation, **changes)
        stage = self.stage
        self.messenger, self._number = MemoryMessenger(stage.clock), 0
        for name in STAFF:
            self.know(name)
        self.show(*STAFF)
        self.serve = desk_on(stage, self.messenger)

    def says(self, who, text):
        """What is answered, without the second."""
        self._number += 1
        typed = TextTyped(
            agent_id="1000002", sender=who, message_id=str(self._number), content=text
        )
        self.serve(typed, self.stage.clock.now())
        return self.messenger.told[-1].text.rpartition("\n")[0]

    def permits(self):
        return list(self.stage.rosters.permits.of_group(self.group.group_id))


@pytest.fixture
def desk():
    return Desk()


def test_a_check_that_is_asked_for_comes_at_once_and_answers(desk):
    assert "马上核对" in desk.says(ADMIN, "核对成员")
    desk.pass_to(NIGHT + timedelta(minutes=1))
    assert "没有发现问题" in desk.told(ADMIN)[0]


def test_whoever_runs_several_groups_says_which(desk):
    desk.file("g2", name="销售部工作群")
    assert "请写明是哪个群" in desk.says(ADMIN, "核对成员")
    assert "“销售部工作群”" in desk.says(ADMIN, "核对成员 @销售部工作群")
    assert "请写明是哪个群" in desk.says(ADMIN, "准入 王五")


def test_a_member_asks_for_no_check_and_permits_nobody(desk):
    for text in ("核对成员", "准入 王五", "邀请 何军", "准退 李四"):
        desk.says("张三", text)
    assert desk.permits() == []
    assert desk.stage.rosters.checks.get(desk.group.group_id) is None


def test_somebody_yet_to_come_is_let_in_by_name_and_comes_without_a_case(desk):
    assert "王五 可以进群" in desk.says(ADMIN, "准入 王五 新同事")
    desk.know("王五")
    inviter = desk.person("张三").aliases[0]
    desk.change("join", "王五", NINE, nickname="财务部+王五", inviter=inviter)
    assert desk.cases("张三", "R01.4.7") == []
    desk.know("赵六")
    desk.change("join", "赵六", NINE, nickname="财务部+赵六", inviter=inviter)
    assert len(desk.cases("张三", "R01.4.7")) == 1


def test_a_word_to_come_is_over_after_a_week(desk):
    desk.says(ADMIN, "准入 王五")
    desk.know("王五")
    late, inviter = NINE + timedelta(days=8), desk.person("张三").aliases[0]
    desk.change("join", "王五", late, nickname="财务部+王五", inviter=inviter)
    assert len(desk.cases("张三", "R01.4.7")) == 1


def test_whoever_may_leave_leaves_without_a_case(desk):
    assert "张三 可以退群" in desk.says(OWNER, "准退 张三 调岗")
    desk.change("leave", "张三", NINE, removed=False)
    desk.change("leave", "李四", NINE, removed=False)
    assert desk.cases("张三", "R01.2.4") == []
    assert len(desk.cases("李四", "R01.2.4")) == 1


def test_nobody_permits_themselves(desk):
    assert "自己" in desk.says(ADMIN, f"准退 {ADMIN}")
    assert desk.permits() == []


def test_leave_of_absence_is_taken_for_oneself_in_all_groups_until_a_day(desk):
    second = desk.file("g2", name="销售部工作群")
    desk.show("张三", group=second)
    answer = desk.says("张三", "告假 到12月1日 出差")
    assert answer.count("已记下告假") == 2
    (own,) = desk.permits()
    assert (own.kind, own.person_id) == (PermitKind.ABSENCE, desk.person("张三").person_id)
    assert own.ends.isoformat() == "2026-12-01T16:00:00+00:00"
    assert "还不在" in desk.says("路人", "告假 3天")


def test_what_a_member_is_called_is_noted_where_the_platform_is_silent(desk):
    desk.show("李四", 张三="")
    assert "已记下" in desk.says("张三", "群昵称 张三")
    known = desk.stage.book.known(desk.group.group_id)
    assert known.members[desk.person("张三").person_id].declared == "张三"
    desk.plan()
    desk.pass_to(NINE)
    assert "请改为“财务部+张三”" in desk.told("张三")[0]
    assert "还不在" in desk.says("路人", "群昵称 路人")


def test_nobody_more_is_let_into_a_group_that_is_full():
    small = Desk("R17")
    small.show(*(f"员工{number}" for number in range(498)))
    assert "最多 500 人" in small.says(ADMIN, "准入 王五")
