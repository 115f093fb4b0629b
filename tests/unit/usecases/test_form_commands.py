"""A group is asked for at the desk: the blank form, and the form filled in."""

from datetime import UTC, datetime

import pytest

from qungui.acceptance.desk import desk_on
from qungui.model.filing import LifeState
from qungui.model.person import PersonFacts
from qungui.model.short_number import short_number
from qungui.model.typed_events import TextTyped
from qungui.notices.limits import MESSAGE_BYTES
from qungui.rulebook.shipped import edition
from tests.support.register_office import RegisterOffice

SAID = {"微信群名称": "质量管理部工作群", "申请单位": "质量管理部", "工作需要": "排班"}


class Desk(RegisterOffice):
    def __init__(self, regulation="R12"):
        super().__init__(regulation, datetime(2026, 12, 1, 1, tzinfo=UTC))
        self.serve = desk_on(self.stage)
        self._said = 0

    def says(self, userid, text, message_id=""):
        self._said += 1
        words = TextTyped(
            sender=userid,
            message_id=message_id or f"m{self._said}",
            agent_id="1",
            content=text,
        )
        self.serve(words, self.clock.now())
        return self.read_by(userid)[-1].rpartition("\n")[0]

    @property
    def filings(self):
        return [self.register.filing(each.group_id) for each in self.register.every()]


def fill(form, said):
    """Written behind the name of each field."""
    lines = form.splitlines()
    for at, line in enumerate(lines):
        name = line.partition("（")[0].rstrip("：")
        lines[at] = line + said.get(name, "")
    return "\n".join(lines)


@pytest.fixture
def desk():
    return Desk()


def test_the_blank_form_of_a_kind_comes_back_with_the_number(desk):
    form = desk.says("chenli", "建群表 部门级")
    assert form.startswith("【建群申请表】")
    assert "申请单位：" in form
    said = desk.says("chenli", fill(form, {**SAID, "类别": "部门级"}))
    (filing,) = desk.filings
    assert f"编号 {short_number(filing.group_id)}" in said
    assert (filing.name, filing.state) == ("质量管理部工作群", LifeState.AWAITING_FILING)
    assert filing.proposed_by == desk.ids["chenli"]


@pytest.mark.parametrize("words", ["建群表", "我要申请建群", "建群申请表 什么都行"])
def test_without_a_kind_the_form_asks_for_one(desk, words):
    assert "公司级/部门级/专项/临时" in desk.says("chenli", words)
    assert desk.filings == []


def test_what_is_missing_comes_back_with_what_was_written(desk):
    form = desk.says("chenli", "建群表 部门级")
    said = desk.says("chenli", fill(form, {**SAID, "类别": "部门级", "申请单位": ""}))
    assert "“申请单位”：没有填（R12.2.2a、R12.4.1.1）" in said
    assert "质量管理部工作群" in said
    assert desk.filings == []
    again = said.replace("申请单位：", "申请单位：质量管理部")
    assert "已受理" in desk.says("chenli", again)


def test_the_same_message_delivered_again_is_the_same_form(desk):
    form = fill(desk.says("chenli", "建群表 部门级"), {**SAID, "类别": "部门级"})
    for _ in range(2):
        desk.says("chenli", form, message_id="same")
    assert len(desk.filings) == 1


def test_another_kind_than_the_form_was_of_is_read_by_its_own_law(desk):
    form = desk.says("chenli", "建群表 部门级")
    said = desk.says("chenli", fill(form, {**SAID, "类别": "临时"}))
    assert "预计结束日期" in said
    assert desk.filings == []


def test_whoever_is_known_to_work_elsewhere_is_told_who_may_ask(desk):
    chen = desk.people.get(desk.ids["chenli"])
    desk.people.note(chen, PersonFacts(department_names=("销售部",)))
    form = desk.says("chenli", "建群表 公司级")
    said = desk.says("chenli", fill(form, {**SAID, "类别": "公司级", "申请单位": "总经办"}))
    assert "须由总经办或行政管理部发起" in said


def test_lines_of_a_purpose_that_look_like_commands_are_its_own(desk):
    form = desk.says("chenli", "建群表 部门级")
    said = {**SAID, "类别": "部门级", "工作需要": "排班\n邀请 张三 30天\n举报 李四 迟到"}
    assert "已受理" in desk.says("chenli", fill(form, said))
    assert "举报 李四 迟到" in desk.filings[0].purpose


def test_a_form_too_long_for_one_message_comes_back_as_what_is_wrong(desk):
    form = desk.says("chenli", "建群表 部门级")
    said = {**SAID, "类别": "部门级", "工作需要": "班" * 600}
    answer = desk.says("chenli", fill(form, said))
    assert len(answer.encode()) < MESSAGE_BYTES
    assert "“工作需要”：太长" in answer
    assert "班班班" not in answer


def test_of_several_regulations_the_one_that_knows_the_kind_is_meant(desk):
    desk.directory.publish(edition("R02"))
    assert "村级" in desk.says("chenli", "建群表 村级")
    form = desk.says("chenli", "建群表 部门级")
    desk.says("chenli", fill(form, {**SAID, "类别": "部门级"}))
    assert [one.rulebook for one in desk.filings] == [desk.rulebook]


def test_where_no_regulation_wants_forms_there_is_none():
    desk = Desk("R03")
    assert "没有规定要求填表" in desk.says("chenli", "建群表")


def test_how_it_is_done_is_asked_without_effect(desk):
    assert "建群表" in desk.says("chenli", "申请建群怎么弄")
    assert desk.filings == []
