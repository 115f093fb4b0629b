import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine.matching import Candidate, proposals, score

TEN = frozenset(f"p{number}" for number in range(10))


def candidate(group_id="room", name="华东项目客户群", members=TEN):
    return Candidate(group_id=group_id, name=name, members=frozenset(members))


def test_the_same_name_and_members_are_proposed_for_sure():
    (found,) = proposals(candidate(), [candidate("client")])
    assert (found.room, found.group_id, found.score) == ("room", "client", 1.0)
    assert (found.shared, found.sure) == (10, True)


def test_two_that_look_alike_are_both_unsure():
    found = proposals(candidate(), [candidate("one"), candidate("two")])
    assert [one.sure for one in found] == [False, False]


def test_the_nearer_one_comes_first():
    others = TEN - {"p1"} | {"q1"}
    found = proposals(candidate(), [candidate("two", members=others), candidate("one")])
    assert [one.group_id for one in found] == ["one", "two"]
    assert [one.sure for one in found] == [True, False]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("华东项目客户群", []),  # a name alone
        ("完全不同", TEN),  # members alone: two groups of the same people
        ("华东项目客户群", ["p1", "x1", "x2"]),
        ("", []),
    ],
)
def test_half_of_it_is_not_enough(name, members):
    assert proposals(candidate(), [candidate("client", name, members)]) == ()


@pytest.mark.parametrize("name", ["【华东】项目 客户群", "华东项目客户群！", "华东项目客户群🌹"])
def test_marks_and_spaces_make_no_other_name(name):
    assert score(candidate(), candidate(name=name)) == 1.0


CANDIDATES = st.builds(
    candidate, st.just("g"), st.text(max_size=8), st.frozensets(st.sampled_from("abcdef"))
)


@given(CANDIDATES, CANDIDATES)
def test_a_score_is_between_none_and_all_and_the_same_either_way(one, other):
    points = score(one, other)
    assert 0 <= points <= 1.0000001
    assert points == score(other, one)
