import pytest

from local.expectation import differences, read_expectation
from local.facts import ITSELF, call_counts
from local.fake_wecom.record import Call, Effect
from local.story import read_story


def call(endpoint="message/send", errcode=0, remark="", effects=()):
    return Call(
        number=1,
        at="2026-11-05T03:00:00.000+00:00",
        endpoint=endpoint,
        body={},
        errcode=errcode,
        effects=effects,
        remark=remark,
    )


def test_equal_counts_have_no_difference():
    counts = {("a", "b"): 1, ("c",): 2}
    assert differences(counts, dict(counts)) == ()


@pytest.mark.parametrize(
    ("expected", "found", "said"),
    [
        ({("a", "b"): 1}, {}, "a / b: 应为 1，实为 0"),
        ({}, {("a", "b"): 2}, "a / b: 应为 0，实为 2"),
        ({("a",): 1}, {("a",): 3}, "a: 应为 1，实为 3"),
    ],
)
def test_every_other_count_is_named(expected, found, said):
    assert [str(each) for each in differences(expected, found)] == [said]


def test_a_count_of_zero_is_the_same_as_none():
    assert differences({("a",): 0}, {}) == ()


def test_nested_counts_become_paths(tmp_path):
    path = tmp_path / "expectation.yaml"
    path.write_text("calls: {gettoken: {answered: 1}}\ntable: {cases: 2}\n")
    assert read_expectation(path) == {("calls", "gettoken", "answered"): 1, ("table", "cases"): 2}


def test_something_that_is_no_count_is_refused(tmp_path):
    path = tmp_path / "expectation.yaml"
    path.write_text("table: {cases: two}\n")
    with pytest.raises(TypeError, match="table / cases"):
        read_expectation(path)


def test_effects_count_for_whom_they_reached_and_removals_for_who_left():
    calls = [
        call(effects=(Effect(kind="text", to="anna"), Effect(kind="text", to="boris"))),
        call("appchat/update", effects=(Effect(kind="removal", to="office", whom="chen"),)),
    ]
    assert call_counts(calls, read_story()) == {
        ("calls", "message/send", "text", "anna"): 1,
        ("calls", "message/send", "text", "boris"): 1,
        ("calls", "appchat/update", "removal", "chen"): 1,
    }


def test_a_group_that_came_on_file_later_is_called_by_its_key():
    chat = read_story().group("launch").alias("appchat")
    calls = [call("appchat/create", effects=(Effect(kind="creation", to=chat),))]
    assert call_counts(calls, read_story()) == {
        ("calls", "appchat/create", "creation", "launch"): 1
    }


def test_refusals_repeats_and_silent_calls_have_names_of_their_own():
    calls = [call(errcode=40014), call(remark="duplicate"), call("gettoken")]
    assert call_counts(calls, read_story()) == {
        ("calls", "message/send", "errcode", "40014"): 1,
        ("calls", "message/send", "remark", "duplicate"): 1,
        ("calls", "gettoken", "answered"): 1,
    }


def test_the_expectation_speaks_only_of_people_and_groups_of_the_story():
    story = read_story()
    named = {(group.key, who) for group in story.every_group for who in (*group.members, ITSELF)}
    for path in read_expectation():
        if path[0] in {"cases", "orders"}:
            assert (path[1], path[2]) in named
