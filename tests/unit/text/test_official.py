"""Messages that claim to be official, and the word that lets one out."""

import pytest

from qungui.text.normal import normal
from qungui.text.official import claims_to_be_official, lets_out

CLAIMS = ("公告", "正式通知")


@pytest.mark.parametrize(
    "text", ["【公司公告】下周一调休", "[集团公告] 大会改期", "📢【正式通知】停车收费"]
)
def test_a_heading_claims_it(text):
    assert claims_to_be_official(normal(text), CLAIMS)


@pytest.mark.parametrize(
    "text",
    [
        "公告栏坏了，谁去修",
        "看到公告了吗【图】",
        "【接龙】聚餐报名，见公告",
        "【今日菜单】红烧肉",
        "",
    ],
)
def test_talk_of_one_does_not(text):
    assert not claims_to_be_official(normal(text), CLAIMS)


def test_without_words_nothing_claims_anything():
    assert not claims_to_be_official("【公告】", ())


@pytest.mark.parametrize("text", ["审核通过", "已看，审批已通过", "同意田甜发布", "准予发布"])
def test_a_word_lets_it_out(text):
    assert lets_out(normal(text))


@pytest.mark.parametrize(
    "text", ["未审核通过", "审核通过吗？", "不同意发布", "还没有审核", "发布会几点", "不批准发布"]
)
def test_other_words_do_not(text):
    assert not lets_out(normal(text))
