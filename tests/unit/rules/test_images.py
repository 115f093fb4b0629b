from qungui.model.finding import Abstain, Clear
from qungui.model.message import MessageKind
from qungui.rules.images import Images
from tests.support.build import facts


def test_a_picture_nobody_can_look_into_is_an_abstention():
    assert isinstance(Images().judge(facts("", kind=MessageKind.IMAGE)), Abstain)


def test_anything_else_is_no_picture():
    assert Images().judge(facts()) == Clear()
