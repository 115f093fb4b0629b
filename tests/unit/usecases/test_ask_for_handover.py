"""Whoever ran a group has left the company."""

import pytest

from qungui.errors import TransientError
from qungui.lifecycle.moves import Step
from qungui.model.group import Role
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.outcome import Later
from qungui.model.person import PersonFacts
from qungui.usecases.ask_for_handover import AskForHandover, Vacated
from qungui.usecases.live_on import Wanted
from tests.support.register_office import RegisterOffice


class Office(RegisterOffice):
    """A temporary group that linxiao owns."""

    def __init__(self):
        super().__init__("R12")
        self.propose(kind="临时", administrators=(self.ids["hubin"],))
        self.link()
        self._ask = AskForHandover(
            register=self.register,
            find=self.live_on.find,
            directory=self.directory,
            messenger=self.messenger,
            people=self.people,
        )

    def leaves(self, userid):
        person = self.people.get(self.ids[userid])
        self.people.note(person, PersonFacts(left_at=self.clock.now()))
        return self.asked(userid)

    def asked(self, userid):
        return self._ask(self.ids[userid])

    def heard(self, userid):
        return [words for words in self.read_by(userid) if words.startswith("【交接】")]


def test_the_department_reads_whose_role_is_open():
    office = Office()
    assert office.leaves("linxiao") == (Vacated("group-1", ("群主",)),)
    (words,) = office.heard("zhu")
    assert all(part in words for part in ("质量管理部工作群", "群主", "linxiao", "指定"))
    assert office.heard("linxiao") == []


def test_asked_again_at_once_nobody_reads_it_twice():
    office = Office()
    office.leaves("linxiao")
    office.asked("linxiao")
    assert len(office.heard("zhu")) == 1


def test_what_is_only_on_file_is_handed_over_as_well():
    office = Office()
    office.name(office.rulebook, "群管理员", [office.ids["zhou"]])
    office.appoint("zhou", "监督")
    entry = AuditEntry(kind=AuditKind.ROLE_SET, at=office.clock.now(), facts={})
    office.directory.command("group-1", Role.LEADER, [office.ids["zhou"]], entry)
    assert office.leaves("zhou") == (Vacated("group-1", ("领导", "监督")),)
    assert len(office.heard("linxiao")) == len(office.heard("zhu")) == 1


@pytest.mark.parametrize("who", ["linxiao", "zhou"])
def test_who_is_still_there_or_ran_nothing_leaves_nothing_behind(who):
    office = Office()
    assert office.asked(who) == ()
    if who == "zhou":
        assert office.leaves(who) == ()
    assert office.heard("zhu") == []


def test_a_group_that_is_over_is_nobodys_to_take():
    office = Office()
    office.live_on(Wanted(group_id="group-1", step=Step.VANISH, by=""))
    assert office.leaves("linxiao") == ()


def test_where_nobody_can_be_told_now_it_is_asked_again():
    office = Office()
    office.messenger.answers.append(Later(office.clock.now(), "busy"))
    with pytest.raises(TransientError):
        office.leaves("linxiao")
