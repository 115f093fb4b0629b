from dataclasses import replace
from datetime import date, timedelta

import pytest

from qungui.model.filing import Ending, Filed, Filing, LifeState, Notice, Postponement, Said, Sends
from qungui.model.ledger import AuditEntry, AuditKind, DueItem
from tests.support.build import GROUP, NOON, OWNER, PERSON, at

SAID = Said(by=OWNER, at=at(hours=1), agreed=True, why="同意")
WHOLE = Filing(
    group_id=GROUP,
    rulebook="R12",
    name="展会筹备临时群",
    state=LifeState.ANNOUNCED,
    since=NOON,
    kind="临时",
    unit="市场部",
    purpose="展会筹备",
    scope="布展、物料、行程",
    owner=OWNER,
    administrators=(OWNER, PERSON),
    members=(PERSON,),
    belongs="市场部全体",
    permissions={"邀请好友": {PERSON: False, OWNER: True}},
    roles={"文字编辑员": (PERSON,), "监督": (OWNER, PERSON)},
    leaving=(PERSON,),
    ends_on=date(2026, 12, 20),
    number="2026-014",
    proposed_by=PERSON,
    approvals=(SAID,),
    ending=Ending(reason="展会结束", by=OWNER, at=at(days=1)),
    notice=Notice(reason="展会结束", on=date(2026, 12, 24), operator="林晓", at=at(days=2)),
    postponed=(
        Postponement(asked_by=PERSON, at=NOON, why="尾款", until=date(2026, 12, 30), said=SAID),
        Postponement(asked_by=PERSON, at=NOON, why="退场", until=date(2027, 1, 5)),
    ),
    owed=(Sends.ANNOUNCEMENT, Sends.RESULT),
    due=at(days=3),
    chases=2,
)
BARE = Filing(group_id=GROUP, rulebook="R12", name="", state=LifeState.UNFILED, since=NOON)


def entry(step="propose"):
    return AuditEntry(kind=AuditKind.GROUP_MOVED, at=NOON, facts={"step": step})


def logged(stores, group_id=GROUP):
    trail = stores.audit_log.verify_chain(group_id)
    assert trail.broken_at is None
    return [each.facts["step"] for each in trail.entries]


def test_nothing_is_on_file_at_first(stores):
    assert stores.register.filing(GROUP) is None
    assert stores.register.numbered("2026-014") is None
    assert list(stores.register.every()) == []


@pytest.mark.parametrize("filing", [WHOLE, BARE])
def test_a_filing_comes_back_whole(stores, filing):
    assert stores.register.commit(filing, entry())
    assert stores.register.filing(GROUP) == replace(filing, version=1)
    assert logged(stores) == ["propose"]


def test_many_are_read_at_once_and_what_is_not_on_file_is_left_out(stores):
    ids = [f"group-{number}" for number in range(120)]
    for group_id in ids:
        stores.register.commit(replace(BARE, group_id=group_id), entry())
    found = stores.register.filings([*ids, ids[0], "nothing"])
    assert found == {each: replace(BARE, group_id=each, version=1) for each in ids}
    assert stores.register.filings([]) == {}


def test_whoever_read_an_older_one_is_refused_and_leaves_no_trace(stores):
    stores.register.commit(BARE, entry())
    assert stores.register.commit(replace(BARE, name="甲", version=1), entry("file"))
    for version in (0, 1):
        assert not stores.register.commit(replace(BARE, version=version), entry("late"))
    assert stores.register.filing(GROUP) == replace(BARE, name="甲", version=2)
    assert logged(stores) == ["propose", "file"]


def test_a_number_is_one_groups_for_good(stores):
    stores.register.commit(WHOLE, entry())
    assert stores.register.numbered(WHOLE.number) == GROUP
    other = replace(WHOLE, group_id="group-2")
    assert not stores.register.commit(other, entry())
    assert stores.register.filing("group-2") is None
    assert stores.register.commit(replace(other, number="2026-015"), entry())
    assert stores.register.commit(replace(WHOLE, version=1, chases=3), entry("again"))


def test_groups_are_found_by_their_name_however_it_is_written(stores):
    stores.register.commit(replace(WHOLE, name="ERP 项目群"), entry())
    over = replace(BARE, group_id="group-2", name="erp项目群", state=LifeState.DISSOLVED)
    stores.register.commit(over, entry())
    stores.register.commit(replace(BARE, group_id="group-3", name="财务部群"), entry())
    for name in ("ERP项目群", "ｅｒｐ（项目）群"):
        assert {one.group_id for one in stores.register.called(name)} == {GROUP, "group-2"}
    assert list(stores.register.called("项目群")) == []
    assert list(stores.register.called("")) == []


def test_a_group_that_was_renamed_is_found_by_its_new_name_alone(stores):
    stores.register.commit(BARE, entry())
    stores.register.commit(replace(BARE, name="甲", version=1), entry("rename"))
    stores.register.commit(replace(BARE, name="乙", version=2), entry("rename"))
    assert list(stores.register.called("甲")) == []
    assert [one.name for one in stores.register.called("乙")] == ["乙"]


def test_the_register_lists_by_state_the_longest_in_it_first(stores):
    for number, state in enumerate((LifeState.OVERDUE, LifeState.ACTIVE, LifeState.OVERDUE)):
        since = NOON - timedelta(days=number)
        filing = replace(BARE, group_id=f"group-{number}", state=state, since=since)
        stores.register.commit(filing, entry())
    second, third = (NOON - timedelta(days=days) for days in (1, 2))
    late = [
        Filed("group-2", LifeState.OVERDUE, third),
        Filed("group-0", LifeState.OVERDUE, NOON),
    ]
    assert list(stores.register.every(LifeState.OVERDUE)) == late
    assert list(stores.register.every(LifeState.DISSOLVED)) == []
    between = Filed("group-1", LifeState.ACTIVE, second)
    assert list(stores.register.every()) == [late[0], between, late[1]]


def test_a_filing_is_due_until_it_moves(stores):
    stores.register.commit(WHOLE, entry())
    item = DueItem(kind="filing", item_id=GROUP, group_id=GROUP, person_id="", due=at(days=3))
    assert stores.due_index.due(at(days=2), 10) == []
    assert list(stores.due_index.due(at(days=3), 10)) == [item]
    stores.due_index.postpone(item, at(days=4))
    assert stores.due_index.due(at(days=3), 10) == []
    assert list(stores.due_index.due(at(days=4), 10)) == [replace(item, due=at(days=4))]
    gone = replace(WHOLE, version=1, state=LifeState.DISSOLVED, due=None)
    stores.register.commit(gone, entry("dissolve"))
    assert stores.due_index.due(at(days=400), 10) == []


def test_what_is_dropped_is_on_file_no_more_and_its_number_stays_taken(stores):
    stores.register.commit(WHOLE, entry())
    for _ in range(2):
        stores.register.drop(GROUP)
    assert stores.register.filing(GROUP) is None
    assert list(stores.register.every()) == []
    assert list(stores.register.called(WHOLE.name)) == []
    assert stores.due_index.due(at(days=9), 10) == []
    assert stores.register.numbered(WHOLE.number) == GROUP
    assert not stores.register.commit(replace(WHOLE, group_id="group-2"), entry())
