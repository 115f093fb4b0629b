import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from local.records import RecordMaker
from local.story import (
    ZONE,
    Line,
    Story,
    first_evening,
    moment,
    read_story,
)
from qungui.adapters.wecom.archive_records import read_record
from qungui.model.archive import ArchivingSwitched
from qungui.model.ids import Alias, derived_id, unfiled_id
from qungui.model.message import Message, MessageKind

WALL = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story()


@pytest.fixture(scope="module")
def filings(story):
    maker = RecordMaker(story=story, last_post=lambda _: "【群规通知】请遵守", wall=lambda: WALL)
    evening = first_evening(WALL)
    return [
        (scene, line, filing)
        for scene, line in story.lines()
        for filing in maker.filings(line, moment(evening, scene, line))
    ]


def messages_of(filings, *, what) -> list:
    return [
        read_record(json.dumps(filing.record))
        for _, line, filing in filings
        if line.what[0] == what
    ]


def test_about_two_hundred_records_in_groups_of_three_kinds(story, filings):
    assert 230 <= len(filings) <= 250
    assert len({group.kind for group in story.groups}) == 3


def test_everybody_who_speaks_in_a_group_is_a_member_of_it(story):
    for _, line in story.lines():
        outside = line.robot or line.sender.startswith("wm")
        if line.group in {group.key for group in story.every_group} and line.sender and not outside:
            assert line.sender in story.group(line.group).members, line


def test_every_member_has_a_name(story):
    members = {member for group in story.every_group for member in group.members}
    assert members <= set(story.people)


def test_a_group_that_comes_on_file_later_has_the_ids_that_the_product_derives(story):
    (launch, fair) = (story.group(key) for key in ("launch", "fair"))
    assert launch.group_id == derived_id("group", "filing", launch.form_id)
    assert launch.alias("appchat") == derived_id("appchat", launch.group_id)
    assert fair.group_id == unfiled_id(Alias("chat", "wrFairChat0007"))
    assert {group.group_id for group in story.groups} == {group.key for group in story.groups}


def test_everybody_who_holds_an_office_has_a_name(story):
    held = [who for offices in story.offices.values() for each in offices.values() for who in each]
    assert held
    assert set(held) <= set(story.people)


def test_time_only_moves_forward(story):
    moments = [moment(first_evening(WALL), scene, line) for scene, line in story.lines()]
    assert moments == sorted(moments)


def test_the_story_lies_after_the_wall_clock_but_for_its_first_scene(story):
    hours = [datetime(2026, 11, 5, hour, 59, tzinfo=ZONE) for hour in range(24)]
    for wall in hours:
        evening = first_evening(wall)
        before = [moment(evening, story.scenes[0], line) for line in story.scenes[0].lines]
        after = [moment(evening, scene, line) for scene in story.scenes[1:] for line in scene.lines]
        assert max(before) < wall < min(after)


def test_line_ids_are_unique(story):
    counted = Counter(line.line_id for _, line in story.lines())
    assert max(counted.values()) == 1


def test_records_of_every_kind_are_read_by_the_product(filings):
    kinds = {
        message.kind
        for what in ("text", "link", "image", "voice", "file", "recall", "record")
        for message in messages_of(filings, what=what)
        if isinstance(message, Message)
    }
    assert kinds == set(MessageKind)


def test_what_is_quoted_is_told_apart_from_what_is_written(filings):
    quoting = [
        message for message in messages_of(filings, what="text") if message and message.quoted
    ]
    assert {message.text for message in quoting} >= {"赵磊，这里是工作群。"}


def test_a_recall_names_the_record_that_it_takes_back(filings):
    ids = {filing.record["msgid"] for _, _, filing in filings}
    assert all(message.recalls in ids for message in messages_of(filings, what="recall"))


def test_talks_outside_groups_and_switches_are_no_group_messages(filings):
    (switch,) = messages_of(filings, what="switch")
    outside = [
        read_record(json.dumps(filing.record)) for _, line, filing in filings if line.group is None
    ]
    assert isinstance(switch, ArchivingSwitched)
    assert set(outside) == {None, switch}


def test_a_robot_is_known_by_its_account(filings):
    robots = [read_record(json.dumps(filing.record)) for _, line, filing in filings if line.robot]
    assert [message.sender.kind for message in robots] == ["robot"]


def test_an_echo_has_our_own_words_and_the_time_of_the_wall_clock(filings):
    echoes = messages_of(filings, what="echo")
    assert len({message.message_id for message in echoes}) == len(echoes) == 4
    assert {(message.text, message.sent_at) for message in echoes} == {("【群规通知】请遵守", WALL)}


def test_copies_are_the_very_same_record(filings):
    counted = Counter(json.dumps(filing.record, sort_keys=True) for _, _, filing in filings)
    assert sorted(counted.values())[-2:] == [1, 2]


def test_one_record_is_sealed_with_a_key_that_nobody_has(filings):
    assert [filing.foreign for _, _, filing in filings].count(True) == 1


def test_both_versions_of_the_key_are_used(filings):
    assert {filing.key_version for _, _, filing in filings} == {1, 2}


def test_the_first_evening_is_the_next_local_day():
    late = datetime(2026, 11, 5, 23, 0, tzinfo=UTC)  # the 6th, seven in the morning, in Shanghai
    assert first_evening(late) == (late.astimezone(ZONE) + timedelta(days=1)).date()


def test_a_line_that_says_nothing_is_refused(tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(
        "people: {}\ngroups: {}\nlater: {}\noffices: {}\nunlinked: {}\n"
        "scenes: [{title: a, english: b, day: 0, say: [{at: '20:00:00', from: x}]}]\n"
    )
    with pytest.raises(ValueError, match="one kind is needed"):
        read_story(path)


def test_a_line_keeps_why_it_is_there(story):
    assert any(isinstance(line, Line) and line.why for _, line in story.lines())
