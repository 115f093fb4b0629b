"""Every kind of archive record, from its sample to the message."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.adapters.wecom.archive_kinds import SHAPES
from qungui.adapters.wecom.archive_records import MOST_ATTACHED, read_record
from qungui.model.archive import ArchivingSwitched, Consent
from qungui.model.attachment import (
    Call,
    ContactCard,
    Media,
    MediaKind,
    MiniProgram,
    Place,
    Poll,
    RedPacket,
)
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.wire import MAX_VIEW_BYTES
from tests.support.archive import as_text, record
from tests.support.messages import ASIDES, messages
from tests.support.rendering import render, render_aside
from tests.support.template import TEMPLATE

SAMPLES = {
    path.stem: json.loads(path.read_text())
    for path in sorted((TEMPLATE.parent / "events/archive_records").glob("*.json"))
}
AT = datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)
CUSTOMER = Alias("external", "wmBBBBcustomer000000000000000001")
FILE_ID = "CtYBMzA2OTAyMDEwMjA0NjIzMDYw"
MD5 = "9c1ee6bb0f1c4a0dbd2b54a3b8ea33d2"
CONSENTS = {"agree": True, "disagree": False}


def media(kind=MediaKind.IMAGE, **changes):
    return Media(**{"kind": kind, "file_id": FILE_ID, "md5": MD5, "size": 48213, **changes})


def said(kind, text="", *attached, **more):
    return {"kind": kind, "text": text, "attached": attached, **more}


EXPECTED = {
    "text": said(MessageKind.TEXT, "加我微信领优惠", message_id="100_1700000000123_external"),
    "text_reply": said(MessageKind.TEXT, "九点，三号会议室", quoted='"李四：\n明天几点？"'),
    "text_reply_english": said(MessageKind.TEXT, "at nine", quoted='"lisi: when?"'),
    "image": said(MessageKind.IMAGE, "", media()),
    "revoke": said(MessageKind.RECALL, recalls="100_1700000000123_external"),
    "voice": said(MessageKind.VOICE, "", media(MediaKind.VOICE, size=6810, seconds=10)),
    "video": said(MessageKind.VIDEO, "", media(MediaKind.VIDEO, seconds=31)),
    "card": said(
        MessageKind.CARD,
        "",
        ContactCard(Alias("external", "wmCCCCcontact0000000000000000002"), "微信联系人"),
    ),
    "location": said(
        MessageKind.LOCATION, "", Place(121.4737, 31.2304), shared="市民广场\n人民大道一号"
    ),
    "emotion": said(MessageKind.EMOTION, "", media(MediaKind.EMOTION, size=962604)),
    "file": said(
        MessageKind.FILE, "", media(MediaKind.FILE, name="验收清单.xlsx"), shared="验收清单.xlsx"
    ),
    "link": said(
        MessageKind.LINK,
        "公积金调整说明\n办事指南",
        url="https://example.invalid/guide",
        sender=CUSTOMER,
    ),
    "weapp": said(
        MessageKind.MINI_PROGRAM,
        "午餐点单\n食堂今日菜单",
        MiniProgram("wx0000000000000001", "pages/menu"),
        shared="食堂点餐",
    ),
    "chatrecord": said(
        MessageKind.FORWARDED,
        "",
        media(),
        Place(121.4, 31.2),
        shared="群聊的聊天记录\n你这个废物\n年货大促\n限时五折\n图文里的话\n市民广场\n人民大道一号",
        url="https://example.invalid/sale",
    ),
    "mixed": said(MessageKind.MIXED, "现场照片\n线槽还差两米", media()),
    "todo": said(MessageKind.TODO, "周报\n周五前交"),
    "vote": said(MessageKind.VOTE, "下午茶\n奶茶\n咖啡", Poll("vote-1", opened=True)),
    "vote_answer": said(MessageKind.VOTE, "", Poll("vote-1", opened=False), shared="下午茶\n咖啡"),
    "collect": said(MessageKind.FORM, "工位登记\n工号\n楼层"),
    "redpacket": said(MessageKind.RED_PACKET, "辛苦啦", RedPacket(10, 3000)),
    "external_redpacket": said(MessageKind.RED_PACKET, "合作愉快", RedPacket(2, 20)),
    "meeting": said(MessageKind.MEETING, "周会\n带上周报"),
    "meeting_answer": said(MessageKind.MEETING, shared="周会"),
    "meeting_notification": said(MessageKind.MEETING_NOTICE, shared="会议即将开始"),
    "docmsg": said(MessageKind.DOCUMENT, "排班表", url="https://doc.example.invalid/txdoc/excel"),
    "markdown": said(MessageKind.MARKDOWN, "**构建完成**\n> 用时三分钟"),
    "news": said(
        MessageKind.NEWS,
        "版本说明\n五处改动\n升级窗口\n周六凌晨",
        url="https://example.invalid/27",
    ),
    "voiptext": said(MessageKind.CALL_NOTICE),
    "qydiskfile": said(MessageKind.DRIVE_FILE, shared="年度总结模板.docx"),
    "solitaire": said(MessageKind.SOLITAIRE, "团建报名", Poll("", opened=True)),
    "solitaire_answer": said(
        MessageKind.SOLITAIRE, "", Poll("", opened=False), shared="团建报名\n张三"
    ),
    "note": said(MessageKind.NOTE, "", media(), shared="会议要点"),
    "calendar": said(MessageKind.CALENDAR, "季度评审\n三号会议室\n带电脑"),
    "meeting_voice_call": said(
        MessageKind.CALL,
        "",
        media(MediaKind.FILE, md5="", size=0),
        Call("grb8a4c48a3c094a70982c518d55e40557"),
    ),
    "voip_doc_share": said(
        MessageKind.CALL_DOCUMENT,
        "",
        media(MediaKind.FILE, name="报价说明.pdf"),
        Call("gr2751c98b19300571f8afb3b74514bd32"),
        shared="报价说明.pdf",
    ),
    "sphfeed": said(MessageKind.CHANNEL_POST, shared="厂区风光\n秋天的园区"),
    "unknown": said(MessageKind.UNKNOWN),
    "kind_of_next_year": said(MessageKind.UNKNOWN),
}


def read(value):
    return read_record(as_text(value))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_reads_as_the_message_it_is(name):
    head = {
        "message_id": f"{name}_1700000000123",
        "group": Alias("room", "wrAAAA"),
        "sender": Alias("userid", "zhangsan"),
        "sent_at": AT,
    }
    assert read(SAMPLES[name]) == Message(**{**head, **EXPECTED[name]})


def test_every_sample_and_every_kind_is_tested():
    assert EXPECTED.keys() | CONSENTS.keys() | {"switch"} == SAMPLES.keys()
    assert SHAPES.keys() <= {sample.get("msgtype") for sample in SAMPLES.values()}
    assert {shape.kind for shape in SHAPES.values()} | {MessageKind.UNKNOWN} == set(MessageKind)


@pytest.mark.parametrize("kind", MessageKind)
@given(data=st.data())
@settings(max_examples=30)
def test_a_rendered_message_reads_as_itself(kind, data):
    message = data.draw(messages(kind))
    assert read(render(message)) == message


@given(ASIDES)
def test_a_rendered_consent_or_switch_reads_as_itself(said):
    assert read(render_aside(said)) == said


@pytest.mark.parametrize("name", CONSENTS)
def test_an_outsiders_answer_is_consent_and_no_message(name):
    assert read(SAMPLES[name]) == Consent(
        message_id=f"{name}_1700000000123",
        person=CUSTOMER,
        group=Alias("room", "wrAAAA") if name == "agree" else None,
        agreed=CONSENTS[name],
        at=AT,
    )


def test_a_switch_of_archiving_is_no_message():
    assert read(SAMPLES["switch"]) == ArchivingSwitched(
        message_id="103_1700000000123", person=Alias("userid", "zhangsan"), at=AT
    )


@pytest.mark.parametrize("msgtype", sorted(SHAPES))
@pytest.mark.parametrize("body", [{}, {"item": 7}, {"content": {}}, "text", None, []])
def test_a_body_that_says_nothing_is_still_a_message(msgtype, body):
    key = SHAPES[msgtype].key
    got = read(record(**{"msgtype": msgtype, "text": None, key: body}))
    assert isinstance(got, Message)
    assert (got.text, got.quoted, got.shared) == ("", "", "")


def test_a_body_under_the_name_of_its_kind_is_found_too():
    got = read(record(msgtype="markdown", text=None, markdown={"content": "好"}))
    assert (got.kind, got.text) == (MessageKind.MARKDOWN, "好")


def test_a_part_that_cannot_be_read_leaves_the_others():
    items = [
        {"type": "text", "content": "{"},
        {"type": "text", "content": '{"content": 5}'},
        {"type": "song", "content": "{}"},
        {"content": "{}"},
        "text",
        {"type": "text", "content": '{"content": "好"}'},
    ]
    assert read(record(msgtype="mixed", text=None, mixed={"item": items})).text == "好"


@pytest.mark.parametrize("depth", [2, 400])
def test_forwarded_records_within_each_other_end(depth):
    inner = {"type": "ChatRecordText", "content": '{"content": "到底"}'}
    for _ in range(depth):
        inner = {"type": "ChatRecordChatRecord", "content": {"item": [inner]}}
    got = read(record(msgtype="chatrecord", text=None, chatrecord={"item": [inner]}))
    assert (got.kind, got.shared) in [
        (MessageKind.FORWARDED, "到底"),
        (MessageKind.UNKNOWN, ""),  # deeper than anybody forwards
    ]


def test_what_is_attached_is_bounded():
    picture = {"type": "image", "content": as_text({"sdkfileid": "x" * 5_000, "md5sum": MD5})}
    got = read(record(msgtype="mixed", text=None, mixed={"item": [picture] * 500}))
    assert len(got.attached) == MOST_ATTACHED
    assert {one.file_id for one in got.media} == {""}


def test_every_view_is_clipped():
    long = "群" * 5_000
    got = read(record(msgtype="sphfeed", text=None, sphfeed={"feed_desc": long}))
    assert 0 < len(got.shared.encode()) <= MAX_VIEW_BYTES


@pytest.mark.parametrize(
    ("written", "seconds"), [(6, 6), ("6", 6), (-1, 0), (6.5, 0), (True, 0), (2**60, 0), ("６", 0)]
)
def test_a_number_that_is_none_reads_as_untold(written, seconds):
    got = read(record(msgtype="voice", text=None, voice={"play_length": written}))
    assert got.media[0].seconds == seconds


@pytest.mark.parametrize("longitude", [None, "121", float("nan"), float("inf"), 10**400, True])
def test_a_place_without_degrees_is_words_alone(longitude):
    body = {"longitude": longitude, "latitude": 31.2, "title": "广场"}
    got = read(record(msgtype="location", text=None, location=body))
    assert (got.shared, got.attached) == ("广场", ())
