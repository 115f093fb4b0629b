"""What a member may do in a group, and who may say so; who may let somebody be muted."""

import pytest

from qungui.engine.authority import Bar
from qungui.errors import InvalidEventError
from qungui.lifecycle.taken import Denied
from qungui.model.decision import Word
from qungui.model.ledger import AuditKind
from qungui.usecases.mute_member import MuteMember, Unmuted
from qungui.usecases.order_for_group import MOST_OF_TEXT, Ordered
from qungui.usecases.permit_member import Permission, PermitMember
from tests.support.register_office import RegisterOffice


class Office(RegisterOffice):
    def __init__(self):
        super().__init__("R13")
        self.propose(name="社区交流群")
        self.link()
        self._permit = PermitMember(
            register=self.register, find=self.live_on.find, clock=self.clock
        )
        self._mute = MuteMember(directory=self.directory, order=self.live_on.order)

    def permit(self, what="邀请好友", by="linxiao", group_id="group-1", *, allowed=False):
        who, by = self.ids["hubin"], self.ids[by]
        wish = Permission(group_id=group_id, what=what, who=who, allowed=allowed, by=by)
        return self._permit(wish)

    def mute(self, why="刷屏", by="linxiao", who="hubin", group_id="group-1"):
        return self._mute(group_id, self.ids[who], Word(by=self.ids[by], why=why))

    @property
    def noted(self):
        trail = self.ledger.audit.verify_chain("group-1").entries
        return [each for each in trail if each.kind is AuditKind.PERMISSION_SET]


def test_whoever_runs_the_group_gives_and_takes_a_permission():
    office = Office()
    office.permit()
    office.permit()
    office.permit(allowed=True)
    said = {"邀请好友": {office.ids["hubin"]: True}}
    assert office.register.filing("group-1").permissions == said
    assert [each.facts["allowed"] for each in office.noted] == ["False", "True"]


@pytest.mark.parametrize(
    ("what", "by", "why"),
    [("邀请好友", "hubin", Denied.NOT_YOU), ("发红包", "linxiao", Denied.NOT_FORESEEN)],
)
def test_nobody_else_does_and_nothing_that_no_clause_speaks_of(what, by, why):
    office = Office()
    assert office.permit(what, by) is why
    assert office.noted == []


def test_a_group_that_is_not_on_file_permits_nothing():
    assert Office().permit(group_id="group-2") is None


def test_to_be_muted_is_the_owners_work_with_the_reason_and_the_clause():
    office = Office()
    said = office.mute()
    assert isinstance(said, Ordered)
    assert (said.order.about, said.order.wanted) == (office.ids["hubin"], "刷屏")
    assert said.order.clause_ids == ("R13.2.1a",)
    assert office.mute() == Ordered(said.order, anew=False)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"why": "  "}, Unmuted.NEEDS_REASON),
        ({"by": "zhou"}, Bar.NO_ROLE),
        ({"who": "linxiao"}, Bar.OWN_CASE),
    ],
)
def test_without_a_reason_or_a_say_nobody_is_muted(more, why):
    office = Office()
    assert office.mute(**more) is why
    assert office.orders() == []


def test_a_reason_is_as_long_as_an_order_holds():
    assert len(Office().mute("刷屏" * MOST_OF_TEXT).order.wanted) == MOST_OF_TEXT


def test_nobody_is_muted_where_there_is_no_group():
    with pytest.raises(InvalidEventError):
        Office().mute(group_id="group-2")
