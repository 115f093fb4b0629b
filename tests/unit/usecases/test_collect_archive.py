"""Collecting: every record is queued, dropped for a reason, or in the dead letters."""

from datetime import timedelta

import pytest

from qungui.adapters.memory.archive import MemoryKeyRing
from qungui.errors import InvalidEventError, TransientError
from qungui.model.archive import Cursor
from qungui.model.envelope import EnvelopeKind
from qungui.usecases.collect_archive import KEPT, PAGE, RESERVE, Collected
from qungui.wire import message_from_body
from tests.support.archive import SWITCH, recall, record
from tests.support.build import NOON, at
from tests.support.collector import CORP, Collector, talk


def test_a_group_message_is_queued_in_its_rooms_lane():
    collector = Collector(record())
    assert collector.run() == Collected(queued=1)
    [envelope] = collector.inbound.sent
    assert (envelope.kind, envelope.lane) == (EnvelopeKind.MESSAGE, "room:wrROOM1")
    assert (envelope.group, envelope.at) == ("room:wrROOM1", NOON)
    assert message_from_body(envelope.body).text == "大家好"


def test_nothing_to_collect_queues_nothing():
    assert Collector().run() == Collected()


def test_more_than_a_page_is_collected_in_order():
    collector = Collector(*talk(PAGE + 3))
    assert collector.run().queued == PAGE + 3
    assert [one.body["message_id"] for one in collector.inbound.sent] == collector.messages()
    assert collector.seq == PAGE + 3


def test_the_next_run_goes_on_where_the_last_one_ended():
    collector = Collector(*talk(2))
    collector.run()
    collector.add(record(msgid="m0003"))
    assert collector.run().queued == 1


def test_a_message_and_its_recall_have_ids_of_their_own():
    collector = Collector(record(), recall(of="m1"))
    collector.run()
    one, two = collector.inbound.sent
    assert one.envelope_id != two.envelope_id
    assert two.body["recalls"] == "m1"


def test_what_is_no_group_message_is_counted_and_dropped():
    collector = Collector(SWITCH, record(roomid=""), record())
    assert collector.run() == Collected(queued=1, outside_groups=1, consents=1)
    assert collector.seq == 3


def test_the_run_ends_when_the_time_is_nearly_up_and_the_next_one_goes_on():
    collector = Collector(*talk(PAGE + 1))
    assert collector.run(seconds=RESERVE - 1).queued == PAGE
    assert collector.run(seconds=RESERVE - 1).queued == 1


@pytest.mark.parametrize(
    "keyring", [MemoryKeyRing(versions=()), MemoryKeyRing(versions=(), wrong=(1,))]
)
def test_records_that_cannot_be_opened_are_set_aside_and_the_others_go_on(keyring):
    keyring.versions.add(2)
    collector = Collector(record(), keyring=keyring)
    collector.add(record(msgid="m2"), key_version=2)
    assert collector.run() == Collected(queued=1, sealed=1)
    assert collector.messages() == ["m2"]
    [again] = collector.set_aside()
    assert (again.kind, again.body["seq"]) == (EnvelopeKind.REOPEN, 1)
    assert again.body["msgid"] == "m1"
    assert collector.letters.buried[0].lane == CORP


class Corrected(MemoryKeyRing):
    """The secret was put right since the keys were read."""

    def renewed(self):
        if 1 in self.versions:
            return False
        self.versions.add(1)
        self.wrong.clear()
        return True


@pytest.mark.parametrize(
    "keyring", [Corrected(versions=()), Corrected(versions=(), wrong=(1,))], ids=["none", "wrong"]
)
def test_keys_are_read_again_before_a_record_is_set_aside(keyring):
    collector = Collector(record(), record(msgid="m2"), keyring=keyring)
    assert collector.run() == Collected(queued=2)
    assert collector.set_aside() == []


def test_a_page_that_comes_again_buries_the_same_letter():
    collector = Collector(record(), keyring=MemoryKeyRing(versions=()))
    collector.ports["cursors"].before.add("advance")
    with pytest.raises(TransientError):
        collector.run()
    collector.clock.advance(timedelta(minutes=6))
    collector.keyring.wrong.add(1)  # the record stays shut, for another reason
    collector.run()
    one, other = collector.letters.buried
    assert one.body == other.body
    assert one.why != other.why


@pytest.mark.parametrize(
    "bad",
    [
        record(roomid=None),
        record(msgid="m1", **{"from": None}),
        {"msgid": "m1"},
        record(msgtime="now"),
    ],
)
def test_a_record_that_cannot_be_read_is_set_aside_without_its_text(bad):
    collector = Collector(bad, record(msgid="m2"))
    assert collector.run() == Collected(queued=1, sealed=1)
    assert "大家好" not in collector.letters.buried[0].body
    assert collector.seq == 2


def test_a_record_is_queued_once_its_key_is_there():
    collector = Collector(record(), keyring=MemoryKeyRing(versions=()))
    collector.run()
    [again] = collector.set_aside()
    with pytest.raises(InvalidEventError):
        collector.use.reopen(again, lambda: 60)
    collector.keyring.versions.add(1)
    assert collector.use.reopen(again, lambda: 60) == Collected(queued=1)
    assert collector.messages() == ["m1"]
    assert collector.seq == 1


def test_a_reopened_record_has_the_id_that_it_would_have_had():
    collector = Collector(record())
    collector.run()
    late = Collector(record(), keyring=MemoryKeyRing(versions=()))
    late.run()
    late.keyring.versions.add(1)
    late.use.reopen(late.set_aside()[0], lambda: 60)
    assert late.inbound.sent == collector.inbound.sent


def test_a_reopened_switch_is_dropped():
    collector = Collector(SWITCH, keyring=MemoryKeyRing(versions=()))
    collector.run()
    collector.keyring.versions.add(1)
    assert collector.use.reopen(collector.set_aside()[0], lambda: 60) == Collected(consents=1)


def test_consent_is_counted_and_goes_no_further():
    asked = {"msgtype": "agree", "text": None, "agree": {"agree_time": 1795579200000}}
    collector = Collector(record(**asked), record(**asked, msgid="m2", roomid=""))
    assert collector.run() == Collected(consents=2)
    assert collector.inbound.sent == []


def test_a_message_that_nobody_can_read_is_queued_and_counted():
    collector = Collector(record(msgtype="hologram"), record(msgid="m2", text={}))
    assert collector.run() == Collected(queued=2, unknown=2)


def test_a_record_that_the_archive_dropped_cannot_be_reopened():
    collector = Collector(record(), record(msgid="m2"), keyring=MemoryKeyRing(versions=()))
    collector.run()
    del collector.stock.records[0]
    with pytest.raises(InvalidEventError, match="no more"):
        collector.use.reopen(collector.set_aside()[0], lambda: 60)


@pytest.mark.parametrize("seq", [None, "1", 1.5])
def test_a_reopening_without_a_number_is_invalid(seq):
    collector = Collector(record(), keyring=MemoryKeyRing(versions=()))
    collector.run()
    [again] = collector.set_aside()
    again.body["seq"] = seq
    with pytest.raises(InvalidEventError):
        collector.use.reopen(again, lambda: 60)


def test_the_first_run_of_all_is_no_gap():
    assert not Collector(record()).run().gap


@pytest.mark.parametrize(
    ("away", "gap"), [(KEPT, False), (KEPT + timedelta(seconds=1), True)], ids=["within", "over"]
)
def test_an_archive_left_alone_for_longer_than_it_keeps_records_is_a_gap(away, gap):
    collector = Collector(record())
    collector.run()
    collector.clock.advance(away)
    collector.add(record(msgid="m2"))
    assert collector.run() == Collected(queued=1, gap=gap)
    assert not collector.run().gap


def test_a_quiet_archive_that_is_pulled_is_no_gap():
    collector = Collector(record())
    for _ in range(200):
        assert not collector.run().gap
        collector.clock.advance(timedelta(hours=1))


def test_a_quiet_archive_costs_no_write_within_the_hour():
    collector = Collector(record())
    collector.run()
    before = collector.cursors.get(CORP)
    collector.clock.advance(timedelta(minutes=59))
    collector.run()
    assert collector.cursors.get(CORP) == before


def test_a_gap_is_told_even_if_the_run_breaks_off_later():
    collector = Collector(*talk(PAGE + 1))
    collector.cursors.advance(CORP, seen=Cursor(), to=Cursor(0, at(days=-9)))
    collector.ports["inbound"].after.add("send")
    pages = collector.use.collect(lambda: 60)
    with pytest.raises(TransientError):
        next(pages)
    assert next(collector.use.collect(lambda: 60)).gap


def test_whoever_finds_the_cursor_moved_stops():
    collector = Collector(*talk(2 * PAGE))
    pages = collector.use.collect(lambda: 60)
    next(pages)
    seen = collector.cursors.get(CORP)
    collector.cursors.advance(CORP, seen=seen, to=Cursor(2 * PAGE, NOON))
    assert len(list(pages)) == 1
    assert collector.seq == 2 * PAGE


def test_an_archive_that_repeats_old_records_does_not_hold_the_run_in_a_circle():
    collector = Collector(record())
    collector.run()
    stock = collector.stock.records
    collector.ports["archive"].__dict__["pull"] = lambda *, after, limit: list(stock)
    assert collector.run() == Collected()
