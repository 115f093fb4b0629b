import pytest

from qungui.text.normal import normal, original_span
from qungui.text.personal import Kind, numbers


def read(text):
    """Each number of *text*: its kind, where it is written, and whether that is certain."""
    return [
        (found.kind, text[slice(*original_span(text, found.span))], found.certain)
        for found in numbers(normal(text))
    ]


@pytest.mark.parametrize(
    "written",
    [
        "13800001111",
        "138-0000-1111",
        "138 0000 1111",
        "13800 001111",
        "86 138-0000-1111",
        "0086 13800001111",
        "１３８００００１１１１",
        "一三八零零零零一一一一",
        "幺三八〇〇〇〇幺幺幺幺",
        "壹叁捌零零零零壹壹壹壹",
        "①③⑧0000①①①①",
        "1.3.8.0.0.0.0.1.1.1.1",
        "13🔥80🔥0001🔥111",
        "138oooo1111",
        "1\u200b3800001111",
    ],
)
def test_a_mobile_number_is_read_however_it_is_written(written):
    assert read(f"找她{written}说") == [(Kind.MOBILE, written, True)]


@pytest.mark.parametrize(
    ("written", "kind", "certain"),
    [
        ("010-85007938", Kind.LANDLINE, True),
        ("0517 5550123", Kind.LANDLINE, True),
        ("110101199003074258", Kind.IDENTITY, True),
        ("110101 19900307 4258", Kind.IDENTITY, True),
        ("11010119900307001x", Kind.IDENTITY, False),
        ("110101199003074518", Kind.IDENTITY, False),
        ("110101900307451", Kind.IDENTITY, False),
        ("6222 0212 3456 7890 128", Kind.CARD, True),
        ("4111111111111111", Kind.CARD, True),
    ],
)
def test_other_numbers_are_told_by_their_digits(written, kind, certain):
    assert read(f"号{written}，") == [(kind, written, certain)]


def test_a_check_digit_may_be_an_x():
    assert read("11010519491231002X") == [(Kind.IDENTITY, "11010519491231002X", True)]


@pytest.mark.parametrize(
    "text",
    [
        "1380000111",  # a digit short
        "138000011112",  # one too many
        "12800001111",  # no operator has it
        "SF13800138000",  # a parcel
        "15 2300 45000",  # parts that nobody writes
        "400-800-1234",  # a company's line
        "2026-11-26 13:00",
        "20261126130000",
        "6222021234567890123",  # a check digit that is wrong
        "990101199003074258",  # no such region
        "110101199013074258",  # no such month
        "三点二十八分，一二三四五六七",
        "",
    ],
)
def test_what_looks_like_one_is_none(text):
    assert read(text) == []


def test_several_stand_apart():
    found = read("13800001111 13900002222、张三15800003333")
    assert [written for _, written, _ in found] == ["13800001111", "13900002222", "15800003333"]
