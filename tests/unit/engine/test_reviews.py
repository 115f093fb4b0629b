"""How one person is asked in one group: what was shown, what is new, what is summed up."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from qungui.engine import orders, reviews
from qungui.engine.docket import GRACE
from qungui.engine.reviews import Count
from qungui.model.act import Act
from qungui.model.order import OrderState
from qungui.model.waiting import ref_of
from tests.support.build import GROUP, NOON, OWNER, at, case, edition, order, petition

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST = reviews.review(GROUP, OWNER, edition(), NOON)
REFS = {each: ref_of(case(each)) for each in ("m1", "m2")}


def test_one_person_has_one_request_in_one_group():
    again = reviews.review(GROUP, OWNER, edition(), at(days=9))
    assert again.order_id == FIRST.order_id
    assert reviews.review("group-2", OWNER, edition(), NOON).order_id != FIRST.order_id
    assert (FIRST.act, FIRST.person_id, reviews.is_out(FIRST)) == (Act.REVIEW, OWNER, False)


def test_a_request_goes_out_with_what_is_new_and_remembers_what_was_shown():
    sent = reviews.showing(FIRST, ["m0"], REFS, NOON)
    assert (sent.state, sent.revision, sent.due) == (OrderState.NEW, 0, NOON + GRACE)
    assert sent.case_ids == ("m0", "m1", "m2")
    assert reviews.shown_by(sent) == tuple(REFS.values())
    assert reviews.summed_up_by(sent) == ()


def test_each_request_has_a_card_of_its_own():
    sent = reviews.showing(FIRST, [], REFS, NOON)
    done = orders.served(replace(sent, attempts=3, told_at=NOON, why="x"), NOON)
    again = reviews.showing(done, sent.case_ids, {"m3": ref_of(case("m3"))}, at(minutes=15))
    assert again.task_id != sent.task_id
    assert (again.state, again.attempts, again.told_at, again.served_at) == (
        OrderState.NEW,
        0,
        None,
        None,
    )
    assert again.case_ids == ("m1", "m2", "m3")


@pytest.mark.parametrize(
    ("changes", "is_out"),
    [
        ({"state": OrderState.NEW}, True),
        ({"state": OrderState.SENDING}, True),
        ({"state": OrderState.HELD, "not_before": NOON}, True),
        ({"state": OrderState.UNKNOWN}, True),
        ({"state": OrderState.SERVED}, False),
        ({"state": OrderState.REFUSED}, False),
        ({"state": OrderState.HELD, "why": "dry-run: hand over"}, False),
    ],
)
def test_while_one_is_on_its_way_another_waits(changes, is_out):
    sent = reviews.showing(FIRST, [], REFS, NOON)
    assert reviews.is_out(replace(sent, **changes)) is is_out


def test_a_digest_counts_group_by_group():
    counts = (Count(GROUP, 3, 0), Count("group-2", 0, 2))
    sent = reviews.summing_up(FIRST, counts, NOON, SHANGHAI)
    assert reviews.summed_up_by(sent) == counts
    assert reviews.shown_by(sent) == ()
    assert sent.case_ids == FIRST.case_ids


@pytest.mark.parametrize(
    ("now", "after"),
    [
        (datetime(2026, 11, 25, 0, 59, tzinfo=UTC), datetime(2026, 11, 25, 1, tzinfo=UTC)),
        (datetime(2026, 11, 25, 1, 0, tzinfo=UTC), datetime(2026, 11, 26, 1, tzinfo=UTC)),
        (datetime(2026, 11, 25, 16, 0, tzinfo=UTC), datetime(2026, 11, 26, 1, tzinfo=UTC)),
        (datetime(2026, 11, 30, 4, 0, tzinfo=UTC), datetime(2026, 12, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_next_digest_comes_at_nine_by_the_local_clock(now, after):
    assert reviews.next_digest(now, SHANGHAI) == after
    assert reviews.is_digest_hour(after, SHANGHAI)


def test_a_digest_moves_the_next_one_to_another_day():
    for sent in (
        reviews.summing_up(FIRST, (), NOON, SHANGHAI),
        reviews.summed_up(FIRST, NOON, SHANGHAI),
        FIRST,
    ):
        assert sent.until == reviews.next_digest(NOON, SHANGHAI)


def test_an_order_that_moved_is_asked_about_anew_and_a_case_is_not():
    assert reviews.key_of(order()) != reviews.key_of(order(version=1))
    assert reviews.key_of(case()) == reviews.key_of(case(version=1))
    assert reviews.key_of(petition()) == reviews.key_of(petition(version=3))
