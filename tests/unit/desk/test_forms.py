"""A form comes back as people fill it in on a phone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.desk.forms import FieldKind, Form, FormField, again, blank, filled

FORM = Form(
    "群备案",
    (
        FormField(name="群名", also=("群名称",), example="市场部工作群"),
        FormField(name="用途"),
        FormField(name="类型", kind=FieldKind.CHOICE, choices=("公司级", "部门级", "临时")),
        FormField(name="群主", kind=FieldKind.PEOPLE),
        FormField(name="人数", kind=FieldKind.NUMBER, required=False),
        FormField(name="到期日", kind=FieldKind.DATE, required=False, example="2026-12-31"),
        FormField(name="有客户", kind=FieldKind.YES_NO),
    ),
)
TIDY = """群名：市场部工作群
用途：日常沟通
类型：部门级
群主：张三
人数：30
到期日：2026-12-31
有客户：否"""
VALUES = {
    "群名": "市场部工作群",
    "用途": "日常沟通",
    "类型": "部门级",
    "群主": ("张三",),
    "人数": 30,
    "到期日": date(2026, 12, 31),
    "有客户": False,
}


def of(*lines):
    """The tidy form with some of its lines replaced."""
    new = {line.partition("：")[0]: line for line in lines}
    return "\n".join(new.get(line.partition("：")[0], line) for line in TIDY.splitlines())


def test_the_blank_form_says_how_each_field_is_filled_in():
    assert blank(FORM).splitlines() == [
        "【群备案】",
        "请复制整条消息，填好后发回：",
        "群名（例：市场部工作群）：",
        "用途：",
        "类型（公司级/部门级/临时）：",
        "群主：",
        "人数（选填）：",
        "到期日（选填，例：2026-12-31）：",
        "有客户（是/否）：",
    ]


@pytest.mark.parametrize(
    "text",
    [
        TIDY,
        TIDY.replace("：", ":"),
        TIDY.replace("：", " ： "),
        TIDY.replace("：", "="),
        "\n".join(reversed(TIDY.splitlines())),
        TIDY.replace("\n", "\n\n"),
        TIDY.replace("\n", "，"),
        TIDY.replace("\n", "  "),
        "您好，备案如下：\n" + TIDY,
        "\n".join(f"{n}、{line}" for n, line in enumerate(TIDY.splitlines(), 1)),
        "\n".join(f"· {line}" for line in TIDY.splitlines()),
        of("群名：市场部工作群").replace("群名：", "群名称："),
        of("群名：市场部工作群").replace("群名：", "群名（例：市场部工作群）："),
        of("有客户：否").replace("有客户：", "有客户（是/否）："),
        of("类型：部门"),
        of("类型：2"),
        of("类型：部門級"),
        of("群主：@张三"),
        of("人数：30人"),
        of("人数：约３０人"),
        of("人数：三十"),
        of("到期日：2026年12月31日"),
        of("到期日：2026/12/31"),
        of("到期日：20261231"),
        of("有客户：没有。"),
        of("有客户：不"),
        TIDY + "\n谢谢",
        TIDY + "\n群名：市场部工作群",
    ],
)
def test_a_form_is_read_however_it_comes_back(text):
    found = filled(FORM, text)
    assert found.problems == {}
    assert found.values == VALUES
    assert found.complete


def test_what_is_optional_may_be_missing_or_struck_out():
    short = of("人数：无", "到期日：/")
    assert filled(FORM, short).values == {
        name: value for name, value in VALUES.items() if name not in {"人数", "到期日"}
    }
    lines = [line for line in short.splitlines() if "人数" not in line and "到期日" not in line]
    assert filled(FORM, "\n".join(lines)).complete


def test_further_lines_belong_to_the_field_above():
    found = filled(FORM, of("用途：日常沟通\n通知\n培训"))
    assert found.values["用途"] == "日常沟通\n通知\n培训"


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("张三、李四", ("张三", "李四")),
        ("张三，李四；王五", ("张三", "李四", "王五")),
        ("张三 李四", ("张三", "李四")),
        ("@zhangsan @lisi", ("zhangsan", "lisi")),
        ("＠张三\n李四", ("张三", "李四")),
        ("Zhang San, Li Si", ("Zhang San", "Li Si")),
        ("李和平、张三、李和平", ("李和平", "张三")),
    ],
)
def test_people_are_parted_as_people_part_them(said, people):
    assert filled(FORM, of(f"群主：{said}")).values["群主"] == people


@pytest.mark.parametrize(
    ("line", "name", "problem"),
    [
        ("群名：", "群名", "没有填"),
        ("群名：无", "群名", "没有填"),
        ("类型：群", "类型", "请从中选一个：公司级、部门级、临时"),
        ("类型：级", "类型", "请从中选一个：公司级、部门级、临时"),
        ("类型：4", "类型", "请从中选一个：公司级、部门级、临时"),
        ("人数：很多", "人数", "请写一个整数，例如 30"),
        ("人数：-3", "人数", "请写一个整数，例如 30"),
        ("到期日：月底", "到期日", "请写全年月日，例如 2026-12-01"),
        ("到期日：12月31日", "到期日", "请写全年月日，例如 2026-12-01"),
        ("到期日：2026-02-30", "到期日", "没有这一天，请核对，例如 2026-12-01"),
        ("群主：、", "群主", "没有填"),
        ("群主：@", "群主", "请写姓名，几个人用顿号分开"),
        ("有客户：可能", "有客户", "请写“是”或“否”"),
        ("用途：沟通\n用途：通知", "用途", "写了两次，而且不一样，请只留一个"),
    ],
)
def test_a_field_that_cannot_be_read_is_named_with_the_reason(line, name, problem):
    found = filled(FORM, of(line))
    assert found.problems == {name: problem}
    assert name not in found.values
    assert found.values.keys() == VALUES.keys() - {name}


def test_a_text_that_names_no_field_is_not_the_form():
    assert filled(FORM, "今天的群名很好听") is None
    assert filled(FORM, "") is None


def test_what_is_wrong_comes_back_with_all_that_was_right():
    sent = again(FORM, filled(FORM, of("类型：群", "用途：沟通\n用途：通知")))
    assert "· “类型”：请从中选一个" in sent
    assert "\n群名（例：市场部工作群）：市场部工作群\n" in sent
    corrected = sent.replace("：群\n", "：部门级\n").replace("\n用途：", "\n用途：日常沟通")
    assert filled(FORM, corrected).values == VALUES


@given(st.text())
def test_any_text_is_read_or_is_not_the_form(text):
    for sheet in (text, f"群名：{text}", of(f"人数：{text}", f"到期日：{text}", f"群主：{text}")):
        found = filled(FORM, sheet)
        if found is not None:
            assert found.values.keys().isdisjoint(found.problems)
            assert found.complete or again(FORM, found)


@given(st.permutations(TIDY.splitlines()), st.sampled_from(["\n", "\n\n", " \n", "；\n"]))
def test_the_order_of_the_lines_says_nothing(lines, parted):
    assert filled(FORM, parted.join(lines)).values == VALUES
