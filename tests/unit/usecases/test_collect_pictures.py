"""Pictures are looked into before they are queued, and hold nothing up."""

import pytest

from qungui.adapters.memory.archive import MemoryKeyRing
from qungui.model.inspection import Inspection
from qungui.usecases.collect_archive import PAGE, RESERVE, Collected
from qungui.usecases.look_into_media import LOOKING, Look
from qungui.wire import message_from_body
from tests.support.archive import record
from tests.support.collector import Collector, talk

CAT = Inspection(labels=frozenset({"猫"}), words="喵", people=0)
IMAGE = {"md5sum": "9" * 32, "filesize": 4, "sdkfileid": "cat"}
PICTURE = record(msgtype="image", text=None, image=IMAGE)


def watched(*records, **more):
    collector = Collector(*records, seen={b"meow": CAT}, **more)
    collector.stock.files["cat"] = b"meow"
    return collector


def seen(collector):
    [envelope] = collector.inbound.sent
    return message_from_body(envelope.body).media[0].inspection


def test_what_an_inspector_saw_is_queued_with_the_picture():
    collector = watched(PICTURE)
    assert collector.run() == Collected(queued=1, looks={Look.SEEN: 1})
    assert seen(collector) == CAT


def test_without_an_inspector_nobody_looks():
    collector = Collector(PICTURE)
    assert collector.run() == Collected(queued=1)
    assert seen(collector) is None


def test_a_picture_whose_file_is_gone_is_queued_all_the_same():
    collector = watched(PICTURE)
    collector.stock.files.clear()
    assert collector.run() == Collected(queued=1, looks={Look.UNSEEN: 1})
    assert seen(collector) is None


def test_a_record_that_is_opened_later_is_looked_into_as_well():
    collector = watched(PICTURE, keyring=MemoryKeyRing(versions=()))
    collector.run()
    collector.keyring.versions.add(1)
    again = collector.use.reopen(collector.set_aside()[0], lambda: 60)
    assert again == Collected(queued=1, looks={Look.SEEN: 1})


@pytest.mark.parametrize(("seconds", "pages"), [(0, 1), (RESERVE + LOOKING, 2)])
def test_no_page_is_begun_that_has_no_time_for_its_pictures(seconds, pages):
    collector = watched(*talk(PAGE + 1))
    assert len(list(collector.use.collect(lambda: seconds))) >= pages
    assert collector.seq == (PAGE if pages == 1 else PAGE + 1)


def test_a_run_that_has_no_time_left_queues_pictures_unseen():
    collector = watched(PICTURE)
    assert collector.run(seconds=RESERVE) == Collected(queued=1, looks={Look.UNSEEN: 1})
