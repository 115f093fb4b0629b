"""Words that no list of a rule holds: the classifier tells, and the rule says where."""

import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.advertising import Advertising
from qungui.rules.gambling import Gambling
from qungui.rules.insult import Insult
from qungui.rules.pornography import Pornography
from qungui.rules.unlawful_harmful import UnlawfulHarmful
from tests.support.build import facts

TOLD = [
    (Advertising(), "高仿莆田鞋，可验货，主页看图"),
    (Insult(), "煞笔运营，圈钱狗，早点倒闭吧"),
    (Pornography(), "海角吃瓜黑料，每日更新，进群看"),
    (Gambling(), "连红八期，导师带飞，今晚赛事稳单"),
    (UnlawfulHarmful(), "接码养号，拉手对接，长期合作"),
]


@pytest.mark.parametrize(("rule", "text"), TOLD)
def test_it_is_found_where_it_stands(rule, text):
    said = rule.judge(facts(text))
    assert isinstance(said, Hit)
    start, end = said.span
    assert 0 <= start < end <= len(text)
    assert 0 < said.score <= 1


@pytest.mark.parametrize(("rule", "text"), TOLD)
def test_the_same_words_in_a_warning_pass(rule, text):
    said = rule.judge(facts(f"有人发“{text}”，请勿相信，已经举报"))
    assert isinstance(said, Clear)
