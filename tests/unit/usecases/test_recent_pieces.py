"""Pieces are remembered for a moment, in this process alone."""

from datetime import timedelta

from qungui.adapters.memory.clock import ManualClock
from qungui.text.pieces import WINDOW
from qungui.usecases.recent_pieces import RecentPieces
from tests.support.build import NOON, at, message


def piece(text, number, **changes):
    return message(text, message_id=f"m{number}", sent_at=at(seconds=number), **changes)


def read(whole):
    return None if whole is None else whole.message.text


def test_each_member_of_each_group_has_their_own():
    pieces = RecentPieces(ManualClock(NOON))
    assert pieces("g", "p", piece("加我", 1)) is None
    assert pieces("g", "q", piece("微信", 2)) is None
    assert pieces("h", "p", piece("微信", 3)) is None
    assert read(pieces("g", "p", piece("微信", 4))) == "加我微信"


def test_a_message_that_comes_twice_is_one_piece():
    pieces = RecentPieces(ManualClock(NOON))
    pieces("g", "p", piece("加我", 1))
    assert read(pieces("g", "p", piece("微信", 2))) == "加我微信"
    assert read(pieces("g", "p", piece("微信", 2))) == "加我微信"


def test_a_longer_message_ends_what_came_before():
    pieces = RecentPieces(ManualClock(NOON))
    pieces("g", "p", piece("加我", 1))
    pieces("g", "p", piece("今天下午三点在二楼会议室开会，请准时参加", 2))
    assert pieces("g", "p", piece("微信", 3)) is None


def test_what_was_found_is_not_found_again():
    pieces = RecentPieces(ManualClock(NOON))
    pieces("g", "p", piece("加我", 1))
    pieces.found("g", "p")
    assert pieces("g", "p", piece("微信", 2)) is None


def test_nothing_is_kept_longer_than_the_window():
    clock = ManualClock(NOON)
    pieces = RecentPieces(clock)
    pieces("g", "p", piece("加我", 1))
    clock.advance(WINDOW - timedelta(milliseconds=1))
    pieces("g", "q", piece("在吗", 2))
    assert read(pieces("g", "p", piece("微信", 3))) == "加我微信"
    clock.advance(WINDOW)
    pieces("g", "q", piece("在吗", 4))
    assert pieces("g", "p", piece("微信", 5)) is None


def test_it_does_not_grow_with_the_number_of_members():
    pieces = RecentPieces(ManualClock(NOON))
    pieces("g", "first", piece("加我", 1))
    for number in range(1_000):
        pieces("g", f"p{number}", piece("在吗", 2))
    assert pieces("g", "first", piece("微信", 3)) is None
    assert read(pieces("g", "p999", piece("好", 3))) == "在吗好"
