"""The form in which texts are matched."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qungui.text.normal import normal, original_span

CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
DISGUISE = st.sampled_from("\u200b\ufeff -_·*|~… ＶｘＡ１①🅰➕臺體職🙂，。\n")
TEXTS = st.text(st.one_of(st.characters(), CHINESE, DISGUISE), max_size=60)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("这份兼职靠谱吗", "兼职"),
        ("有没有 兼职 介绍", "兼职"),
        ("兼\u200b职", "兼职"),
        ("兼 职", "兼职"),
        ("兼-职", "兼职"),
        ("兼職", "兼职"),
        ("ＶＸ", "vx"),
    ],
)
def test_a_word_is_seen_in_all_seven_disguises_that_peers_miss(text, word):
    assert word in normal(text)


@pytest.mark.parametrize("mark", "，。！？；、\n")
def test_words_on_both_sides_of_a_stop_stay_apart(mark):
    assert "兼职" not in normal(f"兼{mark}职")


def test_spaces_between_latin_words_stay():
    assert normal("Hello World 你好") == "hello world 你好"


@pytest.mark.parametrize(
    "text", ["微🙂信", "微 - 信", "微…信", "微　信", "微\u00a0*信", "微❤\ufe0f信"]
)
def test_ornaments_between_chinese_characters_go(text):
    assert normal(text) == "微信"


@given(TEXTS)
@example("兼 \u200b-职")
@example("㊙ ⑩ ➕")
def test_doing_it_twice_changes_nothing(text):
    assert normal(normal(text)) == normal(text)


@given(TEXTS, st.data())
def test_every_span_leads_back_to_the_characters_it_came_from(text, data):
    plain = normal(text)
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    first, last = original_span(text, (start, end))
    assert 0 <= first <= last <= len(text)
    assert plain[start:end] in normal(text[first:last])


def test_a_span_holds_what_was_written_in_between():
    text = "请问有兼\u200b-職吗"
    start = normal(text).index("兼职")
    first, last = original_span(text, (start, start + 2))
    assert text[first:last] == "兼\u200b-職"


def test_an_empty_span_is_empty():
    assert original_span("大家好", (1, 1)) == (0, 0)


def test_a_long_row_of_separators_is_read_in_one_pass():
    assert normal("中" + "-" * 8000 + "a") == "中" + "-" * 8000 + "a"
