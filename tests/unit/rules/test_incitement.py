import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.incitement import Incitement
from tests.support.build import facts


@pytest.mark.parametrize(
    "text",
    [
        "大家明天一起罢工，看他怎么办",
        "兄弟们去总部拉横幅",
        "咱们今晚把服务器关了",
        "所有人都别上班，给公司点颜色看",
        "去围堵仓库，谁不去谁是怂包",
    ],
)
def test_a_call_to_harm_is_flagged(text):
    assert isinstance(Incitement().judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "明天消防演练，大家有序下楼",
        "加班太多了，建议向人事反映调休",
        "国外工厂罢工，交期要延后",
        "停工检修三天，请仓库备货",
        "大家下班前把空调关了",
        "群里严禁煽动大家罢工",
    ],
)
def test_its_neighbours_are_not(text):
    said = Incitement().judge(facts(text))
    assert said == Clear()


@pytest.mark.parametrize("words", [(), ("",)])
def test_an_empty_list_of_the_group_matches_nothing(words):
    assert Incitement(words=words).judge(facts("大家好")) == Clear()


def test_words_of_the_group_count():
    assert isinstance(Incitement(words=("掀桌",)).judge(facts("掀 桌")), Hit)


@pytest.mark.parametrize(
    "text", ["小王私下里骂你呢，换我早翻脸了", "你知道他背地里怎么讲你的吗", "要我就跟他干一架"]
)
def test_setting_members_against_each_other_is_flagged(text):
    assert isinstance(Incitement().judge(facts(text)), Hit)
