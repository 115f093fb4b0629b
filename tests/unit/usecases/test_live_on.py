"""A group's life, taken by people and by time, and told to whom it concerns."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.filing import LifeState, Sends
from qungui.model.ledger import AuditEntry, AuditKind, Change
from qungui.model.order import OrderState
from qungui.model.outcome import Unsure
from tests.support.register_office import RegisterOffice


def moment(text):
    return datetime.fromisoformat(f"{text}+08:00")


def states(office, group_id="group-1"):
    return [entry.facts["to"] for entry in office.ledger.audit.verify_chain(group_id).entries]


def test_a_group_is_asked_for_agreed_to_made_filed_and_confirmed():
    office = RegisterOffice("R01")
    assert office.propose().state is LifeState.AWAITING_APPROVAL
    assert "同意建群" in office.cards_of("zhou")[-1].body
    assert office.take(Step.CREATE, "chenli") is Denied.NOT_AGREED
    assert office.take(Step.AGREE, "hubin") is Denied.NOT_YOU
    office.take(Step.AGREE, "zhou")
    assert office.take(Step.CREATE, "chenli").state is LifeState.FILING_SENT
    assert "备案确认" in office.read_by("zhu")[-1]
    assert office.take(Step.CONFIRM, "hubin") is Denied.NOT_YOU
    confirmed = office.take(Step.CONFIRM, "zhu")
    assert (confirmed.state, confirmed.number) == (LifeState.ACTIVE, "2026-001")
    assert "登记号 2026-001" in office.read_by("chenli")[-1]


def test_numbers_are_given_one_after_the_other():
    office = RegisterOffice("R12")
    for count in range(1, 8):
        office.propose(f"group-{count}", kind="部门级")
        office.take(Step.FILE, "chenli", group_id=f"group-{count}", form="备案表")
        filed = office.take(Step.CONFIRM, "zhu", group_id=f"group-{count}")
        assert filed.number == f"2026-{count:03d}"


def test_a_temporary_group_ends_is_put_off_once_announced_and_dissolved():
    office = RegisterOffice("R12", moment("2026-06-20T18:00:00"))
    office.propose(kind="临时")
    office.link()
    ended = office.take(Step.END, "linxiao", why="团建结束")
    assert ended.state is LifeState.AWAITING_ANNOUNCEMENT
    assert "最迟 6月25日 解散" in office.read_by("linxiao")[-1]
    office.take(Step.ASK_LATER, "linxiao", why="还有报销", on=date(2026, 6, 30))
    assert "同意延期" in office.cards_of("zhu")[-1].body
    office.take(Step.PUT_OFF, "zhu")
    assert "最迟 6月30日 解散" in office.read_by("linxiao")[-1]
    told = office.take(
        Step.ANNOUNCE, "linxiao", why="团建结束", on=date(2026, 6, 29), operator="林晓"
    )
    assert told.state is LifeState.ANNOUNCED
    assert office.orders() == [
        ("speak", "本工作群因团建结束，将于6月29日解散，望大家知悉，操作人：林晓")
    ]
    office.pass_time(moment("2026-06-29T00:00:00"))
    assert office.register.filing("group-1").state is LifeState.DISSOLVED
    assert office.orders()[-1] == ("soft_close", "")


def test_what_is_not_announced_in_time_is_overdue_and_told_every_day():
    office = RegisterOffice("R12", moment("2026-06-20T18:00:00"))
    office.propose(kind="临时")
    office.take(Step.END, "linxiao", why="团建结束")
    office.pass_time(moment("2026-06-25T23:59:59"))
    assert office.register.filing("group-1").state is LifeState.AWAITING_ANNOUNCEMENT
    office.pass_time(moment("2026-06-26T00:00:00"))
    assert office.register.filing("group-1").state is LifeState.OVERDUE
    office.pass_time(moment("2026-06-29T12:00:00"))
    told = [text for text in office.read_by("linxiao") if text.startswith("【逾期未解散】")]
    assert len(told) == 4
    assert office.take(Step.DISSOLVE, "linxiao") is Denied.NOT_ANNOUNCED


def test_a_planned_end_ends_the_matter_by_itself():
    office = RegisterOffice("R12", moment("2026-06-15T09:00:00"))
    office.propose(kind="临时", ends_on=date(2026, 6, 20))
    office.pass_time(moment("2026-06-21T00:00:00"))
    assert office.register.filing("group-1").state is LifeState.AWAITING_ANNOUNCEMENT
    assert "公告解散" in office.read_by("linxiao")[-1]


def test_what_could_not_be_told_is_told_by_the_sweep():
    office = RegisterOffice("R01")
    office.messenger.answers.append(Unsure("no answer"))
    asked = office.propose()
    assert (bool(asked.owed), office.cards_of("zhou")) == (True, [])
    office.pass_time(office.clock.now() + timedelta(minutes=5))
    assert len(office.cards_of("zhou")) == 1
    assert office.register.filing("group-1").owed == ()


def test_a_group_is_not_dissolved_before_its_announcement_is_out():
    office = RegisterOffice("R12", moment("2026-06-20T18:00:00"))
    office.propose(kind="临时")
    office.take(Step.END, "linxiao", why="团建结束")
    office.messenger.answers.append(Unsure("no answer"))
    announced = {"why": "团建结束", "on": date(2026, 6, 25), "operator": "林晓"}
    assert office.take(Step.ANNOUNCE, "linxiao", **announced).owed == (Sends.ANNOUNCEMENT,)
    office.clock.move_to(moment("2026-06-25T00:00:00"))
    assert office.take(Step.DISSOLVE, "linxiao") is Denied.NOT_ANNOUNCED
    office.pass_time(moment("2026-06-25T00:00:01"))
    assert office.register.filing("group-1").state is LifeState.DISSOLVED


def test_what_a_group_was_told_it_is_not_told_again_because_it_moved_on():
    """What is owed goes out again where whoever sent it died before that was known."""
    office = RegisterOffice("R12", moment("2026-06-20T18:00:00"))
    office.propose(kind="临时", members=(office.ids["hubin"],))
    office.clock.advance(timedelta(hours=1))
    office.take(Step.END, "linxiao", why="团建结束")
    announced = {"why": "团建结束", "on": date(2026, 6, 25), "operator": "林晓"}
    office.take(Step.ANNOUNCE, "linxiao", **announced)
    office.pass_time(moment("2026-06-25T00:00:00"))
    told = office.orders()
    assert [act for act, _ in told] == ["speak", "speak", "soft_close"]
    for order in office.ledger.discipline("group-1", "").orders:
        served = replace(order, state=OrderState.SERVED, due=None)
        office.ledger.commit(Change(group_id="group-1", person_id="", orders=(served,)))
    now, owed = office.clock.now(), (Sends.RULES, Sends.ANNOUNCEMENT, Sends.CLOSING)
    owing = replace(office.register.filing("group-1"), owed=owed, due=now)
    entry = AuditEntry(kind=AuditKind.GROUP_MOVED, at=now, facts={"step": "owed"})
    assert office.register.commit(owing, entry)
    assert office.live_on.come_due("group-1", now).owed == ()
    assert office.orders() == told


@pytest.mark.parametrize("again", [1, 2])
def test_a_step_taken_twice_is_taken_once(again):
    office = RegisterOffice("R01")
    office.propose()
    office.take(Step.AGREE, "zhou")
    before = office.register.filing("group-1")
    for _ in range(again):
        assert office.take(Step.AGREE, "zhou") is Denied.NOT_YOU
        assert office.propose() == before
    assert office.register.filing("group-1") == before


def test_every_step_is_in_the_audit_log():
    office = RegisterOffice("R01")
    office.propose()
    office.take(Step.REFUSE, "zhou", why="已有类似的群")
    assert states(office)[0] == "awaiting-approval"
    assert states(office)[-1] == "rejected"
    assert "理由：已有类似的群" in office.read_by("chenli")[-1]


def test_nothing_comes_of_a_group_that_nobody_knows():
    office = RegisterOffice("R12")
    assert office.live_on.come_due("group-9", office.clock.now()) is None
    assert office.take(Step.END, "linxiao", group_id="group-9", why="结束") is None
