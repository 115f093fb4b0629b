"""What the ring keeps of a message."""

import pytest

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import SeenAs
from qungui.model.message import MessageKind
from qungui.text.sighting import seen_as, sighting_of
from tests.support.build import message


def test_the_mark_follows_the_message_id_alone():
    assert sighting_of(message("甲")).mark == sighting_of(message("乙")).mark
    assert sighting_of(message()).mark != sighting_of(message(message_id="other")).mark


def test_marks_and_contents_have_the_length_the_ring_counts_on():
    seen = sighting_of(message())
    assert seen.mark.startswith("s")
    assert len(seen.mark) == 12
    assert len(seen.content) == 6


def test_disguise_does_not_make_content_another_one():
    assert sighting_of(message("在 吗")).content == sighting_of(message("在\u200b吗")).content


def test_the_kind_and_the_address_are_content():
    text = sighting_of(message("看看", url="https://a.example"))
    link = sighting_of(message("看看", url="https://b.example"))
    assert text.content != link.content
    assert (
        sighting_of(message("看看", kind=MessageKind.LINK)).content
        != sighting_of(message("看看")).content
    )


@pytest.mark.parametrize(("md5", "same"), [("", False), ("abc", True)])
def test_two_pictures_are_the_same_by_their_checksum_alone(md5, same):
    picture = {"kind": MessageKind.IMAGE, "attached": (Media(kind=MediaKind.IMAGE, md5=md5),)}
    one = sighting_of(message("", message_id="one", **picture))
    other = sighting_of(message("", message_id="other", **picture))
    assert (one.content == other.content) is same


def test_files_of_one_name_are_two_files():
    def seen(md5):
        file = Media(kind=MediaKind.FILE, md5=md5, name="签到表.xlsx")
        return sighting_of(message("", shared=file.name, attached=(file,)))

    assert seen("a").content != seen("b").content
    assert seen("a").content == seen("a").content


def test_half_a_character_is_hashed_too():
    assert sighting_of(message("\ud83d")).content


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (MessageKind.IMAGE, SeenAs.IMAGE),
        (MessageKind.VOICE, SeenAs.VOICE),
        (MessageKind.TEXT, SeenAs.OTHER),
        (MessageKind.MIXED, SeenAs.OTHER),
    ],
)
def test_pictures_and_voices_are_remembered_as_such(kind, seen):
    assert sighting_of(message("", kind=kind)).kind is seen


def test_words_of_confirmation_are_remembered_of_what_is_written():
    assert seen_as(message("好的，收到")) is SeenAs.CONFIRMING
    assert seen_as(message("收到", kind=MessageKind.VOICE)) is SeenAs.VOICE
