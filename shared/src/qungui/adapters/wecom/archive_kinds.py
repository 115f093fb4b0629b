"""
One reader per kind of archive record, in one table: from the body to words and attachments.

Which view a word belongs to is decided here; the reasons stand in docs/decisions/0008.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from qungui.adapters.quotes import split_quote
from qungui.adapters.wecom.archive_attached import (
    FILE,
    LONGEST_NAME,
    call,
    card,
    location,
    media,
    red_packet,
)
from qungui.adapters.wecom.archive_content import Content, passed_on, together
from qungui.adapters.wecom.archive_fields import Body, lines, nested, number, parts, spoken, words
from qungui.model.attachment import MediaKind, MiniProgram, Poll
from qungui.model.message import MessageKind

UNREADABLE = "【未知消息类型】"  # the archive's own words for what it cannot show
_ANSWERS = 102  # type of a vote, a solitaire or a meeting that answers somebody's
_MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """
    Attributes:
        key: Where the body stands; the record's own kind is tried too.
        read: Raises KeyError, TypeError or ValueError for a body that says nothing.
    """

    kind: MessageKind
    key: str
    read: Callable[[Body], Content]


def _text(body: Body) -> Content:
    content = body["content"]
    if not isinstance(content, str) or content == UNREADABLE:
        raise TypeError
    text, quoted = split_quote(words(body, "content"))
    return Content(text=text, quoted=quoted)


def _recall(body: Body) -> Content:
    return Content(recalls=words(body, "pre_msgid"))


def _link(body: Body) -> Content:
    return Content(
        text=lines(words(body, "title"), words(body, "description")),
        url=words(body, "link_url") or words(body, "url"),
    )


def _mini_program(body: Body) -> Content:
    app = MiniProgram(words(body, "appid")[:LONGEST_NAME], words(body, "pagepath")[:1024])
    return Content(
        text=lines(words(body, "title"), words(body, "description")),
        shared=words(body, "displayname"),
        attached=(app,),
    )


def _forwarded(body: Body) -> Content:
    inner = passed_on(together(_part(one) for one in _some(body, "item")))
    return replace(inner, shared=lines(words(body, "title"), inner.shared))


def _mixed(body: Body) -> Content:
    return together(_part(one) for one in _some(body, "item"))


def _note(body: Body) -> Content:
    """Anybody's: a note may be sent on by others than its author."""
    return passed_on(together(_part(one) for one in _some(body, "items")))


def _todo(body: Body) -> Content:
    return Content(text=lines(words(body, "title"), words(body, "content")))


def _vote(body: Body) -> Content:
    asked = lines(words(body, "votetitle"), *spoken(body.get("voteitem")))
    return _poll(asked, words(body, "voteid"), answers=number(body, "votetype") == _ANSWERS)


def _form(body: Body) -> Content:
    questions = (words(one, "ques") for one in parts(body, "details"))
    return Content(text=lines(words(body, "title"), *questions))


def _solitaire(body: Body) -> Content:
    answers = number(body, "solitaire_type") == _ANSWERS
    return _poll(lines(*spoken(body.get("solitaire_content"))), "", answers=answers)


def _meeting(body: Body) -> Content:
    answers = number(body, "meetingtype") == _ANSWERS
    topic = lines(words(body, "topic"), words(body, "remarks"))
    return Content(shared=topic) if answers else Content(text=topic)


def _meeting_notice(body: Body) -> Content:
    return Content(shared=words(body, "content"))


def _calendar(body: Body) -> Content:
    return Content(text=lines(*(words(body, name) for name in ("title", "place", "remarks"))))


def _document(body: Body) -> Content:
    return Content(text=words(body, "title"), url=words(body, "link_url"))


def _drive_file(body: Body) -> Content:
    return Content(shared=words(body, "filename"))


def _markdown(body: Body) -> Content:
    return Content(text=words(body, "content"))


def _news(body: Body) -> Content:
    return together(_link(one) for one in _some(body, "item"))


def _nothing(_body: Body) -> Content:
    return Content()


def _channel_post(body: Body) -> Content:
    return Content(shared=lines(words(body, "sph_name"), words(body, "feed_desc")))


SHAPES: Mapping[str, Shape] = {
    "text": Shape(MessageKind.TEXT, "text", _text),
    "revoke": Shape(MessageKind.RECALL, "revoke", _recall),
    "image": Shape(MessageKind.IMAGE, "image", media(MediaKind.IMAGE)),
    "voice": Shape(MessageKind.VOICE, "voice", media(MediaKind.VOICE, "voice_size")),
    "video": Shape(MessageKind.VIDEO, "video", media(MediaKind.VIDEO)),
    "emotion": Shape(MessageKind.EMOTION, "emotion", media(MediaKind.EMOTION, "imagesize")),
    "file": Shape(MessageKind.FILE, "file", FILE),
    "card": Shape(MessageKind.CARD, "card", card),
    "location": Shape(MessageKind.LOCATION, "location", location),
    "link": Shape(MessageKind.LINK, "link", _link),
    "weapp": Shape(MessageKind.MINI_PROGRAM, "weapp", _mini_program),
    "chatrecord": Shape(MessageKind.FORWARDED, "chatrecord", _forwarded),
    "mixed": Shape(MessageKind.MIXED, "mixed", _mixed),
    "todo": Shape(MessageKind.TODO, "todo", _todo),
    "vote": Shape(MessageKind.VOTE, "vote", _vote),
    "collect": Shape(MessageKind.FORM, "collect", _form),
    "solitaire": Shape(MessageKind.SOLITAIRE, "info", _solitaire),
    "redpacket": Shape(MessageKind.RED_PACKET, "redpacket", red_packet),
    "external_redpacket": Shape(MessageKind.RED_PACKET, "redpacket", red_packet),
    "meeting": Shape(MessageKind.MEETING, "meeting", _meeting),
    "meeting_notification": Shape(MessageKind.MEETING_NOTICE, "info", _meeting_notice),
    "calendar": Shape(MessageKind.CALENDAR, "calendar", _calendar),
    "docmsg": Shape(MessageKind.DOCUMENT, "doc", _document),
    "qydiskfile": Shape(MessageKind.DRIVE_FILE, "info", _drive_file),
    "markdown": Shape(MessageKind.MARKDOWN, "info", _markdown),
    "news": Shape(MessageKind.NEWS, "info", _news),
    "note": Shape(MessageKind.NOTE, "info", _note),
    "voiptext": Shape(MessageKind.CALL_NOTICE, "info", _nothing),
    "meeting_voice_call": Shape(MessageKind.CALL, "meeting_voice_call", call("voiceid")),
    "voip_doc_share": Shape(MessageKind.CALL_DOCUMENT, "voip_doc_share", call("voipid")),
    "sphfeed": Shape(MessageKind.CHANNEL_POST, "sphfeed", _channel_post),
}
_BESIDE = ("voiceid", "voipid")


def content_of(record: Body) -> tuple[MessageKind, Content]:
    """The kind of *record* and what it says; ``UNKNOWN`` where it cannot be read."""
    name = record.get("msgtype")
    shape = SHAPES.get(name) if isinstance(name, str) else None
    if shape is None:
        return MessageKind.UNKNOWN, Content()
    try:
        return shape.kind, shape.read(_body(record, shape.key, str(name)))
    except (KeyError, TypeError, ValueError, RecursionError):
        return MessageKind.UNKNOWN, Content()


def _body(record: Body, *keys: str) -> Body:
    """Raises KeyError where there is none."""
    beside = {name: record[name] for name in _BESIDE if name in record}
    for key in keys:
        if isinstance(record.get(key), dict):
            return {**record[key], **beside}
    raise KeyError


def _some(body: Body, name: str) -> list[Body]:
    return [one for one, _ in zip(parts(body, name), range(_MOST_PARTS), strict=False)]


def _part(item: Body) -> Content:
    """One part of a mixed message, a note or a forwarded record; empty when it is unreadable."""
    kind = words(item, "type").removeprefix("ChatRecord").lower()
    shape = SHAPES.get(kind)
    try:
        return shape.read(nested(item, "content")) if shape else Content()
    except (KeyError, TypeError, ValueError):
        return Content()


def _poll(asked: str, poll_id: str, *, answers: bool) -> Content:
    """Who answers a poll passes on what somebody else asked."""
    poll = (Poll(poll_id[:LONGEST_NAME], opened=not answers),)
    return Content(shared=asked, attached=poll) if answers else Content(text=asked, attached=poll)
