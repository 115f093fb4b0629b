"""Of which groups a member's file is read, and whom it names."""

from dataclasses import replace

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.errors import InvalidEventError
from qungui.model.case import CaseState
from qungui.model.decision import Decision
from qungui.model.ids import Alias
from qungui.model.order import OrderState
from qungui.model.rulebook import Counts
from qungui.usecases.move_member import MoveMember
from qungui.usecases.read_member_file import ReadMemberFile
from tests.support.build import (
    GROUP,
    LADDER,
    NOON,
    PERSON,
    RULEBOOK,
    at,
    case,
    edition,
    escalation,
    group,
    ladders,
    order,
    person,
    settings,
    standing,
)

ADMIN = person(Alias("userid", "lina"))
OUTSIDER = person(Alias("external", "wm1"))
OTHER = replace(group(), group_id="group-2", aliases=(Alias("room", "wr2"),), name="项目群")


class Asked(MemoryLedger):
    """Remembers of which groups it was asked."""

    def __init__(self):
        super().__init__()
        self.groups = []

    def discipline(self, group_id, person_id):
        self.groups.append(group_id)
        return super().discipline(group_id, person_id)


def made(law):
    directory, ledger, people = MemoryDirectory(), Asked(), MemoryPeople()
    directory.publish(law)
    for one in (group(), OTHER):
        directory.link(one, settings())
    for one in (person(), ADMIN, OUTSIDER):
        people.record(one)
    move = MoveMember(ledger=ledger, directory=directory, clock=ManualClock(NOON))
    return ReadMemberFile(move=move, people=people)


@pytest.fixture
def read():
    return made(edition())


def warned(read, of, **changes):
    warning = order(of, state=OrderState.SERVED, told_at=of.at, served_at=of.at, due=None)
    read.move.ledger.open_case(of)
    change = escalation(of, new_orders=(warning,), standings=())
    read.move.ledger.commit(replace(change, **changes))
    return warning


def test_all_groups_with_a_record_are_read_and_no_other(read):
    assert read(PERSON).groups == ()
    warned(read, case("message-1"))
    warned(read, case("message-2", group_id="group-2"))
    assert [each.group_id for each in read(PERSON).groups] == [GROUP, "group-2"]
    assert [each.name for each in read(PERSON, "group-2").groups] == ["项目群"]


def test_one_group_is_read_whether_or_not_it_has_anything(read):
    (found,) = read(PERSON, GROUP).groups
    assert found.records == ()


def test_everybody_who_had_a_hand_in_it_is_named_as_far_as_they_have_a_userid(read):
    by = Decision(by=ADMIN.person_id, at=at(), why="确有其事")
    one = case(state=CaseState.CONFIRMED, decided=by)
    warning = warned(read, one)
    handed = order(one, step=2, asked=OUTSIDER.person_id, agreed=(ADMIN.person_id,))
    change = escalation(one, cases=(), standings=(), new_orders=(handed,))
    read.move.ledger.commit(change)
    found = read(PERSON)
    assert found.names == {PERSON: "zhangsan", ADMIN.person_id: "lina"}
    assert found.named(OUTSIDER.person_id) == OUTSIDER.person_id
    assert warning in found.groups[0].orders


def test_a_company_wide_ladder_stands_in_each_groups_file_with_what_happened_elsewhere():
    wide = replace(ladders()[LADDER], counts=Counts.COMPANY)
    read = made(edition(ladders={LADDER: wide}))
    both = (GROUP, "group-2")
    warned(read, case("message-1"), company=(standing(groups=both),))
    warned(read, case("message-2", group_id="group-2", at=at(minutes=5)))
    for found in read(PERSON).groups:
        (stand,) = found.stands
        assert (stand.rulebook, len(stand.counted)) == (RULEBOOK, 2)
    assert sorted(read.move.ledger.groups) == [GROUP, "group-2"]  # each once for both


def test_a_group_that_nobody_linked_has_no_file(read):
    with pytest.raises(InvalidEventError):
        read(PERSON, "nowhere")
