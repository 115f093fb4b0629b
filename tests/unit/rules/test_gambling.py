import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.gambling import Gambling
from tests.support.build import facts

RULE = Gambling()


@pytest.mark.parametrize(
    "text",
    [
        "晚上来我家打麻将，二十块一炮，还缺两个",
        "网上棋牌室，注册就送三十八，拉人有返佣",
        "今晚曼联让一球，我坐庄，要押的报数",
        "时时彩计划群，跟单七天回本",
        "澳门线上真人视讯，荷官在线",
        "德州扑克局，一百起，上不封顶",
        "这期特码已出，包中，先收后付",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "我打赌他今天又迟到",
        "别跟客户打感情牌，谈数据",
        "楼下新开一家炸金花店，是卖小吃的",
        "年会抽奖，一等奖是手机",
        "工会组织掼蛋比赛，周六报名",
        "老李这手牌打得漂亮，客户签了",
        "反赌宣传周，请各部门转发海报",
        "彩票店隔壁就是快递点",
        "赛车模型的外壳到货了",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Gambling(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
