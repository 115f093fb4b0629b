import pytest
from rich.text import Text

from tools.picture import kept

RUN = """make builds
启动本地环境 …
时间 time
── 一 · First（1 条）
a
── 二 · Second（1 条）
b
── 三 · Third（1 条）
c
小结 Summary
✔"""
FIRST, SECOND, THIRD = (RUN.splitlines()[at : at + 2] for at in (3, 5, 7))


@pytest.mark.parametrize(
    ("scenes", "shown"),
    [
        ((), RUN.splitlines()[1:]),
        (
            ("First", "Third"),
            ["启动本地环境 …", "时间 time", *FIRST, "⋮", *THIRD, "小结 Summary", "✔"],
        ),
        (("Second",), ["启动本地环境 …", "时间 time", "⋮", *SECOND, "⋮", "小结 Summary", "✔"]),
    ],
)
def test_a_picture_shows_the_scenes_asked_for_and_where_some_are_left_out(scenes, shown):
    lines = [Text(line) for line in RUN.splitlines()]
    assert [line.plain for line in kept(lines, scenes)] == shown
