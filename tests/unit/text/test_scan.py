import pytest

from qungui.text.scan import sign_for, sign_for_many, signs_in

WORD = sign_for(("第三篮",))
FEW = sign_for_many("0123〇", 4)


@pytest.mark.parametrize("text", ["0123", "3333", "一〇二00楼3层"])
def test_many_characters_are_counted_as_often_as_they_stand(text):
    assert signs_in(text) & FEW


@pytest.mark.parametrize("text", ["", "012", "4567", "第三篮3个"])
def test_fewer_are_not_enough(text):
    assert not signs_in(text) & FEW


def test_each_sign_is_found_by_itself():
    assert signs_in("第三篮") & (WORD | FEW) == WORD
    assert signs_in("第三篮 0000") & (WORD | FEW) == WORD | FEW
