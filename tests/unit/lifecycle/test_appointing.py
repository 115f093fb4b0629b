"""Who may be named for what, by the words of the regulations as shipped."""

from datetime import UTC, datetime

import pytest

from qungui.calendars.calendar import Calendar
from qungui.lifecycle.appointing import (
    Misplaced,
    Naming,
    appointers,
    holders,
    offices_for,
    placed,
    refused,
)
from qungui.lifecycle.law import law_of
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing, LifeState
from qungui.rulebook.shipped import edition

SHANGHAI = Calendar.of("Asia/Shanghai")


def law(rulebook, kind=""):
    return law_of(edition(rulebook), kind, SHANGHAI)


def group(name="工作群", **more):
    since = datetime(2026, 6, 1, tzinfo=UTC)
    whole = {"group_id": "g", "rulebook": "r", "name": name, "state": LifeState.ACTIVE}
    return Filing(**{**whole, "since": since, **more})


def said(role, *offices, by="", may=False):
    return Naming(role=role, who="who", offices=frozenset(offices), by=by, may=may)


@pytest.mark.parametrize(
    ("rulebook", "kind", "role", "office"),
    [
        ("R12", "公司级", "监督", "行政管理部"),
        ("R12", "部门级", "监督", "人事行政中心负责人"),
        ("R12", "专项", "监督", "群管理员"),
        ("R12", "临时", "监督", "群管理员"),
        ("R14", "公司（集团）群", "管理员", "行政专员"),
        ("R14", "公司（集团）群", "管理员", "行政人事部人事专员"),
        ("R14", "部门群", "群管理员", "部门负责人"),
        ("R16", "高管群", "群管理员", "董事长"),
        ("R16", "", "管理", "行政管理中心"),
    ],
)
def test_whom_the_regulation_names_by_office_is_recorded(rulebook, kind, role, office):
    assert refused(said(role, office), group(), law(rulebook, kind)) is None


@pytest.mark.parametrize("kind", ["专项", "临时"])
def test_supervision_is_of_the_kinds_that_the_clause_speaks_of(kind):
    found = refused(said("监督", "行政管理部"), group(), law("R12", kind))
    assert found is Denied.NOT_FORESEEN


@pytest.mark.parametrize(
    ("name", "kind", "office", "should"),
    [
        ("高管群", "高管群", "文员", "董事长"),
        ("工作群", "工作群", "项目管理员", "总经理"),
        ("工作群", "工作群", "副总经理", "总经理"),
        ("交流群", "交流群", "总经理", "行政中心负责人"),
        ("技术部群", "部门群", "运营部负责人", "技术部负责人"),
    ],
)
def test_an_administrator_by_office_is_nobody_else(name, kind, office, should):
    whole = group(name)
    for naming in (said("群管理员", office), said("群管理员", office, by="owner", may=True)):
        assert refused(naming, whole, law("R16", kind)) == Misplaced((should,))


def test_the_department_is_that_whose_group_it_is():
    here = law("R16", "部门群")
    assert offices_for("群管理员", group("技术部工作群"), here) == ("技术部负责人",)
    assert offices_for("群管理员", group("大家的群", unit="运营部"), here) == ("运营部负责人",)
    assert offices_for("群管理员", group("大家的群"), here) == ("部门负责人",)


def test_all_else_takes_the_word_of_whoever_may_say_it():
    here = law("R15")
    assert refused(said("管理层成员", by="owner", may=True), group(), here) is None
    assert refused(said("管理层成员", by="member"), group(), here) is Denied.NOT_YOU
    assert refused(said("管理层成员"), group(), here) is Denied.NOT_FORESEEN
    assert refused(said("管理", "项目管理员", by="member"), group(), law("R16")) is Denied.NOT_YOU


@pytest.mark.parametrize("role", ["", "群花", "辑员长"])
def test_a_role_that_no_clause_speaks_of_is_nobodys(role):
    here = law("R03")
    assert refused(said(role, by="owner", may=True), group(), here) is Denied.NOT_FORESEEN


def test_a_clause_says_who_names_somebody():
    assert appointers("文字编辑员", law("R03")) == ("群主",)
    assert appointers("负责人", law("R14", "对外微信")) == ("营销部门", "业务部门")
    assert appointers("群主", law("R03")) == ()


@pytest.mark.parametrize("role", ["群主", "群管理员", "文字编辑员"])
def test_whoever_is_placed_is_found_again(role):
    assert holders(group(), role) == ()
    assert holders(placed(group(), role, ("甲",)), role) == ("甲",)


def test_an_owner_and_administrators_stand_where_everybody_looks_for_them():
    filing = placed(placed(group(), "群主", ("甲",)), "管理员", ("乙", "丙"))
    assert (filing.owner, filing.administrators, filing.roles) == ("甲", ("乙", "丙"), {})
