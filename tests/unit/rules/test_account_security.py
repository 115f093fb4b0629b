import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.account_security import AccountSecurity
from tests.support.build import facts

RULE = AccountSecurity()


@pytest.mark.parametrize(
    "text",
    [
        "公司邮箱账号sales01，密码Qw123456，大家一起用",
        "客服系统登录口令是kf8888",
        "短信验证码 482913，谁帮我登一下",
        "企业微信后台密码改为 Aa@2025",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "会议室 wifi 密码是 12345678",
        "网盘提取码 ab12",
        "密码过期的请联系信息部重置",
        "密码长度至少 8 位",
        "会议号 123456，密码 8888",
        "文件密码是2025",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = AccountSecurity(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
