"""
Each deliberate bug breaks a promise within so many histories: the checks can fail.

``pytest -rP`` shows in which history each was caught, and by which promise.
"""

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.history import has_lives, has_tasks
from tests.simulation.life_bugs import LIFE_BUGS
from tests.simulation.running import first_failure
from tests.simulation.task_bugs import TASK_BUGS

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

CAUGHT_IN_LIVES = {
    "forget what is overdue": (range(60), "no group outlives its last day unsaid"),
    "forget the announced day": (range(60), "a group is dissolved on the day that was announced"),
    "forget what is owed": (range(60), "all that was owed went out"),
    "overlook who left": (range(60), "nobody who left owns a group unnoticed"),
    "overlook what is gone": (range(120, 180), "what is gone is known to be gone"),
    "announce to nobody": (range(60), "nothing is dissolved that was not announced"),
    "move regardless": (range(60), "every move is in the log once"),
    "count anew": (range(60), "a number is given once"),
    "order again": (range(1200, 1260), "what a step orders is ordered once"),
    "make another": (range(390, 450), "a group is made once"),
}
"""The same of the life of groups; among which histories, where they are rare."""

CAUGHT_IN_TASKS = {
    "hear nothing late": (range(60), "whoever answers in time is held to nothing"),
    "count the last minute": (range(60), "whoever does not is found once"),
    "look once": (range(60), "whoever does not is found once"),
    "find again": (range(120, 220), "whoever does not is found once"),
}
"""The same of answers that are owed."""


def test_every_bug_is_played():
    assert set(CAUGHT) == set(BUGS)
    assert set(CAUGHT_IN_LIVES) == set(LIFE_BUGS)
    assert set(CAUGHT_IN_TASKS) == set(TASK_BUGS)


@pytest.mark.parametrize("bug", CAUGHT)
def test_a_deliberate_bug_breaks_its_promise(bug):
    within, promise = CAUGHT[bug]
    assert_broken(promise, BUGS[bug], range(within))


@pytest.mark.parametrize("bug", CAUGHT_IN_LIVES)
def test_a_deliberate_bug_in_the_life_of_groups_breaks_its_promise(bug):
    seeds, promise = CAUGHT_IN_LIVES[bug]
    assert_broken(promise, LIFE_BUGS[bug], filter(has_lives, seeds))


@pytest.mark.parametrize("bug", CAUGHT_IN_TASKS)
def test_a_deliberate_bug_in_watching_for_answers_breaks_its_promise(bug):
    seeds, promise = CAUGHT_IN_TASKS[bug]
    assert_broken(promise, TASK_BUGS[bug], filter(has_tasks, seeds))


def assert_broken(promise, bug, seeds):
    seeds, number = iter(seeds), 0
    while failed := first_failure(seeds, bug):
        number += failed.number
        print(f"history {number}: {failed.why}")  # noqa: T201 - what the test found
        if promise in failed.why:
            return
    pytest.fail("no history showed it")
