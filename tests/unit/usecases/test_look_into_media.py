"""Looking into pictures: what was seen goes with the message, and nothing holds it back."""

import pytest

from qungui.adapters.memory.archive import MemoryArchive
from qungui.adapters.memory.inspector import MemoryInspector
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.attachment import Media, MediaKind, RedPacket
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.usecases.look_into_media import LOOKING, MOST, Look, LookIntoMedia
from tests.support.build import message

CAT = Inspection(labels=frozenset({"猫"}))


def picture(file_id="cat", **more):
    return Media(**{"kind": MediaKind.IMAGE, "file_id": file_id, **more})


def said(*attached):
    return message("看", kind=MessageKind.MIXED, attached=attached)


class Desk:
    """The use case over a store that holds one cat, with a clock that each call moves on."""

    def __init__(self, *, takes=0.0, store=None, inspector=None):
        self.store = store or MemoryArchive()
        if store is None:
            self.store.files["cat"] = b"meow"
        self.inspector = inspector or MemoryInspector({b"meow": CAT})
        self.left, self.takes = 40.0, takes
        self.use = LookIntoMedia(self, self)

    def fetch(self, media, *, most, seconds):
        return self.store.fetch(media, most=most, seconds=seconds)

    def inspect(self, media, content, *, seconds):
        self.left -= self.takes
        return self.inspector.inspect(media, content, seconds=seconds)

    def look(self, *messages):
        looked, looks = self.use(messages, lambda: self.left)
        return [[one.inspection for one in each.media] for each in looked], looks


class Broken:
    """A store and an inspector that raise *error*, whatever is asked."""

    def __init__(self, error):
        self.error = error

    def fetch(self, *_, **__):
        raise self.error

    def inspect(self, *_, **__):
        raise self.error


def test_what_was_seen_goes_with_the_message():
    assert Desk().look(said(picture())) == ([[CAT]], {Look.SEEN: 1})


def test_messages_without_pictures_go_on_as_they_are():
    plain = [message("在"), said(RedPacket(1, 100)), said(picture(kind=MediaKind.VOICE))]
    desk = Desk()
    looked, looks = desk.use(plain, lambda: 40.0)
    assert all(now is before for now, before in zip(looked, plain, strict=True))
    assert looks == {}
    assert desk.inspector.asked == []


@pytest.mark.parametrize(
    "media",
    [picture(""), picture("gone"), picture(size=MOST + 1)],
    ids=["no file", "gone", "too large"],
)
def test_a_picture_that_cannot_be_had_is_unseen_and_nobody_is_asked(media):
    desk = Desk()
    assert desk.look(said(media, picture())) == ([[None, CAT]], {Look.SEEN: 1, Look.UNSEEN: 1})
    assert desk.inspector.asked == ["cat"]


def test_a_picture_that_nobody_can_look_into_is_unseen():
    assert Desk(inspector=MemoryInspector({})).look(said(picture())) == ([[None]], {Look.UNSEEN: 1})


@pytest.mark.parametrize("error", [TransientError("busy"), PlatformRefusal(301052)])
@pytest.mark.parametrize("part", ["store", "inspector"])
def test_whatever_fails_the_message_goes_on(error, part):
    desk = Desk(**{part: Broken(error)})
    assert desk.look(said(picture()), message("在")) == ([[None], []], {Look.FAILED: 1})


def test_when_the_time_of_a_page_is_up_the_rest_goes_on_unseen():
    assert LOOKING == 10.0
    looked, looks = Desk(takes=4.0).look(*[said(picture())] * 9)
    assert looked == [[CAT]] * 3 + [[None]] * 6
    assert looks == {Look.SEEN: 3, Look.UNSEEN: 6}


def test_without_time_nothing_is_fetched():
    desk = Desk(store=Broken(AssertionError("fetched")))
    desk.left = -5.0
    assert desk.look(said(picture())) == ([[None]], {Look.UNSEEN: 1})
