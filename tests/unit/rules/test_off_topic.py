from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear, Hit, Tone
from qungui.rules.off_topic import OffTopic
from tests.support.build import at, facts, spoken

RULE = OffTopic(keywords=("传感器", "仪表"))
LEISURE = "昨晚看球到两点，最后那个绝杀太漂亮了"


@pytest.mark.parametrize("keywords", [(), ("",), (" ",)])
def test_without_words_of_the_trade_the_rule_cannot_look(keywords):
    assert isinstance(OffTopic(keywords=keywords).judge(facts(LEISURE)), Abstain)


def test_leisure_is_flagged():
    assert isinstance(RULE.judge(facts(LEISURE)), Hit)


@pytest.mark.parametrize(
    "text", ["收到", "明天的会改到三点", "客户说追剧软件里也要用我们的传感器", "新仪表的说明书来了"]
)
def test_everyday_words_and_words_of_the_trade_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_quoted_words_are_somebody_elses():
    assert RULE.judge(facts("收到", quoted=LEISURE)) == Clear()


CHAIN = "快转！不转不是中国人"


def test_a_chain_letter_is_outside_any_theme():
    assert isinstance(OffTopic(allowed=("生活",)).judge(facts(CHAIN)), Hit)
    assert OffTopic(allowed=("生活",)).judge(facts("周末去爬山吗")) == Clear()


def run(count, *first):
    idle = [spoken("abc"[n % 3], at(seconds=n - count), Tone.IDLE) for n in range(count)]
    return (*first, *idle)


QUESTION = spoken("q", at(minutes=-9), Tone.ASKING)
RUN = OffTopic(run_length=5)


def judged(text, around):
    return RUN.judge(replace(facts(text), around=around))


def test_saying_nothing_while_a_question_waits_is_off_topic():
    assert isinstance(judged("哈哈哈", run(5, QUESTION)), Hit)


@pytest.mark.parametrize(
    "around", [run(4, QUESTION), run(5), (*run(5, QUESTION)[:-1], spoken("z", at(), Tone.PLAIN))]
)
def test_less_is_not(around):
    assert judged("哈哈哈", around) == Clear()


def test_an_answer_is_not():
    assert judged("用第二版的模板", run(9, QUESTION)) == Clear()


def test_without_the_groups_memory_a_run_is_unknown():
    assert isinstance(RUN.judge(facts("哈哈")), Abstain)
