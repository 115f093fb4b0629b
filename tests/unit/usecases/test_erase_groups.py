"""Groups that ended long ago: who was there is forgotten, a part at a time, and the logs fit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.queue import MemoryQueue
from qungui.model.act import Act
from qungui.model.envelope import EnvelopeKind
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Exempt
from qungui.model.ids import NOBODYS, Alias
from qungui.model.known_group import Member
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditKind, Change, Discipline
from qungui.model.order import OrderState
from qungui.model.span import Span, Unit
from qungui.model.tally import Question
from qungui.usecases.erase_groups import MOST, EraseGroups
from qungui.usecases.escalate_case import EscalateCase, Escalated
from qungui.usecases.move_member import MoveMember
from qungui.usecases.verify_chains import VerifyChains
from tests.contract.conftest import in_memory
from tests.support.build import (
    APPCHAT,
    GROUP,
    NIGHT,
    NOON,
    OWNER,
    at,
    audit_entry,
    case,
    edition,
    escalation,
    group,
    group_order,
    order,
    settings,
    sighting,
)
from tests.support.faults import Crashed, FaultPlan, Faulty

LATER = NOON.replace(year=2028)  # two years to the day
BEFORE = timedelta(milliseconds=1)
PORTS = {
    "ledger": "ledger",
    "directory": "directory",
    "organisation": "organisation",
    "book": "group_book",
    "permits": "permits",
    "checks": "checks",
    "tally": "tally",
    "register": "register",
    "audit_log": "audit_log",
}
NOTED = Question("times#R1#person-0#ever", notes=True)


def with_records():
    """Three members with a case each, and an order for the group about one of them."""
    made = in_memory()
    made.directory.publish(edition())
    exempt = {NIGHT: {OWNER: Exempt(until=at(days=9_999))}}
    made.directory.link(group(aliases=(APPCHAT,)), settings(exempt=exempt))
    made.group_book.register(APPCHAT, None, NOON)
    for number in range(3):
        put_on_record(made, number)
    made.tally.ask(GROUP, NOTED, sighting(1))
    file(made)
    mute = group_order(Act.MUTE, about="person-0", ordered_by=OWNER, wanted="三天")
    made.ledger.commit(Change(group_id=GROUP, person_id="", new_orders=(mute,)))
    return made


def file(stores, group_id=GROUP, state=LifeState.DISSOLVED, since=NOON):
    filing = Filing(
        group_id=group_id,
        rulebook="R1",
        name="群",
        state=state,
        since=since,
        owner=OWNER,
        number=f"number-{group_id}",
    )
    assert stores.register.commit(filing, audit_entry(people={"by": OWNER}))


@pytest.fixture
def stores():
    return with_records()


def put_on_record(stores, number, group_id=GROUP):
    person_id = f"person-{number}"
    one = case(f"message-{number}", person_id=person_id, group_id=group_id)
    stores.ledger.open_case(one)
    served = order(one, state=OrderState.SERVED, due=None)
    entry = audit_entry(people={"person": person_id, "by": OWNER})
    stores.ledger.commit(escalation(one, new_orders=(served,), standings=(), audit=entry))


def erasing(stores, **ports):
    each = {name: getattr(stores, store) for name, store in PORTS.items()}
    return EraseGroups(**{**each, **ports}, lifecycle=MemoryQueue(), clock=stores.clock)


def run(stores, at_=None, erase=None):
    """The schedule's run and all that follows from it; how many groups were done."""
    at_ = at_ or stores.clock.now()
    erase = erase or erasing(stores)
    done, part = erase(at_), 0
    while erase.lifecycle.sent:
        envelope = erase.lifecycle.sent.pop()
        assert (envelope.kind, envelope.at) == (EnvelopeKind.RETENTION, at_)
        part += 1
        assert envelope.body == {"part": part}
        done += erase(envelope.at, envelope.body["part"])
    return done


def ended(stores, *, now=LATER):
    stores.group_book.dissolve(GROUP, NOON)
    stores.clock.move_to(now)


def names_in(stores, log=GROUP):
    entries = stores.audit_log.verify_chain(log).entries
    return {who for entry in entries for who in entry.people.values()} - {""}


def is_whole(stores):
    return VerifyChains(audit_log=stores.audit_log, anchors=stores.anchors)().is_whole


def assert_erased(stores):
    assert names_in(stores) == set()
    for number in range(3):
        person_id = f"person-{number}"
        assert stores.ledger.discipline(GROUP, person_id) == Discipline(
            group_id=GROUP, person_id=person_id
        )
    (mute,) = stores.ledger.discipline(GROUP, "").orders
    assert (mute.about, mute.ordered_by, mute.wanted) == ("", "", "")
    assert stores.group_book.known(GROUP) is None
    assert stores.register.filing(GROUP) is None
    linked = stores.directory.group(GROUP)
    assert (linked.group.roles, linked.settings.exempt) == ({}, {})
    look = replace(NOTED, notes=False)
    assert stores.tally.ask(GROUP, look, sighting(2)) == {}
    assert is_whole(stores)


def test_what_ended_long_enough_ago_is_erased_and_that_is_on_record(stores):
    ended(stores)
    assert run(stores) == 1
    assert_erased(stores)
    (word,) = stores.audit_log.verify_chain(ORGANISATION).entries
    assert (word.kind, word.facts, word.people) == (AuditKind.GROUP_ERASED, {"group": GROUP}, {})


def test_until_then_everything_stays(stores):
    ended(stores, now=LATER - BEFORE)
    assert run(stores) == 0
    assert names_in(stores) == {"person-0", "person-1", "person-2", OWNER}
    assert stores.ledger.discipline(GROUP, "person-0").cases


def test_a_group_that_goes_on_is_kept(stores):
    stores.clock.move_to(LATER.replace(year=2099))
    assert run(stores) == 0
    assert stores.ledger.discipline(GROUP, "person-0").cases


def test_the_organisation_says_how_long(stores):
    entry = AuditEntry(kind=AuditKind.RETENTION_SET, at=NOON, facts={})
    stores.organisation.retain(Span(36, Unit.MONTH), entry)
    ended(stores)
    assert run(stores) == 0
    stores.clock.move_to(NOON.replace(year=2029))
    assert run(stores) == 1


def test_other_groups_of_the_same_people_stay(stores):
    second = replace(group(), group_id="group-2", aliases=(Alias("room", "wr2"),))
    stores.directory.link(second, settings())
    put_on_record(stores, 0, "group-2")
    ended(stores)
    run(stores)
    assert stores.ledger.discipline("group-2", "person-0").cases
    assert list(stores.ledger.on_record("person-0")) == ["group-2"]
    assert names_in(stores, "group-2") == {"person-0", OWNER}


def test_one_run_does_a_part_and_the_rest_follows(stores):
    for number in range(3, MOST + 20):
        put_on_record(stores, number)
    ended(stores)
    everybody, erase = len(names_in(stores)), erasing(stores)
    assert erase(LATER) == 0
    assert len(names_in(stores)) == everybody - MOST
    assert len(erase.lifecycle.sent) == 1
    assert run(stores) == 1
    assert_erased(stores)


def test_a_schedule_of_over_an_hour_ago_leaves_it_to_the_next(stores):
    ended(stores)
    assert run(stores, at_=LATER - timedelta(hours=1, seconds=1)) == 0
    assert names_in(stores)


def test_the_next_day_finds_nothing_more_to_do(stores):
    ended(stores)
    run(stores)
    stores.clock.advance(timedelta(days=1))
    assert run(stores) == 0
    assert len(stores.audit_log.verify_chain(ORGANISATION).entries) == 1


def crossings():
    made, plan = with_records(), FaultPlan()
    ended(made)
    run(made, erase=dying(made, plan))
    return len(plan.crossed)


def dying(stores, plan):
    ports = {name: Faulty(getattr(stores, store), name, plan) for name, store in PORTS.items()}
    return erasing(stores, **ports)


@pytest.mark.parametrize("boundary", range(crossings()))
def test_whoever_dies_anywhere_goes_on_the_next_day(boundary):
    made = with_records()
    ended(made)
    with pytest.raises(Crashed):
        run(made, erase=dying(made, FaultPlan(crash_at=[boundary])))
    assert is_whole(made)
    made.clock.advance(timedelta(days=1))
    run(made)
    assert_erased(made)


def test_the_roster_of_an_erased_group_is_gone(stores):
    read = stores.group_book.known(GROUP)
    inside = {"person-0": Member(alias=Alias("userid", "a"))}
    stores.group_book.replace(read, replace(read, members=inside))
    ended(stores)
    run(stores)
    assert stores.group_book.memberships("person-0") == {}


def test_a_tombstone_calls_for_nothing(stores):
    ended(stores)
    run(stores)
    *_, stone = stores.ledger.opened
    move = MoveMember(ledger=stores.ledger, directory=stores.directory, clock=stores.clock)
    assert stone.person_id.startswith(NOBODYS)
    assert EscalateCase(move)(stone.ref) is Escalated.ALREADY


@pytest.mark.parametrize("state", [LifeState.REJECTED, LifeState.DISSOLVED, LifeState.LINKED])
def test_a_group_that_the_platform_never_showed_ends_in_the_register(stores, state):
    file(stores, "group-2", state)
    stores.clock.move_to(LATER - BEFORE)
    assert run(stores) == 0
    stores.clock.move_to(LATER)
    assert run(stores) == 1
    assert stores.register.filing("group-2") is None
    assert stores.register.numbered("number-group-2") == "group-2"
    assert names_in(stores, "group-2") == set()
    assert stores.register.filing(GROUP) is not None
    assert is_whole(stores)


def test_a_room_that_goes_on_under_another_id_ends_where_it_was_linked(stores):
    stores.group_book.register(Alias("room", "wrOLD"), None, NOON)
    old = stores.group_book.owner(Alias("room", "wrOLD"))
    file(stores, old, LifeState.LINKED)
    stores.clock.move_to(LATER)
    assert run(stores) == 1
    assert stores.register.filing(old) is None
    assert stores.register.filing(GROUP) is not None


@pytest.mark.parametrize("state", [one for one in LifeState if not one.is_final])
def test_what_lives_in_the_register_is_kept(stores, state):
    file(stores, "group-2", state)
    stores.clock.move_to(LATER.replace(year=2099))
    assert run(stores) == 0


def test_what_is_dissolved_on_file_and_still_there_is_kept(stores):
    stores.clock.move_to(LATER.replace(year=2099))
    assert run(stores) == 0
    assert stores.register.filing(GROUP) is not None
