"""Somebody is named for a role of a group."""

from datetime import timedelta

import pytest

from qungui.lifecycle.appointing import Misplaced
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.filing import LifeState
from qungui.model.group import Role
from qungui.model.ledger import AuditKind
from qungui.usecases.appoint import Appointed
from tests.support.register_office import RegisterOffice


def named(office):
    trail = office.ledger.audit.verify_chain("group-1").entries
    return [entry.facts["role"] for entry in trail if entry.kind is AuditKind.ROLE_SET]


def filed(office):
    return office.register.filing("group-1")


def test_an_editor_is_all_that_the_group_waited_for():
    office = RegisterOffice("R03")
    assert office.propose().state is LifeState.AWAITING_SETUP
    assert office.take(Step.STAFF, by="linxiao") is Denied.NOBODY_NAMED
    said = office.appoint("hubin", "文字编辑员", by="linxiao")
    assert said.filing.state is LifeState.ACTIVE
    assert filed(office).roles == {"文字编辑员": (office.ids["hubin"],)}
    assert named(office) == ["文字编辑员"]


def test_a_role_goes_from_one_to_the_next_and_a_repeat_changes_nothing():
    office = RegisterOffice("R03")
    office.propose()
    for who in ("hubin", "zhou", "zhou"):
        said = office.appoint(who, "文字编辑员", by="linxiao")
    assert said.holders == (office.ids["zhou"],)
    assert named(office) == ["文字编辑员", "文字编辑员"]


def test_whoever_has_no_say_names_nobody():
    office = RegisterOffice("R03")
    office.propose()
    for role in ("群主", "群管理员", "文字编辑员"):
        assert office.appoint("hubin", role, by="hubin") is Denied.NOT_YOU
    assert named(office) == []


def test_the_first_owner_of_a_group_without_one_names_themselves():
    office = RegisterOffice("R03")
    office.propose(owner="")
    for who, by in (("zhou", "chenli"), ("hubin", "hubin")):
        assert office.appoint(who, "群主", by=by) is Denied.NOT_YOU
    assert isinstance(office.appoint("chenli", "群主", by="chenli"), Appointed)
    assert filed(office).owner == office.ids["chenli"]
    assert office.appoint("zhou", "群主", by="zhou") is Denied.NOT_YOU


def test_in_a_linked_group_the_roles_that_are_acted_by_stand_with_the_group():
    office = RegisterOffice("R15")
    office.propose()
    office.link()
    for who in ("hubin", "zhou", "zhou"):
        said = office.appoint(who, "管理层成员", by="linxiao")
    both = (office.ids["hubin"], office.ids["zhou"])
    assert said.holders == both
    assert office.directory.group("group-1").group.holders_of(Role.ADMINISTRATOR) == both
    assert filed(office).administrators == ()
    assert named(office) == ["管理层成员", "管理层成员"]


def test_where_the_platform_names_another_owner_its_word_stands():
    office = RegisterOffice("R15")
    office.propose()
    office.link()
    said = office.appoint("hubin", "群主", by="linxiao")
    assert said.holders == (office.ids["linxiao"],)


@pytest.mark.parametrize("by", ["", "linxiao"])
def test_an_office_makes_the_administrator(by):
    office = RegisterOffice("R16")
    office.name(office.rulebook, "董事长", [office.ids["zhou"]])
    office.propose(kind="高管群")
    assert office.appoint("hubin", "群管理员", by=by) == Misplaced(("董事长",))
    said = office.appoint("zhou", "群管理员", by=by)
    assert said.holders == (office.ids["zhou"],)


def test_whoever_holds_that_office_runs_the_group_before_anybody_says_so():
    office = RegisterOffice("R16")
    office.name(office.rulebook, "董事长", [office.ids["zhou"]])
    office.propose(kind="高管群")
    ended = office.take(Step.END, by="zhou", why="合并")
    assert ended.state is LifeState.AWAITING_ANNOUNCEMENT


def test_supervision_stands_on_file_beside_whom_else_the_clause_names():
    office = RegisterOffice("R12")
    office.name(office.rulebook, "人事行政中心负责人", [office.ids["zhou"]])
    office.propose(kind="部门级")
    for who in ("zhu", "zhou"):
        assert isinstance(office.appoint(who, "监督"), Appointed)
    assert office.appoint("hubin", "监督") is Denied.NOT_FORESEEN
    assert filed(office).roles == {"监督": (office.ids["zhu"], office.ids["zhou"])}


def test_whoever_supervises_hears_of_what_is_overdue():
    office = RegisterOffice("R12")
    office.name(office.rulebook, "人事行政中心负责人", [office.ids["zhou"]])
    office.propose(kind="部门级")
    office.take(Step.FILE, by="linxiao", form="工作微信群备案表")
    office.take(Step.CONFIRM, by="zhu")
    office.appoint("zhou", "监督")
    office.take(Step.END, by="linxiao", why="部门合并")
    office.pass_time(office.clock.now() + timedelta(days=7))
    assert any(words.startswith("【逾期未解散】") for words in office.read_by("zhou"))


def test_nobody_is_named_in_a_group_that_is_not_on_file():
    assert RegisterOffice("R12").appoint("zhu", "监督") is None
