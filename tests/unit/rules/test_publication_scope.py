import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.publication_scope import PublicationScope
from tests.support.build import facts

RULE = PublicationScope()


@pytest.mark.parametrize(
    "text",
    [
        "本周星座运势来了，处女座小心破财",
        "二手婴儿车转让，九成新",
        "快转！吃这个能降三高",
        "周末去哪家火锅店好，求推荐",
        "出两张电影票",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "质量案例：包装破损的原因分析",
        "展会总结分享给大家",
        "项目结算进度更新",
        "新版制度解读见附件",
        "二号楼设备转让合同已签",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = PublicationScope(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
