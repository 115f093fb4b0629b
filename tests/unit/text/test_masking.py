"""What of a message may be kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.text.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话 13912345678 找我", "电话 13*** 找我"),
        ("加我 wxid_ab12cd", "加我 wx***"),
        ("微信 hongjiu 下单", "微信*** 下单"),
        ("Ｑ１２３４５６７", "Ｑ１２***"),
        ("点 https://shop.example/a?b=1 抢", "点 ht*** 抢"),
        ("写信到 zhang.san@corp.example", "写信到 zh***"),
        ("138-0013-8000", "13***"),
        ("1 3 8 0 0 1 3 8 0 0 0", "1 ***"),
        ("一三八零零一三八零零零", "一三***"),
        ("卡号 6222 0212 3456 7890", "卡号 62***"),
    ],
)
def test_contact_details_are_starred(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize("text", ["整箱只要 99 元", "2026 年 11 月", "下午 3 点开会", "八折"])
def test_prices_and_dates_stay(text):
    assert masked(text) == text


def test_a_cut_through_a_number_uncovers_nothing():
    text = "电话13912345678"
    assert "12345678" not in masked(text, (5, len(text)))


def test_the_span_is_what_is_shown():
    assert masked("前面的话，兼职，后面的话", (5, 7)) == "兼职"


def test_lines_become_one():
    assert masked("上\n下\t左") == "上 下 左"


@given(st.text(max_size=200), st.data())
def test_at_most_forty_characters_and_no_long_number(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = masked(text, (start, end))
    assert len(shown) <= 40
    assert not re.search(r"\d{5}", shown)
