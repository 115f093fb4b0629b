"""Archive records read into messages."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.wecom.archive_kinds import SHAPES
from qungui.adapters.wecom.archive_records import read_record
from qungui.errors import InvalidEventError
from qungui.model.archive import Consent
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.wire import MAX_VIEW_BYTES, message_from_body, message_to_body
from tests.support.archive import as_text, link, recall, record
from tests.support.build import NOON
from tests.support.messages import messages
from tests.support.rendering import render

FIELDS = sorted({"msgtype", "text", *SHAPES, *(shape.key for shape in SHAPES.values())})
INSIDE = [
    *("content", "item", "items", "type", "title", "filename", "sdkfileid", "md5sum"),
    *("play_length", "userid", "longitude", "latitude", "votetype", "voteitem", "details"),
    *("solitaire_content", "totalcnt", "pre_msgid", "voiceid", "ques"),
]
KEPT = ("msgid", "from", "roomid", "msgtime")
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*record(), *FIELDS, *INSIDE]), inner, max_size=6)
        | st.sampled_from(sorted(SHAPES))
    ),
    max_leaves=20,
)
BODIES = JSON | st.dictionaries(st.sampled_from(INSIDE), JSON | JSON.map(as_text), max_size=8)


def read(value):
    return read_record(as_text(value))


def test_a_text_is_read_whole_without_its_receivers():
    assert read(record()) == Message(
        message_id="m1",
        group=Alias("room", "wrROOM1"),
        sender=Alias("userid", "zhangsan"),
        sent_at=NOON,
        kind=MessageKind.TEXT,
        text="大家好",
    )


def test_the_time_keeps_its_milliseconds():
    got = read(record(msgtime=1700000000123))
    assert got.sent_at == datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)


def test_quoted_words_are_kept_apart():
    content = '这是一条引用/回复消息：\n"李四：\n低价代开"\n------\n请勿发广告'
    got = read(record(text={"content": content}))
    assert (got.text, got.quoted) == ("请勿发广告", '"李四：\n低价代开"')


def test_a_link_reads_as_title_and_description():
    got = read(link())
    assert (got.kind, got.text, got.url) == (
        MessageKind.LINK,
        "优惠\n点开看",
        "https://example.invalid/1",
    )


@pytest.mark.parametrize("body", [{}, {"title": None}, {"title": ""}])
def test_a_link_may_lack_words(body):
    assert read(link(link=body)).text == ""


def test_a_recall_names_what_it_takes_back():
    got = read(recall(of="m1"))
    assert (got.kind, got.recalls, got.message_id) == (MessageKind.RECALL, "m1", "m2")


def test_an_image_has_no_words():
    got = read(record(msgtype="image", text=None, image={"md5sum": "x"}))
    assert (got.kind, got.text) == (MessageKind.IMAGE, "")


@pytest.mark.parametrize("kind", ["file", "docmsg", "a kind of next year", "", None, 7, []])
def test_what_nobody_can_read_still_counts_as_a_message(kind):
    assert read(record(msgtype=kind, text=None)).kind is MessageKind.UNKNOWN


@pytest.mark.parametrize("value", [record(roomid=""), recall(roomid="")])
def test_what_is_not_written_in_a_group_is_nothing(value):
    assert read(value) is None


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("ZhangSan", Alias("userid", "zhangsan")),
        ("wolf", Alias("userid", "wolf")),
        ("wbai", Alias("userid", "wbai")),
        ("wmLiu", Alias("userid", "wmliu")),
        ("woWang", Alias("userid", "wowang")),
        ("wbChen", Alias("userid", "wbchen")),
        ("wmTheLongestNameOfTheCustomerTeam", Alias("userid", "wmthelongestnameofthecustomerteam")),
        ("wmBBBBcustomer000000000000000001", Alias("external", "wmBBBBcustomer000000000000000001")),
        ("woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA", Alias("external", "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA")),
        ("wmqfasd1e1927831291723123109rAAA", Alias("external", "wmqfasd1e1927831291723123109rAAA")),
        ("wbAJ2GCAAAXtWyujaWJHDDGi0mACAAAA", Alias("robot", "wbAJ2GCAAAXtWyujaWJHDDGi0mACAAAA")),
    ],
)
def test_the_sender_is_told_by_their_id(name, alias):
    assert read(record(**{"from": name})).sender == alias


def test_a_long_text_is_clipped_at_a_character():
    got = read(record(text={"content": "群" * 5000}))
    assert len(got.text.encode()) <= MAX_VIEW_BYTES
    assert set(got.text) == {"群"}


def test_control_characters_are_left_out_and_line_ends_stay():
    assert read(record(text={"content": "加\x00微\x1b信\n\t好\x7f"})).text == "加微信\n\t好"


def test_the_largest_message_fits_a_queue_body():
    picture = {"sdkfileid": '"' * 2048, "md5sum": '"' * 500, "filename": "群" * 300}
    parts = [{"type": "image", "content": as_text(picture)}] * 50
    words = [{"type": "text", "content": as_text({"content": '"\\\n' * 8000})}]
    link = {"title": "", "link_url": '"' * 20_000}
    parts = [*words, {"type": "link", "content": as_text(link)}, *parts]
    got = read(record(msgtype="mixed", text=None, mixed={"item": parts}))
    assert len(got.media) == 20
    assert len(json.dumps(message_to_body(got), ensure_ascii=False).encode()) < 200 * 1024


def test_half_an_emoji_is_replaced_so_that_the_text_can_be_encoded():
    got = read_record(as_text(record()).replace("大家好", "好\\ud83d"))
    assert got.text == "好\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"text": None}, id="text without text"),
        pytest.param({"text": {}}, id="text without content"),
        pytest.param({"text": {"content": 7}}, id="content no text"),
        pytest.param({"text": "hello"}, id="text no object"),
        pytest.param({"msgtype": None}, id="without kind"),
    ],
)
def test_a_message_is_never_lost_over_its_body(changes):
    got = read(record(**changes))
    assert (got.message_id, got.kind, got.text) == ("m1", MessageKind.UNKNOWN, "")


def test_a_message_without_action_is_one():
    assert read(record(action=None)).text == "大家好"


def test_a_recall_of_nothing_is_one():
    got = read(recall(revoke={}))
    assert (got.kind, got.recalls) == (MessageKind.RECALL, "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="truncated"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('"text"', id="a string"),
        pytest.param(as_text(record(roomid=None)), id="without roomid"),
        pytest.param(as_text(record(roomid=7)), id="roomid no text"),
        pytest.param(as_text(record(msgid=None)), id="without msgid"),
        pytest.param(as_text(record(msgid="")), id="empty msgid"),
        pytest.param(as_text(record(**{"from": None})), id="without sender"),
        pytest.param(as_text(record(msgtime=None)), id="without time"),
        pytest.param(as_text(record(msgtime="1795579200000")), id="time no number"),
        pytest.param(as_text(record(msgtime=True)), id="time a truth"),
        pytest.param(as_text(record(msgtime=10**30)), id="time beyond the calendar"),
    ],
)
def test_a_record_that_is_none_is_invalid_and_not_quoted(text):
    with pytest.raises(InvalidEventError) as raised:
        read_record(text)
    assert raised.value.__cause__ is None
    assert "大家好" not in str(raised.value)


@given(JSON)
def test_any_json_is_read_or_invalid(value):
    try:
        read(value)
    except InvalidEventError:
        return


@given(
    head=messages(MessageKind.UNKNOWN).map(render),
    more=st.dictionaries(st.sampled_from(["action", *FIELDS]), JSON),
)
def test_no_message_of_a_group_is_ever_lost(head, more):
    got = read({**head, **more, **{name: head[name] for name in KEPT}})
    if more.get("msgtype") in ("agree", "disagree"):
        assert isinstance(got, Consent)
    else:
        assert isinstance(got, Message)
    assert got.message_id == head["msgid"]


@given(st.sampled_from(sorted(SHAPES)), BODIES)
def test_no_message_of_a_known_kind_is_ever_lost(msgtype, body):
    got = read(record(**{"text": None, "msgtype": msgtype, SHAPES[msgtype].key: body}))
    assert isinstance(got, Message)
    json.dumps(message_to_body(got), ensure_ascii=False).encode()
    assert message_from_body(message_to_body(got)) == got
