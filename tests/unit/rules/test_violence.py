import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.violence import Violence
from tests.support.build import facts

RULE = Violence()


@pytest.mark.parametrize(
    "text",
    [
        "你再敢来我打断你的腿",
        "谁举手反对我就弄死谁",
        "群里有没有人看过那个斩首视频，我发给你们",
        "下班在门口等着，看我不砍死你",
        "信不信我让你横着出去",
        "车祸把人都碾碎了，我录了视频，要看的私聊",
        "明天我提刀去找他算账",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "这个月真是累死我了",
        "别打断我，让我说完",
        "这批货打折，抓紧下单走流程",
        "系统又卡死了，谁重启一下",
        "安全科：观看触电事故警示片",
        "服务器被暴力破解，已封禁来源地址",
        "拳击课周三晚上开",
        "砍价砍到八万，客户同意了",
        "竞品杀到九块九了，我们怎么应对",
        "监控录像已交派出所，盗窃案在查",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Violence(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
