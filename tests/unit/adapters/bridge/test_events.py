"""What a bridge may report, and what it may not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.bridge.changes import change_from_body, change_to_body
from qungui.adapters.bridge.events import read
from qungui.errors import InvalidEventError
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.envelope import EnvelopeKind
from qungui.model.ids import Alias
from qungui.model.message import MessageKind
from qungui.wire import message_from_body
from tests.support.build import NOON

EVENT = {
    "v": 1,
    "source": "desk-phone",
    "event_id": "e1",
    "ts": int(NOON.timestamp() * 1000),
    "group": {"id": "g1", "name": "球友群"},
    "sender": {"id": "m1", "name": "老王"},
    "kind": "text",
    "text": "加我微信领优惠",
    "mentions": [],
}


def read_with(**changes):
    return read(json.dumps({**EVENT, **changes}).encode())


def test_a_text_becomes_a_group_message():
    heard = read_with()
    message = message_from_body(heard.envelope.body)
    assert heard.is_message
    assert (message.group, message.sender) == (Alias("bridge", "g1"), Alias("bridge", "m1"))
    assert (message.text, message.sent_at, message.kind) == (
        "加我微信领优惠",
        NOON,
        MessageKind.TEXT,
    )
    assert heard.envelope.lane == heard.envelope.group == "bridge:g1"


def test_the_same_event_has_the_same_id_and_another_source_another():
    assert read_with().envelope.envelope_id == read_with(text="改").envelope.envelope_id
    assert read_with().envelope.envelope_id != read_with(source="other").envelope.envelope_id


@pytest.mark.parametrize(
    ("kind", "becomes"), [("link", "link"), ("image", "image"), ("file", "file")]
)
def test_other_kinds_of_message_are_kept_as_such(kind, becomes):
    assert read_with(kind=kind).envelope.body["kind"] == becomes


def test_what_a_reply_quotes_is_not_the_writers():
    reply = f"「小李：{EVENT['text']}」\n{'- ' * 15}\n别发广告"
    message = message_from_body(read_with(text=reply).envelope.body)
    assert message.text == "别发广告"
    assert EVENT["text"] in message.quoted


def test_a_file_is_passed_on_by_its_name():
    message = message_from_body(read_with(kind="file", text="发票.pdf.exe").envelope.body)
    assert (message.text, message.shared) == ("", "发票.pdf.exe")
    assert [media.name for media in message.media] == ["发票.pdf.exe"]


@pytest.mark.parametrize("kind", ["join", "leave"])
def test_who_joins_or_leaves_is_told_with_what_they_are_called_there(kind):
    heard = read_with(kind=kind)
    assert not heard.is_message
    assert (heard.envelope.kind, heard.envelope.lane) == (EnvelopeKind.BRIDGED, "bridge:g1")
    assert change_from_body(heard.envelope.body) == BridgedGroupChanged(
        group=Alias("bridge", "g1"),
        change=BridgeChange(kind),
        name="球友群",
        member=Alias("bridge", "m1"),
        nickname="老王",
    )


@pytest.mark.parametrize("kind", ["rename", "dismiss"])
@pytest.mark.parametrize("sender", [{}, {"id": "m1", "name": "老王"}])
def test_a_change_of_the_group_itself_names_nobody(kind, sender):
    told = change_from_body(read_with(kind=kind, sender=sender).envelope.body)
    assert (told.change, told.name, told.member) == (BridgeChange(kind), "球友群", None)
    assert told.nickname == ""


@pytest.mark.parametrize("kind", ["join", "leave"])
def test_a_joining_of_nobody_is_refused(kind):
    with pytest.raises(InvalidEventError):
        read_with(kind=kind, sender={})


names = st.text(min_size=1).map(lambda name: Alias("bridge", name))


@given(
    st.builds(
        BridgedGroupChanged,
        group=names,
        change=st.sampled_from(BridgeChange),
        name=st.text(),
        member=st.none() | names,
        nickname=st.text(),
    )
)
def test_a_change_comes_through_the_queue_as_it_was(event):
    assert change_from_body(json.loads(json.dumps(change_to_body(event)))) == event


@given(
    st.dictionaries(
        st.sampled_from(["group", "change", "name", "member", "nickname"]),
        st.text() | st.none() | st.integers(),
    )
)
def test_no_body_crashes_the_reader(body):
    try:
        change_from_body(body)
    except InvalidEventError:
        return


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"kind": "voice"},
        {"ts": "noon"},
        {"ts": 10**30},
        {"group": {"id": "a#b"}},
        {"group": {}},
        {"sender": {"id": ""}},
        {"sender": {"id": "x" * 101}},
        {"event_id": 7},
        {"text": ["一"]},
    ],
    ids=str,
)
def test_what_is_not_documented_is_refused(changes):
    with pytest.raises(InvalidEventError):
        read_with(**changes)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(EVENT)), _JSON))
def test_no_json_crashes_it(changes):
    try:
        read_with(**changes)
    except InvalidEventError:
        return


@given(st.binary())
def test_no_bytes_crash_it(body):
    with pytest.raises(InvalidEventError):
        read(body)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "join"}, {"change": BridgeChange.JOINED}),
        (
            {"kind": "join", "inviter": {"id": "m9"}},
            {"change": BridgeChange.JOINED, "inviter": Alias("bridge", "m9")},
        ),
        ({"kind": "leave", "removed": True}, {"change": BridgeChange.LEFT, "removed": True}),
        ({"kind": "leave"}, {"change": BridgeChange.LEFT, "removed": None}),
        (
            {"kind": "profile", "sender": {"id": "m1", "name": "小王", "avatar": ["卡通猫"]}},
            {"change": BridgeChange.PROFILE, "nickname": "小王", "picture": ("卡通猫",)},
        ),
    ],
)
def test_what_happened_to_a_member_is_told_as_far_as_the_bridge_does(changes, told):
    body = read_with(**changes).envelope.body
    event = change_from_body(json.loads(json.dumps(body)))
    assert {name: getattr(event, name) for name in told} == told
    assert event.member == Alias("bridge", "m1")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "leave", "removed": "yes"},
        {"kind": "join", "inviter": {"id": "m#9"}},
        {"kind": "profile", "sender": {"id": "m1", "name": "x", "avatar": "cat"}},
        {"kind": "profile", "sender": {"id": "m1", "name": "x", "avatar": ["cat"] * 21}},
        {"kind": "profile", "sender": {"id": "m1", "name": "x", "avatar": [7]}},
    ],
)
def test_what_a_bridge_says_of_a_member_in_another_form_is_refused(changes):
    with pytest.raises(InvalidEventError):
        read_with(**changes)
