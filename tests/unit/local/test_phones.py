from datetime import date

import pytest

from local.fake_wecom.record import Call, Effect
from local.phones import pressed, read_by, typed

EVENING = date(2026, 11, 27)


def sent(*texts, to="lina", body=None):
    return Call(
        number=1,
        at="2026-11-05T03:00:00.000+00:00",
        endpoint="message/send",
        body=body or {},
        errcode=0,
        effects=tuple(Effect(kind="text", to=to, text=text) for text in texts),
    )


def card(task_id, *buttons, to="lina"):
    keys = [{"text": text, "key": f"{text} {task_id}"} for text in buttons]
    return sent(
        body={"touser": to, "template_card": {"task_id": task_id, "button_list": keys}}, to=to
    )


def test_what_reached_somebody_is_read_in_order():
    read = read_by([sent("一"), sent("二", to="office"), sent("三")])
    assert read == {"lina": ["一", "三"], "office": ["二"]}


@pytest.mark.parametrize(
    ("shown", "numbers"),
    [
        ("请确认\n依据条款：R10.1.6a（2026-11版）\n编号：4711", ["4711"]),
        ("有 2 件事：\n4711 caomin 线索\n58210 fenglei\n回复“确认 4711”", ["4711", "58210"]),
        ("11月27日11:00 群\n 申诉号9149，12月5日前\n 申诉号9749，12月5日前", ["9149", "9749"]),
        ("9749：已收到\n（12:01:20）", ["9749"]),
        ("2025年11月27日", []),
        ("同意请回复“同意延期 9555”，不同意请回复“不同意延期 9555”。", ["9555"]),
        ("回复“延期 9555 日期 原因”", ["9555"]),
        ("“新品发布会临时群”现在的状态：使用中，登记号 2026-001。", []),
    ],
)
def test_numbers_are_found_where_people_find_them(shown, numbers):
    assert typed("{lina}", {"lina": [shown]}, EVENING) == str(numbers)


def test_whoever_types_takes_the_last_message_that_shows_a_number():
    phones = {"lina": ["编号：1111", "编号：2222", "好的"], "caomin": ["申诉号3333，"]}
    assert typed("确认 {lina[0]} {caomin[0]}", phones, EVENING) == "确认 2222 3333"


def test_whoever_types_a_day_means_one_of_the_story():
    assert typed("{day[0]}、{day[5]}", {}, EVENING) == "2026年11月27日、2026年12月2日"


def test_the_last_card_with_that_button_is_clicked():
    calls = [card("t1", "确认", "不成立"), card("t2", "确认"), card("t3", "确认", to="sunyan")]
    assert pressed(calls, "lina", "确认") == ("确认 t2", "t2")
    assert pressed(calls, "lina", "不成立") == ("不成立 t1", "t1")


def test_a_button_that_nobody_was_shown_cannot_be_clicked():
    with pytest.raises(ValueError, match="no card"):
        pressed([card("t1", "确认")], "sunyan", "确认")
