from dataclasses import replace

import pytest

from qungui.adapters.chain import Head, followed, genesis, linked
from tests.support.build import GROUP, audit_entry


@pytest.fixture
def links():
    head, made = genesis(GROUP), []
    for number in range(4):
        made.append(linked(head, audit_entry(facts={"n": str(number)})))
        head = Head(made[-1].number, made[-1].digest)
    return made


def head_of(links):
    return Head(links[-1].number, links[-1].digest)


def test_an_untouched_chain_fits(links):
    assert followed(GROUP, links, head_of(links)).broken_at is None


def test_a_changed_entry_is_found(links):
    forged = replace(links[1], entry=audit_entry(facts={"n": "7"}))
    assert followed(GROUP, [links[0], forged, *links[2:]], head_of(links)).broken_at == 2


def test_a_dropped_entry_is_found(links):
    assert followed(GROUP, [links[0], *links[2:]], head_of(links)).broken_at == 2


def test_a_cut_off_end_is_found(links):
    assert followed(GROUP, links[:-1], head_of(links)).broken_at == 4


def test_an_emptied_log_is_found(links):
    assert followed(GROUP, [], head_of(links)).broken_at == 1


def test_a_head_taken_away_is_found(links):
    assert followed(GROUP, links, None).broken_at == 1


def test_a_log_written_anew_is_found(links):
    other = [linked(genesis(GROUP), audit_entry(facts={"n": "0"}))]
    assert followed(GROUP, links[:1], head_of(links[:1])).broken_at is None
    assert followed(GROUP, other, replace(head_of(links[:1]), digest="0" * 64)).broken_at == 1


def test_an_entry_added_by_hand_is_found(links):
    added = linked(head_of(links), audit_entry(facts={"n": "9"}))
    assert followed(GROUP, [*links, added], head_of(links)).broken_at == 5


def test_no_groups_log_passes_for_anothers(links):
    assert followed("group-2", links, head_of(links)).broken_at == 1
