"""What befalls a group itself: steps of its life, who runs it, its name; at noon of 12 March."""

import pytest

from qungui.acceptance.run import run
from qungui.acceptance.scenario import Status
from tests.unit.acceptance.test_deeds import command, deed, fails, passes

NOTHING = {"verdict": "compliant", "action": "none"}
REFUSED = {"verdict": "process", "action": "reject", "reason": "无权限"}


def check(clause_id, job="lifecycle-check", **parts):
    return deed(clause_id, "schedule", job=job, **parts)


def process(action, **more):
    return {"verdict": "process", "action": action, **more}


def ended(kind="临时", state="awaiting-announcement", on="2025-03-07", **more):
    return {"kind": kind, "state": state, "matter_ended": on, **more}


def test_a_group_is_made_once_its_approver_has_agreed():
    said = [{"by": "分管领导 周总", "decision": "同意", "at": "2025-03-12T11:00:00+08:00"}]
    for approvals, then in (
        ([], process("reject", reason="尚无分管领导同意记录", state="awaiting-approval")),
        (said, process("create_group", state="filing-sent")),
        (said, process("file_record", to="人事行政部")),
    ):
        given = {"state": "awaiting-approval", "approvals": approvals}
        made = command("R01.1.1a", "create-group", by="陈丽", given=given, then=then)
        assert passes(made) == (True, "")


def test_who_refused_it_is_no_approver():
    said = [{"by": "分管领导 周总", "decision": "不同意", "at": "2025-03-12T11:00:00+08:00"}]
    given = {"state": "awaiting-approval", "approvals": said}
    then = process("create_group", state="filing-sent")
    assert not passes(command("R01.1.1a", "create-group", by="陈丽", given=given, then=then))[0]


def test_a_filing_is_confirmed_by_the_department_and_nobody_else():
    given = {"state": "filing-sent"}
    active = process("record", state="active")
    for by, then in (("人事行政部 朱琳", active), ("普通成员 胡斌", REFUSED)):
        assert passes(command("R01.1.1b", "confirm-filing", by=by, given=given, then=then))[0]
    assert fails(command("R01.1.1b", "confirm-filing", by="朱琳", given=given, then=active))


@pytest.mark.parametrize(
    ("given", "then"),
    [
        ({"kind": "临时", "state": "active"}, NOTHING),
        (ended(), NOTHING),
        (ended(on="2025-03-06"), process("list_for_admin", overdue_days=1, state="overdue")),
        (ended(on="2025-03-06", extended_to="2025-03-20"), NOTHING),
        (
            ended(state="announced", announced=True),
            process("dissolve", due="2025-03-12", state="dissolved"),
        ),
        (ended(state="announced", announced=True, on="2025-03-08"), NOTHING),
    ],
)
def test_time_does_what_the_regulation_says(given, then):
    assert passes(check("R12.4.2.1a", given=given, then=then)) == (True, "")


def test_what_does_not_come_to_that_day_fails():
    given = ended(state="announced", announced=True)
    then = process("dissolve", due="2025-03-11", state="dissolved")
    assert fails(check("R12.4.2.1a", given=given, then=then))


def test_an_ended_matter_has_five_days():
    then = process("dissolve_pending", state="awaiting-announcement", deadline="2025-03-17")
    given = {"kind": "临时", "state": "active"}
    assert passes(command("R12.2.4c", "matter-ended", given=given, then=then)) == (True, "")
    assert fails(command("R12.2.4c", "matter-ended", given=given, by="普通成员 胡斌", then=then))


def test_an_announcement_is_read_in_the_group():
    fields = {"原因": "搬迁完成", "时间": "3月14日", "操作人": "林晓"}
    text = "本工作群因搬迁完成，将于3月14日解散，望大家知悉，操作人：林晓"
    then = process("announce", text=text, state="announced")
    made = command(
        "R12.4.2.2b",
        "announce-dissolution",
        given={"state": "awaiting-announcement"},
        fields=fields,
        then=then,
    )
    assert passes(made) == (True, "")


@pytest.mark.parametrize(
    ("announced", "reason"),
    [
        (False, "解散前须在群内公告"),
        ({"原因": "完结", "时间": "3月14日"}, "公告缺操作人"),
        ({"时间": "3月14日", "操作人": "林晓"}, "公告缺解散原因"),
    ],
)
def test_nothing_is_dissolved_without_a_whole_one(announced, reason):
    given = {"state": "awaiting-announcement", "announced": announced}
    then = process("reject", reason=reason)
    assert passes(command("R12.4.2.2a", "dissolve-group", given=given, then=then)) == (True, "")


@pytest.mark.parametrize(
    ("by", "member", "then"),
    [
        ("系统", "董事长", process("record", role="群管理员")),
        ("系统", "文员 梁雪", process("reject", reason="应为董事长")),
        ("群主", "文员 梁雪", process("reject", reason="应为董事长")),
    ],
)
def test_an_office_makes_an_administrator(by, member, then):
    made = command(
        "R16.5.1",
        "set-role",
        given={"kind": "高管群"},
        by=by,
        role="群管理员",
        member=member,
        then=then,
    )
    assert passes(made) == (True, "")


def test_the_owner_names_an_editor_and_the_group_is_in_use():
    given = {"roles": {"群主": "安安", "文字编辑员": None}}
    then = process("record", role="文字编辑员", state="active")
    parts = {"given": given, "role": "文字编辑员", "member": "徐静"}
    assert passes(command("R03.4b", "set-role", by="安安", then=then, **parts)) == (True, "")
    assert passes(command("R03.4b", "set-role", by="唐欣", then=REFUSED, **parts)) == (True, "")


def test_a_name_that_somebody_may_change_is_no_breach_once_they_have():
    change = {"change": "group-name", "by": "宋涛", "name": "老同学"}
    group = "五七五同窗再聚首"
    then = {
        "verdict": "violation",
        "topic": "group-naming",
        "action": "remind",
        "notify": ["群主"],
        "expected": group,
    }
    given = {"group": group, "name_consents": []}
    assert passes(deed("R08.1", "member-change", given=given, then=then, **change)) == (True, "")
    given["name_consents"] = [{"by": "群主", "name": "老同学"}]
    assert passes(deed("R08.1", "member-change", given=given, **change)) == (True, "")
    given["name_consents"] = [{"by": "宋涛", "name": "老同学"}]
    assert fails(deed("R08.1", "member-change", given=given, **change))


def test_a_state_that_no_step_leads_to_is_not_carried():
    made = check("R12.4.2.1a", given={"kind": "临时", "state": "filing-sent"})
    result = run(made)
    assert (result.status, "filing-sent" in result.why or "走不到" in result.why) == (
        Status.NOT_CARRIED,
        True,
    )
