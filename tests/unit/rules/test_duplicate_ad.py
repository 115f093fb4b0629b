from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear, Hit, Posted
from qungui.rules.duplicate_ad import DuplicateAd
from qungui.text.likeness import sketch
from tests.support.build import at, facts

RULE = DuplicateAd(max_times=1)
ADVERT = "全场清仓五折，夏凉被一口价99元，要的私聊我，满两件包邮，最后三天先到先得"


def judged(text, *before, rule=RULE, sent=-1):
    posted = tuple(Posted(at(hours=sent), sketch(each)) for each in before)
    return rule.judge(replace(facts(text), posted=posted))


@pytest.mark.parametrize(
    "text",
    [
        ADVERT,
        ADVERT.replace("，", "！！"),
        ADVERT + "🔥🔥",
        ADVERT.replace("价", "價"),
        " ".join(ADVERT),
        ADVERT.replace("先到先得", "先到就得"),
    ],
    ids=["same", "stops", "ornaments", "traditional", "spaces", "one character"],
)
def test_the_same_advert_again_acts(text):
    said = judged(text, ADVERT)
    assert said == Hit(reason="同样内容的广告此前已发布 1 次，上限 1")


@pytest.mark.parametrize("before", [(), ("羽绒服清仓三折，最后十件，私聊我下单",), ("",)])
def test_the_first_time_is_allowed(before):
    assert judged(ADVERT, *before) == Clear()


def test_what_is_no_advert_may_be_said_twice():
    assert judged("明天九点开会", "明天九点开会") == Clear()


def test_an_advert_published_later_came_second():
    assert judged(ADVERT, ADVERT, sent=1) == Clear()


def test_twice_may_be_allowed():
    twice = DuplicateAd(max_times=2)
    assert judged(ADVERT, ADVERT, rule=twice) == Clear()
    assert isinstance(judged(ADVERT, ADVERT, ADVERT, rule=twice), Hit)


def test_without_a_memory_of_adverts_it_abstains():
    assert isinstance(RULE.judge(facts(ADVERT)), Abstain)
    assert RULE.judge(facts("大家好")) == Clear()
