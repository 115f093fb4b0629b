"""Queue bodies and values: round trips, and every surprise an error."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.errors import InvalidEventError
from qungui.model.attachment import Media, MediaKind
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.inspection import Inspection
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import OrderRef
from qungui.model.waiting import ref_of
from qungui.wire import (
    MAX_VIEW_BYTES,
    clipped,
    envelope_from_json,
    envelope_to_json,
    message_from_body,
    message_to_body,
    order_envelope,
    order_ref_from_body,
    schedule_time,
    time_from_text,
    time_to_text,
    trial_envelope,
    trial_from_body,
)
from qungui.wire_clicks import (
    TrialClick,
    decision_from_key,
    decision_key,
    trial_click_from_key,
    trial_key,
)
from tests.support.build import NOON, case, message, order, petition
from tests.support.messages import MESSAGES, TIMES


def envelope(**changes) -> Envelope:
    made = {
        "kind": EnvelopeKind.MESSAGE,
        "envelope_id": "e-1",
        "at": NOON,
        "lane": "room:wrA",
        "body": message_to_body(message()),
        "group": "room:wrA",
    }
    return Envelope(**{**made, **changes})


@given(TIMES)
def test_a_time_survives_its_text(moment):
    assert time_from_text(time_to_text(moment)) == moment


@given(TIMES, TIMES)
def test_times_sort_as_text(one, other):
    assert (one < other) == (time_to_text(one) < time_to_text(other))


@given(MESSAGES)
def test_a_message_survives_the_queue(said):
    sent = envelope_to_json(envelope(body=message_to_body(said)))
    assert message_from_body(envelope_from_json(sent).body) == said


def test_a_body_that_waited_over_a_deployment_is_read():
    body = message_to_body(message())
    del body["shared"], body["attached"]
    assert message_from_body(body) == message()


INSPECTIONS = st.builds(
    Inspection,
    labels=st.frozensets(st.text(st.characters(exclude_categories=["Cs"]))),
    words=st.text(st.characters(exclude_categories=["Cs"])),
    people=st.none() | st.integers(0, 9),
    harmful=st.none() | st.booleans(),
)


def pictured(seen):
    return message(attached=(Media(kind=MediaKind.IMAGE, inspection=seen),))


@given(st.none() | INSPECTIONS)
def test_what_was_seen_in_a_picture_survives_the_queue(seen):
    sent = envelope_to_json(envelope(body=message_to_body(pictured(seen))))
    assert message_from_body(envelope_from_json(sent).body) == pictured(seen)


def test_a_picture_that_nobody_saw_is_written_as_ever():
    """So that it is read also by a version that knows of no inspections."""
    assert "inspection" not in message_to_body(pictured(None))["attached"][0]


@pytest.mark.parametrize(
    "seen", [None, {}, {"labels": "猫"}, {"labels": [1]}, {"labels": [], "x": 1}]
)
def test_an_inspection_that_is_none_can_never_succeed(seen):
    body = message_to_body(pictured(Inspection()))
    body["attached"][0]["inspection"] = seen
    with pytest.raises(InvalidEventError):
        message_from_body(body)


def test_an_order_travels_as_its_place_alone():
    ref = OrderRef("g", "p", "o")
    sent = envelope_from_json(envelope_to_json(order_envelope(ref, at=NOON)))
    assert order_ref_from_body(sent.body) == ref


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "[]",
        "null",
        '"text"',
        "[" * 200_000,
        envelope_to_json(envelope()).replace('"v":1', '"v":2'),
        envelope_to_json(envelope()).replace('"kind":"message"', '"kind":"unheard-of"'),
        json.dumps({"v": 1, "kind": "message"}),
        envelope_to_json(envelope()).replace("2026-", "year-"),
    ],
)
def test_what_is_not_a_queue_body_can_never_succeed(body):
    with pytest.raises(InvalidEventError):
        envelope_from_json(body)


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "song"},
        {"group": "no-colon"},
        {"sent_at": "yesterday"},
        {"sender": ""},
        {"attached": [{"is": "song"}]},
        {"attached": [{}]},
        {"attached": [{"is": "media", "kind": "song"}]},
        {"attached": [{"is": "media", "kind": "image", "colour": "red"}]},
        {"attached": [{"is": "card", "person": "nobody", "company": ""}]},
        {"attached": 7},
    ],
)
def test_a_message_with_a_wrong_field_can_never_succeed(broken):
    with pytest.raises(InvalidEventError):
        message_from_body({**message_to_body(message()), **broken})


@pytest.mark.parametrize("body", [{}, {"group": "g", "person": "p"}, None])
def test_an_order_without_its_place_can_never_succeed(body):
    with pytest.raises(InvalidEventError):
        order_ref_from_body(body)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_view_is_cut_at_a_character_and_only_when_too_long(text):
    long = text * 3000
    cut = clipped(long)
    assert long.startswith(cut)
    assert len(cut.encode()) <= MAX_VIEW_BYTES
    assert cut == long or len(cut.encode()) > MAX_VIEW_BYTES - 4


def test_a_schedules_time_is_utc_whatever_its_zone():
    assert schedule_time({"time": "2026-11-25T12:00:00+08:00"}) == NOON
    assert schedule_time({"time": "2026-11-25T04:00:00Z"}).utcoffset() == timedelta(0)


@pytest.mark.parametrize("event", [{}, {"time": "soon"}, {"time": 5}, {"time": "2026-11-25T04:00"}])
def test_what_is_no_schedule_event_can_never_succeed(event):
    with pytest.raises(InvalidEventError):
        schedule_time(event)


def test_a_trial_survives_the_queue():
    sent = envelope_to_json(trial_envelope("our-groups", at=NOON))
    assert trial_from_body(envelope_from_json(sent).body) == "our-groups"
    assert trial_envelope("our-groups", at=NOON) == trial_envelope("our-groups", at=NOON)


@pytest.mark.parametrize("body", [{}, {"rulebook": 1}, {"rulebook": None}])
def test_a_trial_of_no_rulebook_is_refused(body):
    with pytest.raises(InvalidEventError):
        trial_from_body(body)


def test_a_click_about_a_trial_survives_its_button():
    click = TrialClick("promote", "our-groups", "2026-12", "R01.3.10")
    assert trial_click_from_key(trial_key(click)) == click


@pytest.mark.parametrize(
    "key", ["", "trial", "trial#a#b#c", "trial#a#b##d", "trial#a#b#c#d#e", "removed#g#p"]
)
def test_a_button_of_another_card_is_no_click_about_a_trial(key):
    assert trial_click_from_key(key) is None


@pytest.mark.parametrize("item", [case(), order(), petition()])
def test_a_word_on_something_survives_its_button(item):
    assert decision_from_key(decision_key("confirm:grave", ref_of(item))) == (
        "confirm:grave",
        ref_of(item),
    )


@pytest.mark.parametrize(
    "key",
    ["", "confirm", "confirm#case#g#p", "confirm#thing#g#p#i", "removed#g#p", "trial#a#b#c#d"],
)
def test_a_button_of_another_card_says_no_word(key):
    assert decision_from_key(key) is None


def test_the_key_of_a_button_is_shorter_than_the_platform_allows():
    longest = ItemRef(Subject.PETITION, "g" * 64, "p" * 64, "i" * 64)
    assert len(decision_key("confirm:unlawful", longest).encode()) < 1024
