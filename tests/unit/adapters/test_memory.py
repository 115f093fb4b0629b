"""What the fakes promise beyond the contract tests: they behave as the platform does."""

import pytest

from qungui.adapters.memory.archive import MemoryArchive, MemoryKeyRing
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.dead_letters import MemoryDeadLetters
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.power import MemoryPower
from qungui.errors import InvalidEventError
from qungui.model.ids import Alias
from qungui.model.outcome import Card, Done, NoPower, Unsure
from tests.support.build import GROUP, NOON, PERSON, at, group, person


@pytest.fixture
def clock():
    return ManualClock(NOON)


@pytest.fixture
def messenger(clock):
    return MemoryMessenger(clock)


def card(task_id="order-1-0"):
    return Card(
        task_id=task_id,
        title="移出成员",
        description="请在今天内完成",
        body="请把该成员移出本群。",
        facts=(("条款", "R01.4.4b"),),
        about="zhangsan",
        buttons=(("已移出", "done"),),
    )


def test_an_identical_text_arrives_once_in_four_hours(messenger, clock):
    for moment in (at(), at(hours=3.9), at(hours=4)):
        clock.move_to(moment)
        assert messenger.tell(person(), "请勿发广告") == Done()
    assert len(messenger.told) == 2


def test_other_words_and_other_people_are_told(messenger):
    messenger.tell(person(), "一")
    messenger.tell(person(), "二")
    messenger.tell(person(Alias("userid", "lisi")), "一")
    assert [told.text for told in messenger.told] == ["一", "二", "一"]


def test_an_outsider_cannot_be_told(messenger):
    outsider = person(Alias("external", "wmOneOfTheOutside000000000000001"))
    assert messenger.tell(outsider, "一") == NoPower()
    assert messenger.hand_over(outsider, card()) == NoPower()


def test_a_scripted_answer_has_no_effect(messenger):
    messenger.answers.append(Unsure("time-out"))
    assert messenger.tell(person(), "一") == Unsure("time-out")
    assert messenger.told == []
    assert messenger.tell(person(), "一") == Done()


def test_a_card_of_the_same_task_arrives_once(messenger):
    messenger.hand_over(person(), card())
    messenger.hand_over(person(), card())
    messenger.hand_over(person(), card("order-1-1"))
    assert [handed.card.task_id for handed in messenger.handed] == ["order-1-0", "order-1-1"]


def test_a_removed_member_is_gone_and_removed_once():
    power = MemoryPower()
    power.members.add((GROUP, PERSON))
    assert power.remove(group(), person()) == Done()
    assert power.remove(group(), person()) == Done()
    assert not power.has_member(group(), person())
    assert power.removals == [(GROUP, PERSON)]


def test_a_group_shows_every_post():
    power = MemoryPower()
    power.speak(group(), "通知")
    power.speak(group(), "通知")
    assert len(power.posts) == 2


def test_a_power_that_the_platform_does_not_give_says_so():
    power = MemoryPower(speaks=False, removes=False)
    power.members.add((GROUP, PERSON))
    assert power.speak(group(), "通知") == NoPower()
    assert power.remove(group(), person()) == NoPower()
    assert power.has_member(group(), person())


def test_an_archived_record_opens_with_its_own_key_only():
    archive, ring = MemoryArchive(), MemoryKeyRing(versions=[1], wrong=[2])
    archive.add("m1", {"msgid": "m1"})
    archive.add("m2", {"msgid": "m2"}, key_version=2)
    first, second = archive.pull(after=0, limit=10)
    opened = archive.unseal(ring.unwrap(1, first.sealed_key), first.sealed_message)
    assert opened == '{"msgid": "m1"}'
    with pytest.raises(InvalidEventError):
        archive.unseal(ring.unwrap(2, second.sealed_key), second.sealed_message)
    with pytest.raises(InvalidEventError):
        ring.unwrap(3, first.sealed_key)


def test_the_archive_is_pulled_from_where_one_stopped():
    archive = MemoryArchive()
    for number in range(5):
        archive.add(f"m{number}", {})
    assert [record.seq for record in archive.pull(after=2, limit=2)] == [3, 4]
    assert archive.pull(after=5, limit=2) == []


def test_a_letter_buried_twice_lies_there_once():
    letters = MemoryDeadLetters()
    letters.bury("{}", why="unknown version", lane="room:1")
    letters.bury("{}", why="unknown version", lane="room:1")
    assert len(letters.buried) == 1
