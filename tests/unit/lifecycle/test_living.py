"""The life of a group, step by step, and every life that a regulation allows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from qungui.calendars.calendar import Calendar
from qungui.lifecycle.dues import due_step, last_moment
from qungui.lifecycle.law import GroupLaw, law_of
from qungui.lifecycle.living import proposed, seen, step
from qungui.lifecycle.moves import FROM, MOVES, Step, Who
from qungui.lifecycle.placing import chased, sent
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState, Sends
from qungui.rulebook.shipped import edition

SHANGHAI = Calendar.of("Asia/Shanghai")
BEGUN = datetime(2026, 6, 1, 1, tzinfo=UTC)
ENDED = datetime(2026, 6, 20, 10, tzinfo=UTC)
PROPOSER, APPROVER, CLERK, OWNER = "proposer", "approver", "clerk", "owner"
ROLES = {
    PROPOSER: {Who.PROPOSER},
    APPROVER: {Who.APPROVER},
    CLERK: {Who.REGISTRAR, Who.EXTENDER},
    OWNER: {Who.MANAGER},
}
LAWS = {
    name: law_of(edition(rulebook), kind, SHANGHAI)
    for name, rulebook, kind in (
        ("R01", "R01", ""),
        ("R02", "R02", ""),
        ("R03", "R03", ""),
        ("公司级", "R12", "公司级"),
        ("部门级", "R12", "部门级"),
        ("专项", "R12", "专项"),
        ("临时", "R12", "临时"),
        ("项目群", "R14", "项目群"),
        ("R16", "R16", "工作群"),
    )
}


def taken(what: Step, at: datetime, by: str = "", **more) -> Taken:
    return Taken(step=what, at=at, by=by, roles=frozenset(ROLES.get(by, ())), **more)


def form(**more) -> Filing:
    blank = {
        "group_id": "group-1",
        "rulebook": "R",
        "name": "质量管理部工作群",
        "proposed_by": PROPOSER,
    }
    return Filing(**{**blank, "state": LifeState.ACTIVE, "since": BEGUN, **more})


def begun(law: GroupLaw, **more) -> Filing:
    return replace(sent(proposed(form(**more), law, BEGUN), BEGUN, law), version=1)


def after(filing: Filing, law: GroupLaw, *steps: Taken) -> Filing:
    for each in steps:
        said = step(filing, each, law)
        assert isinstance(said, Filing), (each.step, said)
        filing = sent(said, each.at, law)
    return filing


# -- what the regulations say --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("R01", LifeState.AWAITING_APPROVAL),
        ("R02", LifeState.ACTIVE),
        ("R03", LifeState.AWAITING_SETUP),
        ("公司级", LifeState.AWAITING_FILING),
        ("部门级", LifeState.AWAITING_FILING),
        ("专项", LifeState.ACTIVE),
        ("临时", LifeState.ACTIVE),
        ("项目群", LifeState.ACTIVE),
        ("R16", LifeState.ACTIVE),
    ],
)
def test_where_a_life_begins_is_the_regulations_word(name, state):
    assert begun(LAWS[name]).state is state


def test_a_group_is_agreed_to_then_made_and_filed_then_confirmed():
    law = LAWS["R01"]
    asked = begun(law)
    make = taken(Step.CREATE, BEGUN, PROPOSER)
    assert step(asked, make, law) is Denied.NOT_AGREED
    made = after(asked, law, taken(Step.AGREE, BEGUN, APPROVER), make)
    assert made.state is LifeState.FILING_SENT
    confirm = taken(Step.CONFIRM, BEGUN, CLERK, number="2026-014")
    assert step(made, replace(confirm, roles=frozenset()), law) is Denied.NOT_YOU
    active = after(made, law, confirm)
    assert (active.state, active.number) == (LifeState.ACTIVE, "2026-014")


@pytest.mark.parametrize("said", ["", "群情况表", "简介"])
def test_a_group_is_filed_on_the_form_that_the_regulation_has_for_it(said):
    waiting = begun(LAWS["部门级"])
    file = taken(Step.FILE, BEGUN, PROPOSER, form=said)
    assert step(waiting, file, LAWS["部门级"]) is Denied.NO_FORM


@pytest.mark.parametrize("said", ["工作微信群备案表", "《工作微信群备案表》.docx", "备案表"])
def test_that_form_may_be_a_file_or_called_in_short(said):
    file = taken(Step.FILE, BEGUN, PROPOSER, form=said)
    filed = after(begun(LAWS["部门级"]), LAWS["部门级"], file)
    assert filed.state is LifeState.FILING_SENT


def test_a_group_of_a_kind_that_nobody_files_is_not_filed():
    law = LAWS["临时"]
    file = taken(Step.FILE, BEGUN, PROPOSER, form="工作微信群备案表")
    assert step(begun(law), file, law) is Denied.NOT_FORESEEN


def test_nobody_agrees_to_what_they_asked_for_and_nobody_agrees_twice():
    law = LAWS["R01"]
    own = begun(law, proposed_by=APPROVER)
    agree = taken(Step.AGREE, BEGUN, APPROVER)
    assert step(own, agree, law) is Denied.OWN_REQUEST
    agreed = after(begun(law), law, agree)
    assert step(agreed, agree, law) is Denied.NOT_NOW


@pytest.mark.parametrize("what", [Step.AGREE, Step.CREATE, Step.CONFIRM, Step.WITHDRAW])
def test_nothing_comes_of_what_was_withdrawn(what):
    law = LAWS["R01"]
    gone = after(begun(law), law, taken(Step.WITHDRAW, BEGUN, PROPOSER))
    assert gone.state is LifeState.REJECTED
    assert gone.due is None
    assert step(gone, taken(what, BEGUN, APPROVER), law) is Denied.NOT_NOW


@pytest.mark.parametrize(
    ("over", "last"),
    [
        ("2026-06-20T00:00:00+08:00", "2026-06-26T00:00:00+08:00"),
        ("2026-06-20T18:00:00+08:00", "2026-06-26T00:00:00+08:00"),
        ("2026-06-20T23:59:59+08:00", "2026-06-26T00:00:00+08:00"),
    ],
)
def test_five_days_end_with_the_fifth_day_after(over, last):
    law = LAWS["临时"]
    ended = after(begun(law), law, ending(datetime.fromisoformat(over)))
    assert ended.state is LifeState.AWAITING_ANNOUNCEMENT
    assert last_moment(ended, law) == datetime.fromisoformat(last)


def ending(at: datetime = ENDED, by: str = OWNER) -> Taken:
    return taken(Step.END, at, by, why="搬迁完成")


def announcing(at: datetime, on: date, **more) -> Taken:
    said = {"why": "搬迁完成", "operator": "林晓", **more}
    return taken(Step.ANNOUNCE, at, OWNER, on=on, **said)


def test_nothing_is_dissolved_that_was_not_announced():
    law = LAWS["临时"]
    ended = after(begun(law), law, ending())
    dissolve = taken(Step.DISSOLVE, ENDED, OWNER)
    assert step(ended, dissolve, law) is Denied.NOT_ANNOUNCED
    overdue = after(ended, law, taken(Step.MISS, ENDED + timedelta(days=6)))
    assert step(overdue, dissolve, law) is Denied.NOT_ANNOUNCED


@pytest.mark.parametrize("lacks", [{"why": ""}, {"operator": ""}])
def test_an_announcement_names_reason_day_and_operator(lacks):
    law = LAWS["临时"]
    ended = after(begun(law), law, ending())
    said = announcing(ENDED, date(2026, 6, 24), **lacks)
    assert step(ended, said, law) is Denied.LACKS


def test_an_announcement_comes_a_day_before_and_not_for_after_the_last_day():
    law = LAWS["临时"]
    ended = after(begun(law), law, ending())
    assert step(ended, announcing(ENDED, date(2026, 6, 20)), law) is Denied.TOO_SOON
    assert step(ended, announcing(ENDED, date(2026, 6, 26)), law) is Denied.AFTER_LAST_DAY
    told = after(ended, law, announcing(ENDED, date(2026, 6, 25)))
    assert told.state is LifeState.ANNOUNCED
    early = taken(Step.DISSOLVE, datetime.fromisoformat("2026-06-24T23:59:59+08:00"), OWNER)
    assert step(told, early, law) is Denied.TOO_SOON
    on_the_day = datetime.fromisoformat("2026-06-25T00:00:00+08:00")
    assert due_step(told, on_the_day, law) is Step.DISSOLVE
    gone = after(told, law, taken(Step.DISSOLVE, on_the_day))
    assert (gone.state, gone.due) == (LifeState.DISSOLVED, None)


def test_a_later_end_is_asked_for_agreed_to_by_another_and_moves_the_clock():
    law = LAWS["临时"]
    ended = after(begun(law), law, ending())
    ask = taken(Step.ASK_LATER, ENDED, CLERK, why="尾款未结", on=date(2026, 7, 5))
    assert step(ended, replace(ask, why=""), law) is Denied.LACKS
    assert step(ended, replace(ask, on=date(2026, 6, 25)), law) is Denied.NOT_LATER
    asked = after(ended, law, ask)
    assert last_moment(asked, law) == last_moment(ended, law)
    agree = taken(Step.PUT_OFF, ENDED, CLERK)
    assert step(asked, agree, law) is Denied.OWN_REQUEST
    put_off = after(ended, law, replace(ask, by=OWNER), agree)
    assert last_moment(put_off, law) == datetime.fromisoformat("2026-07-06T00:00:00+08:00")
    assert due_step(put_off, ENDED + timedelta(days=10), law) is None


def test_what_ends_by_request_has_no_deadline():
    law = LAWS["项目群"]
    ended = after(begun(law), law, ending())
    assert last_moment(ended, law) is None
    assert ended.due is not None
    assert due_step(ended, ENDED + timedelta(days=400), law) is None


def test_a_planned_end_comes_with_the_end_of_its_day():
    law = LAWS["临时"]
    planned = begun(law, ends_on=date(2026, 6, 20))
    assert due_step(planned, planned.due - timedelta(milliseconds=1), law) is None
    assert planned.due == datetime.fromisoformat("2026-06-21T00:00:00+08:00")
    assert due_step(planned, planned.due, law) is Step.END


def test_an_overdue_group_is_escalated_daily_until_it_is_announced_and_dissolved():
    law = LAWS["临时"]
    late = after(begun(law), law, ending(), taken(Step.MISS, ENDED + timedelta(days=6)))
    assert FROM[Step.MISS, LifeState.AWAITING_ANNOUNCEMENT].sends == (Sends.ESCALATION,)
    for day in range(3):
        again = chased(late, late.due, law)
        assert (again.owed, again.chases) == ((Sends.ESCALATION,), day + 1)
        again = sent(again, late.due, law)
        assert again.due - late.due <= timedelta(days=1)
        late = again
    told = after(late, law, announcing(late.due, date(2026, 7, 2)))
    assert told.state is LifeState.OVERDUE
    assert due_step(told, told.due, law) is None
    on_the_day = datetime.fromisoformat("2026-07-02T00:00:00+08:00")
    assert due_step(told, on_the_day, law) is Step.DISSOLVE


def test_what_is_owed_is_tried_again_soon_until_it_is_out():
    law = LAWS["R01"]
    asked = proposed(form(), law, BEGUN)
    assert asked.owed == (Sends.APPROVAL_CARD,)
    assert asked.due <= BEGUN + timedelta(minutes=5)
    told = sent(asked, BEGUN, law)
    assert (told.owed, told.due > asked.due) == ((), True)


def run_by(*administrators: str, law: GroupLaw) -> Filing:
    """An active group with *administrators*."""
    return begun(law, owner=OWNER, administrators=administrators)


def test_whoever_follows_an_administrator_that_left_is_asked_for_daily_until_somebody_does():
    law = LAWS["R16"]
    leave = taken(Step.LEAVE, BEGUN, names=("liqiang",))
    left = after(run_by("liqiang", "suming", law=law), law, leave)
    assert step(left, leave, law) is Denied.NOT_NOW
    assert left.due <= BEGUN + timedelta(days=2)
    again = chased(left, left.due, law)
    assert (again.owed, again.chases) == ((Sends.HANDOVER_ASKED,), 1)
    follow = taken(Step.HAND_OVER, BEGUN, OWNER, names=("hanna",))
    assert step(left, replace(follow, names=()), law) is Denied.NOBODY_NAMED
    assert step(left, replace(follow, roles=frozenset()), law) is Denied.NOT_YOU
    followed = after(left, law, follow)
    assert (followed.administrators, followed.leaving) == (("suming", "hanna"), ())
    assert followed.due is None
    assert step(followed, follow, law) is Denied.NOT_NOW


def test_where_no_clause_says_how_soon_it_is_asked_weekly():
    law = LAWS["专项"]
    left = after(run_by("liqiang", law=law), law, taken(Step.LEAVE, BEGUN, names=("liqiang",)))
    assert left.due == BEGUN + timedelta(days=7)


def test_whoever_stays_after_all_need_not_be_followed():
    law = LAWS["R16"]
    leave = taken(Step.LEAVE, BEGUN, names=("liqiang",))
    left = after(run_by("liqiang", "suming", law=law), law, leave)
    back = step(left, replace(leave, names=()), law)
    assert (back.leaving, back.owed, back.due) == ((), (), None)


def test_whoever_follows_has_all_that_the_leaver_was_on_file_for():
    law = LAWS["R16"]
    run = replace(run_by("liqiang", law=law), roles={"监督": (OWNER,), "文字编辑员": ("suming",)})
    left = after(run, law, taken(Step.LEAVE, BEGUN, names=(OWNER,)))
    followed = after(left, law, taken(Step.HAND_OVER, BEGUN, OWNER, names=("hanna",)))
    assert (followed.owner, followed.administrators) == ("hanna", ("liqiang",))
    assert followed.roles == {"监督": ("hanna",), "文字编辑员": ("suming",)}


# -- every life ----------------------------------------------------------------------------------


def wishes(law: GroupLaw, at: datetime) -> Iterator[Taken]:
    """Everything that anybody could want now, in a sensible and in a careless way."""
    soon = (at + timedelta(days=2)).astimezone(SHANGHAI.zone).date()
    later = (at + timedelta(days=30)).astimezone(SHANGHAI.zone).date()
    for move in MOVES:
        for by in (*ROLES, ""):
            yield taken(move.step, at, by)
            full = {"why": "原因", "form": law.form}
            yield taken(move.step, at, by, on=soon, operator="林晓", names=("甲",), **full)
            yield taken(move.step, at, by, on=later, number="1", names=("甲", "乙"), **full)


def key(filing: Filing) -> tuple:
    """What decides about the future; how often somebody was asked and when does not."""
    agreed = filing.extended_to is not None
    return (
        filing.state,
        len(filing.approvals),
        filing.notice is None,
        filing.asked is None,
        agreed,
        bool(filing.leaving),
    )


def lives(law: GroupLaw) -> dict[tuple, tuple[Filing, set[tuple]]]:
    """Every state that can be reached, with those that follow it."""
    first = (
        begun(law, administrators=("甲",)),
        replace(sent(seen(form(proposed_by=""), law, BEGUN), BEGUN, law), version=1),
    )
    found: dict[tuple, tuple[Filing, set[tuple]]] = {}
    todo = list(first)
    while todo:
        filing = todo.pop()
        if key(filing) in found:
            continue
        now = when(filing)
        follows = [sent(each, now, law) for each in following(filing, law)]
        found[key(filing)] = (filing, {key(each) for each in follows})
        todo.extend(follows)
    return found


def when(filing: Filing) -> datetime:
    return max(filing.since, filing.due or filing.since)


def following(filing: Filing, law: GroupLaw) -> Iterator[Filing]:
    for each in wishes(law, when(filing)):
        said = step(filing, each, law)
        if isinstance(said, Filing):
            yield said


@pytest.mark.parametrize("name", LAWS)
def test_every_reachable_state_has_a_way_out(name):
    found = lives(LAWS[name])
    out = {which for which, (filing, _) in found.items() if filing.state.is_final}
    while more := {w for w, (_, follows) in found.items() if w not in out and follows & out}:
        out |= more
    assert out == set(found)


@pytest.mark.parametrize("name", LAWS)
def test_no_life_waits_for_nobody(name):
    """But for an active group without a planned end, somebody is asked or time decides."""
    for filing, _ in lives(LAWS[name]).values():
        rests = filing.state is LifeState.ACTIVE and not (filing.ends_on or filing.leaving)
        assert (filing.due is None) == (filing.state.is_final or rests), filing.state


@pytest.mark.parametrize("name", LAWS)
def test_no_group_is_past_its_last_day_without_an_open_escalation(name):
    law = LAWS[name]
    for filing, _ in lives(law).values():
        ends = last_moment(filing, law)
        if ends is None or filing.state is LifeState.OVERDUE:
            continue
        what = due_step(filing, ends, law)
        assert what in {Step.MISS, Step.DISSOLVE}
        moved = step(filing, taken(what, ends, why="到期"), law)
        assert isinstance(moved, Filing)
        assert {Sends.ESCALATION, Sends.CLOSING} & set(moved.owed)


@pytest.mark.parametrize("name", LAWS)
def test_only_what_was_announced_or_vanished_is_dissolved(name):
    law = LAWS[name]
    for filing, _ in lives(law).values():
        for moved in following(filing, law):
            if moved.state is LifeState.DISSOLVED and Sends.CLOSING in moved.owed:
                assert moved.notice is not None


def test_every_move_leads_only_where_the_table_says():
    for law in LAWS.values():
        for filing, _ in lives(law).values():
            for each in wishes(law, when(filing)):
                said = step(filing, each, law)
                if isinstance(said, Filing):
                    move = FROM[each.step, filing.state]
                    assert said.state in move.to
                    assert set(said.owed) <= set(move.sends)
