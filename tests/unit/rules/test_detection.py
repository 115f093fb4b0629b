import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from qungui.model.call import Call
from qungui.model.finding import Abstain, Hit
from qungui.model.message import MessageKind
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.rules.detection import DEFAULTS, Detector, Said
from qungui.rules.quiet_hours import QuietHours
from qungui.text.classifier import Head
from qungui.text.scan import signs_in
from qungui.text.scores import signs_told

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
ADVERT = "产地直发的橙子，包邮到家，要的加微信下单"
DETECTOR = Detector()


def found(text, previous=None, *, detector=DETECTOR, **said):
    return {each.topic: each for each in detector.finds(Said(text, **said), previous)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (ADVERT, "advertising"),
        ("澳门娱乐城，首充一百送一百，提款秒到", "gambling"),
        ("你这种脑残废物，滚出去吧", "insult"),
        ("帮我家孩子投一票，点链接就行，3号", "vote-begging"),
        ("这款的底价我发你，别外传", "confidentiality"),
    ],
)
def test_a_topic_is_found_where_it_stands(text, topic):
    find = found(text)[topic]
    start, end = find.span
    assert 0 <= start < end <= len(text)
    assert 0 < find.score <= 1


@pytest.mark.parametrize("text", ["", "下午三点开会", "报销走财务系统，微信付款的附截图"])
def test_nothing_is_found_in_work(text):
    assert found(text) == {}


def test_the_span_is_of_the_text_as_given():
    text = "早上好！\u200b同-城学-生-妹，可包夜"
    start, end = found(text)["pornography"].span
    assert text[start:end].startswith("学-生-妹")


def test_what_was_said_before_tells_a_repeated_advert_and_a_flood():
    before = [Said(ADVERT, sender="a", sent_at=NOON)]
    later = NOON + timedelta(seconds=1)
    assert "duplicate-ad" in found(ADVERT, before, sender="b", sent_at=later)
    twice = [Said("顶", sender="a", sent_at=NOON + timedelta(seconds=at)) for at in range(2)]
    again = NOON + timedelta(seconds=3)
    assert "flooding" in found("顶", twice, sender="a", sent_at=again)
    assert found("顶", twice, sender="b", sent_at=again) == {}
    by_nobody = [replace(each, sender="") for each in twice]
    assert found("顶", by_nobody, sent_at=again) == {}


def test_without_what_was_said_before_those_topics_abstain():
    outcomes = dict(DETECTOR.explain(Said(ADVERT)).outcomes)
    assert isinstance(outcomes["duplicate-ad"], Abstain)
    assert isinstance(outcomes["advertising"], Hit)
    assert isinstance(outcomes["flooding"], Abstain)
    assert "duplicate-ad" not in found(ADVERT)


def test_a_files_name_is_looked_at():
    assert "virus-link" in found("红包领取.exe", kind=MessageKind.FILE)
    assert "virus-link" not in found("红包领取.exe")


def test_a_topic_is_judged_by_rules_of_its_own_where_there_are_any():
    evening = NOON + timedelta(hours=11)
    quiet = QuietHours(from_=time(22), to=time(7))
    ours = Detector([(quiet, quiet.judge)])
    assert "quiet-hours" in found("在吗", detector=ours, sent_at=evening)
    assert "quiet-hours" not in found("在吗", sent_at=evening)
    assert "gambling" in found("澳门娱乐城，首充一百送一百，提款秒到", detector=ours)


def test_an_explanation_has_every_topic_and_how_the_text_is_read():
    said = DETECTOR.explain(Said("低 价 代-开"))
    assert said.read_as == "低价代开"
    assert [topic for topic, _ in said.outcomes] == sorted(DEFAULTS)
    assert len(said.heads) == len(Head)


def test_an_explanation_tells_the_topics_that_were_near():
    said = DETECTOR.explain(Said("投票选工会代表，每人一票"))
    outcomes = dict(said.outcomes)
    assert "vote-begging" in said.near
    assert not isinstance(outcomes["vote-begging"], Hit)
    assert "gambling" not in said.near


@pytest.mark.parametrize(
    "text",
    [
        "哈" * 100_000,
        "\ud800\udfff加微信",
        "😀" * 500,
        "é" + "\u0301" * 10_000,
        "\u202e微信加\u202c" * 100,
    ],
    ids=["long", "surrogates", "emoji", "marks", "both directions"],
)
def test_hostile_texts_are_judged_like_any_other(text):
    assert all(0 <= find.span[0] <= find.span[1] <= len(text) for find in found(text).values())


def test_a_rule_that_waits_for_words_finds_nothing_without_them(topic_texts):
    for text in topic_texts:
        explained = DETECTOR.explain(Said(text))
        for topic, outcome in explained.outcomes:
            spec = RULE_BOOK[topic]
            rule = build(spec, Call(topic, dict(DEFAULTS[topic])), {})
            signs = signs_in(explained.read_as) | signs_told(explained.read_as)
            waits = any(signs & each == each for each in spec.waits_for(rule))
            if not waits or len(text) < spec.shortest(rule):
                assert not isinstance(outcome, Hit), topic


@pytest.fixture(scope="module")
def topic_texts():
    texts = json.loads((Path(__file__).parent / "topic_texts.json").read_text())
    return [text for each in texts["found"].values() for text in each]


def pieces(*texts, sender="a", apart=5):
    """Short messages of one writer, and the last of them with those before it."""
    *before, last = (
        Said(text, sender=sender, sent_at=NOON + timedelta(seconds=apart * place))
        for place, text in enumerate(texts)
    )
    return last, before


def test_pieces_of_one_writer_are_read_as_one_text():
    last, before = pieces("你这", "脑", " 残啊")
    (find,) = DETECTOR.finds(last, before)
    assert (find.topic, find.span) == ("insult", (1, 2))
    assert DETECTOR.finds(last, []) == []


@pytest.mark.parametrize(
    ("sender", "apart"), [("b", 5), ("", 5), ("a", 61)], ids=["another", "nobody", "later"]
)
def test_pieces_of_others_and_of_long_before_are_none(sender, apart):
    last, _ = pieces("你这", "脑", "残啊", apart=apart)
    _, before = pieces("你这", "脑", "残啊", sender=sender, apart=apart)
    assert DETECTOR.finds(last, before) == []


def test_what_a_piece_says_alone_is_found_once():
    last, before = pieces("大家看", "你这种脑残废物")
    finds = DETECTOR.finds(last, before)
    assert [each.topic for each in finds].count("insult") == 1
