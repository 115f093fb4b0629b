"""The form in which texts are matched."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qungui.text.folding import folded
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


@pytest.mark.parametrize("text", ["骂人骂“阿x”的", "i’m a man", "就动了杀心”-jk"])
def test_quotation_marks_beside_a_letter_stay(text):
    assert [each for each in normal(text) if each in "“”’"] == [
        each for each in text if each in "“”’"
    ]


@given(TEXTS)
@example("兼 \u200b-职")
@example("㊙ ⑩ ➕")
@example("\ufa40 a b 中")
@example("𝛂")
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("v❤x", "vx"),
        ("加 V：", "加v:"),
        ("ⓥⓧ 🅥🅧 𝓥𝓧", "vx vx vx"),
        ("ѵх νχ", "vx vx"),
        ("c\u0301a\u0300fé", "cafe"),
        ("⼈⼝", "人口"),
        ("1️⃣3️⃣8️⃣ ❶❸❽ ①③⑧", "138 138 138"),
        ("➕微信", "加微信"),
        ("扫➕码", "扫码"),
        ("我の群", "我的群"),
        ("加加加加群群群", "加加群群"),
        ("一三八零零零零", "一三八零零零零"),
    ],
)
def test_each_character_is_written_in_one_way(written, meant):
    assert folded(written) == meant


@pytest.mark.parametrize("text", ["a big dog", "Windows 10 更新", "C++ 和 +v", r"甲\w乙"])
def test_latin_words_and_signs_keep_their_places(text):
    assert folded(text) == text.lower()


@given(TEXTS)
def test_every_character_leads_back_to_a_place_and_the_places_are_in_order(text):
    places = [original_span(text, (at, at + 1)) for at in range(len(normal(text)))]
    assert all(0 <= first < last <= len(text) for first, last in places)
    assert places == sorted(places)


@given(st.text(CHINESE, min_size=1, max_size=40))
def test_plain_chinese_leads_back_to_itself(text):
    plain = normal(text)
    whole = original_span(text, (0, len(plain)))
    assert whole == (0, len(text))


def test_a_span_holds_what_was_written_in_between():
    text = "请问有兼\u200b-職吗"
    start = normal(text).index("兼职")
    first, last = original_span(text, (start, start + 2))
    assert text[first:last] == "兼\u200b-職"


@pytest.mark.parametrize("text", ["兼职\u0301", "兼\u0301职\u0301\u0301", "兼职\ufe0f\u20e3"])
def test_a_span_holds_the_marks_on_its_last_character(text):
    assert original_span(f"{text}吗", (0, 2)) == (0, len(text))


def test_an_empty_span_is_empty():
    assert original_span("大家好", (1, 1)) == (0, 0)


def test_a_long_row_of_separators_is_read_in_one_pass():
    assert normal("中" + "-" * 8000 + "ab") == "中" + "-" * 8000 + "ab"


@pytest.mark.parametrize("piece", ["😀", "e\u0301\u0301", "零", "哈", "1 ", "a-"])
def test_a_row_of_equal_characters_is_walked_once(piece):
    started = process_time()
    normal(piece * 50_000)
    assert process_time() - started < 2
