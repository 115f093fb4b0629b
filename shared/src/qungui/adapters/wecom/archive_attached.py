"""Readers of bodies that are a file, a card, a place, a packet or a call."""

from collections.abc import Callable
from dataclasses import replace

from qungui.adapters.wecom.archive_content import Content
from qungui.adapters.wecom.archive_fields import Body, degrees, lines, number, words
from qungui.adapters.wecom.archive_ids import alias_of
from qungui.model.attachment import Call, ContactCard, Media, MediaKind, Place, RedPacket

LONGEST_FILE_ID = 2048  # documented ones have some 700 characters
LONGEST_NAME = 255


def media(kind: MediaKind, size: str = "filesize") -> Callable[[Body], Content]:
    """A reader of files of *kind*, whose length in bytes is called *size*."""

    def read(body: Body) -> Content:
        file_id = words(body, "sdkfileid")
        name = words(body, "filename")[:LONGEST_NAME]
        media = Media(
            kind=kind,
            file_id=file_id if file_id.isascii() and len(file_id) <= LONGEST_FILE_ID else "",
            md5=words(body, "md5sum")[:LONGEST_NAME],
            size=number(body, size),
            name=name,
            seconds=number(body, "play_length"),
        )
        return Content(shared=name, attached=(media,))

    return read


def card(body: Body) -> Content:
    card = ContactCard(alias_of(body["userid"]), words(body, "corpname")[:LONGEST_NAME])
    return Content(attached=(card,))


def location(body: Body) -> Content:
    longitude, latitude = degrees(body, "longitude"), degrees(body, "latitude")
    shared = lines(words(body, "title"), words(body, "address"))
    if longitude is None or latitude is None:
        return Content(shared=shared)
    return Content(shared=shared, attached=(Place(longitude, latitude),))


def red_packet(body: Body) -> Content:
    packet = RedPacket(number(body, "totalcnt"), number(body, "totalamount"))
    return Content(text=words(body, "wish"), attached=(packet,))


def call(name: str) -> Callable[[Body], Content]:
    """A reader of calls, whose id stands under *name* beside the body."""

    def read(body: Body) -> Content:
        held = Call(words(body, name)[:LONGEST_NAME])
        document = FILE(body) if words(body, "sdkfileid") else Content()
        return replace(document, attached=(*document.attached, held))

    return read


FILE = media(MediaKind.FILE)
