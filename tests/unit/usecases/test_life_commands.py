"""The life of a group, said to the desk."""

from datetime import datetime

import pytest

from qungui.adapters.memory.once import MemoryOnce
from qungui.lifecycle.living import Denied
from qungui.lifecycle.moves import Step
from qungui.model.filing import LifeState
from qungui.model.group import GroupKind
from qungui.model.short_number import short_number
from qungui.model.typed_events import TextTyped
from qungui.notices.outcomes import OUTCOMES
from qungui.usecases.desk_commands import desk_commands
from qungui.usecases.move_member import MoveMember
from qungui.usecases.serve_command import ServeCommand
from tests.support.register_office import MORNING, RegisterOffice

NUMBER = short_number("group-1")


class Desk(RegisterOffice):
    """An office that people write to."""

    def __init__(self, regulation, now=MORNING):
        super().__init__(regulation, now)
        move = MoveMember(ledger=self.ledger, directory=self.directory, clock=self.clock)
        self.serve = ServeCommand(
            directory=self.directory,
            people=self.people,
            once=MemoryOnce(),
            messenger=self.messenger,
            clock=self.clock,
            handlers=desk_commands(
                move=move,
                people=self.people,
                book=self.book,
                worklist=self.ledger,
                audit_log=self.ledger.audit,
                register=self.register,
                organisation=self.directory,
                messenger=self.messenger,
            ),
        )
        self._said = 0

    def says(self, userid, text):
        self._said += 1
        words = TextTyped(sender=userid, message_id=f"m{self._said}", agent_id="1", content=text)
        self.serve(words, self.clock.now())
        return self.read_by(userid)[-1].rpartition("\n")[0]

    @property
    def state(self):
        return self.register.filing("group-1").state


def test_a_group_is_founded_by_a_few_words():
    desk = Desk("R01")
    desk.propose()
    assert "现在的状态" not in desk.says("zhou", f"同意建群 {NUMBER}")
    assert desk.says("chenli", f"建好 {NUMBER}") == f"{NUMBER}：“质量管理部工作群”备案待确认。"
    assert desk.says("zhu", f"备案退回 {NUMBER} 缺群主").endswith("待备案。")
    desk.says("chenli", f"报备 {NUMBER}")
    assert desk.says("zhu", f"备案确认 {NUMBER}").endswith("使用中，登记号 2026-001。")


def test_a_group_ends_by_a_few_words():
    desk = Desk("R12")
    desk.propose(kind="临时")
    desk.link()
    desk.says("linxiao", f"事项结束 {NUMBER} 团建结束")
    assert desk.says("linxiao", f"延期 {NUMBER} 6月30日 还有报销").endswith("延期待批。")
    desk.says("zhu", f"同意延期 {NUMBER}")
    desk.says("linxiao", f"公告解散 {NUMBER} 6月29日 林晓 团建结束")
    assert desk.state is LifeState.ANNOUNCED
    assert "将于6月29日解散" in dict(desk.orders())["speak"]


def test_a_group_that_nobody_owns_is_taken_up_by_a_few_words():
    desk = Desk("R12")
    desk.propose(kind="临时")
    assert "没有找到成员“nobody”" in desk.says("zhu", f"接管 {NUMBER} nobody")
    desk.live_on.brought_about("group-1", Step.ORPHAN, desk.clock.now())
    assert desk.says("linxiao", f"接管 {NUMBER} hubin").endswith("您没有办理这件事的身份。")
    assert desk.says("zhu", f"接管 {NUMBER} @hubin").endswith("使用中。")
    assert desk.register.filing("group-1").owner == desk.ids["hubin"]


def test_an_administrators_part_is_handed_over_by_a_few_words():
    desk = Desk("R16")
    desk.propose(administrators=(desk.ids["hubin"],))
    left = (desk.ids["hubin"],)
    desk.live_on.brought_about("group-1", Step.LEAVE, desk.clock.now(), left)
    assert desk.says("linxiao", f"移交 {NUMBER} chenli").endswith("使用中。")
    assert desk.register.filing("group-1").administrators == (desk.ids["chenli"],)


def test_a_group_that_appeared_is_the_one_on_file_once_the_registrar_says_so():
    desk = Desk("R01", datetime.fromisoformat("2026-12-07T09:00:00+08:00"))
    desk.propose(owner="")
    desk.take(Step.AGREE, "zhou")
    found = desk.shows("wrAAAA", "chenli", "hubin", name="质量管理部工作群")
    both = f"关联 {NUMBER} {short_number(found)}"
    assert both in desk.read_by("zhu")[-1]
    assert desk.says("chenli", both) == f"{NUMBER}：您没有办理这件事的身份。"
    assert desk.says("zhu", f"关联 {NUMBER}").startswith("请写两个编号")
    assert desk.says("zhu", f"关联 {NUMBER} 9999").startswith("9999：没有这个编号的群。")
    assert desk.says("zhu", both) == f"{NUMBER}：“质量管理部工作群”备案待确认。"
    group = desk.directory.group("group-1").group
    assert (group.kind, group.alias("chat")) == (GroupKind.CUSTOMER, "wrAAAA")
    assert desk.register.filing(found).state is LifeState.LINKED
    assert dict(desk.orders())["speak"].startswith("【群规】")
    assert "不" in desk.says("zhu", both)


def test_whoever_may_not_or_comes_too_early_reads_why():
    desk = Desk("R01")
    desk.propose()
    assert desk.says("hubin", f"同意建群 {NUMBER}") == f"{NUMBER}：您没有办理这件事的身份。"
    assert "还没有批准人同意" in desk.says("chenli", f"建好 {NUMBER}")
    assert desk.says("chenli", "建好 9999") == "9999：没有这个编号的群。发“群台账”看与您有关的。"


@pytest.mark.parametrize(("userid", "lines"), [("chenli", 2), ("zhu", 2), ("hubin", 1)])
def test_everybody_sees_the_groups_that_concern_them(userid, lines):
    desk = Desk("R01")
    desk.propose()
    assert len(desk.says(userid, "群台账").splitlines()) == lines


@pytest.mark.parametrize("why", Denied)
def test_every_reason_has_its_words(why):
    assert OUTCOMES[why.value]
