from dataclasses import replace

import pytest

from qungui.model.finding import Abstain, Clear, Hit, Tone
from qungui.rules.quarrel import Quarrel
from tests.support.build import at, facts, spoken

RULE = Quarrel(window_minutes=10, min_exchanges=4)
ANGRY = "你凭什么说我？给我等着"


def exchange(count, *people, tone=Tone.HEATED, seconds=20):
    return tuple(
        spoken(people[number % len(people)], at(seconds=-seconds * (number + 1)), tone)
        for number in range(count)
    )


def judged(text, around):
    return RULE.judge(replace(facts(text), around=around, author="me"))


def test_two_who_go_at_each_other_quarrel():
    said = judged(ANGRY, exchange(3, "you", "me"))
    assert isinstance(said, Hit)
    assert "4 条激烈言辞" in said.reason


def test_both_are_found_each_by_a_message_of_their_own():
    theirs = replace(facts(ANGRY), around=exchange(3, "me", "you"), author="you")
    assert isinstance(RULE.judge(theirs), Hit)
    assert isinstance(judged(ANGRY, exchange(4, "you", "me")), Hit)


@pytest.mark.parametrize(
    "around",
    [
        (),
        exchange(2, "you", "me"),
        exchange(6, "me"),
        exchange(6, "you", "me", tone=Tone.PLAIN),
        exchange(6, "you", "me", seconds=200),
        exchange(3, "a", "b", "c"),
    ],
    ids=["nobody else", "few", "alone", "calm", "long ago", "many, one each"],
)
def test_less_is_no_quarrel(around):
    assert judged(ANGRY, around) == Clear()


def test_a_calm_word_ends_it():
    assert judged("好，明天当面谈方案", exchange(6, "you", "me")) == Clear()


def test_without_the_groups_memory_it_abstains():
    assert isinstance(RULE.judge(facts(ANGRY)), Abstain)
    assert RULE.judge(facts("大家好")) == Clear()
