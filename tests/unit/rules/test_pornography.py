import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.pornography import Pornography
from tests.support.build import facts

RULE = Pornography()


@pytest.mark.parametrize(
    "text",
    [
        "加V看美女脱衣直播，首月九块九",
        "出国产无码合集，八十个G，云盘发",
        "同城楼凤，包夜八百，安全私密",
        "想看激情直播的进 http://zb.invalid/9",
        "兄弟们，昨晚那个主播全裸了，录像要的私",
        "成 人 视 频 网站分享给大家",
        "学生妹兼职，可上门，照片私发",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "成人高考报名截止到周五",
        "她给我们部门争取了不少福利",
        "新来的美女同事安排在三楼工位",
        "培训录像放云盘了，密码6677",
        "片区老司机师傅带新人跑线路",
        "黄色安全帽是访客戴的",
        "公安通报一起网络色情案，请家长留意孩子上网",
        "市场部要拍一组人物写真做形象墙",
        "深夜加班的同事可以报销打车费",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Pornography(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
