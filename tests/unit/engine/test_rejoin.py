"""Short messages of one member, one after the other, read as one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine.judge import arm, breaches, evaluate
from qungui.engine.rejoin import with_pieces
from qungui.model.attachment import Media, MediaKind
from qungui.model.call import Call
from qungui.model.group import GroupSettings
from qungui.model.message import MessageKind
from qungui.model.rulebook import Clause, Disposition
from qungui.text.pieces import LONGEST, MOST, WINDOW, Piece, piece_of, rejoined
from tests.support.build import NOON, at, edition, facts, message


def clause(name, **parameters):
    return Clause(
        clause_id=name,
        text="。",
        topic=name,
        disposition=Disposition.AUTOMATIC,
        rules=(Call(name, parameters),),
    )


def said(*texts, apart=5):
    """The last of *texts* as a message, and those before it as pieces."""
    *before, last = (
        message(text, message_id=f"m{place}", sent_at=at(seconds=apart * place))
        for place, text in enumerate(texts)
    )
    return [piece_of(each) for each in before], last


RULES = (clause("advertising"), clause("insult", words=["摸鱼小队"]))


def found(*texts, rules=RULES):
    """The evidence of what the last of *texts* breaks together with those before it."""
    earlier, last = said(*texts)
    armed = arm(edition(clauses=rules), GroupSettings())
    seen = facts(last.text, message_id=last.message_id, sent_at=last.sent_at)
    alone = evaluate(armed, seen)
    assert not alone.hits
    whole = rejoined(earlier, last)
    together = with_pieces(armed, seen, alone, whole)
    return [] if together is None else [each.evidence for each in breaches(together, whole.message)]


def test_pieces_are_read_as_one():
    earlier, last = said("加我", "微信", "abc12345")
    whole = rejoined(earlier, last)
    assert whole.message == replace(last, text="加我微信abc12345")
    assert (whole.own, whole.pieces) == (4, 3)


def test_letters_and_figures_of_two_pieces_stay_two_words():
    earlier, last = said("vx", "abc", "123", "快加")
    assert rejoined(earlier, last).message.text == "vx abc 123快加"


@pytest.mark.parametrize(
    ("texts", "evidence"),
    [
        (("加我", "微信", "abc12345"), "加我微信***"),
        (("摸鱼", "小队"), "摸鱼小队"),
        (("大家都是", "摸 魚小", "隊的人"), "摸 魚小隊"),
    ],
)
def test_what_is_only_said_together_is_found(texts, evidence):
    assert found(*texts) == [evidence]


@pytest.mark.parametrize(
    "texts",
    [
        ("今天", "下午三点", "开会"),
        ("广告部", "那边", "微信群", "里说了"),
        ("收到", "马上改", "晚点发你"),
        ("价格", "我问下", "供应商"),
    ],
)
def test_ordinary_talk_in_pieces_is_not(texts):
    assert found(*texts) == []


def test_what_stands_in_earlier_pieces_alone_is_theirs():
    assert found("摸鱼", "小队", "好的") == []


def test_rules_that_measure_have_no_say():
    rules = (clause("length-limit", max_chars=8),)
    assert found("今天下午", "三点开会", "不要迟到", rules=rules) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "字" * (LONGEST + 1)},
        {"text": " "},
        {"kind": MessageKind.IMAGE},
        {"attached": (Media(kind=MediaKind.IMAGE),)},
    ],
)
def test_what_is_no_piece(changes):
    assert piece_of(message(**changes)) is None
    assert rejoined([Piece("m", NOON, "加我")], message(**changes)) is None


def test_only_what_came_within_the_window_before_it_counts():
    last = message("微信", message_id="last")
    pieces = [
        Piece("outside", NOON - WINDOW, "一"),
        Piece("inside", NOON - WINDOW + timedelta(milliseconds=1), "二"),
        Piece("last", NOON, "三"),
        Piece("after", NOON + timedelta(milliseconds=1), "四"),
    ]
    assert rejoined(pieces, last).message.text == "二微信"
    assert rejoined(pieces[:1], last) is None


@given(st.permutations([Piece(f"m{n}", at(seconds=n), str(n)) for n in range(12)]))
def test_their_order_of_arrival_does_not_matter(pieces):
    last = message("完", message_id="last", sent_at=at(seconds=12))
    whole = rejoined(pieces, last)
    assert whole.pieces == MOST
    assert whole.message.text == "5 6 7 8 9 10 11完"
