"""Who is in two groups of one kind is told of where a clause wants them in one."""

from dataclasses import replace
from datetime import timedelta

from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import CaseState
from qungui.model.group import Role
from qungui.model.rulebook import ActCall, Clause, Disposition, Sanction
from qungui.usecases.find_elsewhere import MOST_GROUPS
from tests.support.roster_world import A_DAY, ADMIN, NINE, OWNER, RosterWorld

ONE = Clause(
    clause_id="R01.2.9",
    text="同类的群，每人只进一个。",
    topic="roster-eligibility",
    disposition=Disposition.AUTOMATIC,
    rules=(Call("one-group"),),
    sanction=Sanction(acts=(ActCall(Act.LIST, {"to": "群主"}),)),
)
STAFF = ("张三", "李四", "王五")


def company(*clauses, kinds=("公司级", "公司级")):
    made = RosterWorld("R01", *clauses, filed_as=kinds[0], name="全员一群")
    for number, kind in enumerate(kinds[1:], 2):
        made.file(f"g{number}", filed_as=kind, name=f"全员{number}群")
    for name in (*STAFF, OWNER, ADMIN):
        made.know(name)
    for each in made.groups:
        made.show(*STAFF, group=each)
    made.plan()
    return made


def doubled(made, number=0):
    own = f"【成员核对】“{made.groups[number].name}”"
    lines = [line for text in made.digests() if text.startswith(own) for line in text.splitlines()]
    return [line for line in lines if "同时在同类的" in line]


def found(made, day=0):
    """By each group's looks until that day at nine."""
    made.pass_to(NINE + day * A_DAY)
    return [bool(made.cases(STAFF[0], ONE.clause_id, group=each)) for each in made.groups]


def test_whoever_is_in_two_groups_of_a_kind_is_listed_with_the_other_one():
    made = company(ONE)
    made.pass_to(NINE)
    made.pass_to(NINE + A_DAY)
    (line,) = doubled(made)
    assert line.startswith("· R01.2.9 同时在同类的“全员2群”里（3 人）：")
    assert all(name in line for name in STAFF)
    assert [len(doubled(made, number)) for number in (0, 1)] == [1, 1]
    assert OWNER not in line


def test_where_no_clause_wants_one_nobody_looks():
    made = company()
    made.pass_to(NINE)
    made.pass_to(NINE + A_DAY)
    assert (doubled(made), doubled(made, 1)) == ([], [])
    assert made.stage.rosters.checks.get(made.group.group_id).marks == frozenset()


def test_groups_of_another_kind_do_not_count():
    made = company(ONE, kinds=("公司级", "部门级"))
    found(made)
    assert found(made, day=1) == [False, False]


def test_a_group_that_was_looked_at_first_finds_it_with_its_next_look():
    made = company(ONE)
    assert sorted(found(made)) == [False, True]
    assert found(made, day=1) == [True, True]


def test_whoever_asks_finds_it_at_once_and_reads_it_again():
    made = company(ONE)
    found(made, day=1)
    made.stage.rosters.plan.ask(made.group.group_id, made.person(ADMIN).person_id)
    made.pass_to(NINE + A_DAY + timedelta(minutes=1))
    assert "同时在同类的“全员2群”里" in made.told(ADMIN)[-1]


def test_whoever_left_one_of_them_is_in_one_and_the_case_ends():
    made = company(ONE)
    found(made)
    assert found(made, day=1) == [True, True]
    made.show(*STAFF[1:], group=made.groups[1])
    made.pass_to(NINE + 2 * A_DAY)
    assert {case.state for case in made.cases(STAFF[0], ONE.clause_id)} == {CaseState.VOID}


def test_the_other_group_counts_as_it_is_now_and_not_as_it_was_looked_at():
    made = company(ONE)
    made.pass_to(NINE)
    made.show(*STAFF[1:], group=made.groups[1])
    made.stage.rosters.plan.ask(made.group.group_id, made.person(ADMIN).person_id)
    made.pass_to(NINE + timedelta(minutes=1))
    assert "张三" not in made.told(ADMIN)[-1]
    assert "李四" in made.told(ADMIN)[-1]


def test_a_group_that_is_gone_does_not_count():
    made = company(ONE)
    made.pass_to(NINE)
    made.stage.book.dissolve(made.groups[1].group_id, NINE)
    made.pass_to(NINE + A_DAY)
    assert made.cases(STAFF[0], ONE.clause_id) == []


def test_whoever_runs_the_other_group_may_be_in_both():
    made = company(ONE)
    other = replace(made.groups[1], roles={Role.ADMINISTRATOR: (made.person("张三").person_id,)})
    made.stage.directory.link(other, made.stage.directory.group(other.group_id).settings)
    found(made)
    assert found(made, day=1) == [False, False]
    assert made.cases("李四", ONE.clause_id) != []


def test_of_very_many_groups_those_with_most_in_common_are_looked_into():
    made = company(ONE, kinds=("公司级",) * (MOST_GROUPS + 3))
    for each in made.groups[2:]:
        made.show("张三", group=each)
    made.pass_to(NINE)
    made.pass_to(NINE + A_DAY)
    (case,) = made.cases("李四", ONE.clause_id)[-1:]
    assert "全员2群" in case.breaches[0].reason
    (most,) = made.cases("张三", ONE.clause_id)[-1:]
    assert most.breaches[0].reason.count("“") == MOST_GROUPS
