import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.copyright import Copyright
from tests.support.build import facts

RULE = Copyright()


@pytest.mark.parametrize(
    "text",
    [
        "我有这门付费课程的全套录播，网盘自取",
        "破解版的设计软件，要的私",
        "某老师的电子书合集，免费下",
        "把人家公众号的文章去水印搬过来就行",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "软件请用正版，公司已采购",
        "这篇文章转自行业协会，原文链接在下面",
        "盗版举报电话更新了",
        "培训课程的录播在内网",
        "引用数据请注明出处",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Copyright(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
