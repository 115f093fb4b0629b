from dataclasses import replace

import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Clear, Hit
from qungui.model.group import GroupKind
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.rules.confidentiality import Confidentiality
from tests.support.build import facts, group

RULE = Confidentiality(protected=("业务通报",))
TERMS = Confidentiality(terms=("薪酬", "标书"))
OUTSIDERS = group(kind=GroupKind.CUSTOMER, name="服务群")


def among(people, text, **changes):
    return replace(facts(text), group=people, **changes)


@pytest.mark.parametrize(
    "where", [OUTSIDERS, group(name="供应商对接群"), group(kind=GroupKind.BRIDGE)]
)
def test_content_of_another_group_among_outsiders_is_flagged(where):
    assert isinstance(RULE.judge(among(where, "月度简报第三版", repeated=("月度简报第三版",))), Hit)


def test_the_piece_that_stood_elsewhere_is_the_evidence():
    text = "老哥们看看【转】月度简报第三版"
    found = RULE.judge(among(OUTSIDERS, text, repeated=("月度简报第三版",)))
    assert text[slice(*found.span)] == "月度简报第三版"
    assert not found.in_shared
    file = facts("", kind=MessageKind.FILE, shared="月度简报第三版.docx")
    found = RULE.judge(replace(file, group=OUTSIDERS, repeated=("月度简报第三版",)))
    assert (found.in_shared, found.span) == (True, (0, 7))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("一季度业务通报：华东区回款率78%，明细见附件", ("一季度业务通报", "华东区回款率78")),
        ("3号楼投标底价测算表，兄弟帮忙看看", ("3号楼投标底价测算表",)),
        ("底价多少，报个价", ()),
        ("周末一起去爬山吧，有空的报名", ()),
    ],
)
def test_pieces_speak_of_what_stays_inside_and_are_long_enough_to_be_known_again(text, pieces):
    assert RULE.pieces_of(facts(text)) == pieces
    assert Confidentiality().pieces_of(facts(text)) == ()


def test_a_long_list_is_known_by_its_first_pieces():
    text = "，".join(f"第{number}批供应商名单" for number in range(90))
    assert len(RULE.pieces_of(facts(text))) == 4


@pytest.mark.parametrize(
    ("where", "outside"),
    [
        (OUTSIDERS, True),
        (group(name="供应商对接群"), True),
        (group(name="导购交流群"), False),
        (group(kind=GroupKind.BRIDGE), False),
        (group(), False),
    ],
)
def test_only_groups_for_outsiders_are_outside(where, outside):
    assert RULE.is_outside(among(where, "月度简报第三版")) is outside


@pytest.mark.parametrize("repeated", [None, ()])
def test_words_that_stood_nowhere_else_are_not(repeated):
    assert RULE.judge(among(OUTSIDERS, "月度简报第三版", repeated=repeated)) == Clear()


def test_colleagues_are_no_outsiders():
    assert RULE.judge(among(group(), "月度简报第三版", repeated=("月度简报第三版",))) == Clear()


def test_what_is_published_may_be_passed_on():
    seen = among(OUTSIDERS, "公开报名：周末沙龙，官网有详情", repeated=("月度简报第三版",))
    assert RULE.judge(seen) == Clear()


@pytest.mark.parametrize(
    "text",
    ["悄悄告诉您，我们的成本价是六十", "标底我发你邮箱了，别外传", "报价单底稿给您看一眼，保密啊"],
)
def test_inside_knowledge_given_to_outsiders_is_flagged(text):
    assert isinstance(RULE.judge(among(OUTSIDERS, text)), Hit)
    assert RULE.judge(facts(text)) == Clear()


@pytest.mark.parametrize(
    "text",
    ["报价以合同为准", "产品手册发您邮箱", "请签保密协议", "成本上涨，价格下月调整"],
)
def test_ordinary_business_with_them_is_not(text):
    assert RULE.judge(among(OUTSIDERS, text)) == Clear()


@pytest.mark.parametrize(
    "text", ["门店毛利测算表（内部）", "物流招标的底价，老兄帮忙看看", "区域经营通报，数据见附件"]
)
def test_a_paper_of_the_house_before_outsiders_is_flagged(text):
    assert isinstance(RULE.judge(among(OUTSIDERS, text)), Hit)
    assert RULE.judge(facts(text)) == Clear()


@pytest.mark.parametrize("text", ["报价单见附件，请核对", "成本价太高了", "招标公告已公开，见附件"])
def test_what_they_are_meant_to_have_is_not(text):
    assert RULE.judge(among(OUTSIDERS, text)) == Clear()


def test_what_leaks_from_above_is_flagged_anywhere():
    assert isinstance(RULE.judge(facts("董事会里说要砍掉南方办事处，别说是我讲的")), Hit)


def test_terms_may_not_be_spoken_of():
    assert isinstance(TERMS.judge(facts("薪 酬 怎么定的")), Hit)
    assert TERMS.judge(facts("群里严禁讨论薪酬")) == Clear()
    assert TERMS.judge(facts("标准怎么定的")) == Clear()


def file(name, *labels):
    seen = Inspection(labels=frozenset(labels))
    media = Media(kind=MediaKind.FILE, name=name, inspection=seen)
    return facts("", kind=MessageKind.FILE, attached=(media,), shared=name)


def test_a_file_so_named_must_be_encrypted():
    assert isinstance(TERMS.judge(file("薪酬表.xlsx")), Hit)
    assert TERMS.judge(file("薪酬表.xlsx", "加密")) == Clear()
    assert TERMS.judge(file("会议纪要.docx")) == Clear()
