from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear, Hit
from qungui.rules.marketing_optout import MarketingOptout, Stage
from tests.support.build import facts

REFUSAL = MarketingOptout(of=Stage.REFUSAL)
MARKETING = MarketingOptout(of=Stage.MARKETING)
PUSH = "大额存单开售，名额不多，欢迎咨询"


@pytest.mark.parametrize(
    "text", ["请不要再给我发保险推销了", "退订你们的短信", "我不想收到任何营销信息"]
)
def test_a_refusal_is_found(text):
    assert isinstance(REFUSAL.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text", ["有合适的理财推荐吗", "请把对账单发给我", "不要忘了带身份证", "广告屏坏了"]
)
def test_other_wishes_are_none(text):
    assert REFUSAL.judge(facts(text)) == Clear()


def test_marketing_before_somebody_who_refused_acts():
    said = MARKETING.judge(replace(facts(PUSH), refused=("周女士",)))
    assert said.reason == "向 1 位已拒绝营销的客户发送营销信息"


def test_marketing_before_others_does_not():
    assert MARKETING.judge(replace(facts(PUSH), refused=())) == Clear()


@pytest.mark.parametrize("text", ["周女士，您的卡已寄出", "网点明日停业装修"])
def test_service_is_no_marketing(text):
    assert MARKETING.judge(replace(facts(text), refused=("周女士",))) == Clear()


def test_without_a_list_of_refusals_it_abstains():
    assert isinstance(MARKETING.judge(facts(PUSH)), Abstain)
    assert MARKETING.judge(facts("大家好")) == Clear()
