"""Where each kind of callback goes, and that nothing genuine is lost."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.work.crypto import WeChatCrypto

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.secret_entries import callback_identities
from qungui.adapters.wecom.callbacks import CallbackIdentities, WeComCallbacks
from qungui.errors import ForgedEventError, InvalidEventError, TransientError
from qungui.model.callback import Place
from qungui.model.envelope import EnvelopeKind
from qungui.notices.welcome import WELCOME
from qungui.usecases.receive_callback import OF_A_PERSON, OPERATIONAL, ReceiveCallback
from tests.support.build import NOON, at
from tests.support.callbacks import CORP, NOTICE, SECRET, bot_request, event_xml, request

ROOT = Path(__file__).parents[3]
IDENTITIES = callback_identities("callback", SECRET)


class FullQueue:
    def send(self, envelopes):
        raise TransientError


class Intake:
    """The use case with queues to look into."""

    def __init__(self, **queues):
        self.queues = {place: queues.get(place.value, MemoryQueue()) for place in Place}
        clock = ManualClock(NOON)
        callbacks = WeComCallbacks(CallbackIdentities(lambda: IDENTITIES, clock), clock)
        self.receive = ReceiveCallback(callbacks, self.queues).receive

    def sent(self, place):
        return self.queues[place].sent

    def only(self):
        """The place and envelope of the one event that came in."""
        found = [(place, one) for place in Place for one in self.queues[place].sent]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def intake():
    return Intake()


def test_an_archive_notice_goes_to_the_corps_collecting_lane(intake):
    received = intake.receive(request(event_xml({"Event": "msgaudit_notify"}, created=at())))
    place, envelope = intake.only()
    assert received.place is place is Place.COLLECT
    assert envelope.kind is EnvelopeKind.COLLECT
    assert (envelope.lane, envelope.at, envelope.body) == (CORP, NOON, {})


@pytest.mark.parametrize("name", sorted(OF_A_PERSON))
def test_what_a_person_did_goes_to_their_lane_of_the_desk(intake, name):
    plain = event_xml({"Event": name, "FromUserName": "ZhangSan"})
    intake.receive(request(plain, identity="app"))
    place, envelope = intake.only()
    assert (place, envelope.lane) == (Place.DESK, "zhangsan")
    assert envelope.kind is EnvelopeKind.CALLBACK
    assert envelope.body == {"identity": "app", "plaintext": plain}


@pytest.mark.parametrize("name", ["change_contact", "change_external_contact"])
def test_a_contact_change_goes_to_the_lane_of_whom_it_is_about(intake, name):
    intake.receive(request(event_xml({"Event": name, "UserID": "LiSi"})))
    assert intake.only()[1].lane == "lisi"


@pytest.mark.parametrize("kind", ["text", "image", "voice", "video", "location", "link"])
def test_words_to_the_app_go_to_the_desk(intake, kind):
    plain = event_xml({"MsgType": kind, "FromUserName": "zhangsan"})
    intake.receive(request(plain, identity="app"))
    place, envelope = intake.only()
    assert (place, envelope.lane) == (Place.DESK, "zhangsan")


@pytest.mark.parametrize("name", sorted(OPERATIONAL))
def test_operational_events_share_one_lane_of_the_desk(intake, name):
    intake.receive(request(event_xml({"Event": name})))
    place, envelope = intake.only()
    assert (place, envelope.lane) == (Place.DESK, "ops")


@pytest.mark.parametrize(
    "plain",
    [
        '{"msgtype": "dance"}',
        '{"msgtype": "event", "event": {"eventtype": "of_next_year"}}',
        event_xml({"Event": "an_event_of_next_year"}),
        event_xml({"Event": ""}),
        event_xml({"MsgType": "file"}),
        event_xml({"MsgType": ""}),
        "<xml/>",
        "not even XML",
        b"\xff\xfe",
    ],
)
def test_anything_else_genuine_is_kept_whole(intake, plain):
    intake.receive(request(plain))
    place, envelope = intake.only()
    raw = plain if isinstance(plain, bytes) else plain.encode()
    assert place is Place.UNKNOWN
    assert envelope.body["plaintext"] == raw.decode(errors="backslashreplace")


def test_a_change_of_a_customer_group_goes_to_the_groups_lane(intake):
    plain = event_xml({"Event": "change_external_chat", "ChatId": "wr1"})
    intake.receive(request(plain, identity="app"))
    place, envelope = intake.only()
    assert (place, envelope.lane) == (Place.LIFECYCLE, "wr1")
    assert envelope.body == {"identity": "app", "plaintext": plain}


@pytest.mark.parametrize(
    ("event", "inner", "lane"),
    [
        ("sys_approval_change", "<SpNoStr>2026-1</SpNoStr><SpNo>20261</SpNo>", "2026-1"),
        ("sys_approval_change", "<SpNo>20261</SpNo>", "20261"),
        ("open_approval_change", "<ThirdNo>filing-7</ThirdNo>", "filing-7"),
    ],
)
def test_an_approval_goes_to_the_lane_of_its_number(intake, event, inner, lane):
    plain = event_xml({"Event": event}).replace(
        "</xml>", f"<ApprovalInfo>{inner}</ApprovalInfo></xml>"
    )
    intake.receive(request(plain, identity="app"))
    place, envelope = intake.only()
    assert (place, envelope.lane) == (Place.LIFECYCLE, lane)


BOT = sorted((ROOT / "events/wecom").glob("bot_*.json"))


@pytest.mark.parametrize("path", BOT, ids=lambda path: path.stem)
def test_what_the_bot_is_told_goes_to_the_desk_in_the_lane_of_the_person(intake, path):
    received = intake.receive(bot_request(path.read_text()))
    if path.stem == "bot_stream_poll":
        assert received.place is None
        assert not any(intake.sent(place) for place in Place)
        return
    place, envelope = intake.only()
    assert (place, envelope.lane, envelope.at) == (Place.DESK, "zhangsan", NOON)
    assert envelope.body == {"identity": "bot", "plaintext": path.read_text()}


ROUTES = {
    (Place.COLLECT, CORP): "archive_notice",
    (Place.DESK, "ops"): """
        active_restored close_inactive_agent inactive_alert job_finished low_active
        low_active_alert reopen_inactive_agent
    """,
    (Place.DESK, "zhangsan"): """
        app_entered app_subscribed app_unsubscribed
        bot_card_clicked bot_enter_chat bot_feedback_event
        bot_file bot_image bot_mixed bot_text_with_quote bot_video bot_voice
        card_clicked card_clicked_without_choices card_menu_clicked
        contact_created contact_created_full_form contact_deleted contact_renamed
        external_added external_consented external_deleted external_deleted_us external_edited
        external_half_added external_transfer_failed
        menu_clicked menu_link_opened mini_program_opened
        typed_image typed_link typed_location typed_text typed_video typed_voice
    """,
    (Place.DESK, "sys"): "department_created department_deleted department_updated tag_changed",
    (Place.LIFECYCLE, "wrAAAA"): """
        customer_group_created customer_group_dismissed customer_group_joined customer_group_left
        customer_group_notice customer_group_owner customer_group_renamed customer_group_scanned
    """,
    (Place.LIFECYCLE, "202611250001"): "approval_changed",
    (Place.LIFECYCLE, "filing-7"): "own_approval_changed",
    None: "bot_stream_poll",  # answered empty and asked again
}
"""Where each event of the platform goes, and in whose lane."""
SAMPLES = sorted((ROOT / "events/wecom").iterdir())


def sample(path):
    asks = bot_request if path.suffix == ".json" else request
    return asks(path.read_text())


def test_every_sample_of_the_platform_has_its_place_in_the_table():
    names = [name for row in ROUTES.values() for name in row.split()]
    assert sorted(names) == sorted(path.stem for path in SAMPLES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_event_of_the_platform_goes_where_the_table_says(intake, path):
    received = intake.receive(sample(path))
    expected = next(where for where, names in ROUTES.items() if path.stem in names.split())
    if expected is None:
        assert received.place is None
        assert not any(intake.sent(place) for place in Place)
        return
    place, envelope = intake.only()
    assert (place, envelope.lane) == expected


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_whatever_the_platform_signed_is_kept(plain):
    intake = Intake()
    received = intake.receive(request(plain))
    if received.place is not None:
        _, envelope = intake.only()
        assert envelope.body.get("plaintext", NOTICE) == plain.decode(errors="backslashreplace")


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_kept_and_never_a_crash(payload):
    intake = Intake()
    with suppress(InvalidEventError):
        intake.receive(request(payload=payload))
    assert not any(intake.sent(place) for place in Place)


def test_a_replay_has_the_same_id_and_is_noticed(intake):
    first = intake.receive(request(NOTICE))
    again = intake.receive(request(NOTICE, at=at(seconds=9)))
    one, two = intake.sent(Place.COLLECT)
    assert one.envelope_id == two.envelope_id
    assert (first.replayed, again.replayed) == (False, True)


def test_the_same_words_to_two_identities_are_two_events(intake):
    for identity in ("archive", "app"):
        assert not intake.receive(request(NOTICE, identity=identity)).replayed
    one, two = intake.sent(Place.COLLECT)
    assert one.envelope_id != two.envelope_id


def test_two_system_events_of_one_second_are_two_events(intake):
    for user in ("a", "b"):
        intake.receive(request(event_xml({"Event": "change_contact", "UserID": user})))
    one, two = intake.sent(Place.DESK)
    assert one.envelope_id != two.envelope_id


def test_a_forged_call_leaves_nothing_behind(intake):
    with pytest.raises(ForgedEventError):
        intake.receive(request(signature="0" * 40))
    assert not any(intake.sent(place) for place in Place)


def test_an_event_that_cannot_be_queued_is_not_acknowledged_and_not_called_a_replay_later():
    class Once(MemoryQueue):
        broken = True

        def send(self, envelopes):
            if self.broken:
                FullQueue().send(envelopes)
            super().send(envelopes)

    queue = Once()
    intake = Intake(collect=queue)
    with pytest.raises(TransientError):
        intake.receive(request(NOTICE))
    queue.broken = False
    assert not intake.receive(request(NOTICE)).replayed
    assert len(queue.sent) == 1


def test_whoever_opens_a_chat_with_the_bot_is_greeted_and_nobody_else(intake):
    greeted = [path.stem for path in SAMPLES if Intake().receive(sample(path)).answer]
    assert greeted == ["bot_enter_chat"]


def test_the_greeting_opens_with_the_bots_own_key(intake):
    asked = sample(ROOT / "events/wecom/bot_enter_chat.json")
    answer = json.loads(intake.receive(asked).answer)
    assert answer.keys() == {"encrypt", "msgsignature", "timestamp", "nonce"}
    assert (answer["timestamp"], answer["nonce"]) == (int(NOON.timestamp()), asked.nonce)
    theirs = WeChatCrypto(SECRET["bot"]["token"], SECRET["bot"]["aes_key"], "")
    said = theirs.decrypt_message(
        {"Encrypt": answer["encrypt"]},
        answer["msgsignature"],
        str(answer["timestamp"]),
        answer["nonce"],
    )
    assert json.loads(said) == {"msgtype": "text", "text": {"content": WELCOME}}
