"""Whatever breaks while collecting, nothing is lost and every id stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.memory.archive import MemoryKeyRing
from qungui.errors import TransientError
from qungui.usecases.collect_archive import PAGE
from tests.support.archive import record
from tests.support.collector import Collector, talk

BOUNDARIES = [
    (port, call, when)
    for port, call in [
        ("archive", "pull"),
        ("inbound", "send"),
        ("cursors", "advance"),
        ("dead_letters", "bury"),
    ]
    for when in ("before", "after")
]


@pytest.mark.parametrize(("port", "call", "when"), BOUNDARIES)
def test_a_crash_at_any_boundary_loses_nothing(port, call, when):
    collector = Collector(*talk(3), keyring=MemoryKeyRing(versions=(1,)))
    collector.add(record(msgid="m9"), key_version=9)
    getattr(collector.ports[port], when).add(call)
    with pytest.raises(TransientError):
        collector.run()
    collector.run()
    assert collector.messages() == ["m0001", "m0002", "m0003"]
    assert [one.body["msgid"] for one in collector.set_aside()] == ["m9"]
    assert collector.seq == 4
    assert not getattr(collector.ports[port], when)


@given(st.lists(st.sampled_from(BOUNDARIES), max_size=6), st.integers(0, PAGE + 20))
def test_whatever_breaks_each_message_is_queued_and_keeps_its_id(faults, number):
    collector = Collector(*talk(number), keyring=MemoryKeyRing(versions=(1,)))
    collector.add(record(msgid="sealed"), key_version=9)
    for port, call, when in faults:
        getattr(collector.ports[port], when).add(call)
        try:
            collector.run()
        except TransientError:
            continue
    collector.run()
    assert collector.messages() == [one["msgid"] for one in talk(number)]
    ids = {(one.envelope_id, one.body["message_id"]) for one in collector.inbound.sent}
    assert len(ids) == number
    assert {one.body["msgid"] for one in collector.set_aside()} == {"sealed"}
