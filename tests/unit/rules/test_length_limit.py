import pytest

from qungui.model.finding import Clear, Hit
from qungui.model.message import MessageKind
from qungui.rules.length_limit import LengthLimit
from tests.support.build import facts

LIMIT = LengthLimit(max_chars=200)
ADDRESS = "https://news.example/" + "a" * 100


@pytest.mark.parametrize(("count", "hit"), [(1, False), (199, False), (200, False), (201, True)])
def test_two_hundred_are_allowed_and_one_more_acts(count, hit):
    assert isinstance(LIMIT.judge(facts("字" * count)), Hit) is hit


@pytest.mark.parametrize(("count", "hit"), [(200, False), (201, True)])
def test_addresses_are_not_counted(count, hit):
    assert isinstance(LIMIT.judge(facts("字" * count + ADDRESS)), Hit) is hit


def test_white_space_around_the_text_is_not_counted():
    assert LIMIT.judge(facts("\n" + "字" * 200 + "  ")) == Clear()


@pytest.mark.parametrize("kind", [MessageKind.LINK, MessageKind.IMAGE, MessageKind.UNKNOWN])
def test_a_shared_link_is_what_the_rule_asks_for(kind):
    assert LIMIT.judge(facts("字" * 300, kind=kind)) == Clear()


def test_quoted_words_are_somebody_elses():
    assert LIMIT.judge(facts("同意", quoted="字" * 300)) == Clear()


def test_no_limit_matches_nothing():
    assert LengthLimit().judge(facts("字" * 5000)) == Clear()


def test_the_reason_counts():
    assert LIMIT.judge(facts("字" * 255)).reason == "正文 255 字，上限 200 字，请改用链接分享"


@pytest.mark.parametrize("kind", [MessageKind.MIXED, MessageKind.MARKDOWN])
def test_text_among_pictures_is_text_unless_a_link_stands_there(kind):
    assert isinstance(LIMIT.judge(facts("字" * 201, kind=kind)), Hit)
    assert LIMIT.judge(facts("字" * 201, kind=kind, url="https://a.example")) == Clear()
