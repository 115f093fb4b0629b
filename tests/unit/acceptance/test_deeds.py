"""What is no message: what people decide, ask for and leave, and what time decides."""

import pytest

from qungui.acceptance.run import run
from qungui.acceptance.scenario import Scenario, Status
from tests.unit.acceptance.build import NOON

NOTHING = {"verdict": "compliant", "action": "none"}


def deed(clause_id, event, *, given=None, then=None, **when):
    regulation = clause_id.partition(".")[0]
    return Scenario(
        scenario_id="T-1",
        clause_id=clause_id,
        given={"rulebook": regulation, **(given or {})},
        when={"event": event, "at": NOON, **when},
        then=then or NOTHING,
    )


def command(clause_id, name, **parts):
    return deed(clause_id, "admin-command", command=name, **{"by": "群管理员", **parts})


def passes(scenario):
    result = run(scenario)
    return result.status is Status.PASSED, result.why


def fails(scenario):
    return run(scenario).status is Status.FAILED


MATTER = {"case": {"id": "M-1", "target": "王五"}}
REFERRED = {"verdict": "process", "action": "suspend_posting", "target": "王五"}


def test_a_confirmed_finding_is_answered_as_its_clause_says():
    made = command("R13.3.1b", "confirm-violation", given=MATTER, case="M-1", then=REFERRED)
    assert passes(made) == (True, "")


def test_a_dismissed_one_is_not():
    made = command("R13.3.1b", "dismiss-case", given=MATTER, case="M-1", reason="误会")
    assert passes(made) == (True, "")
    assert fails(command("R13.3.1b", "confirm-violation", given=MATTER, case="M-1"))


def test_whoever_has_no_role_is_refused_and_nothing_follows():
    then = {"verdict": "process", "action": "reject", "reason": "无权限"}
    made = command(
        "R13.3.1b", "confirm-violation", given=MATTER, case="M-1", by="普通成员 赵六", then=then
    )
    assert passes(made) == (True, "")


def test_the_gravity_that_was_found_decides_what_follows():
    light = {"verdict": "process", "action": "remind", "target": "王五"}
    minor = command("R13.3.3b", "mark-minor", given=MATTER, case="M-1", then=light)
    assert passes(minor) == (True, "")
    assert fails(command("R13.3.3b", "mark-serious", given=MATTER, case="M-1", then=light))


def test_one_person_alone_only_proposes_a_removal_of_what_they_saw():
    then = {"verdict": "process", "action": "propose_removal", "target": "王五"}
    made = command("R10.4.4", "mark-serious", target="王五", case="M-9", then=then)
    assert passes(made) == (True, "")
    assert fails(
        command("R10.4.4", "mark-serious", target="王五", case="M-9", then={"action": "remove"})
    )


def test_a_removal_is_refused_with_how_far_the_member_is_from_it():
    then = {"verdict": "process", "action": "reject", "reason": "劝阻未满三次"}
    given = {"dissuasions": {"王五": 1}}
    made = command("R10.3c", "confirm-removal", given=given, target="王五", then=then)
    assert passes(made) == (True, "")
    reached = command(
        "R10.3c",
        "confirm-removal",
        given={"dissuasions": {"王五": 3}, "case": {"proposed": "remove"}},
        target="王五",
        then={"verdict": "process", "action": "remove", "target": "王五"},
    )
    assert passes(reached) == (True, "")


PERSUADED = {
    "strikes": {"王五": 2},
    "persuaded_at": "2025-03-12T11:00:00+08:00",
    "settings": {"wait_hours": 1},
}
FORCED = {
    "verdict": "needs-review",
    "topic": "removal-direct",
    "action": "flag_for_review",
    "proposed_action": "force_remove",
    "target": "王五",
}


def test_silence_until_the_time_is_over_leads_to_the_next_step():
    made = deed("R02.4c", "schedule", job="ladder-check", given=PERSUADED, then=FORCED)
    assert passes(made) == (True, "")


def test_before_that_nothing_does():
    given = {**PERSUADED, "settings": {"wait_hours": 2}}
    assert passes(deed("R02.4c", "schedule", job="ladder-check", given=given)) == (True, "")


def test_whoever_leaves_has_done_what_was_asked():
    left = deed("R02.4c", "member-change", change="leave", member="王五", given=PERSUADED)
    assert passes(left) == (True, "")


def test_an_appeal_against_a_removal_is_put_before_those_who_decide():
    then = {"verdict": "process", "action": "open_case", "to": "群管理员", "kind": "appeal"}
    fields = {"申诉人": "王五", "留言": "那不是我发的"}
    filed = {"form": "appeal", "by": "赵六", "fields": fields}
    made = deed("R10.5", "form", given={"removed": ["王五"]}, then=then, **filed)
    assert passes(made) == (True, "")
    refused = {"verdict": "process", "action": "reject", "reason": "未被移除"}
    assert passes(deed("R10.5", "form", then=refused, **filed)) == (True, "")


def test_whoever_was_removed_for_good_hears_on_coming_back_that_they_may_not_stay():
    then = {"verdict": "process", "action": "reject", "reason": "已永久关闭"}
    came = {"change": "join", "member": {"name": "王五"}}
    made = deed("R15.4.3b", "member-change", given={"banned": ["王五"]}, then=then, **came)
    assert passes(made) == (True, "")
    back = deed("R15.4.3b", "member-change", given={"removed": ["王五"]}, then=then, **came)
    assert fails(back)


def test_a_red_packet_that_was_sent_closes_the_matter():
    given = {"case": {"state": "awaiting-red-packet", "target": "王五"}}
    then = {"verdict": "process", "action": "close_case"}
    made = command("R09.3.4j", "mark-red-packet-sent", given=given, target="王五", then=then)
    assert passes(made) == (True, "")


def test_evidence_is_given_out_of_what_was_found_unlawful():
    given = {"case": {"id": "M-1", "level": "违法"}}
    then = {"verdict": "process", "action": "package_evidence"}
    made = command("R15.4.3c", "prepare-evidence", given=given, case="M-1", then=then)
    assert passes(made) == (True, "")
    given = {"case": {"id": "M-1", "level": "轻微"}}
    then = {"verdict": "process", "action": "reject", "reason": "非违法违规"}
    made = command("R15.4.3c", "prepare-evidence", given=given, case="M-1", then=then)
    assert passes(made) == (True, "")


def test_an_apology_for_which_somebody_waits_is_recorded():
    given = {"steps": {"王五": 2}, "case": {"awaiting": "apology"}}
    said = {"from": "王五", "type": "text", "content": "我向各位赔礼道歉，以后注意"}
    then = {"verdict": "process", "action": "record", "result": "apologised"}
    assert passes(deed("R10.4.2b", "message", given=given, then=then, **said)) == (True, "")


def test_enough_members_who_ask_for_a_removal_put_it_before_a_person():
    then = {
        "verdict": "needs-review",
        "topic": "removal-direct",
        "action": "flag_for_review",
        "proposed_action": "remove",
        "target": "王五",
    }
    said = {"from": "赵六", "type": "text", "content": "管理员，快把王五请出去"}
    given = {"reports": {"王五": ["孙七", "周八", "赵六"]}}
    assert passes(deed("R10.4.3", "message", given=given, then=then, **said)) == (True, "")
    given = {"reports": {"王五": ["孙七"]}}
    assert passes(deed("R10.4.3", "message", given=given, **said)) == (True, "")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (command("R13.3.1b", "confirm-violation", case="M-2", given=MATTER), "M-2"),
        (command("R13.3.1b", "read-minds"), "read-minds"),
        (command("R13.3.1b", "dismiss-case", mood="sad"), "mood"),
        (command("R13.3.1b", "dismiss-case", given={"case": {"id": "M", "colour": "x"}}), "colour"),
        (command("R13.3.1b", "dismiss-case", given={"case": {"state": "lost"}}), "lost"),
        (command("R07.4.5c", "dismiss-case", given={"issues": [{"owner": "x"}]}), "owner"),
        (command("R13.3.1b", "dismiss-case", later=[{"event": "schedule"}]), "schedule"),
        (deed("R15.4.3b", "member-change", change="join", member={"name": "x", "a": 1}), "a"),
    ],
)
def test_whatever_is_unknown_is_not_carried(made, why):
    result = run(made)
    assert result.status is Status.NOT_CARRIED
    assert why in result.why


def test_whose_duty_it_is_decides_about_a_matter_of_which_only_the_name_is_told():
    then = {"verdict": "process", "action": "apply_sanction", "case": "M-1"}
    given = {"roles": {"人事行政部": ["朱琳"]}}
    parts = {"given": given, "case": "M-1"}
    assert passes(command("R01.4.1", "confirm-violation", by="朱琳", then=then, **parts)) == (
        True,
        "",
    )
    assert fails(command("R01.4.1", "dismiss-case", by="朱琳", then=then, **parts))
    refused = {"verdict": "process", "action": "reject", "reason": "无权限"}
    by_nobody = command("R01.4.1", "confirm-violation", by="普通成员 胡斌", then=refused, **parts)
    assert passes(by_nobody) == (True, "")
