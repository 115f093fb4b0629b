import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.text.phrase import Phrase
from qungui.text.scan import signs_in
from tools.needed import TARGET, needed, patterns, written

PATTERNS = patterns()


def test_matches_are_found_where_they_stand_and_apart():
    assert list(Phrase("第\\d篮").spans("第3篮和第4篮")) == [(0, 3), (4, 7)]
    assert Phrase("第\\d篮").search("拿第3篮来") == (1, 4)
    assert Phrase("第\\d篮").search("篮子") is None


def test_what_patterns_need_is_written_down_anew_with_them():
    assert TARGET.read_text("utf-8") == written()


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
@settings(max_examples=4, derandomize=True, deadline=None)
@given(data=st.data())
def test_every_text_that_a_pattern_matches_holds_what_it_needs(pattern, data):
    phrase, text = Phrase(pattern), data.draw(st.from_regex(pattern))
    assert signs_in(text) & phrase.signs == phrase.signs


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("买.{0,3}卖", [["卖"], ["买"]]),
        ("(?:苹果|梨子)(?:坏|烂)了?", [["梨子坏", "梨子烂", "苹果坏", "苹果烂"]]),
        ("a?b*", []),
        ("(?<!x)一{2}", [["一一"]]),
        ("甲.*魑|魍", [["魍", "魑"], ["甲", "魍"]]),
        ("\\d元", [["元"]]),
    ],
)
def test_what_is_needed_is_read_off_the_pattern(pattern, groups):
    assert needed(pattern) == groups
