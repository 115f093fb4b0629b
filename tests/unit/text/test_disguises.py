"""Disguised words are read as meant, ordinary ones as they are written."""

import pytest

from qungui.text.normal import normal, original_span
from qungui.text.words.disguised import BY_PINYIN, BY_SOUND, ORDINARY


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("贝者钱的群", "赌钱的群"),
        ("彳艮多兼职", "很多兼职"),
        ("扌丁字员", "打字员"),
        ("加我weixin", "加我微信"),
        ("加我 wei xin", "加我微信"),
        ("加我we1xin", "加我微信"),
        ("jia我微信", "加我微信"),
        ("出租偎芯号", "出租微信号"),
        ("送猜斤", "送彩金"),
        ("薇信多少", "微信多少"),
        ("加威信", "加微信"),
        ("进裙聊", "进群聊"),
        ("薇❤信", "微信"),
    ],
)
def test_a_disguised_word_is_read_as_meant(text, meant):
    assert normal(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "这个女子很好",
        "卫星发射成功",
        "领导在群众中有威信",
        "他在北京读博",
        "简直不敢相信",
        "周末去哪家火锅店",
        "我创建了文档",
        "大家一起排练",
        "新买的裙子",
        "买两斤菠菜",
        "门口等我",
        "有人工费吗",
        "because we can",
        "请看 python 文档",
    ],
)
def test_an_ordinary_word_stays_as_it_is_written(text):
    assert normal(text) == text


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("想做的找weixin号", "微信号", "weixin号"),
        ("想做的找 wei - xin 号", "微信号", "wei - xin 号"),
        ("有偎❤芯吗", "微信", "偎❤芯"),
        ("彳艮多人在做", "很", "彳艮"),
    ],
)
def test_the_evidence_of_a_disguised_word_is_the_members_own_writing(text, word, written):
    start = normal(text).index(word)
    first, last = original_span(text, (start, start + len(word)))
    assert text[first:last] == written


@pytest.mark.parametrize("listed", [BY_SOUND, BY_PINYIN])
def test_a_word_that_is_read_as_meant_is_left_as_it_is(listed):
    words = listed.split()
    assert len(words) > 100
    assert [word for word in words if normal(word) != word] == []


def test_no_word_is_read_as_meant_and_ordinary_at_once():
    assert set(BY_SOUND.split()).isdisjoint(ORDINARY.split())
    assert set(BY_SOUND.split()).isdisjoint(BY_PINYIN.split())
