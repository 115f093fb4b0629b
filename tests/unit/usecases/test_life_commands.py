"""The life of a group, said to the desk."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from qungui.acceptance.desk import desk_on
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.filing import LifeState
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.short_number import short_number
from qungui.model.typed_events import TextTyped
from qungui.notices.outcomes import OUTCOMES
from qungui.usecases.ask_for_duties import AskForDuties
from tests.support.register_office import MORNING, RegisterOffice

NUMBER = short_number("group-1")


class Desk(RegisterOffice):
    """An office that people write to."""

    def __init__(self, regulation, now=MORNING):
        super().__init__(regulation, now)
        self.serve = desk_on(self.stage)
        self._said = 0

    def says(self, userid, text):
        self._said += 1
        words = TextTyped(sender=userid, message_id=f"m{self._said}", agent_id="1", content=text)
        self.serve(words, self.clock.now())
        return self.read_by(userid)[-1].rpartition("\n")[0]

    def join(self, *userids):
        """The platform shows them in the group."""
        alias = Alias("appchat", "group-1")
        read = self.book.known(self.book.register(alias, GroupKind.APPCHAT, self.clock.now()))
        members = {self.ids[each]: Member(alias=Alias("userid", each)) for each in userids}
        self.book.replace(read, replace(read, members=members))

    @property
    def state(self):
        return self.register.filing("group-1").state


def test_days_are_counted_from_when_it_was_said_however_late_it_is_heard():
    desk = Desk("R12")
    desk.propose()
    said = desk.clock.now()
    desk.clock.move_to(said + timedelta(days=2))
    words = TextTyped(
        sender="linxiao", message_id="m", agent_id="1", content=f"事项结束 {NUMBER} 团建结束"
    )
    desk.serve(words, said)
    filing = desk.register.filing("group-1")
    assert (filing.ending.at, filing.since) == (said, said)
    assert "最迟 6月20日 解散" in desk.read_by("linxiao")[-2]


def test_a_group_is_founded_by_a_few_words():
    desk = Desk("R01")
    desk.propose()
    assert "现在的状态" not in desk.says("zhou", f"同意建群 {NUMBER}")
    assert desk.says("chenli", f"建好 {NUMBER}") == f"{NUMBER}：“质量管理部工作群”备案待确认。"
    assert desk.says("zhu", f"备案退回 {NUMBER} 缺群主").endswith("待备案。")
    desk.says("chenli", f"报备 {NUMBER}")
    assert desk.says("zhu", f"备案确认 {NUMBER}").endswith("使用中，登记号 2026-001。")


def test_a_group_is_filed_on_its_form_which_whoever_keeps_the_register_reads():
    desk = Desk("R12")
    desk.propose(kind="部门级", unit="质量管理部")
    assert "请填写《工作微信群备案表》" in desk.read_by("linxiao")[-1]
    assert "请填好备案表" in desk.says("chenli", f"报备 {NUMBER}")
    assert desk.says("chenli", f"报备 {NUMBER} 工作微信群备案表").endswith("备案待确认。")
    assert "报来《工作微信群备案表》（部门级，质量管理部）" in desk.read_by("zhu")[-1]


def test_a_duty_is_ticked_by_a_few_words():
    desk = Desk("R15")
    desk.propose()
    desk.clock.advance(timedelta(days=200))  # its edition is in force
    AskForDuties(desk.live_on)(desk.clock.now())
    assert desk.says("chenli", f"职责办完 {NUMBER}") == f"{NUMBER}：您没有办理这件事的身份。"
    assert desk.says("linxiao", f"职责办完 {NUMBER}").endswith("的职责记为已办。")
    assert desk.register.filing("group-1").duties["R15.4.1b"].done_at == desk.clock.now()


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


def test_a_group_that_waits_for_nobodys_word_is_found_by_its_name_too():
    desk = Desk("R12", datetime.fromisoformat("2026-12-07T09:00:00+08:00"))
    desk.propose(owner="")
    assert desk.read_by("chenli")[0].endswith("系统不能代建，请用登记的群名建好。")
    found = desk.shows("wrAAAA", "chenli", "hubin", name="质量管理部 工作群")
    both = f"关联 {NUMBER} {short_number(found)}"
    assert both in desk.read_by("zhu")[-1]
    assert desk.says("zhu", both) == f"{NUMBER}：“质量管理部工作群”使用中。"
    assert desk.directory.group("group-1").group.alias("chat") == "wrAAAA"
    assert desk.register.filing(found).state is LifeState.LINKED


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


def test_the_owner_names_an_editor_and_the_group_is_in_use():
    desk = Desk("R03")
    desk.propose()
    assert desk.says("linxiao", f"启用 {NUMBER}") == f"{NUMBER}：还没有指定规定要有的人选。"
    assert desk.says("hubin", f"指定 {NUMBER} hubin 文字编辑员") == (
        f"{NUMBER}：您没有办理这件事的身份。"
    )
    assert desk.says("linxiao", f"指定 {NUMBER} hubin 文字编辑员") == (
        f"{NUMBER}：“质量管理部工作群”的文字编辑员记为hubin，群使用中。"
    )
    assert desk.state is LifeState.ACTIVE


def test_an_administrator_by_office_is_refused_with_the_office():
    desk = Desk("R16")
    desk.propose(kind="高管群")
    said = desk.says("linxiao", f"指定 {NUMBER} hubin 群管理员")
    assert said == f"{NUMBER}：按规定应由董事长担任。"


def test_nobody_is_guessed_who_is_to_be_named():
    desk = Desk("R03")
    desk.propose()
    assert "没有找到成员“nobody”" in desk.says("linxiao", f"指定 {NUMBER} nobody 文字编辑员")
    assert "没有这个编号" in desk.says("linxiao", "指定 9999 hubin 文字编辑员")


def test_whoever_runs_a_group_names_it_and_says_what_members_may_do():
    desk = Desk("R13")
    desk.propose()
    assert desk.says("linxiao", f"改群名 {NUMBER} 社区交流群") == (
        f"{NUMBER}：群名记为“社区交流群”，系统能改的会自动改好。"
    )
    assert desk.says("linxiao", f"授权 {NUMBER} hubin 邀请好友") == (
        f"{NUMBER}：已记下：hubin可以邀请好友。"
    )
    assert desk.says("linxiao", f"收回权限 {NUMBER} hubin 邀请好友") == (
        f"{NUMBER}：已记下：hubin不可以邀请好友。"
    )
    for words in ("改群名 {} 别的群", "授权 {} hubin 邀请好友"):
        assert "没有办理这件事的身份" in desk.says("hubin", words.format(NUMBER))
        assert "没有这个编号" in desk.says("linxiao", words.format(9999))
    assert "没有找到成员" in desk.says("linxiao", f"授权 {NUMBER} nobody 邀请好友")


def test_to_be_muted_is_the_owners_work():
    desk = Desk("R13")
    desk.propose()
    desk.link()
    desk.join("hubin", "linxiao")
    said = desk.says("linxiao", "禁言 hubin 刷屏")
    assert said == "平台没有禁言接口，已请群主在群里禁言hubin。"
    assert desk.orders() == [("mute", "刷屏")]
    assert "没有找到成员" in desk.says("linxiao", "禁言 nobody 刷屏")
    assert "与本人有关的事不能自己办" in desk.says("linxiao", "禁言 linxiao 刷屏")


def test_in_a_group_that_the_platform_shows_a_member_is_named():
    desk = Desk("R15")
    desk.propose()
    desk.link()
    desk.join("hubin", "linxiao")
    assert desk.says("linxiao", f"指定 {NUMBER} hubin 管理层成员") == (
        f"{NUMBER}：“质量管理部工作群”的管理层成员记为hubin，群使用中。"
    )
    assert "没有找到成员“zhou”" in desk.says("linxiao", f"指定 {NUMBER} zhou 管理层成员")
    said = desk.says("linxiao", f"指定 {NUMBER} hubin 群主")
    assert said.endswith("记为hubin；备案、平台名册或通讯录另有其人，以它们为准。")
