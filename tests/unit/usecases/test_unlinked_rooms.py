"""Rooms that nobody linked: registered once, linked by our own marker, their words not kept."""

import pytest

from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.model.ids import Alias, unfiled_id
from qungui.notices.marker import group_of_marker, marker_text
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import APPCHAT, GROUP, NOON, ROOM, at, edition, group, message, settings

MARKER = marker_text(GROUP, "市场部工作群")


class CountingBook(MemoryGroupBook):
    registered = 0

    def register(self, alias, kind, at):
        self.registered += 1
        return super().register(alias, kind, at)


class Archive:
    def __init__(self):
        self.directory, self.sent = MemoryDirectory(), MemorySentRegister()
        self.book = CountingBook(self.directory)
        self.directory.publish(edition())
        self.directory.link(group(aliases=(APPCHAT,)), settings())
        self.shows = UnlinkedRooms(book=self.book, directory=self.directory, sent=self.sent)

    def linked(self, room=ROOM):
        return self.directory.linked(room)


@pytest.fixture
def archive():
    return Archive()


def test_a_room_is_registered_once_however_many_messages_it_has(archive):
    for number in range(5):
        archive.shows(message("球馆年卡转让", message_id=f"m{number}"))
    assert archive.book.registered == 1
    known = archive.book.known(unfiled_id(ROOM))
    assert (known.alias, known.kind, known.first_seen) == (ROOM, None, NOON)
    assert archive.linked() is None


def test_nothing_that_was_said_is_kept(archive):
    archive.shows(message("球馆年卡转让"))
    assert "球馆" not in repr(archive.book.known(unfiled_id(ROOM)))


def test_our_marker_links_the_room_it_shows_up_in(archive):
    archive.sent.note(GROUP, MARKER, NOON)
    archive.shows(message(MARKER, sent_at=at(seconds=5)))
    assert archive.linked().group.aliases == (APPCHAT, ROOM)
    assert archive.linked().settings == settings()


def test_a_marker_that_we_did_not_post_links_nothing(archive):
    archive.shows(message(MARKER))
    assert archive.linked() is None


def test_an_old_marker_links_nothing(archive):
    archive.sent.note(GROUP, MARKER, NOON)
    archive.shows(message(MARKER, sent_at=at(minutes=11)))
    assert archive.linked() is None


def test_a_marker_copied_into_another_room_links_nothing_more(archive):
    archive.sent.note(GROUP, MARKER, NOON)
    archive.shows(message(MARKER))
    other = Alias("room", "wrOTHER")
    archive.shows(message(MARKER, group=other))
    assert archive.linked(other) is None
    assert archive.linked().group.group_id == GROUP


def test_a_marker_of_a_group_that_nobody_filed_links_nothing(archive):
    text = marker_text("group-9", "别的群")
    archive.sent.note("group-9", text, NOON)
    archive.shows(message(text))
    assert archive.linked() is None


def test_a_marker_names_its_group_and_no_other_text_does():
    assert group_of_marker(MARKER) == GROUP
    assert group_of_marker(f"  {MARKER}\n") == GROUP
    for text in ("", "接入码：group-1", "【群规接入】", f"{MARKER} 谢谢"):
        assert group_of_marker(text) is None
