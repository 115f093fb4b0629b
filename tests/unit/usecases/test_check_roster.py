"""The members of a group, gone through at their times: what is found, told, lifted, not trusted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine.reentry import CAME_BACK, HOW_BACK
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.group import GroupKind, GroupSettings, Mode
from qungui.model.ids import Alias
from qungui.model.order import OrderState
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.check_roster import Outcome
from tests.support.build import at
from tests.support.roster_world import (
    A_DAY,
    ADMIN,
    NIGHT,
    NINE,
    OUTSIDER,
    OWNER,
    RosterWorld,
)

NAME, DAILY = "R01.2.3", "R01.4.2"
STAFF = ("张三", "李四", "王五", "赵六", "孙七", "周八")


def world(*names, **changes):
    made = RosterWorld(**changes)
    for name in names:
        made.know(name)
    return made


def planned(*names, **changes):
    made = world(*names, **changes)
    made.show(*names)
    made.plan()
    return made


def check(made, moment=NINE):
    return made.stage.rosters.check(made.group.group_id, moment)


def test_a_group_in_order_is_gone_through_and_nobody_hears_of_it():
    office = planned(*STAFF)
    office.pass_to(NINE)
    assert office.digests() == []
    assert office.stage.rosters.checks.get(office.group.group_id).due == NINE + A_DAY


def test_a_leaver_is_removed_and_told_and_a_stranger_is_left_to_people():
    office = world(*STAFF, "郭燕")
    office.know("郭燕", left_at=at(days=-9))
    office.know("何军")
    office.show(*STAFF, "郭燕")
    office.plan()
    office.pass_to(NINE)
    removals = [order for order in office.orders("郭燕") if order.act is Act.REMOVE]
    assert [order.state for order in removals] == [OrderState.SERVED]
    assert len(office.told("郭燕")) == 1
    (digest,) = office.digests()
    assert "名册记录已经离开、由系统移出（1 人）：郭燕" in digest


def test_whoever_is_hired_again_is_found_of_nothing_and_may_be_in_the_group():
    office = world(*STAFF, "郭燕")
    office.know("郭燕", left_at=at(days=-9))
    office.show(*STAFF, "郭燕")
    office.plan()
    office.pass_to(NINE)
    office.know("郭燕", is_here=True)
    office.change("leave", "郭燕", NINE + timedelta(hours=1))
    office.change("join", "郭燕", NINE + timedelta(hours=2))
    office.pass_to(NINE + A_DAY)
    assert office.stage.rosters.checks.get(office.group.group_id).found == ()
    assert len(office.cases("郭燕", DAILY)) == 1
    assert len(office.stage.power.removals) == 1
    assert not {CAME_BACK, HOW_BACK} & {order.wanted for order in office.orders("郭燕")}


def test_an_owner_who_left_is_not_removed_but_told_of():
    office = planned(*STAFF)
    office.know(OWNER, left_at=at(days=-9))
    office.pass_to(NINE)
    assert [order.act for order in office.orders(OWNER) if order.act is Act.REMOVE] == []
    assert any("请安排交接" in digest for digest in office.digests())


def test_a_wrong_name_is_reminded_of_once_with_the_right_one():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三（财务）")
    office.plan()
    for day in range(3):
        office.pass_to(NINE + day * A_DAY)
    (reminder,) = office.told("张三")
    assert "请改为“财务部+张三”" in reminder
    assert len(office.cases("张三", NAME)) == 1
    assert len(office.digests()) == 1


def test_a_corrected_name_closes_its_case_at_the_next_look():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE)
    office.show(*STAFF)
    office.pass_to(NINE + A_DAY)
    assert {case.state for case in office.cases("张三")} == {CaseState.VOID}
    assert office.stage.rosters.checks.get(office.group.group_id).found == ()


def test_a_corrected_name_that_a_bridge_tells_of_closes_its_case_at_once():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE)
    office.change("profile", "张三", NINE + timedelta(hours=1), nickname="财务部+张三")
    assert {case.state for case in office.cases("张三")} == {CaseState.VOID}


def test_a_name_that_is_reminded_of_first_counts_after_three_days():
    town = RosterWorld("R02")
    for name in STAFF:
        town.know(name)
    town.show(*STAFF[1:], 张三="飞鸟")
    town.plan()
    town.pass_to(NINE)
    assert [order.act for order in town.orders("张三")] == [Act.REMIND]
    town.pass_to(NINE + 2 * A_DAY)
    assert len(town.cases("张三")) == 1
    town.pass_to(NINE + 3 * A_DAY)
    assert [order.act for order in town.orders("张三")] == [Act.REMIND, Act.WARN]
    for day in range(4, 9):
        town.pass_to(NINE + day * A_DAY)
    assert len(town.cases("张三")) == 2


def test_a_late_run_acts_by_its_instant_and_the_next_comes_at_its_time():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE + timedelta(hours=30))
    assert {case.at for case in office.cases("张三")} == {NINE}
    due = office.stage.rosters.checks.get(office.group.group_id).due
    assert due == NINE + 2 * A_DAY  # the day that was missed is not made up for


def test_a_doubled_run_does_nothing_more():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE)
    before = office.stage.seen()
    assert check(office).outcome is Outcome.NOT_DUE
    office.stage.settle()
    assert office.stage.seen() == before


@pytest.mark.parametrize(("shown", "doubted"), [(STAFF[:5], False), (STAFF[:2], True)])
def test_a_roster_that_shrank_too_much_is_not_trusted(shown, doubted):
    office = planned(*STAFF)
    office.pass_to(NINE)
    for name in STAFF:
        office.know(name, left_at=None)
    office.show(*shown[1:], 张三="张三")
    office.pass_to(NINE + A_DAY)
    assert (office.cases("张三") == []) is doubted
    assert any("少得太多" in digest for digest in office.digests()) is doubted


def choose(office, **limits):
    change = ChangeOrganisation(office.stage.directory, office.stage.directory, office.stage.clock)
    change(Choice(rulebook=office.edition.rulebook, rosters=limits))


def test_how_much_a_roster_may_shrink_is_the_organisations_to_say():
    office = planned(*STAFF)
    choose(office, shrunk_percent=10, shrunk_members=1)
    office.pass_to(NINE)
    office.show(*STAFF[1:5], 张三="张三")
    office.pass_to(NINE + A_DAY)
    assert office.cases("张三") == []
    assert any("少得太多" in digest for digest in office.digests())


def test_whoever_asks_says_that_the_roster_is_right():
    office = planned(*STAFF)
    office.pass_to(NINE)
    office.show(*STAFF[1:2], 张三="张三")
    office.pass_to(NINE + A_DAY)
    office.stage.rosters.plan.ask(office.group.group_id, office.person(ADMIN).person_id)
    office.pass_to(NINE + A_DAY + timedelta(minutes=1))
    assert len(office.cases("张三", NAME)) == 1
    assert office.stage.rosters.checks.get(office.group.group_id).size == 4


def test_whoever_asks_hears_that_all_is_well():
    office = planned(*STAFF)
    office.stage.rosters.plan.ask(office.group.group_id, office.person(ADMIN).person_id)
    office.pass_to(NIGHT + timedelta(minutes=1))
    (digest,) = office.told(ADMIN)
    assert "没有发现问题" in digest
    assert office.stage.rosters.checks.get(office.group.group_id).due == NINE


def test_whoever_asks_reads_what_stands_and_nobody_else_reads_it_again():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE)
    before = len(office.digests())
    office.stage.rosters.plan.ask(office.group.group_id, office.person("王五").person_id)
    office.pass_to(NINE + timedelta(minutes=1))
    assert len(office.digests()) == before + 1
    assert "群昵称不合要求" in office.told("王五")[-1]


@pytest.mark.parametrize(
    ("outside", "is_told"), [("张三", True), ("财务部+张三", True), ("张三丰", False), ("", False)]
)
def test_an_employee_who_seems_to_be_there_by_two_accounts_is_told_of_once(outside, is_told):
    office = world(*STAFF)
    office.show(*STAFF, **{f"second{OUTSIDER}": outside})
    office.plan()
    for day in range(3):
        office.pass_to(NINE + day * A_DAY)
    twice = [
        text for text in office.digests() if "看来有两个账号在群里，请核实（1 人）：张三" in text
    ]
    assert len(twice) == is_told


def test_of_two_employees_of_one_name_nobody_says_that_one_has_two_accounts():
    office = world(*STAFF)
    for account in ("wangfang1", "wangfang2"):
        office.know(account, name="王芳")
    second = {f"second{OUTSIDER}": "王芳"}
    office.show(*STAFF, wangfang1="财务部+王芳", wangfang2="财务部+王芳", **second)
    office.plan()
    office.pass_to(NINE)
    assert not any("两个账号" in text for text in office.digests())


def test_a_directory_by_which_half_the_company_left_removes_nobody():
    office = planned(*STAFF)
    for name in STAFF[:4]:
        office.know(name, left_at=at(days=-1))
    office.pass_to(NINE)
    assert office.stage.power.removals == []
    assert [office.cases(name) for name in STAFF] == [[]] * len(STAFF)
    assert any("少得太多" in digest for digest in office.digests())


def test_a_group_that_is_gone_meanwhile_is_gone_through_no_more():
    office = planned(*STAFF)
    office.stage.book.dissolve(office.group.group_id, NIGHT)
    office.stage.move_to(NINE)
    assert check(office).outcome is Outcome.GONE
    assert office.stage.rosters.checks.get(office.group.group_id) is None
    assert check(office).outcome is Outcome.NOT_DUE


def test_a_roster_that_nobody_pulled_for_days_says_nothing_of_today():
    office = planned(*STAFF, kind=GroupKind.CUSTOMER, aliases=(Alias("chat", "g1"),))
    office.pass_to(NINE)
    office.pass_to(NINE + 4 * A_DAY)
    office.pass_to(NINE + 5 * A_DAY)
    assert any("看不到本群的成员" in digest for digest in office.digests())


def test_members_without_names_are_counted_and_not_judged():
    office = world(*STAFF)
    office.know("路人", name=None, department_names=None)
    office.show(*STAFF[1:], 张三="张三", 路人="路过的人")
    office.plan()
    office.pass_to(NINE)
    assert office.cases("路人", NAME) == []
    (digest,) = office.digests()
    assert "没有作判断" in digest


def test_two_employees_of_one_name_are_each_held_to_their_own_department():
    office = world(*STAFF)
    office.know("wangfang1", name="王芳", department="财务部")
    office.know("wangfang2", name="王芳", department="销售部")
    office.show(*STAFF, wangfang1="财务部+王芳", wangfang2="财务部+王芳")
    office.plan()
    office.pass_to(NINE)
    assert office.cases("wangfang1") == []
    assert "销售部+王芳" in office.told("wangfang2")[0]


def test_a_clock_that_went_back_looks_at_nothing_twice():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE + 3 * A_DAY)
    kept = office.stage.rosters.checks.get(office.group.group_id)
    before = replace(kept, dues=dict.fromkeys(kept.dues, NINE - A_DAY))
    assert office.stage.rosters.checks.keep(before)
    assert check(office, NINE - A_DAY).outcome is Outcome.NOT_DUE
    assert len(office.cases("张三", NAME)) == 1


@pytest.mark.parametrize(
    ("limits", "first", "second"), [({}, 3, 5), ({"reminders_a_day": 1}, 1, 2)]
)
def test_nobody_hears_of_more_findings_a_day_than_the_organisation_lets(limits, first, second):
    office = world(*STAFF)
    choose(office, **limits)
    for number in range(2, 6):
        office.file(f"g{number}")
    for each in office.groups:
        office.show(*STAFF[1:], group=each, 张三="张三")
    office.plan()
    office.pass_to(NINE)
    heard = [office.cases("张三", group=each) for each in office.groups]
    assert sum(map(len, heard)) == first
    office.pass_to(NINE + A_DAY)
    heard = [office.cases("张三", group=each) for each in office.groups]
    assert sum(map(len, heard)) == second


def test_what_is_only_observed_is_recorded_and_nobody_is_told():
    office = world(*STAFF, settings=GroupSettings(version=1, modes={NAME: Mode.OBSERVE}))
    office.show(*STAFF[1:], 张三="财务部张三丰+张三")
    office.plan()
    office.pass_to(NINE)
    assert len(office.cases("张三", NAME)) == 1
    assert (office.told("张三"), office.digests()) == ([], [])


def test_what_is_no_finding_about_anybody_is_told_once():
    office = world(*STAFF)
    names = [f"员工{number}" for number in range(42)]
    for name in names:
        office.know(name)
    office.show(*names)
    office.plan()
    for day in range(3):
        office.pass_to(NINE + day * A_DAY)
    (digest,) = office.digests()
    assert "超过 40 人；再邀请人要对方同意" in digest


def test_managers_who_must_be_there_are_listed_by_name_and_post():
    shops = RosterWorld("R07", name="ART精英交流群")
    shops.know("林晓", position="店长")
    shops.know("黄凯", position="总监")
    shops.know("朱琳", position="导购员")
    shops.show("黄凯")
    shops.plan()
    shops.pass_to(NINE)
    (digest,) = shops.digests()
    assert "林晓（店长）" in digest
    assert "朱琳" not in digest
    shops.show("黄凯", "林晓")
    shops.pass_to(NINE + A_DAY)
    assert {case.state for case in shops.cases("林晓", "R07.2.2")} == {CaseState.VOID}


def test_a_rule_that_breaks_is_noted_and_finds_nothing():
    rubbish = GroupSettings(version=1, values={NAME: {"separators_also_accepted": 7}})
    office = world(*STAFF, settings=rubbish)
    office.show(*STAFF)
    office.plan()
    office.stage.move_to(NINE)
    found = check(office)
    assert (found.outcome, found.found) == (Outcome.CHECKED, 0)
    assert {clause_id for clause_id, _ in office.stage.rosters.crashes.noted} == {NAME}


def test_a_group_whose_rules_about_members_are_off_is_planned_when_they_are_on():
    office = planned(*STAFF)
    clauses = {clause.clause_id for clause in office.edition.clauses}
    off = GroupSettings(version=2, modes=dict.fromkeys(clauses, Mode.OFF))
    office.stage.directory.link(office.group, off)
    office.pass_to(NINE)
    assert office.stage.rosters.checks.get(office.group.group_id) is None
    assert office.plan() == 0
    office.stage.directory.link(office.group, GroupSettings(version=3))
    assert office.plan() == 1
    assert office.plan() == 0


class DiesOnce:
    """Checks whose next write is never made: the process is gone before it."""

    def __init__(self, checks):
        self._checks, self.died = checks, False

    def __getattr__(self, name):
        return getattr(self._checks, name)

    def keep(self, check):
        if not self.died:
            self.died = True
            raise TransientError
        return self._checks.keep(check)


def test_whoever_dies_before_the_look_is_noted_finds_and_tells_the_same_once():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.stage.move_to(NINE)
    rosters = office.stage.rosters
    dying = replace(rosters.check, checks=DiesOnce(rosters.checks))
    with pytest.raises(TransientError):
        dying(office.group.group_id, NINE)
    assert dying(office.group.group_id, NINE).found == 1
    office.stage.settle()
    assert len(office.cases("张三", NAME)) == 1
    assert (len(office.told("张三")), len(office.digests())) == (1, 1)


DAYS = 9


def runs_of(day, office):
    """How that day's runs went: in time, late, doubled, by an old message, not at all."""
    due = NINE + day * A_DAY
    match day % 5:
        case 0:
            office.pass_to(due)
        case 1:
            office.pass_to(due + timedelta(hours=11))
        case 2:
            office.pass_to(due)
            check(office, due)
            office.pass_to(due + timedelta(minutes=1))
        case 3:
            check(office, due - A_DAY)
            office.pass_to(due)
            check(office, due - A_DAY)


def test_there_is_one_digest_a_day_however_runs_are_missed_doubled_and_late():
    """Each day one more member is wrongly called; a day without a run is told of by the next."""
    names = [f"员工{number}" for number in range(DAYS)]
    office = world(*names)
    office.show(*names)
    office.plan()
    sent = []
    for day in range(DAYS):
        wrong = {name: name for name in names[: day + 1]}
        office.show(*names[day + 1 :], **wrong)
        before = len(office.digests())
        runs_of(day, office)
        office.stage.settle()
        sent.append(len(office.digests()) - before)
    assert sent == [0 if day % 5 == 4 else 1 for day in range(DAYS)]
    assert [len(office.cases(name, NAME)) for name in names] == [1] * DAYS


def test_a_page_that_shows_half_of_the_members_ends_nothing_and_finds_nothing():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.pass_to(NINE)
    stood = office.stage.rosters.checks.get(office.group.group_id).found
    office.show(*STAFF[3:])
    office.pass_to(NINE + A_DAY)
    assert office.stage.rosters.checks.get(office.group.group_id).found == stood
    office.show(*STAFF[1:], 张三="张三")
    office.pass_to(NINE + 2 * A_DAY)
    (case,) = office.cases("张三", NAME)
    assert case.state is not CaseState.VOID
    assert office.stage.rosters.checks.get(office.group.group_id).found == stood


def test_a_group_that_is_deleted_between_the_list_and_the_look_at_it_is_looked_at_no_more():
    office = planned(*STAFF)
    (item,) = office.stage.rosters.checks.due(NINE, 10)
    office.stage.book.drop(office.group.group_id)
    office.stage.move_to(NINE)
    assert office.stage.rosters.check(item.group_id, item.due).outcome is Outcome.GONE
    assert office.stage.rosters.checks.due(NINE, 10) == []
    assert (office.plan(), office.digests()) == (0, [])


class Down:
    """People of whom nothing can be told now."""

    def get_many(self, person_ids):
        raise TransientError


def test_while_the_directory_is_down_nothing_is_found_and_the_look_stays_due():
    office = world(*STAFF)
    office.show(*STAFF[1:], 张三="张三")
    office.plan()
    office.stage.move_to(NINE)
    rosters = office.stage.rosters
    notice = rosters.check.notice
    blind = replace(notice, view=replace(notice.view, people=Down()))
    with pytest.raises(TransientError):
        replace(rosters.check, notice=blind)(office.group.group_id, NINE)
    assert (office.cases("张三"), office.digests()) == ([], [])
    assert rosters.checks.get(office.group.group_id).due == NINE
    assert check(office).found == 1
