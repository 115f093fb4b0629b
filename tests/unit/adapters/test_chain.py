from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.chain import (
    FORGOTTEN_AT_ONCE,
    followed,
    forgetting,
    genesis,
    linked,
)
from qungui.model.anchor import Head
from qungui.model.ledger import AuditKind, Flaw
from tests.support.build import GROUP, NOON, audit_entry

PEOPLE = ("person-1", "person-2", "person-3")


def salted():
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def chained(entries):
    head, made, salt = genesis(GROUP), [], salted()
    for entry in entries:
        made.append(linked(head, entry, salt))
        head = made[-1].head
    return made


def named(number, **people):
    return audit_entry(facts={"n": str(number)}, people=people)


@pytest.fixture
def links():
    return chained(named(number, person="person-1", by="person-2") for number in range(4))


def flaws(links, head=None, group_id=GROUP):
    return followed(group_id, links, head or links[-1].head).flaws


def changed(links, place, link):
    return [*links[:place], link, *links[place + 1 :]]


def of_entry(link, **changes):
    return replace(link, entry=replace(link.entry, **changes))


def test_an_untouched_chain_fits_and_tells_whom_it_names(links):
    trail = followed(GROUP, links, links[-1].head)
    assert (trail.flaws, trail.broken_at) == ({}, None)
    assert [entry.people for entry in trail.entries] == [
        {"person": "person-1", "by": "person-2"}
    ] * 4
    assert trail.digests == tuple(link.digest for link in links)


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": {"n": "7"}},
        {"kind": AuditKind.CASE_RECORDED},
        {"at": NOON},
    ],
)
def test_a_changed_entry_is_found(links, changes):
    assert flaws(changed(links, 1, of_entry(links[1], **changes))) == {2: Flaw.CHAIN}


def test_a_dropped_entry_is_found(links):
    assert flaws([links[0], *links[2:]]) == {2: Flaw.CHAIN}


def test_an_inserted_entry_is_found(links):
    inserted = linked(links[0].head, named(9), salted())
    assert flaws([links[0], inserted, *links[1:]]) == {3: Flaw.CHAIN}


def test_entries_in_another_order_are_found(links):
    assert flaws([links[0], links[2], links[1], links[3]]) == {2: Flaw.CHAIN}


def test_an_entry_that_cannot_be_read_is_found(links):
    assert flaws([links[0], None, *links[2:]], links[-1].head) == {2: Flaw.CHAIN}


def test_a_cut_off_end_is_found(links):
    assert flaws(links[:-1], links[-1].head) == {4: Flaw.CHAIN}


def test_an_emptied_log_is_found(links):
    assert flaws([], links[-1].head) == {1: Flaw.CHAIN}


def test_a_head_taken_away_is_found(links):
    assert followed(GROUP, links, None).flaws == {1: Flaw.CHAIN}


def test_a_log_written_anew_is_found(links):
    other = chained([named(0)])
    assert flaws(links[:1]) == {}
    assert flaws(other, Head(1, "0" * 64)) == {1: Flaw.CHAIN}


def test_an_entry_added_by_hand_is_found(links):
    added = linked(links[-1].head, named(9), salted())
    assert flaws([*links, added], links[-1].head) == {5: Flaw.CHAIN}


def test_no_groups_log_passes_for_anothers(links):
    assert flaws(links, group_id="group-2") == {1: Flaw.CHAIN}


def test_a_log_holds_the_ends_that_it_once_had_and_no_others(links):
    trail = followed(GROUP, links, links[-1].head)
    assert all(trail.holds(link.head) for link in links)
    assert not trail.holds(Head(2, links[0].digest))
    assert not trail.holds(Head(5, links[-1].digest))
    assert not trail.holds(genesis(GROUP))
    forged = followed(GROUP, changed(links, 2, of_entry(links[2], facts={})), links[-1].head)
    assert [forged.holds(link.head) for link in links] == [True, True, False, False]


def test_the_same_person_never_leaves_the_same_digest(links):
    seals = [link.sealed["person"] for link in links]
    assert len({*seals, *(link.sealed["by"] for link in links)}) == 8
    assert "person-1" not in str(seals)


def test_a_part_of_nobody_is_not_kept():
    (link,) = chained([named(1, person="person-1", by="")])
    assert link.entry.people == {"person": "person-1"}
    assert link.sealed.keys() == link.salts.keys() == {"person"}


@pytest.mark.parametrize(
    "swapped",
    [
        lambda link: of_entry(link, people={**link.entry.people, "by": "person-9"}),
        lambda link: replace(link, salts={**link.salts, "by": link.salts["person"]}),
        lambda link: of_entry(link, people={"person": "person-2", "by": "person-1"}),
        lambda link: of_entry(link, people={**link.entry.people, "about": "person-9"}),
        lambda link: replace(link, salts={"person": link.salts["person"]}),
        lambda link: of_entry(link, people={"person": "person-1"}),
    ],
)
def test_who_names_somebody_else_is_found_and_the_chain_fits_all_the_same(links, swapped):
    forged = changed(links, 2, swapped(links[2]))
    assert flaws(forged) == {3: Flaw.PERSON}
    assert followed(GROUP, forged, links[-1].head).holds(links[-1].head)


def test_another_digest_of_a_person_breaks_the_chain(links):
    forged = changed(links, 2, replace(links[2], sealed={**links[2].sealed, "by": "0" * 64}))
    assert flaws(forged) == {3: Flaw.CHAIN}


def without(link, part):
    people = {**link.entry.people, part: ""}
    salts = {name: salt for name, salt in link.salts.items() if name != part}
    return replace(of_entry(link, people=people), salts=salts)


def test_a_name_that_vanished_without_a_word_is_found(links):
    assert flaws(changed(links, 1, without(links[1], "by"))) == {2: Flaw.SILENCED}


def test_nobody_is_forgotten_beforehand(links):
    early = audit_entry(kind=AuditKind.PERSON_FORGOTTEN, facts={"parts": "2.by"})
    made = chained([early, named(1, by="person-1")])
    assert flaws(changed(made, 1, without(made[1], "by"))) == {2: Flaw.SILENCED}


def forgotten(links, person_id):
    """The log after it was asked to forget somebody."""
    for entry, parts in forgetting(links, {person_id}, NOON):
        links = [*links, linked(links[-1].head, entry, salted())]
        for number, gone in parts.items():
            for part in gone:
                links = changed(links, number - 1, without(links[number - 1], part))
    return links


def test_somebody_is_forgotten_wherever_they_had_a_part_and_nobody_else_is(links):
    after = forgotten(links, "person-2")
    trail = followed(GROUP, after, after[-1].head)
    assert trail.flaws == {}
    assert trail.entries[0].people == {"person": "person-1", "by": ""}
    assert "person-2" not in str(after)
    assert trail.entries[-1].facts == {"parts": "1.by 2.by 3.by 4.by"}
    assert trail.holds(links[-1].head)


def test_who_is_not_named_is_not_forgotten(links):
    assert list(forgetting(links, {"person-9"}, NOON)) == []


def test_somebody_of_very_many_parts_is_forgotten_some_at_a_time():
    links = chained(named(number, by="person-1") for number in range(FORGOTTEN_AT_ONCE + 1))
    steps = list(forgetting(links, {"person-1"}, NOON))
    assert [sum(map(len, parts.values())) for _, parts in steps] == [FORGOTTEN_AT_ONCE, 1]


entries = st.lists(
    st.dictionaries(st.sampled_from(("person", "by", "about")), st.sampled_from(PEOPLE)),
    min_size=1,
    max_size=8,
)


@given(entries, st.lists(st.sampled_from(PEOPLE)))
def test_whoever_is_forgotten_the_chain_fits(people, gone):
    links = before = chained(named(number, **one) for number, one in enumerate(people))
    for person_id in gone:
        links = forgotten(links, person_id)
    trail = followed(GROUP, links, links[-1].head)
    assert trail.flaws == {}
    assert trail.holds(before[-1].head)
    assert not any(person_id in str(links) for person_id in gone)
    named_still = {who for entry in trail.entries for who in entry.people.values() if who}
    assert named_still == {who for one in people for who in one.values()} - set(gone)


@given(entries, st.data())
def test_any_openings_may_be_gone_and_the_chain_fits_but_never_without_a_word(people, data):
    links = chained(named(number, **one) for number, one in enumerate(people))
    openings = [(link.number, part) for link in links for part in link.sealed]
    gone = data.draw(st.sets(st.sampled_from(openings)) if openings else st.just(set()))
    for number, part in gone:
        links = changed(links, number - 1, without(links[number - 1], part))
    assert flaws(links) == {number: Flaw.SILENCED for number, _ in gone}
    said = {"parts": " ".join(f"{number}.{part}" for number, part in gone)}
    word = audit_entry(kind=AuditKind.PERSON_FORGOTTEN, facts=said)
    assert flaws([*links, linked(links[-1].head, word, salted())]) == {}
