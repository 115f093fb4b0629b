"""Commercial advertisements, and what only looks like one."""

import pytest

from qungui.model.finding import Clear, Hit
from qungui.model.message import MessageKind
from qungui.rules.advertising import Advertising, Kind
from tests.support.build import facts
from tests.unit.rules.advertising_texts import ADVERTS, NO_ADVERTS

RULE = Advertising()


@pytest.mark.parametrize("text", ADVERTS)
def test_an_advert_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize("text", NO_ADVERTS)
def test_its_neighbour_is_none(text):
    assert isinstance(RULE.judge(facts(text)), Clear)


@pytest.mark.parametrize("word", ["广告", "优惠", "特价", "包邮", "加微信", "99元", "红酒", "兼职"])
def test_a_word_alone_never_suffices(word):
    assert isinstance(RULE.judge(facts(word)), Clear)


@pytest.mark.parametrize(
    "text",
    [
        "低 价 代-开-发 票，加微信 piao66",
        "低\u200b价代\u200b开发票，加微\u200b信 piao66",
        "低價代開發票，加微信 piao66",
        "低价代开发票，加ＶＸ：ｐｉａｏ６６",
        "低🙂价代🙂开发🙂票，➕微信 piao66",
    ],
)
def test_disguise_hides_nothing(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


def test_the_span_runs_from_the_first_to_the_last_sign():
    text = "打扰一下，橙子產地直发，包邮，要的加微信，谢谢"
    start, end = RULE.judge(facts(text)).span
    assert text[start:end] == "橙子產地直发，包邮，要的加微信"


def test_the_reason_names_the_kinds_and_no_words():
    said = RULE.judge(facts("橙子产地直发，包邮，要的加微信"))
    assert said.reason == "同时出现促销用语、招揽或联系方式、商品或服务"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("这个价格优惠吗", "不足 1.8"),
        ("有人发厂家直销的广告，别加微信", "公事和转述扣去 2.0，不足 1.8"),
    ],
)
def test_what_speaks_against_it_is_told(text, why):
    assert RULE.judge(facts(text)).why.endswith(f"，{why}")


@pytest.mark.parametrize(
    ("text", "sells"),
    [("推荐个理财大师给各位，超准的", True), ("谁能推荐个理财大师，超准的那种", False)],
)
def test_who_asks_for_advice_sells_nothing_and_who_gives_it_may(text, sells):
    assert isinstance(RULE.judge(facts(text)), Hit) is sells


def test_quoted_words_are_somebody_elses():
    assert isinstance(RULE.judge(facts("这是广告吧", quoted=ADVERTS[0])), Clear)


def test_a_phrase_of_the_group_is_an_advert_by_itself():
    said = Advertising(phrases=("某某直播间",)).judge(facts("今晚来某某 直播间"))
    assert isinstance(said, Hit)


def test_an_allowed_name_is_never_one():
    assert isinstance(
        Advertising(allowed=("我司商城",)).judge(facts("我司商城：" + ADVERTS[0])), Clear
    )


@pytest.mark.parametrize("blank", ["", " ", "\u200b"])
def test_blank_phrases_and_names_match_nothing(blank):
    rule = Advertising(phrases=(blank,), allowed=(blank,))
    assert isinstance(rule.judge(facts("大家 好")), Clear)
    assert isinstance(rule.judge(facts(ADVERTS[0])), Hit)


def test_a_long_story_needs_more_signs_than_a_short_text():
    story = "上周去旅行，" + "一路上风景都很好，大家玩得很开心，" * 12
    words = "店里的围巾打八折，才 60 元，"
    assert isinstance(RULE.judge(facts(story + words)), Clear)


@pytest.mark.parametrize("kind", [MessageKind.FORWARDED, MessageKind.FILE, MessageKind.VOTE])
def test_an_advert_passed_on_is_an_advert_and_shown_where_it_stands(kind):
    seen = facts("大家看看", kind=kind, shared="群聊的聊天记录\n" + ADVERTS[0])
    said = RULE.judge(seen)
    assert isinstance(said, Hit)
    assert said.in_shared
    start, end = said.span
    assert 0 <= start < end <= len(seen.message.shared)


def test_words_of_ones_own_and_words_passed_on_do_not_add_up():
    assert isinstance(RULE.judge(facts("优惠", shared="加微信聊")), Clear)


def test_an_allowed_name_in_ones_own_words_does_not_allow_what_is_passed_on():
    rule = Advertising(allowed=("我司商城",))
    assert isinstance(rule.judge(facts("我司商城", shared=ADVERTS[0])), Hit)
    assert isinstance(rule.judge(facts("看看", shared="我司商城：" + ADVERTS[0])), Clear)


NEGATIVE = Advertising(of=Kind.NEGATIVE)


@pytest.mark.parametrize(
    "text",
    [
        "我家电机质保三年，别家卖的都是返修货，要的加微信 dianji88",
        "市面上的针板全是次品，要买针板来我店里",
        "祖传膏药根治腰腿疼，无效退款，加微信 gaoyao66",
    ],
)
def test_an_advert_that_runs_others_down_is_negative(text):
    assert isinstance(NEGATIVE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "新到平车两台，产地直发包邮，要的加微信 pingche1",  # sells, and speaks ill of nobody
        "上次那批针全是次品，已经退给供应商了",  # complains, and sells nothing
        "有人发消息说别家都是假货叫人找他买，大家别信",  # tells of one
    ],
)
def test_selling_alone_or_complaining_alone_is_not_negative(text):
    assert isinstance(NEGATIVE.judge(facts(text)), Clear)
