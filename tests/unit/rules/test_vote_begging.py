import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.vote_begging import VoteBegging
from tests.support.build import facts

RULE = VoteBegging(kinds=("投票", "集点赞", "砍价"))


@pytest.mark.parametrize(
    "text",
    [
        "给我闺女投个票吧，舞蹈大赛26号，谢谢叔叔阿姨",
        "帮忙点个赞，集够五十个换早餐",
        "谁有空帮我砍一下，差两块就免费了",
        "拼团差一个人助力，点一下就行",
        "麻烦大家给我们店铺评选投一票",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "部门优秀员工投票已开始，请在系统里投",
        "跟供应商砍价砍下来五个点",
        "为今天加班的同事点赞",
        "董事会投票通过了预算",
        "这个功能很棒，点赞",
        "数字化助力企业发展",
        "帮我点一下审批，谢谢",
        "各位领导麻烦帮我点个流程，就差一位了",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = VoteBegging(kinds=("投票", "集点赞", "砍价"), words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
