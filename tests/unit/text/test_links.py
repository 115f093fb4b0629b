import pytest

from qungui.text.links import links, without_links


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("见https://a.example/x?y=1后面的话", "见后面的话"),
        ("www.a.example 看看", " 看看"),
        ("HTTP://A.EXAMPLE，谢谢", "，谢谢"),
        ("没有地址", "没有地址"),
        ("http 不是地址", "http 不是地址"),
    ],
)
def test_an_address_ends_where_chinese_begins(text, left):
    assert without_links(text) == left


@pytest.mark.parametrize(
    ("text", "url", "written"),
    [
        ("快领http://evil.invalid/a大家点", "http://evil.invalid/a", "http://evil.invalid/a"),
        (
            "见ｈｔｔｐ：／／ｅｖｉｌ．ｃｏｍ／ａ。谢谢",
            "http://evil.com/a",
            "ｈｔｔｐ：／／ｅｖｉｌ．ｃｏｍ／ａ",
        ),
        ("HTTPS://A.EXAMPLE，谢谢", "https://A.EXAMPLE", "HTTPS://A.EXAMPLE"),
        ("baidu.com挺好", "http://baidu.com", "baidu.com"),
        ("去 evil.top/x?y=1 看", "http://evil.top/x?y=1", "evil.top/x?y=1"),
        ("(https://a.com/x).", "https://a.com/x", "https://a.com/x"),
        ("www.аррӏе.com", "http://www.аррӏе.com", "www.аррӏе.com"),
    ],
)
def test_an_address_is_found_as_a_browser_opens_it(text, url, written):
    (found,) = links(text)
    assert (found.url, text[slice(*found.span)], found.hidden) == (url, written, False)


@pytest.mark.parametrize("written", ["evil点com", "evil[.]com", "evil(.)com", "e\u200bvil.com"])
def test_one_that_is_hidden_is_found_too(written):
    (found,) = links(f"快进{written}看")
    assert (found.url, found.hidden) == ("http://evil.com", True)


@pytest.mark.parametrize(
    "text",
    [
        "a@evil.com",
        "first.last@corp.com",
        "报告.docx",
        "node.js",
        "asp.net",
        "v1.2.3",
        "3点开会",
        "",
        ".",
    ],
)
def test_what_looks_like_an_address_is_none(text):
    assert list(links(text)) == []
