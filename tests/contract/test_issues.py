from dataclasses import replace
from datetime import date

import pytest

from qungui.errors import InvalidEventError
from qungui.model.issue import Issue, IssueState, issue_id_of
from qungui.model.ledger import DueItem
from tests.support.build import GROUP, NOON, OWNER, PERSON, at

ID = issue_id_of(GROUP, "said")
DUE = at(hours=24)


def issue(**changes):
    made = Issue(
        issue_id=ID,
        group_id=GROUP,
        by=OWNER,
        at=NOON,
        words="五店的灯坏了，本群解决不了",
        moved_at=at(milliseconds=5),
        department="陈列部",
        due=DUE,
    )
    return replace(made, **changes)


@pytest.fixture
def issues(stores):
    return stores.issues


def test_an_issue_comes_back_as_it_was_kept(issues):
    assert issues.get(GROUP, ID) is None
    assert issues.save(issue())
    assert issues.get(GROUP, ID) == issue(version=1)
    in_hand = issue(
        version=1,
        department="",
        assignee=PERSON,
        until=date(2026, 11, 30),
        state=IssueState.IN_HAND,
        due=None,
    )
    assert issues.save(in_hand)
    assert issues.get(GROUP, ID) == replace(in_hand, version=2)


def test_a_message_is_one_issue_and_whoever_read_an_earlier_version_reads_again(issues):
    issues.save(issue())
    assert not issues.save(issue(by=PERSON))
    assert not issues.save(issue(version=7))
    assert issues.get(GROUP, ID).by == OWNER


def test_the_issues_of_a_group_come_by_time_and_no_others(issues):
    for name, group_id, minutes in (("b", GROUP, 5), ("a", GROUP, 9), ("c", "group-2", 1)):
        issues.save(issue(issue_id=name * 20, group_id=group_id, at=at(minutes=minutes)))
    assert [each.issue_id[0] for each in issues.of_group(GROUP)] == ["b", "a"]


def test_an_issue_is_due_as_long_as_it_is_to_be_asked_after(stores, issues):
    item = DueItem(kind="issue", item_id=ID, group_id=GROUP, person_id="", due=DUE)
    issues.save(issue())
    assert stores.due_index.due(at(hours=23), 10) == []
    assert stores.due_index.due(DUE, 10) == [item]
    stores.due_index.postpone(item, at(hours=25))
    assert stores.due_index.due(DUE, 10) == []
    issues.save(issue(version=1, due=None))
    assert stores.due_index.due(at(days=9), 10) == []


def test_who_is_forgotten_neither_raised_one_nor_has_to_see_to_it(issues):
    issues.save(issue(assignee=PERSON))
    issues.forget(GROUP, "somebody else")
    assert issues.get(GROUP, ID).version == 1
    for who in (PERSON, OWNER, OWNER):
        issues.forget(GROUP, who)
    kept = issues.get(GROUP, ID)
    assert (kept.by, kept.assignee, kept.words) == ("", "", "")


def test_an_id_with_a_separator_is_refused(issues):
    with pytest.raises(InvalidEventError):
        issues.get("a#b", ID)
