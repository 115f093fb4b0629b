import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.negativity import Negativity
from tests.support.build import facts

RULE = Negativity()


@pytest.mark.parametrize(
    "text",
    [
        "这公司没前途，早走早好",
        "天天画饼，奖金一分没有，干着真没劲",
        "我看咱们厂撑不过年底了",
        "都别卖力了，反正要裁员",
        "工资拖了两个月，怕是要黄",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "季度目标没完成，大家加把劲",
        "这批料有毛刺，退给供应商",
        "竞争对手倒闭了，客户找上门",
        "项目延期两周，原因是物料",
        "今天心情不好，请半天假",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Negativity(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
