"""Every kind of event is read, written, and read again the same."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.wecom.event_tree import DEEPEST
from qungui.adapters.wecom.events import KINDS, event_from, event_to_text
from qungui.errors import InvalidEventError
from qungui.model.events import (
    GroupChanged,
    GroupDetail,
    JoinScene,
    MembersLeft,
    QuitScene,
)
from tests.support.events import HEADER, TEXT, whole

SAMPLES = Path(__file__).parents[4] / "events/wecom"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_written_reads_back_the_same(kind):
    @given(whole(kind))
    def reads_back(event):
        assert event_from(event_to_text(event, HEADER)) == event

    reads_back()


@given(st.text())
def test_any_text_is_an_event_or_refused(text):
    with suppress(InvalidEventError):
        assert type(event_from(text)) in KINDS


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)
BOT_NAMES = st.sampled_from(["msgtype", "event", "from", "text", "mixed", "quote", "stream"])


@given(st.dictionaries(BOT_NAMES, JSON | st.sampled_from(["event", "mixed", "text"])))
def test_any_json_is_an_event_or_refused(tree):
    with suppress(InvalidEventError):
        assert type(event_from(json.dumps(tree))) in KINDS


XML_NAMES = ["MsgType", "Event", "ChangeType", "UpdateDetail", "MemChangeList", "ApprovalInfo"]
XML_VALUES = ["event", "change_external_chat", "update", "add_member", "<Item/>", "<a><b/></a>"]


@given(st.lists(st.tuples(st.sampled_from(XML_NAMES), st.sampled_from(XML_VALUES)), max_size=9))
def test_any_elements_in_any_number_are_an_event_or_refused(elements):
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in elements)
    with suppress(InvalidEventError):
        assert type(event_from(f"<xml>{inner}</xml>")) in KINDS


def test_one_member_is_a_list_of_one():
    text = (SAMPLES / "customer_group_left.xml").read_text()
    assert event_from(text) == MembersLeft(
        chat_id="wrAAAA",
        scene=QuitScene.REMOVED,
        members=("wmBBBBcustomer000000000000000001",),
        before="7121",
        after="8d20",
    )


def test_a_join_scene_of_an_event_is_not_that_of_a_roster():
    text = (SAMPLES / "customer_group_joined.xml").read_text()
    assert event_from(text).scene is JoinScene.INVITED
    roster_scene = text.replace("<JoinScene>0<", "<JoinScene>2<")
    assert event_from(roster_scene).scene is None


def test_an_update_of_a_kind_that_nobody_knows_is_refused():
    text = (SAMPLES / "customer_group_renamed.xml").read_text()
    assert event_from(text) == GroupChanged(chat_id="wrAAAA", detail=GroupDetail.NAME)
    with pytest.raises(InvalidEventError):
        event_from(text.replace("change_name", "change_colour"))


def test_what_nests_deeper_than_any_event_is_refused():
    deep = "<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1)
    with pytest.raises(InvalidEventError):
        event_from(deep)
    with pytest.raises(InvalidEventError):
        event_from('{"msgtype":' + '{"a":' * 100_000 + "1" + "}" * 100_001)


def test_every_kind_has_a_sample_and_every_sample_is_an_event():
    seen = {type(event_from(path.read_text())) for path in SAMPLES.iterdir()}
    assert seen == set(KINDS)


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.stem)
def test_a_sample_loses_nothing_that_its_event_says(path):
    event = event_from(path.read_text())
    again = event_to_text(event, HEADER)
    assert event_from(again) == event
    said = "".join(re.split(r"\s+", path.read_text()))
    for value in strings_of(event):
        assert value in said


def strings_of(event):
    for name in event.__dataclass_fields__:
        value = getattr(event, name)
        if type(value) is str:
            yield "".join(value.split())
