from dataclasses import replace

import pytest

from qungui.model.finding import Clear, Hit, SeenAs
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.rules.voice_limit import VoiceLimit
from tests.support.build import at, facts, sighting

FEW = VoiceLimit(window_minutes=10, max_voice=2)
WRITTEN = VoiceLimit(prefer=("文字", "图片"))


def voices(count, kind=SeenAs.VOICE):
    return tuple(
        replace(sighting(number, at(minutes=-number)), kind=kind) for number in range(1, count + 1)
    )


def voice(**changes):
    return facts("", kind=MessageKind.VOICE, **changes)


def test_one_voice_more_than_allowed_acts():
    assert FEW.judge(voice(recent=voices(2))) == Hit(reason="10 分钟内 3 条语音，上限 2")


def test_as_many_as_allowed_do_not():
    assert FEW.judge(voice(recent=voices(1))) == Clear()


def test_pictures_are_no_voices():
    assert FEW.judge(voice(recent=voices(9, SeenAs.IMAGE))) == Clear()


def test_words_after_many_voices_are_none():
    assert FEW.judge(facts("好", recent=voices(9))) == Clear()


def test_a_leader_is_asked_to_write():
    said = WRITTEN.judge(voice(roles={Role.LEADER}))
    assert said == Hit(reason="领导以语音发布，工作指令请用文字、图片")


@pytest.mark.parametrize("roles", [set(), {Role.OWNER}, {Role.ADMINISTRATOR}])
def test_nobody_else_is(roles):
    assert WRITTEN.judge(voice(roles=roles)) == Clear()


def test_a_leader_who_writes_is_not():
    assert WRITTEN.judge(facts("三点开会", roles={Role.LEADER})) == Clear()
