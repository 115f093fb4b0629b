import subprocess
import sys

import pytest

from qungui.text.classifier import Head
from qungui.text.normal import normal
from qungui.text.scores import THRESHOLDS, explain, is_unlike, score, told

SOLICITS = {
    Head.SPAM: "厂家直销高仿包，一件代发，招代理，加微信下单",
    Head.PORNOGRAPHY: "同城学生妹上门服务，可包夜，先看人后付款",
    Head.GAMBLING: "棋牌平台注册送彩金，天天返水，提款秒到",
    Head.UNLAWFUL: "收银行卡跑分，日结，车队招人，走担保",
    Head.ABUSE: "你这种脑残废物，滚出去吧",
    Head.CHARITY: "我爸爸查出白血病，实在没钱治了，求好心人捐款救命",
    Head.CONFIDENTIALITY: "悄悄跟你们说，下季度裁员名单我拿到了，发出来给大家看",
    Head.CONTACT: "老板加我私人微信，不走公司，我给您便宜一成",
    Head.COPYRIGHT: "全套网课盗版资源打包，网盘秒发，十块钱拿走",
    Head.DEFAMATION: "王经理就是靠陪睡上位的，公款全被他贪了",
    Head.DISCRIMINATION: "河南人就没几个好东西，招人千万别招河南的",
    Head.DRUGS: "有没有要冰的，货很纯，溜一口上头",
    Head.FACTION: "咱们老乡抱成团，别让外省那帮人骑到头上，跟我的站这边",
    Head.HARASSMENT: "你敢报警试试，我知道你家住哪，天天堵你",
    Head.INCITEMENT: "明天大家都别上班，一起去堵大门闹到老板出来",
    Head.NEGATIVITY: "这公司迟早要倒闭，干得再好也没用，趁早都走吧",
    Head.PHOTOGRAPHS: "偷拍了一张前台妹子换衣服的照片，发群里给哥几个看看",
    Head.POLITICAL: "这个政府早就烂透了，一党专政迟早要完",
    Head.PRIVACY: "她家住五栋502，电话我发给你们，老公姓刘，刚流过产",
    Head.RECRUITING: "大家扫码进我新建的福利群，天天发红包，满两百人就关",
    Head.RELIGION: "信主得永生，周日来我家聚会听福音，带你们认识神",
    Head.RUMOR: "紧急通知！听说自来水被投毒了，千万别喝，赶快转发给家人",
    Head.VIOLENCE: "今晚我拿刀砍死他，谁拦我我连谁一起捅",
    Head.VIRUS: "点这个链接领工资补贴，填银行卡号和验证码，今天截止",
    Head.VOTES: "麻烦大家帮我家孩子投一票，点进去投32号，谢谢各位",
}
WORK = [
    "",
    "下午三点开会，请准时参加",
    "广告部的投放计划发我一下",
    "报销走财务系统，微信付款的附截图",
    "工会主席选举周五投票",
    "政治学习通知：周三两点，会议室",
    "废物利用，旧纸箱做成了花盆",
    "客户的银行账户变更了，请财务更新",
]


@pytest.mark.parametrize("head", Head)
def test_each_head_tells_its_own(head):
    plain = normal(SOLICITS[head])
    start, end = told(head, plain)
    assert 0 <= start < end <= len(plain)


@pytest.mark.parametrize("head", Head)
@pytest.mark.parametrize("text", WORK)
def test_no_head_tells_anything_of_work(head, text):
    assert told(head, normal(text)) is None


@pytest.mark.parametrize("head", [head for head in Head if head is not Head.ABUSE])
def test_who_reports_it_does_not_do_it(head):
    assert told(head, normal(f"有人在群里发“{SOLICITS[head]}”，已经举报")) is None


@pytest.mark.parametrize("head", Head)
@pytest.mark.parametrize("written", ["{}", "有人在群里发“{}”，已经举报", "禁止在群里{}"])
def test_an_explanation_scores_what_is_told(head, written):
    plain = normal(written.format(SOLICITS[head]))
    (said,) = [each for each in explain(plain) if each.head is head]
    assert (said.score >= said.threshold) == (told(head, plain) is not None)


def test_where_it_is_told_is_the_piece_that_says_it():
    plain = normal(f"昨天的会议纪要已经放在共享盘里了，大家看一下。{SOLICITS[Head.GAMBLING]}")
    start, end = told(Head.GAMBLING, plain)
    assert start > plain.index("共享盘")
    assert "彩金" in plain[start:end]


def test_an_explanation_has_every_head_with_its_weightiest_words():
    plain = normal(SOLICITS[Head.GAMBLING])
    told_of = {each.head: each for each in explain(plain)}
    assert list(told_of) == list(Head)
    gambling = told_of[Head.GAMBLING]
    assert gambling.score == score(Head.GAMBLING, plain) >= gambling.threshold
    assert all(word in plain for word, _ in gambling.words)
    weights = [abs(weight) for _, weight in gambling.words]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "哈" * 100_000,
        "\ud800\udfff加微信",
        "😀" * 5_000,
        "é" + "\u0301" * 10_000,
        "\u202e微信加\u202c" * 100,
    ],
    ids=["long", "surrogates", "emoji", "marks", "both directions"],
)
def test_hostile_text_is_scored_like_any_other(text):
    assert all(0 <= each.score <= 1 for each in explain(normal(text)))


def test_every_head_has_a_threshold():
    assert set(THRESHOLDS) == set(Head)


def test_nothing_is_read_before_a_text_is_looked_at():
    code = (
        "import qungui.rules; from qungui.text.scores import classifier;"
        "raise SystemExit(classifier.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own words
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("head", "word", "text", "doubted"),
    [
        (Head.UNLAWFUL, "代开发票", "代开发票找我", False),
        (Head.GAMBLING, "皇冠开户", "皇冠开户找我", False),
        (Head.DRUGS, "卖毒品", "卖毒品", False),
        (
            Head.UNLAWFUL,
            "代开发票",
            "财务提醒：代开发票是犯罪，采购同事索票时务必三流一致",
            True,
        ),
        (
            Head.DRUGS,
            "卖毒品",
            "普法课讲卖毒品判几年，讲课的老师把课件发群里了，大家下课看",
            True,
        ),
    ],
)
def test_a_word_in_a_text_unlike_its_topic_is_doubted_yet_not_in_few_words(
    head, word, text, doubted
):
    plain = normal(text)
    start = plain.index(word)
    assert is_unlike(head, plain, (start, start + len(word))) is doubted
