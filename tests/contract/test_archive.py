"""The message archive: in memory, the local one over HTTP, and Tencent's library."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from local.fake_wecom.archive import Archive, ArchiveKeys, Filing
from local.fake_wecom.company import Company
from local.fake_wecom.corp import Corp
from local.fake_wecom.server import FakeWeComServer
from qungui.adapters.memory.archive import MemoryArchive, MemoryKeyRing
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.archive_budget import PacedArchive
from qungui.adapters.wecom.archive_keys import RsaKeyRing
from qungui.adapters.wecom.archive_local import LocalArchive
from qungui.adapters.wecom.archive_records import read_record
from qungui.errors import InvalidEventError, TransientError
from qungui.model.attachment import Media, MediaKind
from qungui.ports import ChatArchive, KeyRing, MediaStore
from tests.support.archive import record
from tests.support.build import NOON
from tests.support.wecom import ACCOUNT, fixed, free

KEYS = ArchiveKeys.made()


@dataclass(frozen=True)
class World:
    archive: ChatArchive
    media: MediaStore
    keyring: KeyRing
    file: Callable[[dict[str, Any], int], object]
    hold: Callable[[bytes], object]


def encoded(content):
    return {"file-1": b64encode(content).decode()}


@pytest.fixture(params=["memory", "paced", "local", "sdk"])
def world(request):
    """An archive whose records of version 1 and 2 can be opened, and of version 3 cannot."""
    if request.param in {"memory", "paced"}:
        memory = MemoryArchive()

        def file(one, version):
            memory.add(one["msgid"], one, key_version=version)

        def hold(content):
            memory.files["file-1"] = content

        archive = memory if request.param == "memory" else PacedArchive(memory, free())
        yield World(archive, memory, MemoryKeyRing(versions=(1, 2)), file, hold)
        return
    if request.param == "sdk":
        stub = request.getfixturevalue("finance_stub")
        sealing = KEYS.versions | {3: KEYS.stranger}
        archive = stub.archive()
        yield World(
            archive,
            archive,
            RsaKeyRing(KEYS.pems, ManualClock(NOON)),
            lambda one, version: stub.file(one, version, sealing[version]),
            stub.holds,
        )
        assert stub.left == {}
        return
    stock = Archive(ACCOUNT, ArchiveKeys(KEYS.versions | {3: KEYS.stranger}, KEYS.stranger))
    corp = Corp(Company(account=ACCOUNT), clock=ManualClock(NOON))
    with FakeWeComServer(corp, stock).running() as server:
        local = LocalArchive(
            url=server.archive_url, corp_id=ACCOUNT.corp_id, secret=fixed(ACCOUNT.archive_secret)
        )
        yield World(
            local,
            local,
            RsaKeyRing(KEYS.pems, ManualClock(NOON)),
            lambda one, version: stock.append(Filing(record=one, key_version=version)),
            lambda content: stock.append(Filing(record=record(), files=encoded(content))),
        )


def test_an_empty_archive_has_no_records(world):
    assert list(world.archive.pull(after=0, limit=10)) == []


def test_records_come_in_order_after_the_last_one_seen(world):
    for number in range(1, 6):
        world.file(record(msgid=f"m{number}"), 1)
    pulled = world.archive.pull(after=2, limit=2)
    assert [(one.seq, one.message_id) for one in pulled] == [(3, "m3"), (4, "m4")]
    assert [one.seq for one in world.archive.pull(after=4, limit=1000)] == [5]
    assert list(world.archive.pull(after=5, limit=10)) == []


@pytest.mark.parametrize("version", [1, 2])
def test_a_record_opens_with_the_key_of_its_version(world, version):
    world.file(record(), version)
    [sealed] = world.archive.pull(after=0, limit=1)
    assert sealed.key_version == version
    key = world.keyring.unwrap(sealed.key_version, sealed.sealed_key)
    opened = read_record(world.archive.unseal(key, sealed.sealed_message))
    assert opened is not None
    assert opened.text == "大家好"


def test_a_record_whose_key_is_missing_does_not_open(world):
    world.file(record(), 3)
    [sealed] = world.archive.pull(after=0, limit=1)
    with pytest.raises(InvalidEventError):
        world.keyring.unwrap(sealed.key_version, sealed.sealed_key)


def test_keys_just_read_are_not_read_again(world):
    assert not world.keyring.renewed()


def test_the_key_of_another_record_does_not_fit(world):
    world.file(record(), 1)
    world.file(record(msgid="m2"), 1)
    one, two = world.archive.pull(after=0, limit=2)
    key = world.keyring.unwrap(one.key_version, one.sealed_key)
    with pytest.raises(InvalidEventError):
        world.archive.unseal(key, two.sealed_message)


def picture(file_id="file-1", size=0):
    return Media(kind=MediaKind.IMAGE, file_id=file_id, size=size)


@pytest.mark.parametrize("size", [0, 100])
def test_a_file_comes_as_it_was_sent(world, size):
    content = bytes(range(size))
    world.hold(content)
    assert world.media.fetch(picture(), most=100, seconds=9) == content


@pytest.mark.parametrize("media", [picture(""), picture("another"), picture(size=101)])
def test_a_file_that_cannot_be_had_is_invalid(world, media):
    world.hold(b"x")
    with pytest.raises(InvalidEventError):
        world.media.fetch(media, most=100, seconds=9)


def test_a_file_larger_than_its_record_said_is_invalid(world):
    world.hold(b"x" * 101)
    with pytest.raises(InvalidEventError):
        world.media.fetch(picture(), most=100, seconds=9)


def test_without_time_no_file_is_fetched(world):
    world.hold(b"x")
    with pytest.raises(TransientError):
        world.media.fetch(picture(), most=100, seconds=0.5)
