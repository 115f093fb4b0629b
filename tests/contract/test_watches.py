from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.errors import InvalidEventError
from qungui.model.decision import Decision
from qungui.model.ledger import DueItem
from qungui.model.watch import Ask, Owed, Point, Stage, Watch, watch_id_of
from tests.support.build import GROUP, NOON, OWNER, PERSON, at, sighting

DUE = at(minutes=17)
POINTS = (
    Point(clause_id="R07.4.2a", stage=Stage.REMIND, at=at(minutes=15), minutes=15),
    Point(
        clause_id="R07.4.2b",
        stage=Stage.OVERDUE,
        at=at(minutes=30),
        minutes=30,
        acknowledges=True,
    ),
)
ID = watch_id_of(GROUP, "task")


def watch(**changes):
    made = Watch(
        watch_id=ID,
        group_id=GROUP,
        by=OWNER,
        at=NOON,
        asks=frozenset({Ask.SAME_DAY, Ask.INSTRUCTION}),
        words="@王芳 今天把库存查清楚",
        ack_words=("收到",),
        points=POINTS,
        owed={PERSON: Owed(), "person-2": Owed(is_unsure=True)},
        due=DUE,
    )
    return replace(made, **changes)


def due_item(due=DUE):
    return DueItem(kind="watch", item_id=ID, group_id=GROUP, person_id="", due=due)


@pytest.fixture
def watches(stores):
    return stores.watches


def test_a_watch_comes_back_as_it_was_kept(watches):
    assert watches.get(GROUP, ID) is None
    assert watches.save(watch())
    assert watches.get(GROUP, ID) == watch(version=1)


def test_what_was_found_and_answered_comes_back(watches):
    owed = Owed(
        answered_at=at(minutes=31),
        acknowledged_at=at(minutes=32, milliseconds=5),
        excused=Decision(by=OWNER, at=at(minutes=40), why="断网"),
        found=(("R07.4.2b", Stage.OVERDUE),),
    )
    kept = watch(owed={PERSON: owed}, done=2, closed_at=at(hours=1), due=None)
    watches.save(kept)
    assert watches.get(GROUP, ID) == replace(kept, version=1)


def test_a_message_has_one_watch(watches):
    watches.save(watch())
    assert not watches.save(watch(by="somebody else"))
    assert watches.get(GROUP, ID).by == OWNER


def test_whoever_read_an_earlier_version_reads_again(watches):
    watches.save(watch())
    read = watches.get(GROUP, ID)
    assert watches.save(replace(read, done=1))
    assert not watches.save(replace(read, done=2))
    assert watches.get(GROUP, ID).done == 1


def test_the_watches_of_a_group_come_by_time_and_no_others(watches):
    for name, group_id, minutes in (("b", GROUP, 5), ("a", GROUP, 9), ("c", "group-2", 1)):
        watches.save(watch(watch_id=name * 20, group_id=group_id, at=at(minutes=minutes)))
    assert [each.watch_id[0] for each in watches.of_group(GROUP)] == ["b", "a"]


def test_a_watch_is_due_from_its_instant_on(stores, watches):
    watches.save(watch())
    assert stores.due_index.due(DUE - timedelta(milliseconds=1), 10) == []
    assert stores.due_index.due(DUE, 10) == [due_item()]


def test_what_rests_comes_back_and_is_due_when_it_was(stores, watches):
    watches.save(watch())
    stores.due_index.postpone(due_item(), at(hours=1))
    assert stores.due_index.due(DUE, 10) == []
    assert stores.due_index.due(at(hours=1), 10) == [due_item(at(hours=1))]
    assert watches.get(GROUP, ID).due == DUE


def test_what_moves_rests_no_longer_and_what_is_over_is_not_due(stores, watches):
    watches.save(watch())
    stores.due_index.postpone(due_item(), at(hours=1))
    watches.save(watch(version=1, due=at(minutes=32)))
    assert stores.due_index.due(at(minutes=32), 10) == [due_item(at(minutes=32))]
    watches.save(watch(version=2, due=None))
    assert stores.due_index.due(at(days=9), 10) == []


def test_who_is_forgotten_neither_asked_nor_owes(watches):
    watches.save(watch())
    watches.forget(GROUP, PERSON)
    watches.forget(GROUP, OWNER)
    watches.forget(GROUP, OWNER)
    kept = watches.get(GROUP, ID)
    assert (kept.by, kept.words, list(kept.owed)) == ("", "", ["person-2"])


def test_whoever_excused_somebody_is_forgotten_and_the_excuse_stays(watches):
    excuse = Decision(by="clerk", at=at(minutes=40), why="断网")
    watches.save(watch(owed={PERSON: Owed(excused=excuse)}))
    watches.forget(GROUP, "clerk")
    assert watches.get(GROUP, ID).owed[PERSON].excused == replace(excuse, by="")


def test_an_id_with_a_separator_is_refused(watches):
    with pytest.raises(InvalidEventError):
        watches.get("a#b", ID)


def test_a_members_messages_name_the_watches_that_wait_for_them(stores):
    ring, other = stores.activity, "b" * 20
    ring.record(GROUP, PERSON, sighting(1))
    assert ring.expect(GROUP, PERSON, ID, NOON).earlier == (sighting(1),)
    ring.expect(GROUP, PERSON, ID, NOON)
    assert set(ring.expect(GROUP, PERSON, other, NOON).awaited) == {ID, other}
    assert set(ring.record(GROUP, PERSON, sighting(2, at(seconds=1))).awaited) == {ID, other}
    ring.expect_no_more(GROUP, PERSON, ID)
    ring.expect_no_more(GROUP, PERSON, ID)
    seen = ring.record(GROUP, PERSON, sighting(3, at(seconds=2)))
    assert seen.awaited == (other,)
    assert set(seen.earlier) == {sighting(1), sighting(2, at(seconds=1))}


def test_a_duplicate_names_them_too_and_another_member_does_not(stores):
    stores.activity.expect(GROUP, PERSON, ID, NOON)
    stores.activity.record(GROUP, PERSON, sighting(1))
    assert stores.activity.record(GROUP, PERSON, sighting(1)).awaited == (ID,)
    assert stores.activity.record(GROUP, "person-2", sighting(1)).awaited == ()


def test_nothing_is_awaited_of_a_member_who_is_forgotten(stores):
    stores.activity.expect(GROUP, PERSON, ID, NOON)
    stores.activity.forget(GROUP, PERSON)
    assert stores.activity.record(GROUP, PERSON, sighting(1)).awaited == ()
