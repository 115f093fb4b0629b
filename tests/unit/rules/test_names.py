"""How members appear: name, nickname, picture."""

import pytest

from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.group import GroupKind
from qungui.model.member_facts import Happened
from qungui.rules.names import Avatar, NicknameFormat, RealName
from tests.support.build import at
from tests.support.members import bridged, employee, member, member_facts, named

PLUS = NicknameFormat(format="部门+姓名", separator="+", separators_also_accepted=("-", "—", ""))
RULES = (RealName(), PLUS, Avatar(shows="本人"))


@pytest.mark.parametrize("nickname", ["张三", "财务部-张三", "★張三★", "张三（请假）"])
def test_a_real_name_may_be_ornamented(nickname):
    assert RealName().find(named(nickname)) == Clear()


@pytest.mark.parametrize("nickname", ["小仙女", "张", "三张", "zhangsan"])
def test_a_nickname_without_the_real_name_is_one(nickname):
    assert isinstance(RealName().find(named(nickname)), Hit)


def test_the_same_name_taken_a_second_time_is_a_second_matter():
    first = RealName().find(named("小仙女"))
    again = RealName().find(member_facts(member=member(nickname="小仙女", named_at=at(days=3))))
    assert first.occasion != again.occasion
    assert RealName().find(named("小仙女")) == first


@pytest.mark.parametrize(
    "nickname", ["财务部+张三", "财务部-张三", "财务部张三", " 财务部 ＋ 张三 "]
)
def test_a_separator_that_is_accepted_passes_in_any_width(nickname):
    assert PLUS.find(named(nickname)) == Clear()


@pytest.mark.parametrize(
    "nickname",
    ["张三", "张三+财务部", "销售部+张三", "财务部+张三丰", "财务部/张三", "财务部+张三 请假"],
)
def test_order_and_parts_must_be_right_and_the_right_name_is_said(nickname):
    found = PLUS.find(named(nickname))
    assert isinstance(found, Hit)
    assert "“财务部+张三”" in found.reason


def test_whoever_is_in_two_departments_may_name_either():
    both = employee(department_names=("财务部", "行政部"))
    for nickname in ("财务部+张三", "行政部+张三"):
        assert PLUS.find(named(nickname, person=both)) == Clear()
    assert "财务部+张三" in PLUS.find(named("张三", person=both)).reason


def test_company_post_and_name_stand_together():
    rule = NicknameFormat(format="所在公司+部门职位+姓名", separators_also_accepted=("-",))
    person = employee(company="安徽商会", department_names=(), position="金融服务部")
    for nickname in ("安徽商会金融服务部张三", "安徽商会-金融服务部-张三"):
        assert rule.find(named(nickname, person=person)) == Clear()
    assert isinstance(rule.find(named("金融服务部张三", person=person)), Hit)


def test_a_format_for_kinds_of_groups_binds_no_other():
    rule = NicknameFormat(format="姓名+岗位", separator="-", kinds=("部门级", "专项"))
    assert rule.find(named("张三", group=bridged(filed_as="公司级"))) == Clear()
    assert isinstance(rule.find(named("张三", group=bridged(filed_as="专项"))), Hit)
    assert isinstance(rule.find(named("张三", group=bridged(filed_as=""))), Abstain)


def test_without_a_parameter_nothing_is_found():
    assert RealName(fields=("地址",)).find(named("小仙女")) == Abstain("成员资料页上的内容读不到")
    assert isinstance(NicknameFormat(format="").find(named("小仙女")), Abstain)
    assert isinstance(Avatar(shows="").find(member_facts(member=member(picture=("猫",)))), Abstain)


def test_what_the_register_does_not_know_is_not_asked_for():
    nobody = employee(name="", department_names=())
    assert isinstance(RealName().find(named("小仙女", person=nobody)), Abstain)
    assert isinstance(PLUS.find(named("小仙女", person=nobody)), Abstain)


def test_where_the_platform_says_no_nickname_it_shows_the_directorys_name():
    internal = member_facts(group=bridged(kind=GroupKind.APPCHAT))
    assert isinstance(RealName().find(internal), Clear)
    assert isinstance(PLUS.find(internal), Abstain)
    assert isinstance(RealName().find(member_facts()), Abstain)


def test_what_members_say_they_are_called_counts_where_the_platform_is_silent():
    declared = member_facts(
        group=bridged(kind=GroupKind.APPCHAT), member=member(declared="财务部-张三")
    )
    assert PLUS.find(declared) == Clear()
    shown = member_facts(member=member(nickname="小仙女", declared="财务部-张三"))
    assert isinstance(PLUS.find(shown), Hit)


def test_a_picture_of_somebody_is_one_and_a_cat_is_looked_at_by_a_person():
    assert Avatar(shows="本人").find(member_facts(member=member(picture=("人像",)))) == Clear()
    found = Avatar(shows="本人").find(member_facts(member=member(picture=("卡通猫",))))
    assert isinstance(found, Hit)
    assert found.score < 1
    assert isinstance(Avatar(shows="本人").find(member_facts()), Abstain)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
@pytest.mark.parametrize("happened", [Happened.LEFT, Happened.GONE, Happened.MISSING])
def test_whoever_is_not_there_is_not_looked_at(rule, happened):
    gone = member_facts(happened, member=member(nickname="小仙女", picture=("猫",)))
    assert rule.find(gone) == Clear()
