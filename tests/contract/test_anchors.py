from datetime import date

import pytest

from qungui.model.anchor import Head, anchored
from qungui.model.ledger import ORGANISATION, AuditKind
from tests.support.build import GROUP, audit_entry

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def anchors(stores):
    return stores.anchors


def told(anchor):
    return audit_entry(kind=AuditKind.CHAINS_ANCHORED, facts=anchor.told)


def keep(anchors, day):
    heads = anchors.heads()
    anchor = anchored(day, heads, anchors.last())
    return anchor if anchors.keep(anchor, heads, told(anchor)) else None


def test_nothing_on_record_has_no_ends_and_no_anchor(anchors):
    assert (dict(anchors.heads()), anchors.last(), list(anchors.every())) == ({}, None, [])


def test_every_log_ends_where_its_last_entry_is(stores, anchors):
    for number, group_id in enumerate((GROUP, "group-2", GROUP, ORGANISATION)):
        stores.audit_log.append(group_id, audit_entry(facts={"n": str(number)}))
    heads = anchors.heads()
    assert {log: head.number for log, head in heads.items()} == {
        GROUP: 2,
        "group-2": 1,
        ORGANISATION: 1,
    }
    assert all(stores.audit_log.verify_chain(log).holds(head) for log, head in heads.items())


def test_an_anchor_comes_back_with_what_it_holds_and_is_in_the_organisations_log(stores, anchors):
    stores.audit_log.append(GROUP, audit_entry())
    first, heads = keep(anchors, MONDAY), anchors.heads()
    assert anchors.last() == first
    second = keep(anchors, TUESDAY)
    assert second.previous == first.digest
    (one, before), (other, after) = anchors.every()
    assert (one, other) == (first, second)
    assert (before, after) == ({GROUP: heads[GROUP]}, heads)
    trail = stores.audit_log.verify_chain(ORGANISATION)
    assert trail.flaws == {}
    assert list(trail.entries) == [told(first), told(second)]


def test_a_day_has_one_anchor(stores, anchors):
    stores.audit_log.append(GROUP, audit_entry())
    first = keep(anchors, MONDAY)
    assert keep(anchors, MONDAY) is None
    assert [anchor for anchor, _ in anchors.every()] == [first]
    assert len(stores.audit_log.verify_chain(ORGANISATION).entries) == 1


def test_an_anchor_is_refused_when_the_organisations_log_grew_since(stores, anchors):
    stores.audit_log.append(GROUP, audit_entry())
    for number in range(2):  # from no log at all, and from one
        heads = anchors.heads()
        anchor = anchored(MONDAY, heads, None)
        stores.audit_log.append(ORGANISATION, audit_entry(facts={"n": str(number)}))
        assert not anchors.keep(anchor, heads, told(anchor))
    assert list(anchors.every()) == []
    assert len(stores.audit_log.verify_chain(ORGANISATION).entries) == 2


def test_an_anchor_holds_thousands_of_logs(anchors):
    heads = {f"group-{number:05d}": Head(number + 1, "f" * 64) for number in range(5_200)}
    anchor = anchored(MONDAY, heads, None)
    assert anchors.keep(anchor, heads, told(anchor))
    ((kept, held),) = anchors.every()
    assert (kept.chains, held) == (5_200, heads)
    assert kept.holds(held)
