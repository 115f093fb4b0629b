"""Replies split into the writer's own words and those of somebody else."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.quotes import split_quote

ZH = "这是一条引用/回复消息："
EN = "This is a quote/reply:"
AD = "低价代开发票，加微信"


@pytest.mark.parametrize("prefix", [ZH, EN])
@pytest.mark.parametrize(
    ("rest", "authored"),
    [
        pytest.param(f'\n"李四：\n{AD}"\n------\n请勿发广告', "请勿发广告", id="as usual"),
        pytest.param(f"\n“李四：\n{AD}”\n------\n收到", "收到", id="Chinese marks"),
        pytest.param(f"{AD}\n------\n收到", "收到", id="bare"),
        pytest.param(f"\n{AD}\n------\n一\n------\n二", "一\n------\n二", id="own dashes stay"),
        pytest.param(f'\n"{AD}\n------\n{AD}"\n------\n好', "好", id="dashes in the quote"),
        pytest.param(f'\n"{AD}"\n------\n一\n"\n------\n二', '一\n"\n------\n二', id="own marks"),
        pytest.param(f'\n"{AD}"\n------\n', "", id="no word of their own"),
        pytest.param(f'\r\n"{AD}"\r\n------\r\n收到', "收到", id="carriage returns"),
    ],
)
def test_the_quoted_words_are_not_the_writers(prefix, rest, authored):
    got, quoted = split_quote(prefix + rest)
    assert got == authored
    assert AD in quoted
    assert AD not in got


def test_a_reply_to_a_reply_ends_at_its_own_dashes():
    inner = f'{ZH}\n"王五：\n{AD}"\n------\n我也看到了'
    got, quoted = split_quote(f'{ZH}\n"李四：\n{inner}"\n------\n请管理员处理')
    assert got == "请管理员处理"
    assert "我也看到了" in quoted


@pytest.mark.parametrize(
    "content",
    [
        "",
        "大家好",
        "------",
        f"一\n------\n{AD}",
        f" {ZH}\n{AD}\n------\n好",
        f"{ZH}\n{AD}",
        f"{ZH}\n{AD}\n---\n好",
        f"{ZH}{AD} ------ 好",
    ],
)
def test_what_is_no_reply_is_all_the_writers(content):
    assert split_quote(content) == (content, "")


def test_a_quote_whose_marks_do_not_match_ends_at_the_first_dashes():
    assert split_quote(f'{ZH}\n"{AD}\n------\n一\n------\n二') == ("一\n------\n二", f'"{AD}')


def test_a_prefix_inside_the_quote_does_not_hide_the_writers_words():
    got, _ = split_quote(f'{ZH}\n"{ZH}没有横线"\n------\n{AD}')
    assert got == AD


SPACED = " ".join("-" * 15)


@pytest.mark.parametrize(
    ("content", "authored"),
    [
        pytest.param(f"「李四：{AD}」\n{SPACED}\n请勿发广告", "请勿发广告", id="as usual"),
        pytest.param(f"「李四：{AD}」\r\n{SPACED}\r\n收到", "收到", id="carriage returns"),
        pytest.param(
            f"「李四：「{AD}」\n{SPACED}\n?」\n{SPACED}\n好", "好", id="a reply to a reply"
        ),
        pytest.param(f"「李四：{AD}」\n{SPACED}\n", "", id="no word of their own"),
    ],
)
def test_wechats_own_form_is_split_too(content, authored):
    got, quoted = split_quote(content)
    assert got == authored
    assert AD in quoted


@pytest.mark.parametrize(
    "content",
    [
        f"「{AD}」",
        f"「{AD}」\n收到",
        f"「{AD}\n{SPACED}\n收到",
        f"「李四」{AD}\n{SPACED}\n收到",
        f"\n{SPACED}\n{AD}",
        f"「{AD}」\n- - -\n收到",
    ],
)
def test_corner_marks_alone_quote_nobody(content):
    assert split_quote(content) == (content, "")


@pytest.mark.parametrize("line", [f"{ZH}\n------\n", f'{ZH}"\n------\n', "------\n", "「", "」"])
def test_a_long_text_takes_time_in_proportion_to_its_length(line):
    def taken(times):
        begun = process_time()
        split_quote(f"{ZH}\n{line * times}")
        split_quote(f"「{line * times}")
        return process_time() - begun

    taken(100)
    assert taken(10_000) < 500 * max(taken(100), 1e-4)


@given(st.text(), st.text())
def test_no_word_gets_lost(quoted, authored):
    content = f"{ZH}{quoted}\n------\n{authored}"
    parts = split_quote(content)
    kept = "".join("".join(parts).split())
    for word in f"{quoted} {authored}".split():
        assert word == "------" or word in kept
