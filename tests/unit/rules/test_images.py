import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.inspection import Inspection
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


def looked(*seen, labels=("色情", "反动")):
    """What the rule says of a message with one picture for each of *seen*."""
    pictures = tuple(Media(kind=MediaKind.IMAGE, inspection=one) for one in seen)
    return Images(labels=labels).judge(facts("", kind=MessageKind.MIXED, attached=pictures))


CLEAN, BAD = Inspection(labels=frozenset({"猫"})), Inspection(labels=frozenset({"猫", "色情"}))


def test_a_picture_that_shows_what_it_may_not_is_a_hit():
    assert looked(CLEAN, BAD) == Hit(reason="图片内容疑似：色情", score=0.5)


def test_one_bad_picture_suffices_whatever_could_not_be_looked_into():
    assert isinstance(looked(None, BAD), Hit)


def test_pictures_that_were_all_looked_into_are_clear():
    assert looked(CLEAN, CLEAN) == Clear()
    assert isinstance(looked(CLEAN, None), Abstain)


@pytest.mark.parametrize("labels", [(), ("",), (" ",)])
def test_without_labels_nothing_is_found(labels):
    blank = Inspection(labels=frozenset({"", " ", "色情"}))
    assert looked(blank, labels=labels) == Clear()


@pytest.mark.parametrize("label", ["裸露", "淫秽", "政治敏感"])
def test_what_goes_under_a_label_counts_as_it(label):
    assert isinstance(looked(Inspection(labels=frozenset({label}))), Hit)


def test_words_in_the_picture_count_too():
    assert isinstance(looked(Inspection(words="美女 裸聊，扫我")), Hit)
    assert looked(Inspection(words="设备铭牌")) == Clear()
    assert looked(Inspection(words="美女裸聊"), labels=("暴力",)) == Clear()
