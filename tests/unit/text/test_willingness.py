"""Whether a newcomer says that they do not want to be there."""

import pytest

from qungui.text.normal import normal
from qungui.text.willingness import is_unwilling


@pytest.mark.parametrize(
    "text",
    [
        "我不想进这个群",
        "不太想进群，先退了",
        "我不愿意待在群里",
        "我本来不打算加群的",
        "谁把我拉进来的？",
        "谁拉我进群的",
        "莫名其妙就被拉进来了",
        "怎么把我拉到这个群了",
        "没经过我同意就拉人",
        "我没说要进群啊",
        "我不是自愿进来的",
        "不想待在群里",
        "不愿意",
        "我不想进。",
        "不同意",
    ],
)
def test_somebody_who_does_not_want_to_be_there_says_so(text):
    assert is_unwilling(normal(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "同意",
        "自愿进群，大家好",
        "老同学拉我进来的，很高兴见到大家",
        "被李峰拉进来的，请多关照",
        "不想进群的同学可以私下告诉我",
        "要是不想进群，说一声就行",
        "他不想进群，别再拉了",
        "谁不想进群？",
        "我不是不想进群，是手机坏了",
        "不想在群里聊工作",
        "这个方案我不同意",
        "我不想加班",
        "不想进城，太堵了",
        "你愿意进群吗",
        "怎么拉人进群？",
    ],
)
def test_other_words_say_nothing_of_the_kind(text):
    assert not is_unwilling(normal(text))
