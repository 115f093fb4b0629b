from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear
from qungui.model.ids import Alias
from qungui.model.tally import REFUSALS
from qungui.rules.marketing_optout import MarketingOptout
from qungui.text.words.optout import REFUSAL
from tests.support.build import NOON, at, facts

RULE = MarketingOptout()
PUSH = "大额存单开售，名额不多，欢迎咨询"


def judged(text, refused=None, rule=RULE, **changes):
    noted = {} if refused is None else {REFUSALS.key: refused}
    return rule.judge(replace(facts(text, **changes), noted=noted))


@pytest.mark.parametrize(
    "text", ["请不要再给我发保险推销了", "退订你们的短信", "我不想收到任何营销信息"]
)
def test_a_refusal_is_heard_and_is_no_breach(text):
    assert REFUSAL.find(text)
    assert judged(text, {}) == Clear()


@pytest.mark.parametrize(
    "text", ["有合适的理财推荐吗", "请把对账单发给我", "不要忘了带身份证", "广告屏坏了"]
)
def test_other_wishes_are_none(text):
    assert REFUSAL.find(text) is None


def test_marketing_before_somebody_who_refused_acts():
    assert judged(PUSH, {"a": at(days=-1)}).reason == "向 1 位已拒绝营销的客户发送营销信息"
    assert judged(PUSH, {"a": at(days=-1), "b": at(days=-2)}).reason.startswith("向 2 位")


@pytest.mark.parametrize("refused", [{}, {"a": NOON}, {"a": at(days=1)}])
def test_marketing_before_others_or_before_they_said_so_does_not(refused):
    assert judged(PUSH, refused) == Clear()


@pytest.mark.parametrize("text", ["周女士，您的卡已寄出", "网点明日停业装修"])
def test_service_is_no_marketing(text):
    assert judged(text, {"a": at(days=-1)}) == Clear()


def test_what_customers_offer_is_not_the_companys_marketing():
    assert judged(PUSH, {"a": at(days=-1)}, sender=Alias("external", "wm1")) == Clear()


def test_a_group_has_offers_of_its_own():
    own = MarketingOptout(offers=("茶话会",))
    assert judged("周末茶话会", {"a": at(days=-1)}, own).score == 0.8
    assert judged("周末茶话会", {"a": at(days=-1)}) == Clear()


def test_who_refused_is_asked_for_marketing_only():
    assert judged(PUSH) == Abstain("尚不知道哪些客户拒绝营销", (REFUSALS,))
    assert judged("大家好") == Clear()
