"""The form of a new group against the law of its kind: a filing to be, or all that is wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from qungui.calendars.calendar import Calendar
from qungui.lifecycle.application import Known, drafted
from qungui.lifecycle.fields import Field, field_of, kind_of, word_for
from qungui.lifecycle.law import kinds_of, law_of
from qungui.lifecycle.offices import administering
from qungui.model.application import Application, Fault
from qungui.model.filing import Filing, LifeState
from qungui.rulebook.shipped import edition

NOW = datetime(2026, 6, 1, 1, tzinfo=UTC)
SHANGHAI = Calendar.of("Asia/Shanghai")
PEOPLE = {name: f"id-{name}" for name in ("陈丽", "李强", "王芳", "林晓")}
KNOWN = Known(people=PEOPLE)


def law(regulation, kind=""):
    return law_of(edition(regulation), kind, SHANGHAI)


def form(**parts):
    return Application(**{"form_id": "form-1", "by": "id-陈丽", "name": "生产部工作群", **parts})


def faults(application, under, known=KNOWN, at=NOW):
    """What is wrong, by clause and field."""
    said = drafted(application, "R", under, known, at)
    assert not isinstance(said, Filing), said
    return {(one.fault, one.clause_id, one.field) for one in said}


def filed(application, under, known=KNOWN):
    said = drafted(application, "R", under, known, NOW)
    assert isinstance(said, Filing), said
    return said


# -- the words of regulations --------------------------------------------------------------------


def test_every_field_that_a_shipped_regulation_asks_for_is_known():
    for number in range(1, 18):
        words = edition(f"R{number:02}")
        for kind in ("", *kinds_of(words)):
            asked = law_of(words, kind, SHANGHAI).required
            assert all(field_of(word) for one in asked for word in one.words), (number, asked)


def test_a_word_is_one_field_only():
    words = [word for one in Field for word in (one.value, *one.also)]
    assert len(words) == len(set(words))
    assert all(hasattr(form(), one.attribute) for one in Field)


def test_the_form_of_a_kind_uses_its_own_words():
    special = law("R12", "专项")
    assert word_for(Field.UNIT, special) == "牵头部门"
    assert word_for(Field.PURPOSE, special) == "工作需要"
    assert word_for(Field.PURPOSE, law("R12", "临时")) == "事项"
    assert word_for(Field.ADMINISTRATORS, law("R14", "项目群")) == "负责人"
    assert word_for(Field.OWNER, special) == "群主"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("部门级", "部门级"),
        ("部门级工作微信群", "部门级"),
        ("临时性工作群", "临时"),
        ("部门", "部门级"),
        ("级", ""),
        ("机密", ""),
        ("", ""),
    ],
)
def test_a_kind_is_meant_or_it_is_not(said, kind):
    assert kind_of(said, ("公司级", "部门级", "专项", "临时")) == kind


def test_brackets_of_any_width_are_the_same_kind():
    assert kind_of("公司(集团)群", kinds_of(edition("R14"))) == "公司（集团）群"


# -- what is missing -----------------------------------------------------------------------------


def test_everything_that_is_missing_is_told_at_once_each_by_its_clause():
    assert faults(form(name=""), law("R12", "临时")) == {
        (Fault.MISSING, "R12.2.4a", "事项"),
        (Fault.MISSING, "R12.2.4a", "预计结束日期"),
        (Fault.MISSING, "R12.3.1", "微信群名称"),
        (Fault.MISSING, "R12.4.1.1", "工作需要"),
        (Fault.MISSING, "R12.4.1.1", "申请单位"),
    }


def test_a_group_needs_a_name_also_where_no_clause_says_so():
    assert faults(form(name="", unit="销售部"), law("R01")) == {(Fault.MISSING, "", "群名")}


def test_a_kind_must_be_said_only_where_the_regulation_tells_kinds_apart():
    assert (Fault.MISSING, "", "类别") in faults(form(unit="生产部"), law("R12"))
    towns = law("R02")
    assert towns.kinds
    assert filed(
        form(scope="雨情水情", administrators=("王芳",), members=("各村防汛责任人",)), towns
    )


def test_a_kind_that_the_regulation_does_not_know_is_given_back_with_those_that_it_knows():
    said = drafted(form(kind="机密", unit="生产部"), "R", law("R12"), KNOWN, NOW)
    (found,) = [one for one in said if one.fault is Fault.NO_SUCH_KIND]
    assert found.words == ("公司级", "部门级", "专项", "临时")


def test_what_one_regulation_alone_asks_for_must_be_there_and_is_kept():
    asked = replace(law("R01"), required=(*law("R12", "部门级").required, *further("预算")))
    written = form(unit="生产部", purpose="排班")
    assert (Fault.MISSING, "X.1", "预算") in faults(written, asked)
    assert filed(replace(written, further={"预算": "三千元"}), asked).purpose == (
        "排班；预算：三千元"
    )


def further(*words):
    (one,) = law("R12", "部门级").required[:1]
    return (replace(one, clause_id="X.1", words=words),)


# -- who founds it -------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["总经办", "行政管理部", "集团行政管理部"])
def test_a_company_group_is_founded_by_the_offices_that_the_clause_names(unit):
    assert filed(form(unit=unit, purpose="全员通知"), law("R12", "公司级")).unit == unit


def test_anybody_else_is_refused_whatever_they_write():
    company = law("R12", "公司级")
    refused = (Fault.NOT_ITS_INITIATOR, "R12.2.1a", "申请单位")
    assert faults(form(unit="销售部", purpose="全员通知"), company) == {refused}
    claimed = form(unit="行政管理部", from_unit="销售部", purpose="全员通知")
    assert faults(claimed, company) == {refused}
    assert Fault.NOT_ITS_INITIATOR.refuses


def test_a_department_of_any_name_founds_its_own_group_but_one_must_be_named():
    department = law("R12", "部门级")
    assert filed(form(unit="质量管理部", purpose="排班"), department).unit == "质量管理部"
    assert filed(form(from_unit="质量管理部", purpose="排班"), department).unit == "质量管理部"
    assert faults(form(purpose="排班"), department) == {
        (Fault.MISSING, "R12.2.2a", "申请单位"),
        (Fault.MISSING, "R12.4.1.1", "申请单位"),
    }


# -- who administers it --------------------------------------------------------------------------

STUDY, PROJECT = law("R14", "学习群"), law("R14", "项目群")
DEPARTMENT, COMPANY = law("R14", "部门群"), law("R14", "公司（集团）群")
TRAINERS = "总公司行政人事部的培训人员"


def test_where_nobody_is_named_the_office_administers_it():
    finance = form(unit="财务部", name="财务部群")
    assert administering(DEPARTMENT, "财务部") == ("财务部负责人",)
    assert filed(finance, DEPARTMENT).administrators == ()
    held = replace(KNOWN, offices={"财务部负责人": ("id-王芳",)})
    assert filed(finance, DEPARTMENT, held).administrators == ("id-王芳",)
    written = replace(finance, administrators=("财务部负责人",))
    assert filed(written, DEPARTMENT).administrators == ()


@pytest.mark.parametrize("title", ["培训人员", "行政人事部培训人员", TRAINERS])
def test_a_title_of_the_office_is_right(title):
    study = form(name="新员工学习群", administrators=(title, "王芳"))
    assert filed(study, STUDY).administrators == ("id-王芳",)


@pytest.mark.parametrize("title", ["市场部", "普通员工", "行政人事部"])
def test_any_other_title_is_not(title):
    study = form(name="新员工学习群", administrators=(title, "王芳"))
    assert faults(study, STUDY) == {(Fault.NOT_ITS_ADMINISTRATOR, "R14.5b", "群管理员")}


def test_what_the_organisation_says_of_an_office_goes_before_any_title():
    held = replace(KNOWN, offices={TRAINERS: ("id-李强",)})
    study = form(name="新员工学习群", administrators=("培训人员", "王芳"))
    assert faults(study, STUDY, held) == {(Fault.NOT_ITS_ADMINISTRATOR, "R14.5b", "群管理员")}
    assert filed(replace(study, administrators=("李强",)), STUDY, held)


def test_the_office_of_a_department_is_that_of_the_groups_own():
    finance = form(unit="财务部", name="财务部群", administrators=("运营部负责人", "林晓"))
    said = drafted(finance, "R", DEPARTMENT, KNOWN, NOW)
    (found,) = [one for one in said if one.fault is Fault.NOT_ITS_ADMINISTRATOR]
    assert (found.words, found.meant) == (("部门负责人",), ("财务部负责人",))


def test_whoever_the_form_names_as_head_of_the_project_is_it():
    project = form(unit="ERP上线", name="ERP项目群")
    assert faults(project, PROJECT) == {(Fault.MISSING, "R14.5d", "负责人")}
    named = filed(replace(project, administrators=("市场部", "王芳")), PROJECT)
    assert named.administrators == ("id-王芳",)
    assert named.owner == "id-王芳"


def test_nobody_is_guessed():
    stranger = form(unit="ERP上线", name="ERP项目群", administrators=("王芳", "赵六"))
    assert faults(stranger, PROJECT) == {(Fault.NOBODY_KNOWN, "", "负责人")}
    office = replace(stranger, administrators=("秘书处",))
    assert faults(office, PROJECT) == {(Fault.NOBODY_KNOWN, "", "负责人")}
    held = replace(KNOWN, offices={"秘书处": ("id-李强", "id-王芳")})
    assert filed(office, PROJECT, held).administrators == ("id-李强", "id-王芳")


def test_a_group_has_one_owner_the_first_administrator_or_whoever_asks_for_it():
    asked = form(unit="销售部")
    under = law("R01")
    assert filed(asked, under).owner == "id-陈丽"
    assert filed(replace(asked, administrators=("王芳", "李强")), under).owner == "id-王芳"
    assert filed(replace(asked, owner=("林晓",), administrators=("王芳",)), under).owner == (
        "id-林晓"
    )
    two = replace(asked, owner=("林晓", "王芳"))
    assert faults(two, under) == {(Fault.ONE_OWNER, "", "群主")}


# -- what it is for ------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", ["发布通知公告", "公司新闻动态", "员工活动报名", "因公交流"])
def test_a_purpose_that_touches_one_of_the_uses_is_right(purpose):
    assert filed(form(name="集团全员群", purpose=purpose), COMPANY).purpose == purpose


@pytest.mark.parametrize("purpose", ["私人", "闲聊", "拼单团购"])
def test_any_other_purpose_is_given_back(purpose):
    group = form(name="集团全员群", purpose=purpose)
    assert faults(group, COMPANY) == {(Fault.NOT_ITS_USE, "R14.7.1", "用途")}


def test_a_name_speaks_where_no_purpose_is_written():
    assert faults(form(name="采购任务群"), STUDY) == {(Fault.NOT_ITS_USE, "R14.7.3", "群名")}
    assert filed(form(name="采购任务群", purpose="采购知识学习"), STUDY)
    for name in ("产品知识学习群", "读书会", "集团工作学习群", "员工沟通群"):
        assert filed(form(name=name), STUDY)
    assert filed(form(name="采购任务通知群", unit="采购", administrators=("王芳",)), PROJECT)


# -- when, how long, and whose name --------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "now", "right"),
    [
        (date(2026, 6, 1), "2026-06-01T23:59:00+08:00", True),
        (date(2026, 6, 1), "2026-06-02T00:00:00+08:00", False),
        (date(2026, 5, 31), "2026-06-01T00:00:00+08:00", False),
    ],
)
def test_a_group_does_not_end_before_it_begins_by_the_local_day(ends, now, right):
    party = form(unit="市场部", purpose="团建", ends_on=ends)
    said = drafted(party, "R", law("R12", "临时"), KNOWN, datetime.fromisoformat(now))
    assert isinstance(said, Filing) is right
    assert right or [one.fault for one in said] == [Fault.ENDS_BEFORE]


def test_a_name_of_another_group_on_file_is_given_back_with_where_that_one_stands():
    other = Filing(
        group_id="g", rulebook="R", name="生产部工作群", state=LifeState.UNFILED, since=NOW
    )
    said = drafted(form(unit="生产部"), "R", law("R01"), Known(namesake=other), NOW)
    assert [(one.fault, one.words) for one in said] == [(Fault.NAME_TAKEN, ("unfiled",))]


def test_a_field_holds_so_much():
    long = form(name="群" * 51, unit="生产部", purpose="用" * 501)
    assert faults(long, law("R01")) == {
        (Fault.TOO_LONG, "", "群名"),
        (Fault.TOO_LONG, "", "用途"),
    }
    assert filed(form(name="群" * 50, unit="生产部", purpose="用" * 500), law("R01"))


def test_a_right_form_becomes_the_filing_whole():
    whole = form(
        name="展会筹备群",
        unit="市场部",
        purpose="展会筹备",
        scope="布展、物料",
        owner=("林晓",),
        administrators=("李强",),
        members=("王芳", "市场部全体"),
        ends_on=date(2026, 12, 20),
    )
    assert filed(whole, law("R12", "临时")) == Filing(
        group_id=filed(whole, law("R12", "临时")).group_id,
        rulebook="R",
        name="展会筹备群",
        state=LifeState.ACTIVE,
        since=NOW,
        kind="临时",
        unit="市场部",
        purpose="展会筹备",
        scope="布展、物料",
        owner="id-林晓",
        administrators=("id-李强",),
        members=("id-王芳",),
        belongs="王芳、市场部全体",
        ends_on=date(2026, 12, 20),
        proposed_by="id-陈丽",
    )
    again = filed(replace(whole, form_id="form-2"), law("R12", "临时"))
    assert again.group_id != filed(whole, law("R12", "临时")).group_id
