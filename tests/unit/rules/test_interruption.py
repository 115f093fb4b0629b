import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.interruption import Interruption
from tests.support.build import facts


@pytest.mark.parametrize(
    "text",
    ["闭嘴吧，还轮不到你", "别说了别说了，听着烦", "够了，不要再讲", "没人要听这些，换个人说"],
)
def test_silencing_somebody_is_flagged(text):
    assert isinstance(Interruption().judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    ["小王讲完我补充一点", "别说了，说多了都是泪", "这点你别说，还真对", "时间到了，下一位请讲"],
)
def test_its_neighbours_are_not(text):
    assert Interruption().judge(facts(text)) == Clear()


@pytest.mark.parametrize("words", [(), ("",)])
def test_an_empty_list_of_the_group_matches_nothing(words):
    assert Interruption(words=words).judge(facts("大家好")) == Clear()


def test_words_of_the_group_count():
    assert isinstance(Interruption(words=("下去吧",)).judge(facts("下去吧")), Hit)
