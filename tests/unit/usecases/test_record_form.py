"""The form that a group is on record by."""

from datetime import date

from qungui.lifecycle.moves import Step
from qungui.usecases.record_form import blank_record, filled_record
from tests.support.register_office import RegisterOffice


def printed(office):
    filing = office.register.filing("group-1")
    ground = office.live_on.find(filing)
    names = {who: userid for userid, who in office.ids.items()}
    return filled_record(filing, ground.law, names)


def said(rows):
    return {row.label: row.value for row in rows}


def test_a_blank_form_has_the_words_of_its_kind_and_room_to_sign():
    office = RegisterOffice("R12")
    paper = blank_record(office.live_on.find.under(office.rulebook, "部门级").law)
    assert paper.title == "工作微信群备案表"
    assert said(paper.rows)["类别"] == "部门级"
    assert {"微信群名称", "申请单位", "工作需要"} <= {
        row.label for row in paper.rows if "选填" not in row.hint
    }
    assert [row.label for row in paper.signed] == ["申请人", "行政管理部备案"]
    assert all("签字" in row.value for row in paper.signed)


def test_where_a_kind_is_not_filed_nobody_signs_for_the_register():
    office = RegisterOffice("R12")
    paper = blank_record(office.live_on.find.under(office.rulebook, "临时").law)
    assert paper.title == "微信群登记表"
    assert [row.label for row in paper.signed] == ["申请人"]


def test_what_is_on_file_stands_in_it():
    office = RegisterOffice("R12")
    office.propose(
        kind="部门级",
        unit="质量管理部",
        purpose="排班；交接",
        administrators=(office.ids["linxiao"], office.ids["hubin"]),
        belongs="质量管理部全体",
        ends_on=date(2026, 12, 31),
    )
    office.take(Step.FILE, "chenli", form="工作微信群备案表")
    office.take(Step.CONFIRM, "zhu")
    paper = printed(office)
    assert said(paper.rows) == {
        "类别": "部门级",
        "微信群名称": "质量管理部工作群",
        "申请单位": "质量管理部",
        "工作需要": "排班；交接",
        "微信发布内容": "",
        "群主": "linxiao",
        "群管理员": "linxiao、hubin",
        "应加人员": "质量管理部全体",
        "预计结束日期": "2026-12-31",
    }
    assert said(paper.signed) == {
        "申请人": "chenli",
        "行政管理部备案": "登记号 2026-001　使用中",
    }


def test_an_approvers_word_stands_in_it_with_its_day():
    office = RegisterOffice("R01")
    office.propose()
    before = printed(office)
    assert "签字" in said(before.signed)["分管领导意见"]
    office.take(Step.AGREE, "zhou", why="确有需要")
    after = printed(office)
    assert said(after.signed)["分管领导意见"] == "同意　确有需要　zhou　2026年6月15日"
