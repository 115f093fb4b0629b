"""The form of a new group goes on file once, or comes back with everything that is wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.errors import InvalidEventError, TransientError
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.application import Fault
from qungui.model.filing import Filing, LifeState, Sends
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.usecases.draft_group import DraftGroup, Handed, Returned
from qungui.usecases.find_ground import FindGround
from qungui.usecases.group_form import Sender
from qungui.usecases.name_people import NamePeople
from qungui.usecases.propose_group import Proposed, ProposeGroup
from tests.support.register_office import MORNING, RegisterOffice

FIELDS = {
    "类别": "部门级",
    "申请单位": "质量管理部",
    "微信群名称": "质量管理部工作群",
    "工作需要": "班组排班",
    "群管理员": "linxiao、hubin",
}


class Desk(RegisterOffice):
    def __init__(self, regulation: str = "R12") -> None:
        super().__init__(regulation)
        self.draft = DraftGroup(
            register=self.register,
            find=FindGround(
                directory=self.directory, organisation=self.directory, clock=self.clock
            ),
            name=NamePeople(self.people, self.directory, MemoryGroupBook(self.directory)),
            clock=self.clock,
        )
        self.propose_group = ProposeGroup(self.draft)

    def hand(self, fields=FIELDS, form_id="form-1", **more):
        sender = Sender(person_id=self.ids["chenli"])
        handed = Handed(form_id=form_id, rulebook=self.rulebook, fields=fields, sender=sender)
        return self.propose_group(handed, **more)

    def steps(self, group_id):
        return [e.facts["step"] for e in self.ledger.audit.verify_chain(group_id).entries]


def entry(step):
    return AuditEntry(kind=AuditKind.GROUP_MOVED, at=MORNING, facts={"step": step})


def returned(said):
    assert isinstance(said, Returned), said
    return said


def proposed(said):
    assert isinstance(said, Proposed), said
    return said


def test_a_right_form_is_on_file_with_an_entry_and_what_is_owed():
    desk = Desk()
    said = proposed(desk.hand())
    filing = desk.register.filing(said.filing.group_id)
    assert filing == said.filing
    assert said.anew
    assert (filing.state, filing.owed) == (LifeState.AWAITING_FILING, (Sends.FORM_ASKED,))
    assert filing.administrators == (desk.ids["linxiao"], desk.ids["hubin"])
    assert filing.proposed_by == desk.ids["chenli"]
    assert desk.steps(filing.group_id) == ["propose"]
    assert said.text.startswith("【建群申请】“质量管理部工作群”已受理，编号 ")
    assert said.text.endswith("现在的状态：待备案，管理员：linxiao、hubin。")


def test_what_is_owed_goes_out_with_the_next_sweep():
    desk = Desk()
    group_id = proposed(desk.hand()).filing.group_id
    desk.pass_time(desk.clock.now() + timedelta(minutes=3))
    assert desk.register.filing(group_id).owed == ()
    assert any("工作微信群备案表" in text for text in desk.read_by("linxiao"))


def test_a_form_that_is_delivered_again_changes_nothing_whatever_became_of_its_group():
    desk = Desk()
    first = proposed(desk.hand())
    again = proposed(desk.hand())
    assert (again.filing, again.anew) == (first.filing, False)
    assert "此前已受理" in again.text
    moved = replace(first.filing, state=LifeState.DISSOLVED, name="别的名字")
    desk.register.commit(moved, entry("dissolve"))
    assert proposed(desk.hand()).filing.state is LifeState.DISSOLVED
    assert desk.steps(first.filing.group_id) == ["propose", "dissolve"]


def test_two_forms_for_one_group_are_one_filing():
    desk = Desk()
    first = proposed(desk.hand()).filing
    wider = {**FIELDS, "微信群名称": "质量管理部 工作群"}
    said = returned(desk.hand(wider, form_id="form-2"))
    assert [one.fault for one in said.problems] == [Fault.NAME_TAKEN]
    assert "已有同名的群（待备案），请换一个名字" in said.text
    assert [one.group_id for one in desk.register.every()] == [first.group_id]


def test_the_name_of_a_group_that_is_over_is_free_again():
    desk = Desk("R01")
    fields = {"群名": "展会协调群", "提出部门": "销售部"}
    first = proposed(desk.hand(fields)).filing
    assert isinstance(desk.take(Step.WITHDRAW, "chenli", group_id=first.group_id), Filing)
    assert proposed(desk.hand(fields, form_id="form-2")).anew


def seen(desk):
    """A group that nobody filed, and *linxiao* owns."""
    desk.link("unfiled-1")
    bare = Filing(
        group_id="unfiled-1",
        rulebook=desk.rulebook,
        name="质检群",
        state=LifeState.UNFILED,
        since=desk.clock.now(),
    )
    desk.register.commit(bare, entry("see"))


def hand_unfiled(desk, by="linxiao", fields=FIELDS, **more):
    sender = Sender(person_id=desk.ids[by])
    handed = Handed(form_id="form-1", rulebook="", fields=fields, sender=sender)
    return desk.propose_group.of_unfiled(handed, "unfiled-1", **more)


def test_a_group_that_was_seen_already_is_its_owners_to_file():
    desk = Desk()
    seen(desk)
    said = returned(desk.hand({**FIELDS, "微信群名称": "质检群"}))
    assert "请由它的群主补办备案" in said.text
    assert hand_unfiled(desk, by="chenli") is Denied.NOT_YOU
    assert returned(hand_unfiled(desk, fields={**FIELDS, "申请单位": ""})).wrong
    assert proposed(hand_unfiled(desk, dry=True)).filing.version == 1
    filing = proposed(hand_unfiled(desk)).filing
    assert (filing.group_id, filing.state) == ("unfiled-1", LifeState.FILING_SENT)
    assert (filing.kind, filing.unit, filing.name) == ("部门级", "质量管理部", "质量管理部工作群")
    assert filing.owed == (Sends.FORM,)
    assert desk.steps("unfiled-1") == ["see", "file"]


def test_a_second_form_of_a_group_that_was_filed_changes_nothing():
    desk = Desk()
    seen(desk)
    first = proposed(hand_unfiled(desk)).filing
    assert hand_unfiled(desk) is Denied.NOT_NOW
    assert desk.register.filing("unfiled-1") == first


def test_a_group_of_a_kind_that_is_not_filed_is_in_use_at_once():
    desk = Desk()
    seen(desk)
    special = {"类别": "专项", "牵头部门": "行政部", "群名": "质检群", "工作需要": "办公用品"}
    assert proposed(hand_unfiled(desk, fields=special)).filing.state is LifeState.ACTIVE
    assert desk.steps("unfiled-1") == ["see", "adopt"]


def test_there_is_no_form_of_a_group_that_nobody_saw():
    with pytest.raises(InvalidEventError):
        hand_unfiled(Desk())


def test_all_that_is_wrong_comes_back_in_one_text_that_can_be_put_right_and_sent_again():
    desk = Desk()
    wrong = {"类别": "临时", "微信群名称": "市场部团建群", "预计结束日期": "下周", "群主": "赵六"}
    text = returned(desk.hand(wrong)).text
    assert text.splitlines() == [
        "【建群申请表】",
        "有几处要改，请改好后整段发回：",
        "· “预计结束日期”：请写全年月日，例如 2026-12-01",
        "· “申请单位”：没有填（R12.4.1.1）",
        "· “事项”：没有填（R12.2.4a、R12.4.1.1）",
        "· “群主”：没有找到“赵六”，请写通讯录里的账号",
        "",
        "类别（公司级/部门级/专项/临时）：临时",
        "微信群名称（例：质量管理部工作群）：市场部团建群",
        "申请单位：",
        "事项：",
        "微信发布内容（选填）：",
        "群主（选填，例：@zhangsan）：赵六",
        "群管理员（选填）：",
        "应加人员（选填）：",
        "预计结束日期（例：2026-12-31）：下周",
    ]
    right = (
        text.replace("申请单位：\n", "申请单位：市场部\n")
        .replace("事项：\n", "事项：团建\n")
        .replace("：赵六", "：@LinXiao")
        .replace("下周", "2026年6月30日")
    )
    filing = proposed(desk.hand(right)).filing
    assert (filing.unit, filing.purpose) == ("市场部", "团建")
    assert (filing.owner, str(filing.ends_on)) == (desk.ids["linxiao"], "2026-06-30")


def test_a_form_that_only_somebody_else_may_send_is_refused_without_one_to_copy():
    desk = Desk()
    said = returned(desk.hand({**FIELDS, "类别": "公司级", "申请单位": "销售部"}))
    assert said.refused
    assert said.text == (
        "【建群未受理】公司级群须由总经办或行政管理部发起（R12.2.1a）。"
        "要为自己的单位建群，请改选类别后再发一次。"
    )
    assert not returned(desk.hand({**FIELDS, "申请单位": ""})).refused


def test_an_unknown_kind_comes_back_with_those_that_there_are():
    said = returned(Desk().hand({**FIELDS, "类别": "机密"}))
    assert "“类别”：没有这一类，请从中选一个：公司级、部门级、专项、临时" in said.text


def test_a_field_that_is_said_in_two_ways_is_asked_about():
    desk = Desk()
    said = returned(desk.hand({**FIELDS, "群名": "另一个群"}))
    assert [(one.fault, one.field) for one in said.problems] == [(Fault.TWO_WAYS, "微信群名称")]
    assert proposed(desk.hand({**FIELDS, "群名": FIELDS["微信群名称"]})).anew
    text = "\n".join(f"{word}：{value}" for word, value in FIELDS.items())
    said = returned(desk.hand(f"{text}\n群名：另一个群", form_id="form-2"))
    assert (Fault.TWO_WAYS, "微信群名称") in [(one.fault, one.field) for one in said.problems]


@pytest.mark.parametrize("text", ["", "你好", "【建群申请表】"])
def test_a_text_that_is_no_form_comes_back_as_one(text):
    said = returned(Desk().hand(text))
    assert said.text.startswith("【建群申请表】")
    assert "类别（公司级/部门级/专项/临时）：" in said.text


def test_nothing_is_kept_where_it_is_only_tried():
    desk = Desk()
    said = proposed(desk.hand(dry=True))
    assert said.filing.state is LifeState.AWAITING_FILING
    assert list(desk.register.every()) == []
    assert desk.steps(said.filing.group_id) == []


def test_a_rulebook_that_nobody_published_is_no_ground_to_stand_on():
    desk = Desk()
    handed = Handed(
        form_id="form-1", rulebook="nothing", fields=FIELDS, sender=Sender(person_id="p")
    )
    with pytest.raises(InvalidEventError):
        desk.propose_group(handed)


class Busy:
    """A register that somebody else is always writing to."""

    def __init__(self, register):
        self._register = register

    def __getattr__(self, name):
        return getattr(self._register, name)

    def commit(self, filing, entry):
        return False


def test_whoever_was_second_by_an_instant_reads_what_the_first_one_did():
    desk = Desk()
    race = Racing(desk.register)
    second = ProposeGroup(replace(desk.draft, register=race))
    handed = Handed(
        form_id="form-1",
        rulebook=desk.rulebook,
        fields=FIELDS,
        sender=Sender(person_id=desk.ids["chenli"]),
    )
    said = proposed(second(handed))
    assert not said.anew
    assert desk.steps(said.filing.group_id) == ["propose"]
    busy = ProposeGroup(replace(desk.draft, register=Busy(desk.register)))
    other = {**FIELDS, "微信群名称": "另一个群"}
    with pytest.raises(TransientError):
        busy(replace(handed, form_id="form-2", fields=other))


class Racing(Busy):
    """The same form is committed elsewhere just before."""

    def commit(self, filing, entry):
        assert self._register.commit(filing, entry)
        return self._register.commit(filing, entry)
