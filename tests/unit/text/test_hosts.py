import pytest

from qungui.text.hosts import is_known, mixes_scripts, named, pretends, readable, registered


@pytest.mark.parametrize(
    ("host", "owned"),
    [
        ("corp.com", "corp.com"),
        ("www.corp.com.cn", "corp.com.cn"),
        ("corp.com.cn", "corp.com.cn"),
        ("www.tax.gov.cn", "tax.gov.cn"),
        ("www.zj.cn", "www.zj.cn"),
        ("a.b.github.io", "b.github.io"),
        ("www.ck", "www.ck"),
        ("a.b.ck", "a.b.ck"),
        ("x.city.kobe.jp", "city.kobe.jp"),
        ("a.b.kobe.jp", "a.b.kobe.jp"),
        ("a.b.invalid", "b.invalid"),
        ("中国.网络.cn", "中国.网络.cn"),
        ("com.cn", ""),
        ("github.io", ""),
        ("localhost", ""),
        ("10.0.0.1", ""),
        ("a..com", ""),
        ("", ""),
    ],
)
def test_what_one_owner_registered(host, owned):
    assert registered(host) == owned


def test_a_host_is_read_as_a_browser_shows_it():
    assert readable("WWW.XN--80AK6AA92E.com.") == "www.аррӏе.com"
    assert readable("xn--\udc80.cn") == "xn--\udc80.cn"


@pytest.mark.parametrize(
    ("host", "whom"),
    [
        ("icbc.com.cn.login.top", "icbc.com.cn"),
        ("www.tax.gov.cn.x.cc", "gov.cn"),
        ("taoba0.com", "taobao.com"),
        ("weix1n.com.cn", "weixin.qq.com"),
        ("rnicrosoft.com", "microsoft.com"),
        ("аррӏе.com", "apple.com"),
        ("www.icbc.com.cn", ""),
        ("taobao.com", ""),
        ("qq.com.cn", ""),
        ("mail.corp.com", ""),
        ("bücher.de", ""),
        ("10.0.0.1", ""),
    ],
)
def test_whom_a_host_pretends_to_be(host, whom):
    assert pretends(host) == whom


def test_a_known_name_is_a_word_in_anothers():
    assert named("wechat-login.com") == "wechat.com"
    assert named("wechat.com") == ""
    assert named("re-start.com") == ""


def test_hosts_of_those_whom_everybody_knows():
    assert is_known("mp.weixin.qq.com")
    assert not is_known("qq.com.evil.top")


def test_letters_of_two_scripts_in_one_label():
    assert mixes_scripts("gооgle.com")
    assert not mixes_scripts("газета.ru")
    assert not mixes_scripts("bücher.de")
    assert not mixes_scripts("中文abc.com")
