"""All that is on record of one group, and the paper that says that it is gone."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from qungui.lifecycle.moves import Step
from qungui.model.case import CaseState
from qungui.model.filing import LifeState
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.notices.papers import Certified, certificate
from qungui.usecases.anchor_chains import AnchorChains
from qungui.usecases.read_group_record import anchored
from tests.support.build import audit_entry, breach, case, escalation, order, petition
from tests.support.register_office import RegisterOffice

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def office():
    made = RegisterOffice("R12")
    made.propose(kind="临时", purpose="团建", number="2026-007")
    made.link()
    return made


def put_on_record(office, message_id, who, **changes):
    one = case(message_id, person_id=office.ids[who], **changes)
    office.ledger.open_case(one)
    served = order(one, state=OrderState.SERVED, due=None)
    entry = audit_entry(facts={"case": one.case_id}, people={"person": one.person_id})
    office.ledger.commit(escalation(one, new_orders=(served,), standings=(), audit=entry))
    return one


def end(office, *, put_off=False):
    office.take(Step.END, "linxiao", why="团建结束")
    if put_off:
        office.take(Step.ASK_LATER, "linxiao", why="报销", on=date(2026, 6, 30))
        office.take(Step.PUT_OFF, "zhu")
    office.take(Step.ANNOUNCE, "linxiao", why="团建结束", on=date(2026, 6, 17), operator="林晓")
    office.pass_time(office.clock.now() + timedelta(days=4))
    assert filing(office).state is LifeState.DISSOLVED


def filing(office):
    return office.register.filing("group-1")


def record(office):
    return office.record(filing(office))


def said(office):
    names = {who: userid for userid, who in office.ids.items()}
    paper = certificate(Certified(record(office), names, ZONE))
    return {row.label: row.value for row in paper.rows}


def test_cases_are_found_of_whoever_is_in_the_log_also_of_those_who_left(office):
    one = put_on_record(office, "message-1", "hubin")
    still = put_on_record(
        office,
        "message-2",
        "chenli",
        state=CaseState.NEEDS_REVIEW,
        breaches=(breach(automatic=False),),
    )
    found = record(office)
    assert {each.case_id for each in found.cases} == {one.case_id, still.case_id}
    assert [each.case_id for each in found.open_cases] == [still.case_id]
    (answer,) = found.answers_to(found.cases[0])
    assert answer.state is OrderState.SERVED
    assert {office.ids["hubin"], office.ids["chenli"], office.ids["linxiao"]} <= found.named


def test_the_log_says_which_entry_tells_of_a_case(office):
    put_on_record(office, "message-1", "hubin")
    two = put_on_record(office, "message-2", "hubin")
    trail = record(office).trail
    (number,) = trail.telling_of({two.case_id})
    assert trail.entries[number - 1].facts == {"case": two.case_id}
    assert trail.telling_of({"nothing"}) == ()


def test_a_group_that_the_platform_never_showed_has_a_record_too():
    office = RegisterOffice("R12")
    office.propose(kind="临时")
    assert (record(office).members, record(office).cases) == ({}, ())


def test_before_it_is_closed_those_in_charge_read_how_much_is_on_file_and_no_name(office):
    one = put_on_record(office, "message-1", "hubin")
    asked = petition(one)
    office.ledger.commit(Change(group_id="group-1", person_id=one.person_id, petitions=(asked,)))
    end(office)
    (text,) = [each for each in office.read_by("linxiao") if "解散前归档" in each]
    on_record = "违规记录 1 件（待核实 0 件，已结 1 件），未决的申诉或申请 1 件"
    assert f"成员名单还没有取到，{on_record}" in text
    assert "qungui closing-package" in text
    assert not any(who in text for pair in office.ids.items() for who in pair)


def test_a_certificate_says_what_when_by_whom_why_and_what_proves_it(office):
    end(office, put_off=True)
    found = said(office)
    assert found["群名"] == "质量管理部工作群"
    assert found["登记号"] == "2026-007"
    assert found["结束的事由"] == "团建结束　linxiao　2026年6月15日"
    assert found["延期"] == "申请延到2026年6月30日　报销　同意 zhu"
    assert found["解散前公告"].startswith("2026年6月15日公告，定于2026年6月17日解散")
    assert found["解散登记"] == "2026年6月17日　系统按公告的日期或平台所示登记"
    assert found["解散的证明"].startswith("停用群")
    number = record(office).dissolved_by
    assert record(office).trail.digests[number - 1] in found["审计日志"]


def test_whoever_dissolved_it_is_named(office):
    office.take(Step.END, "linxiao", why="团建结束")
    office.take(Step.ANNOUNCE, "linxiao", why="团建结束", on=date(2026, 6, 17), operator="林晓")
    office.clock.move_to(office.clock.now() + timedelta(days=2))
    assert office.take(Step.DISSOLVE, "linxiao").state is LifeState.DISSOLVED
    assert said(office)["解散登记"] == "2026年6月17日　linxiao"


def test_what_vanished_is_certified_without_an_order():
    office = RegisterOffice("R12")
    office.propose(kind="临时")
    office.live_on.brought_about("group-1", Step.VANISH, office.clock.now())
    found = said(office)
    assert found["解散的证明"] == "没有下达过指令：平台上已不存在"
    assert (found["结束的事由"], found["解散前公告"]) == ("没有登记", "没有公告")


def test_a_group_that_lives_was_dissolved_by_nothing(office):
    assert record(office).dissolved_by is None


def test_an_entry_is_held_by_the_first_anchor_after_it(office):
    log = office.ledger.audit
    anchor = AnchorChains(anchors=log, clock=office.clock)
    before = len(record(office).trail.entries)
    anchor(office.clock.now())
    office.clock.move_to(office.clock.now() + timedelta(days=1))
    put_on_record(office, "message-1", "hubin")
    anchor(office.clock.now())
    assert list(anchored(log, "group-1")) == [
        (before, date(2026, 6, 15)),
        (before + 1, date(2026, 6, 16)),
    ]
    assert list(anchored(log, "group-2")) == []
