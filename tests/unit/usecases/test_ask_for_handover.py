"""Whoever ran a group has left the company."""

from datetime import timedelta

import pytest

from qungui.lifecycle.moves import Step
from qungui.model.act import Act
from qungui.model.group import Role
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.outcome import Later
from qungui.model.person import PersonFacts
from qungui.usecases.ask_for_handover import AskForHandover, Vacated
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.live_on import Wanted
from tests.support.register_office import RegisterOffice


class Office(RegisterOffice):
    """A temporary group that linxiao owns."""

    def __init__(self):
        super().__init__("R12")
        self.propose(kind="临时", administrators=(self.ids["hubin"],))
        self.link()
        self._ask = AskForHandover(self.live_on)

    def leaves(self, userid):
        person = self.people.get(self.ids[userid])
        self.people.note(person, PersonFacts(left_at=self.clock.now()))
        return self.asked(userid)

    def asked(self, userid):
        return self._ask(self.ids[userid], self.clock.now())

    def looked_at(self):
        return self._ask.in_group("group-1", self.clock.now())

    def announces(self, userid, *, days):
        """Their last day ends so many days from now."""
        person = self.people.get(self.ids[userid])
        self.people.note(person, PersonFacts(leaves_at=self.clock.now() + timedelta(days=days)))

    def vacated(self, userid, role):
        return Vacated("group-1", self.ids[userid], (role,))

    def heard(self, userid):
        asked = ("【交接】", "【无人负责的群】")
        return [words for words in self.read_by(userid) if words.startswith(asked)]


def test_a_leaving_that_the_clock_has_not_come_to_yet_counts_where_it_is_looked_at():
    office = Office()
    later = office.clock.now() + timedelta(days=30)
    gone = office.people.get(office.ids["linxiao"])
    office.people.note(gone, PersonFacts(left_at=later))
    assert AskForHandover(office.live_on)(gone.person_id, later) == (
        office.vacated("linxiao", "群主"),
    )
    assert "linxiao（群主）已离职" in office.heard("zhu")[0]
    assert office.register.filing("group-1").since == later


def test_a_group_whose_owner_left_is_the_departments_and_it_reads_so_once():
    office = Office()
    for _ in range(2):
        assert office.leaves("linxiao") == (office.vacated("linxiao", "群主"),)
    (words,) = office.heard("zhu")
    assert words.startswith("【无人负责的群】")
    assert all(part in words for part in ("质量管理部工作群", "linxiao（群主）已离职", "接管"))
    assert office.heard("linxiao") == []


def test_those_above_read_once_whose_roles_are_open():
    office = Office()
    for _ in range(2):
        office.leaves("hubin")
        assert office.looked_at() == (office.vacated("hubin", "群管理员"),)
    for who in ("linxiao", "zhu"):
        (words,) = office.heard(who)
        assert "hubin（群管理员）已离职" in words


def test_what_is_only_on_file_is_handed_over_as_well():
    office = Office()
    office.name(office.rulebook, "群管理员", [office.ids["zhou"]])
    office.appoint("zhou", "监督")
    office.leaves("zhou")
    assert office.looked_at() == (office.vacated("zhou", "监督"),)
    assert len(office.heard("linxiao")) == len(office.heard("zhu")) == 1
    office.take(Step.HAND_OVER, "linxiao", names=(office.ids["chenli"],))
    assert office.register.filing("group-1").roles == {"监督": (office.ids["chenli"],)}


def test_before_a_last_day_it_is_asked_once_and_the_platform_gets_the_new_owner():
    office = Office()
    office.announces("linxiao", days=8)
    assert office.asked("linxiao") == ()
    office.clock.advance(timedelta(days=1))
    for _ in range(2):
        assert office.asked("linxiao") == (office.vacated("linxiao", "群主"),)
    for who in ("linxiao", "zhu"):
        (words,) = office.heard(who)
        assert "linxiao（群主）将于6月23日离职" in words
    office.take(Step.HAND_OVER, "linxiao", names=(office.ids["hubin"],))
    orders = office.ledger.discipline("group-1", "").orders
    assert (Act.CHANGE_OWNER, office.ids["hubin"]) in [(one.act, one.about) for one in orders]
    assert office.asked("linxiao") == ()


def test_how_long_before_the_organisation_says():
    office = Office()
    change = ChangeOrganisation(office.directory, office.directory, office.clock)
    change(Choice(rulebook=office.rulebook, handover_before=timedelta(days=30)))
    office.announces("hubin", days=29)
    assert office.looked_at() == (office.vacated("hubin", "群管理员"),)


def test_whoever_follows_a_leader_runs_the_group_and_the_leader_is_named_no_more():
    office = Office()
    entry = AuditEntry(kind=AuditKind.ROLE_SET, at=office.clock.now(), facts={})
    office.directory.command("group-1", Role.LEADER, [office.ids["zhou"]], entry)
    assert office.leaves("zhou") == (office.vacated("zhou", "领导"),)
    office.take(Step.HAND_OVER, "linxiao", names=(office.ids["chenli"],))
    assert office.ids["chenli"] in office.register.filing("group-1").administrators
    assert office.ids["zhou"] not in office.directory.group("group-1").group.named
    assert office.asked("zhou") == ()


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


def test_what_cannot_be_told_now_is_told_soon():
    office = Office()
    office.messenger.answers.append(Later(office.clock.now(), "busy"))
    office.leaves("hubin")
    office.looked_at()
    assert office.heard("linxiao") == []
    office.pass_time(office.clock.now() + timedelta(minutes=5))
    assert len(office.heard("linxiao")) == 1
