"""Who is in a group, who comes and goes, who is silent."""

from datetime import UTC, datetime, timedelta

import pytest

from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.known_group import JoinWay
from qungui.model.member_facts import Happened
from qungui.model.permit import PermitKind
from qungui.model.person import Degree
from qungui.model.span import Span, Unit
from qungui.rules.members import Capacity, Inactivity, InviteConsent, LeaveConsent, OneGroup, Roster
from tests.support.build import NOON, OWNER, at
from tests.support.members import (
    LONG_AGO,
    bridged,
    employee,
    member,
    member_facts,
    outsider,
    permit,
)

DAY = Span(1, Unit.DAY)
ON_JOINING = Roster(eligible=("公司在职员工",), except_invited_by=("群主", "管理员"))
DAILY = Roster(eligible=("公司在职员工",), removes=True, every=DAY)
CONSENT = InviteConsent(consent_of=("群主", "管理员"))
LEAVING = LeaveConsent(exceptions=("离职", "管理员移出", "已批准退群"))
A_MONTH = Inactivity(min_messages=1, per=Span(1, Unit.MONTH))
SILENCE = Inactivity(silent_for=Span(3, Unit.MONTH))
A_WEEK = Inactivity(silent_for=Span(7, Unit.DAY), by="管理人员")
INVITER = "person-liu"


def joined(**changes):
    return member_facts(Happened.JOINED, **changes)


def looked(**changes):
    return member_facts(Happened.LOOKED_AT, **changes)


def test_staff_belong_and_outsiders_without_invitation_do_not():
    assert ON_JOINING.find(joined()) == Clear()
    found = ON_JOINING.find(joined(person=outsider()))
    assert "非在职员工且无邀请记录" in found.reason
    assert "是否移出由管理员决定" in found.reason


def test_whoever_left_the_company_does_not_belong():
    gone = employee(left_at=at(days=-9))
    found = DAILY.find(looked(person=gone))
    assert "名册记录已经离开" in found.reason
    assert "是否移出" not in found.reason
    assert isinstance(ON_JOINING.find(joined(person=gone)), Hit)


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMINISTRATOR])
def test_an_invitation_of_those_who_may_lets_others_in(role):
    invited = joined(person=outsider(), inviter=INVITER, inviter_roles=frozenset({role}))
    assert ON_JOINING.find(invited) == Clear()
    guest = looked(person=outsider(), permits=(permit(PermitKind.GUEST),))
    assert DAILY.find(guest) == Clear()


def test_a_guest_of_before_they_left_the_company_is_none():
    left = employee(left_at=at(hours=-1))
    assert isinstance(DAILY.find(looked(person=left, permits=(permit(PermitKind.GUEST),))), Hit)
    again = permit(PermitKind.GUEST, at=at(minutes=-5))
    assert DAILY.find(looked(person=left, permits=(again,))) == Clear()


def test_whoever_the_filing_names_belongs_until_they_leave():
    owner = frozenset({Role.OWNER})
    members_only = Roster(eligible=("会员单位人员",), every=DAY)
    assert members_only.find(looked(roles=owner, is_listed_here=True)) == Clear()
    gone = employee(left_at=at(days=-9))
    assert isinstance(members_only.find(looked(roles=owner, person=gone)), Hit)


def test_where_no_register_stands_behind_the_group_nobody_is_missing_in_it():
    members_only = Roster(eligible=("安徽商会会员",))
    stranger = joined(person=outsider())
    assert isinstance(members_only.find(stranger), Abstain)
    assert isinstance(members_only.find(joined(person=outsider(), is_listed_here=True)), Hit)
    listed = outsider(degree=Degree.KNOWN)
    assert members_only.find(joined(person=listed, is_listed_here=True)) == Clear()


def test_a_bridge_does_not_say_whose_an_account_is():
    unknown = outsider(aliases=(Alias("bridge", "m1"),))
    assert isinstance(ON_JOINING.find(joined(person=unknown)), Abstain)


def test_of_other_departments_are_those_who_do_not_belong():
    rule = Roster(eligible=("在职员工",), every=DAY, departments=("质量管理部",))
    assert isinstance(rule.find(looked()), Hit)
    assert rule.find(looked(person=employee(department_names=("质量管理部",)))) == Clear()
    assert isinstance(rule.find(looked(person=employee(department_names=()))), Abstain)


def test_a_departments_group_is_known_by_its_name():
    own = Roster(eligible=("本部门成员",))
    assert own.find(joined(group=bridged(name="财务部工作群"))) == Clear()
    assert isinstance(own.find(joined(group=bridged(name="技术部群"))), Hit)
    assert isinstance(own.find(joined(group=bridged(name="羽毛球"))), Abstain)


@pytest.mark.parametrize(
    ("position", "missing"), [("店长", True), ("运营总监", True), ("导购员", False), ("", False)]
)
def test_whoever_must_be_there_by_position_is_missing(position, missing):
    rule = Roster(must_join=("总监", "店长", "部门主管"), every=DAY)
    found = rule.find(
        member_facts(Happened.MISSING, member=None, person=employee(position=position))
    )
    assert isinstance(found, Hit) is missing


def test_managers_of_one_department_are_asked_for_alone():
    rule = Roster(must_join=("工程部管理人员",), every=DAY)
    own = employee(position="主管", department_names=("工程部",))
    assert isinstance(rule.find(member_facts(Happened.MISSING, person=own)), Hit)
    other = employee(position="主管", department_names=("财务部",))
    assert rule.find(member_facts(Happened.MISSING, person=other)) == Clear()
    gone = employee(position="主管", department_names=("工程部",), left_at=NOON)
    assert rule.find(member_facts(Happened.MISSING, person=gone)) == Clear()


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (looked(elsewhere=("二群", "三群")), "同时在同类的“二群”、“三群”里"),
        (looked(), ""),
        (looked(elsewhere=("二群",), roles=frozenset({Role.ADMINISTRATOR})), ""),
        (joined(elsewhere=("二群",)), ""),
    ],
)
def test_one_group_of_a_kind_is_enough_but_for_those_who_run_it(facts, found):
    said = OneGroup().find(facts)
    assert (said.reason if isinstance(said, Hit) else "") == found


def test_being_in_another_group_as_well_is_another_matter():
    matters = [
        OneGroup().find(looked(elsewhere=names)).occasion for names in (("二群",), ("三群",))
    ]
    assert len(set(matters)) == 2


def test_bringing_somebody_in_counts_against_who_did():
    found = CONSENT.find(joined(inviter=INVITER))
    assert (found.whose, "未经群主或管理员同意" in found.reason) == (INVITER, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"inviter_roles": frozenset({Role.ADMINISTRATOR})},
        {"permits": (permit(PermitKind.JOIN),)},
        {"permits": (permit(PermitKind.GUEST, Role.ADMINISTRATOR),)},
        {"member": member(way=JoinWay.SCANNED)},
    ],
)
def test_nobody_need_ask_where_those_who_may_have_agreed(changes):
    assert isinstance(CONSENT.find(joined(inviter=INVITER, **changes)), Clear)


def test_consent_counts_from_the_role_that_is_named_and_while_it_holds():
    owners = InviteConsent(consent_of=("群主",))
    by_other = permit(PermitKind.JOIN, Role.LEADER)
    over = permit(PermitKind.JOIN, ends=at(minutes=-1))
    for one in (by_other, over):
        assert isinstance(owners.find(joined(inviter=INVITER, permits=(one,))), Hit)


def test_without_an_inviter_or_anybody_to_ask_nothing_can_be_said():
    assert isinstance(CONSENT.find(joined()), Abstain)
    nobody = joined(inviter=INVITER, group=bridged(roles={}))
    assert isinstance(CONSENT.find(nobody), Abstain)


def test_where_joining_is_to_be_verified_it_counts_against_who_joined():
    verified = InviteConsent(consent_of=("群管理员",), join_verification=True)
    assert verified.find(joined()).whose == ""
    agreed = joined(permits=(permit(PermitKind.JOIN, Role.ADMINISTRATOR),))
    assert isinstance(verified.find(agreed), Clear)


def test_leaving_on_ones_own_is_one():
    assert isinstance(LEAVING.find(member_facts(Happened.LEFT)), Hit)


@pytest.mark.parametrize(
    ("happened", "changes"),
    [
        (Happened.REMOVED, {}),
        (Happened.LEFT, {"was_asked_out": True}),
        (Happened.LEFT, {"person": employee(left_at=at(hours=-1))}),
        (Happened.LEFT, {"permits": (permit(PermitKind.LEAVE),)}),
    ],
)
def test_leaving_is_none_when_told_or_allowed_to(happened, changes):
    assert isinstance(LEAVING.find(member_facts(happened, **changes)), Clear)


def test_whoever_is_gone_and_nobody_says_how_may_have_been_removed():
    assert isinstance(LEAVING.find(member_facts(Happened.GONE)), Abstain)


@pytest.mark.parametrize(("size", "left"), [(479, None), (480, 20), (499, 1), (500, 0), (501, 0)])
def test_the_owner_hears_before_a_group_is_full(size, left):
    found = Capacity(max_members=500, warn_at=480).find(joined(size=size))
    if left is None:
        assert found == Clear()
    else:
        assert found.whose == OWNER
        assert f"还可进 {left} 人" in found.reason


def test_a_nearly_full_group_is_told_of_once_a_month_and_once_more_when_it_is_full():
    rule = Capacity(max_members=500, warn_at=480)
    occasions = [rule.find(joined(size=size)).occasion for size in (480, 481, 499, 500, 500)]
    assert len(set(occasions)) == 2
    later = rule.find(joined(size=480, at=at(days=30)))
    assert later.occasion not in occasions


def test_a_group_without_an_owner_tells_nobody():
    full = joined(size=500, group=bridged(roles={}))
    assert isinstance(Capacity(max_members=500, warn_at=480).find(full), Abstain)


def silent(moment, wrote=None, joined_at=LONG_AGO, **changes):
    seen = None if wrote is None else datetime.fromisoformat(f"{wrote}T00:00:00Z")
    at_ = datetime.fromisoformat(moment).astimezone(UTC)
    return looked(at=at_, member=member(seen_at=seen, joined_at=joined_at), **changes)


@pytest.mark.parametrize(
    ("rule", "wrote", "moment", "found"),
    [
        # Of the last message only its day is kept, which ends at 08:00 in Shanghai.
        (A_MONTH, "2025-02-12", "2025-03-13T09:00:00+08:00", True),
        (A_MONTH, "2025-02-12", "2025-03-13T07:59:59+08:00", False),
        (A_MONTH, "2025-01-30", "2025-02-28T09:00:00+08:00", False),
        (A_MONTH, "2025-01-30", "2025-03-01T09:00:00+08:00", True),
        (SILENCE, "2024-12-10", "2025-03-13T09:00:00+08:00", True),
        (SILENCE, "2024-12-13", "2025-03-13T09:00:00+08:00", False),
        (A_WEEK, "2025-03-04", "2025-03-12T09:00:00+08:00", True),
        (A_WEEK, "2025-03-05", "2025-03-12T09:00:00+08:00", False),
    ],
)
def test_silence_lasts_from_the_end_of_the_day_of_the_last_message(rule, wrote, moment, found):
    assert isinstance(rule.find(silent(moment, wrote)), Hit) is found


def test_whoever_joined_lately_or_is_watched_lately_is_not_silent_yet():
    moment = "2025-03-13T09:00:00+08:00"
    lately = datetime(2025, 3, 1, tzinfo=UTC)
    assert A_MONTH.find(silent(moment, joined_at=lately)) == Clear()
    assert A_MONTH.find(silent(moment, watched_from=lately)) == Clear()
    assert isinstance(A_MONTH.find(silent(moment)), Hit)


def test_leave_of_absence_is_not_counted_and_overlaps_count_once():
    wrote, moment = "2025-03-05", "2025-03-20T09:00:00+08:00"
    begins = datetime(2025, 3, 9, 16, tzinfo=UTC)
    away = permit(PermitKind.ABSENCE, begins=begins, ends=begins + timedelta(days=15))
    assert isinstance(A_WEEK.find(silent(moment, wrote)), Hit)
    assert A_WEEK.find(silent(moment, wrote, permits=(away, away))) == Clear()
    back = "2025-03-29T09:00:00+08:00"
    assert isinstance(A_WEEK.find(silent(back, wrote, permits=(away, away))), Hit)


def test_one_silence_is_one_matter_but_where_it_is_asked_for_again_and_again():
    days = [f"2025-{month:02}-20T09:00:00+08:00" for month in (4, 5, 6, 7, 8)]
    once = {SILENCE.find(silent(day, "2024-12-10")).occasion for day in days}
    monthly = {A_MONTH.find(silent(day, "2024-12-10")).occasion for day in days}
    assert (len(once), len(monthly)) == (1, 5)
    same_day = {A_MONTH.find(silent(days[0], "2024-12-10")).occasion for _ in range(2)}
    assert len(same_day) == 1


@pytest.mark.parametrize(
    "rule",
    [Roster(), InviteConsent(), LeaveConsent(), Capacity(max_members=0), Inactivity()],
    ids=lambda rule: type(rule).__name__,
)
@pytest.mark.parametrize("happened", Happened)
def test_a_rule_without_parameters_finds_nothing(rule, happened):
    facts = member_facts(happened, person=outsider(), inviter=INVITER, size=999)
    assert rule.find(facts) == Clear()
