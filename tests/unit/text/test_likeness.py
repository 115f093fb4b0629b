from hypothesis import given
from hypothesis import strategies as st

from qungui.text.likeness import likeness, sketch

TEXT = "新到一批压力表，精度一级，量大从优，欢迎来电咨询，本周内下单送检定证书"


def test_a_text_is_like_itself_whatever_the_punctuation():
    assert likeness(sketch(TEXT), sketch(TEXT.replace("，", " ！"))) == 1


def test_another_text_is_not():
    assert likeness(sketch(TEXT), sketch("明天上午九点在三楼会议室开周例会，请准时参加")) < 0.2


def test_a_small_change_is_a_small_difference():
    assert likeness(sketch(TEXT), sketch(TEXT.replace("本周", "本月"))) > 0.8


def test_nothing_said_is_like_nothing():
    assert likeness(sketch("！！"), sketch("")) == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_mutual(one, other):
    left, right = sketch(one), sketch(other)
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, right) == likeness(right, left)
    assert left == sketch(one)
    assert len(left) in (0, 64)
