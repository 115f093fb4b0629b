"""Forms in scenarios: what the clause in question says of them, and what is supplied beside."""

import pytest

from qungui.acceptance.run import run
from qungui.acceptance.scenario import Status
from tests.unit.acceptance.test_deeds import deed, passes


def form(clause_id, fields, then, *, name="group-create", **given):
    return deed(clause_id, "form", form=name, by="陈丽", fields=fields, given=given, then=then)


def why(scenario):
    result = run(scenario)
    return result.status, result.why


TAKEN = {"verdict": "process", "action": "accept_form"}
BACK = {"verdict": "process", "action": "return_for_completion"}


def test_a_form_is_taken_where_its_clause_is_content():
    fields = {"类别": "专项", "牵头部门": "行政部", "群名": "宿舍联络群"}
    assert passes(form("R12.2.3a", fields, {**TAKEN, "state": "active"})) == (True, "")


def test_what_the_clause_itself_asks_for_is_never_supplied():
    told = {"类别": "专项", "群名": "宿舍联络群"}
    assert passes(form("R12.2.3a", told, {**BACK, "missing": ["牵头部门"]})) == (True, "")
    status, said = why(form("R12.2.3a", told, TAKEN))
    assert (status, "return_for_completion" in said) == (Status.FAILED, True)


@pytest.mark.parametrize("wanted", ["应为 awaiting-approval", "应为 active"])
def test_the_state_is_the_registers(wanted):
    fields = {"类别": "部门级", "申请单位": "质量管理部", "群名": "质量管理部群"}
    state = wanted.removeprefix("应为 ")
    status, said = why(form("R12.2.2a", fields, {**TAKEN, "state": state}))
    assert (status, said) == (Status.FAILED, f"state {wanted}，实为 awaiting-filing")


def test_whoever_must_agree_is_asked_and_nobody_else():
    fields = {"群名": "项目群", "提出部门": "销售部"}
    then = {"verdict": "process", "action": "route_for_approval", "to": "分管领导"}
    assert passes(form("R01.1.1a", fields, then)) == (True, "")
    assert why(form("R01.1.1a", fields, {**then, "to": "群管理员"}))[0] is Status.FAILED


def test_a_reason_must_stand_in_what_the_sender_reads():
    fields = {"类别": "公司级", "申请单位": "销售部", "群名": "全员群"}
    then = {"verdict": "process", "action": "reject_form"}
    right = {**then, "reason": "公司级群须由总经办或行政管理部发起"}
    assert passes(form("R12.2.1a", fields, right)) == (True, "")
    for reason in ("公司级群须由总经办或财务部发起", "部门级群须由总经办发起", "不行"):
        assert why(form("R12.2.1a", fields, {**then, "reason": reason}))[0] is Status.FAILED


def test_the_group_on_file_has_come_to_its_state_by_steps():
    later = {"特殊需求": "尾款未结", "新解散日期": "2025-07-05"}
    then = {"verdict": "process", "action": "route_for_approval", "to": "行政管理部"}
    given = {"kind": "临时", "state": "awaiting-announcement"}
    asked = form("R12.4.2.1b", later, then, name="dissolution-extension", **given)
    assert passes(asked) == (True, "")
    nowhere = {**given, "state": "announced"}
    asked = form("R12.4.2.1b", later, then, name="dissolution-extension", **nowhere)
    assert why(asked) == (Status.NOT_CARRIED, "从表格走不到“announced”")
