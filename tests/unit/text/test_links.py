import pytest

from qungui.text.links import without_links


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
