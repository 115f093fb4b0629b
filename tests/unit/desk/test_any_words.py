"""Whatever is typed, and however: nothing breaks, and the same is said in many ways."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.desk.commands import COMMANDS
from qungui.desk.grammar import LONGEST, read
from qungui.desk.meaning import Command, Unclear
from qungui.desk.spec import Slot
from qungui.desk.verbs import Verb
from qungui.desk.writing import Written
from qungui.text.traditional import PAIRS

SPECS = {spec.verb: spec for spec in COMMANDS}
PIECES = [
    *(word for spec in COMMANDS for word in spec.words),
    *("3", "1、2", "1-3", "三", "第3号", "第3条第10款", "R01.3.10", "3.10", "3天", "到12月1日"),
    *("11月", "严重", "张三", "@zhangsan", "@市场部群", "群：市场部", "“项目 A 群”", "请帮我"),
    *(
        "谢谢",
        "理由：",
        "因为",
        "怎么",
        "吗",
        "？",
        "一下",
        "的记录",
        "不",
        "别",
        "\n",
        " ",
        "　",
        "。",
    ),
]
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join)


@given(st.text() | TYPED)
def test_any_text_is_a_command_or_a_question_back(text):
    meaning = read(text)
    assert isinstance(meaning, Command | Unclear)
    if isinstance(meaning, Command):
        spec = SPECS[meaning.verb]
        said = {Slot.GROUP, *(one.slot for one in spec.arguments)}
        unsaid = {
            slot.value: getattr(Command(verb=meaning.verb), slot) for slot in set(Slot) - said
        }
        assert meaning == replace(meaning, **unsaid)
        assert all(getattr(meaning, one.slot) for one in spec.arguments if one.needed)


@given(TYPED)
def test_every_suggestion_can_be_sent_as_it_stands(text):
    meaning = read(text)
    if isinstance(meaning, Unclear):
        for suggestion in meaning.suggestions:
            again = read(suggestion.line)
            assert isinstance(again, Command)
            assert again.verb is suggestion.verb


@given(st.sampled_from(PIECES), st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_the_longest_text_of_the_same_again_and_again_is_read(head, one, other):
    """The property tests' own deadline would tell of a text that costs more than its length."""
    read((head + (one + other) * LONGEST)[:LONGEST])


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.verb)
def test_every_word_says_the_same_as_the_example(spec):
    understood = read(spec.example)
    assert understood.verb is spec.verb
    behind = spec.example.removeprefix(spec.name)
    for word in (*spec.words, spec.verb.value):
        assert read(word + behind) == understood, word


TRADITIONAL = {plain: old for old, plain in zip(PAIRS[::2], PAIRS[1::2], strict=True)}
WIDE = {ord(one): chr(ord(one) + 0xFEE0) for one in "0123456789abcdefghijklmnopqrstuvwxyz.,:!-"}
BEFORE = st.sampled_from(["", " ", "　", "请", "请帮我", "麻烦您，", "您好，", "我要", "/", "【"])
AFTER = st.sampled_from(["", " ", "。", "！", "~", "，谢谢", " 谢谢您！", "\n", "…"])
PARTS = {
    Slot.NUMBERS: ["3", "1 2", "1-3"],
    Slot.PERSON: ["张三", "zhangsan"],
    Slot.CLAUSE: ["3.10", "R01.3.10"],
    Slot.GRAVITY: ["严重", "轻"],
    Slot.SPAN: ["3天", "2小时", "到12月1日"],
    Slot.DAY: ["7月5日", "2026-07-05"],
    Slot.MONTH: ["11月", "2026-11"],
    Slot.TOPIC: ["确认", "申诉"],
    Slot.GROUP: ["@市场部群"],
    Slot.TEXT: ["多次发广告"],
}


@st.composite
def said(draw):
    """A command in plain form, and the same as people vary it."""
    spec = draw(st.sampled_from(COMMANDS))
    numbers = spec.argument(Slot.NUMBERS)
    plain, varied = [spec.name], [_varied(draw, draw(st.sampled_from(spec.words)))]
    for argument in spec.arguments:
        if not argument.needed and not draw(st.booleans()):
            continue
        several = argument.slot is not Slot.NUMBERS or (numbers is not None and numbers.many)
        part = draw(st.sampled_from(PARTS[argument.slot] if several else ["3"]))
        part = f"理由：{part}" if argument.announced else part
        plain.append(part)
        as_written = argument.slot in {Slot.TEXT, Slot.PERSON, Slot.GROUP}
        varied.append(part if as_written else _varied(draw, part))
    gap = st.sampled_from([" ", "  ", "　", "，", "：", "、 "])
    line = varied[0] + "".join(draw(gap) + part for part in varied[1:])
    after = "" if spec.argument(Slot.TEXT) else draw(AFTER)
    return " ".join(plain), draw(BEFORE) + line + after


def _varied(draw, part):
    if draw(st.booleans()):
        part = part.translate(WIDE)
    if draw(st.booleans()):
        part = "".join(TRADITIONAL.get(one, one) for one in part)
    return part


@given(said())
def test_width_script_spaces_punctuation_and_politeness_change_nothing(ways):
    plain, varied = ways
    understood = read(plain)
    assert isinstance(understood, Command)
    assert read(varied) == understood


@given(st.sampled_from([spec for spec in COMMANDS if spec.changes]), st.data())
def test_a_slip_in_a_word_never_acts(spec, data):
    """Any one character of the word replaced or doubled."""
    word, behind = spec.name, spec.example.removeprefix(spec.name)
    at = data.draw(st.integers(0, len(word) - 1))
    put = data.draw(st.sampled_from([word[at] * 2, "和", "哪"]))
    meaning = read(word[:at] + put + word[at + 1 :] + behind)
    if isinstance(meaning, Command):
        assert not SPECS[meaning.verb].changes


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.verb)
def test_words_are_in_the_form_in_which_texts_are_matched(spec):
    assert [Written.of(word).plain for word in spec.words] == list(spec.words)


def test_no_word_belongs_to_two_commands():
    words = [word for spec in COMMANDS for word in (*spec.words, spec.verb.value)]
    assert len(words) == len(set(words))
    assert [spec.verb for spec in COMMANDS] == sorted(set(Verb), key=list(SPECS).index)
