"""What begins and what is over, in the words of whoever runs the group."""

import pytest

from qungui.text.declaring import DECLARATIONS
from qungui.text.normal import normal

SHARING = DECLARATIONS["sharing-session"]


@pytest.mark.parametrize(
    "text",
    [
        "【分享开始】门店经营心得",
        "现在开始分享，请大家安静",
        "各位股东，路演开始了",
        "我宣布本次项目分享会正式开始",
    ],
)
def test_a_session_begins(text):
    assert SHARING.begins.search(normal(text))
    assert not SHARING.ends.search(normal(text))


@pytest.mark.parametrize(
    "text", ["分享结束，感谢主讲", "今天的分享就到这里", "【答疑环节结束】", "交流到此为止"]
)
def test_a_session_ends(text):
    assert SHARING.ends.search(normal(text))
    assert not SHARING.begins.search(normal(text))


@pytest.mark.parametrize(
    "text",
    [
        "分享什么时候开始？",
        "开始分享吗",
        "分享会晚上八点开始",
        "分享开始前请调静音",
        "路演还没开始",
        "分享结束后请填问卷",
        "谢谢分享",
        "",
    ],
)
def test_whoever_asks_or_announces_declares_nothing(text):
    assert not SHARING.begins.search(normal(text))
    assert not SHARING.ends.search(normal(text))
