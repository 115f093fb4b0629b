from qungui.model.archive import Cursor
from tests.support.build import at

CORP = "ww1234"


def test_before_the_first_pull_the_cursor_stands_at_the_start(stores):
    assert stores.cursors.get(CORP) == Cursor(0, None)


def test_it_moves_for_who_read_it_last(stores):
    first, second = Cursor(5, at()), Cursor(9, at(minutes=1))
    assert stores.cursors.advance(CORP, seen=Cursor(), to=first)
    assert stores.cursors.advance(CORP, seen=first, to=second)
    assert stores.cursors.get(CORP) == second


def test_it_does_not_move_for_who_was_overtaken(stores):
    assert stores.cursors.advance(CORP, seen=Cursor(), to=Cursor(5, at()))
    assert not stores.cursors.advance(CORP, seen=Cursor(), to=Cursor(3, at()))
    assert not stores.cursors.advance(CORP, seen=Cursor(5, at(minutes=1)), to=Cursor(6, at()))
    assert not stores.cursors.advance(CORP, seen=Cursor(4, at()), to=Cursor(6, at()))
    assert stores.cursors.get(CORP) == Cursor(5, at())


def test_a_pull_that_found_nothing_moves_only_the_time(stores):
    assert stores.cursors.advance(CORP, seen=Cursor(), to=Cursor(0, at()))
    assert stores.cursors.advance(CORP, seen=Cursor(0, at()), to=Cursor(0, at(minutes=1)))
    assert stores.cursors.get(CORP) == Cursor(0, at(minutes=1))


def test_corps_have_cursors_of_their_own(stores):
    stores.cursors.advance(CORP, seen=Cursor(), to=Cursor(5, at()))
    assert stores.cursors.get("ww5678") == Cursor()
