"""Whether a roster can be the whole of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.model.roster_limits import USUAL, RosterLimits


@pytest.mark.parametrize(
    ("gone", "of", "doubtful"),
    [
        (0, 0, False),
        (2, 2, False),
        (3, 10, False),
        (4, 10, True),
        (61, 200, True),
        (60, 200, False),
    ],
)
def test_more_than_three_tenths_do_not_go_at_once(gone, of, doubtful):
    assert USUAL.is_doubtful(gone, of) is doubtful


def test_how_many_do_not_is_chosen():
    strict = RosterLimits(shrunk_percent=10, shrunk_members=2)
    assert [strict.is_doubtful(gone, 10) for gone in range(4)] == [False, False, True, True]


@given(st.integers(0, 500), st.integers(-500, 0))
def test_a_roster_that_grew_is_never_doubted(before, gone):
    assert not USUAL.is_doubtful(gone, before)
