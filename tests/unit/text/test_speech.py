import pytest

from qungui.text.cues import Cues
from qungui.text.lexicon import Lexicon
from qungui.text.normal import normal
from qungui.text.speech import is_about, sentences, spoken

WORDING = Cues(alone=Lexicon.of("坏蛋"))


@pytest.mark.parametrize("text", ["他昨天说我是“坏蛋”", '她骂"坏蛋"就走了', "写了「坏蛋」两个字"])
def test_quoted_speech_is_somebody_elses(text):
    assert "坏蛋" not in spoken(normal(text))
    assert WORDING.find(normal(text)) is None


def test_quoting_keeps_every_other_character_in_its_place():
    text = "他说“坏蛋”，走了"
    assert len(spoken(text)) == len(text)
    assert spoken(text).index("走") == text.index("走")


@pytest.mark.parametrize("text", ["这天气冷死人了，冻成狗", "加班加得累死我了，困成狗"])
def test_a_saying_is_meant_of_nobody(text):
    assert not {"狗", "死"} & set(spoken(text))
    assert len(spoken(text)) == len(text)


def test_sentences_stand_apart_without_what_ends_them():
    text = normal("开会了！ 谁 还没到？\n快来。")
    assert [text[start:end] for start, end in sentences(text)] == ["开会了", "谁还没到", "快来"]


def test_what_is_meant_of_somebody_is_no_saying():
    assert spoken("你就是条狗，去死") == "你就是条狗，去死"


@pytest.mark.parametrize("text", ["有人骂坏蛋，请处理", "群里禁止叫人坏蛋", "我要举报坏蛋"])
def test_reporting_and_forbidding_is_no_violation(text):
    assert is_about(text)
    assert WORDING.find(text) is None


def test_saying_it_is_found():
    assert WORDING.find("你这个坏蛋") == (3, 5)


@pytest.mark.parametrize("further", [(), ("",), ("  ",)])
def test_empty_words_of_the_group_match_nothing(further):
    assert WORDING.find("随便说说", further) is None


def test_words_of_the_group_are_found_in_disguise():
    assert WORDING.find(normal("黑 話"), ("黑话",)) == (0, 2)
