"""Who has a duty reads at its times what it is about: breaches of their people, what is undone."""

from datetime import date, timedelta

from qungui.model.case import CaseState
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Role
from qungui.model.issue import Issue, IssueState
from qungui.model.ledger import AuditEntry, AuditKind
from tests.support.build import breach, case
from tests.support.roster_world import A_DAY, ADMIN, LONG_AGO, NIGHT, NINE, OWNER, RosterWorld

HEAD, EDITOR = "罗勇", "徐静"


def supervised(*, breaches=2, leads=(7,)):
    """A department's head, and one of its people who broke a clause lately and long ago."""
    made = RosterWorld("R04")
    leader = made.know(HEAD, departments=(7,), leads=leads)
    own = made.know("张三", departments=(7,))
    other = made.know("李四", departments=(8,))
    roles = {**made.group.roles, Role.LEADER: (leader.person_id,)}
    made.file("g1", roles=roles)
    made.show(HEAD, "张三", "李四")
    for number in range(breaches):
        _breach(made, own, NIGHT - timedelta(hours=1 + number))
    _breach(made, own, NIGHT - 8 * A_DAY)
    _breach(made, other, NIGHT - timedelta(hours=1))
    made.plan()
    return made


def _breach(made, person, moment):
    broken = case(
        group_id=made.group.group_id,
        person_id=person.person_id,
        case_id=f"case-{person.person_id}-{moment:%d%H}",
        at=moment,
        state=CaseState.OPEN,
        breaches=(breach("R04.7a"),),
        rulebook=made.group.rulebook,
        due=None,
    )
    made.stage.ledger.open_case(broken)


def test_whoever_leads_a_department_reads_what_its_people_did_in_the_week():
    made = supervised()
    made.pass_to(NINE)
    (said,) = made.told(HEAD)
    assert said.splitlines()[1:] == ["· R04.7a 近来您部门有 1 人违规（2 件）：张三。"]
    made.pass_to(NINE + A_DAY)
    assert len(made.told(HEAD)) == 1
    assert made.stage.rosters.checks.get(made.group.group_id).dues["R04.12"] == NINE + 7 * A_DAY


def test_where_nobody_did_anything_or_nobody_leads_nothing_is_sent():
    for made in (supervised(breaches=0), supervised(leads=())):
        made.pass_to(NINE)
        assert made.told(HEAD) == []


def urged(*issues, editor=True):
    made = RosterWorld("R03")
    for name in (EDITOR, "马超"):
        made.know(name)
    made.show(EDITOR, "马超")
    roles = {"文字编辑员": (made.person(EDITOR).person_id,)} if editor else {}
    filing = Filing(
        group_id=made.group.group_id,
        rulebook=made.group.rulebook,
        name=made.group.name,
        state=LifeState.ACTIVE,
        since=LONG_AGO,
        roles=roles,
    )
    entry = AuditEntry(kind=AuditKind.GROUP_MOVED, at=LONG_AGO, facts={})
    made.stage.register.commit(filing, entry)
    for number, (words, changes) in enumerate(issues):
        made.stage.issues.save(_issue(made, number, words, **changes))
    made.plan()
    made.pass_to(NINE)
    return made


def _issue(made, number, words, **changes):
    return Issue(
        issue_id=f"{number:020}",
        group_id=made.group.group_id,
        by="",
        at=NIGHT - A_DAY,
        words=words,
        moved_at=NIGHT - A_DAY,
        assignee=made.person("马超").person_id,
        **changes,
    )


LATE = ("三月的客户反馈表", {"until": date(2026, 11, 24)})
STUCK = ("海报打不开", {})
TODAY = ("周报", {"until": date(2026, 11, 25)})
DONE = ("样品照片", {"state": IssueState.SOLVED})


def test_whoever_urges_the_others_reads_each_morning_what_is_late_or_unsolved():
    made = urged(LATE, STUCK, TODAY, DONE)
    (said,) = made.told(EDITOR)
    assert said.splitlines()[0] == "【督促】“市场部工作群”还没有办完的（2 件），请您催办："
    assert "马超，应在11月24日前办完\n　“三月的客户反馈表”" in said
    assert "海报打不开" in said
    made.pass_to(NINE + A_DAY)
    assert "（3 件）" in made.told(EDITOR)[1]


def test_where_all_is_done_nothing_is_sent():
    made = urged(TODAY, DONE)
    assert [*made.told(EDITOR), *made.told(OWNER), *made.told(ADMIN)] == []


def test_where_nobody_is_named_for_it_whoever_manages_the_group_reads_it():
    made = urged(STUCK, editor=False)
    assert made.told(EDITOR) == []
    (said,) = [*made.told(OWNER), *made.told(ADMIN)]
    assert "（1 件）" in said
