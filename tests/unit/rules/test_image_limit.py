from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear, Hit, SeenAs
from qungui.model.message import MessageKind
from qungui.rules.image_limit import ImageLimit
from tests.support.build import at, facts, sighting, spoken

FEW = ImageLimit(window_minutes=10, max_images=3)
LIVELY = ImageLimit(window_minutes=5, active_speakers=4)


def pictures(count, *, seconds=60, kind=SeenAs.IMAGE):
    return tuple(
        replace(sighting(number, at(seconds=-number * seconds)), kind=kind)
        for number in range(1, count + 1)
    )


def picture(**changes):
    return facts("", kind=MessageKind.IMAGE, **changes)


def test_one_picture_more_than_allowed_acts():
    said = FEW.judge(picture(recent=pictures(3)))
    assert said == Hit(reason="10 分钟内 4 张图片，上限 3")


def test_as_many_as_allowed_do_not():
    assert FEW.judge(picture(recent=pictures(2))) == Clear()


@pytest.mark.parametrize("kind", [SeenAs.VOICE, SeenAs.OTHER])
def test_other_messages_are_no_pictures(kind):
    assert FEW.judge(picture(recent=pictures(9, kind=kind))) == Clear()


def test_words_after_many_pictures_are_no_picture():
    assert FEW.judge(facts("好了", recent=pictures(9))) == Clear()


def test_a_picture_at_the_windows_very_start_is_outside():
    assert FEW.judge(picture(recent=pictures(3, seconds=200))) == Clear()


def talk(people, *, seconds=30):
    return tuple(spoken(f"p{number}", at(seconds=-number * seconds)) for number in range(people))


def test_a_picture_into_a_lively_talk_acts():
    seen = replace(picture(), around=talk(4), author="me")
    assert LIVELY.judge(seen) == Hit(reason="5 分钟内 4 人正在聊天，此时发图打断交流")


@pytest.mark.parametrize("around", [(), talk(3), talk(4, seconds=120)])
def test_into_a_quiet_one_it_does_not(around):
    assert LIVELY.judge(replace(picture(), around=around, author="me")) == Clear()


def test_who_talks_to_themselves_is_not_lively():
    around = tuple(spoken("me", at(seconds=-number)) for number in range(1, 9))
    assert LIVELY.judge(replace(picture(), around=around, author="me")) == Clear()


def test_what_was_said_later_is_no_talk_yet():
    later = tuple(spoken(f"p{number}", at(seconds=number)) for number in range(1, 9))
    assert LIVELY.judge(replace(picture(), around=later, author="me")) == Clear()


def test_without_the_groups_memory_it_abstains():
    assert isinstance(LIVELY.judge(picture()), Abstain)
    assert LIVELY.judge(facts("好")) == Clear()
