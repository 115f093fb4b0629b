import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Abstain, Clear
from qungui.model.message import MessageKind
from qungui.rules.images import Images
from tests.support.build import facts


def test_a_picture_nobody_can_look_into_is_an_abstention():
    assert isinstance(Images().judge(facts("", kind=MessageKind.IMAGE)), Abstain)


def test_anything_else_is_no_picture():
    assert Images().judge(facts()) == Clear()


@pytest.mark.parametrize("kind", [MediaKind.IMAGE, MediaKind.EMOTION])
def test_a_picture_among_words_is_one_too(kind):
    seen = facts("看", kind=MessageKind.MIXED, attached=(Media(kind=kind),))
    assert isinstance(Images().judge(seen), Abstain)


def test_a_voice_is_no_picture():
    voice = (Media(kind=MediaKind.VOICE),)
    assert Images().judge(facts("", kind=MessageKind.VOICE, attached=voice)) == Clear()
