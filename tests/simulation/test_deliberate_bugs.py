"""
Each of ten deliberate bugs breaks a promise within so many histories: the checks can fail.

``pytest -rP`` shows in which history each was caught, and by which promise.
"""

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.running import first_failure

CAUGHT = {
    "drop a condition": (200, "nothing is seen twice"),
    "act before telling": (200, "nobody is removed who was not told"),
    "reset on act": (100, "a ladder is climbed as it is written"),
    "off by one": (100, "a ladder is climbed as it is written"),
    "count twice on redelivery": (50, "a message is one case and cites every clause"),
    "expiry deletes": (200, "no case is void but by a decision"),
    "appeal forgets orders": (100, "what stands is held up by a case"),
    "escalate before served": (100, "a ladder is climbed as it is written"),
    "notice twice": (400, "nothing is seen twice"),
    "lost on crash between writes": (200, "what counts has led to something"),
}
"""Within how many histories, and which promise is sure to be broken among the first."""


def test_every_bug_is_played():
    assert set(CAUGHT) == set(BUGS)
    assert len(BUGS) == 10


@pytest.mark.parametrize("bug", CAUGHT)
def test_a_deliberate_bug_breaks_its_promise(bug):
    within, promise = CAUGHT[bug]
    seeds, number = iter(range(within)), 0
    while failed := first_failure(seeds, BUGS[bug]):
        number += failed.number
        print(f"{bug}: history {number}: {failed.why}")  # noqa: T201 - what the test found
        if promise in failed.why:
            return
    pytest.fail(f"{within} histories did not show it")
