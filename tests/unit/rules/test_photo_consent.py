import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.rules.photo_consent import PhotoConsent
from tests.support.build import facts

RULE = PhotoConsent(consent_of="照片中的人")


def judged(text, people=None, rule=RULE):
    picture = Media(kind=MediaKind.IMAGE, inspection=Inspection(people=people))
    return rule.judge(facts(text, kind=MessageKind.IMAGE, attached=(picture,)))


@pytest.mark.parametrize("text", ["", "昨天的聚会", "他喝醉的样子"])
def test_people_without_their_consent_are_flagged(text):
    assert isinstance(judged(text, people=2), Hit)


def test_words_that_somebody_was_caught_suffice():
    assert isinstance(judged("偷偷抓拍了老王一张"), Hit)


@pytest.mark.parametrize("text", ["大家都同意我发的合影", "我的自拍", "征得小李许可"])
def test_consent_and_oneself_pass(text):
    assert judged(text, people=1) == Clear()


def test_a_picture_without_people_passes():
    assert judged("新到的货", people=0) == Clear()


def test_a_picture_nobody_looked_into_is_an_abstention():
    assert isinstance(judged("看"), Abstain)
    assert judged("产品实拍图") == Clear()


def test_words_alone_are_no_picture():
    assert RULE.judge(facts("偷拍是不对的")) == Clear()


def test_without_a_requirement_nothing_is_found():
    assert judged("偷拍", people=3, rule=PhotoConsent()) == Clear()
