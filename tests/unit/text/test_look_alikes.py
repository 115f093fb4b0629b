"""Words with rare characters that look like those of the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.text.edits import edited
from qungui.text.look_alikes import looking_alike
from qungui.text.normal import normal, original_span
from qungui.text.shapes import ALIKE
from qungui.text.words.everyday import EVERYDAY


def meant(text):
    return edited(text, looking_alike(text))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("汊脑子", "没脑子"),
        ("真恧心", "真恶心"),
        ("芎试包过", "考试包过"),
        ("他死佥宸才好", "他死全家才好"),
        ("恧心，汊脑子", "恶心，没脑子"),
    ],
)
def test_a_word_is_read_as_meant(written, read):
    assert meant(written) == read


@pytest.mark.parametrize(
    "text", ["王昱和李宸今天出差", "汊口在河的上游", "恧", "加我微信", "没脑子", "", "佥"]
)
def test_a_rare_character_in_no_such_word_is_itself(text):
    assert looking_alike(text) == []


def test_what_was_written_is_shown():
    text = "这个人汊 脑子"
    plain = normal(text)
    at = plain.index("没脑子")
    start, end = original_span(text, (at, at + 3))
    assert text[start:end] == "汊 脑子"


def test_no_character_of_an_everyday_word_is_taken_for_another():
    assert {row[0] for row in ALIKE.split()}.isdisjoint(EVERYDAY)


@given(st.text(alphabet="汊没脑子佥宸死全家恧心a ", max_size=30))
def test_edits_follow_each_other_and_lengths_stay(text):
    edits = looking_alike(text)
    ends = [0, *(place for start, end, _ in edits for place in (start, end))]
    assert ends == sorted(ends)
    assert all(len(word) == end - start for start, end, word in edits)
    assert len(meant(text)) == len(text)
