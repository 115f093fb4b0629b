import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.text.listed import Place, is_shared, places


def covers(entry, url):
    return any(place.covers(Place.of(url)) for place in places((entry,)))


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("evil.cn", "http://evil.cn"),
        ("evil.cn", "https://a.b.evil.cn:8080/x?y=1"),
        ("HTTP://WWW.evil.cn/", "http://www.evil.cn/x"),
        ("*.evil.cn", "http://a.evil.cn"),
        ("evil-*.cn", "http://evil-7.cn/x"),
        ("evil-*.cn", "http://www.evil-7.cn"),
        ("evil.cn/pay", "http://evil.cn/pay/now"),
        ("evil.cn/pay", "http://evil.cn/pay?id=1"),
        ("evil.cn/*/pay", "http://evil.cn/a/b/pay/x"),
        ("evil.cn:8081", "http://evil.cn:8081/x"),
        ("evil[.]cn", "http://evil.cn/x"),
        ("аррӏе.com", "http://xn--80ak6aa92e.com/x"),
        ("1.2.3.4", "http://1.2.3.4/x"),
    ],
)
def test_a_place_covers_itself_and_what_is_below_it(entry, url):
    assert covers(entry, url)


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("evil.cn", "http://notevil.cn"),
        ("evil.cn", "http://evil.cn.other.cn"),
        ("evil.cn/pay", "http://evil.cn/payroll"),
        ("evil.cn:8081", "http://evil.cn/x"),
        ("evil-*.cn", "http://evil.cn"),
        ("a*b.cn", "http://ab.cn.other.cn"),
        ("aba*aba.cn", "http://aba.cn"),
        ("evil.cn", "http://[::1"),
        ("", "http://evil.cn"),
        ("*", "http://evil.cn"),
        ("*.", "http://evil.cn"),
        ("http://", "http://evil.cn"),
    ],
)
def test_it_covers_nothing_else(entry, url):
    assert not covers(entry, url)


@given(st.text())
def test_any_entry_can_be_read(entry):
    assert not covers(entry, "http://[")


def test_an_ending_that_many_share_is_told():
    assert [is_shared(Place.of(each)) for each in ("com.cn", "*.com.cn", "github.io")] == [True] * 3
    assert [is_shared(Place.of(each)) for each in ("a.com.cn", "localhost", "com.cn/x")] == [
        False
    ] * 3
