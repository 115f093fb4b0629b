"""A group that may be made is made by the app where it can be, and else by whoever asked for it."""

from dataclasses import replace

import pytest

from qungui.lifecycle.moves import Step
from qungui.model.filing import LifeState
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.outcome import Refused, Unsure
from qungui.model.person import PersonFacts
from tests.support.register_office import RegisterOffice

CHAT = derived_id("appchat", "group-1")


def agreed(office, **more):
    """A group that everybody agreed to who must; its owner and two more are to be in it."""
    members = (office.ids["hubin"], office.ids["chenli"])
    office.propose(**{"members": members, "administrators": (office.ids["hubin"],), **more})
    return office.take(Step.AGREE, "zhou")


def linked(office):
    return office.directory.group("group-1")


def test_what_was_agreed_to_is_made_linked_and_told_of():
    office = RegisterOffice("R01")
    filing = agreed(office, kind="工作群")
    assert filing.state is LifeState.FILING_SENT
    made = office.maker.made[CHAT]
    assert made.name == "质量管理部工作群"
    assert made.members == tuple(office.ids[one] for one in ("linxiao", "hubin", "chenli"))
    group = linked(office).group
    assert (group.kind, group.alias("appchat"), group.filed_as) == (
        GroupKind.APPCHAT,
        CHAT,
        "工作群",
    )
    assert group.roles == {
        Role.OWNER: (office.ids["linxiao"],),
        Role.ADMINISTRATOR: (office.ids["hubin"],),
    }
    assert group.rules_from == office.clock.now()
    assert office.book.register(Alias("appchat", CHAT), None, office.clock.now()) == "group-1"
    assert any("已由系统建好" in text for text in office.read_by("chenli"))
    assert "备案确认" in office.read_by("zhu")[-1]


def test_its_rules_are_the_first_that_is_posted_in_it():
    office = RegisterOffice("R01")
    agreed(office)
    ((act, words),) = office.orders()
    assert act == "speak"
    assert words.startswith("【群规】本群从现在起按《")
    assert len(words) <= 600


def test_a_group_that_nobody_need_agree_to_is_made_at_once():
    office = RegisterOffice("R12")
    filing = office.propose(kind="临时", members=(office.ids["hubin"],))
    assert (filing.state, filing.owed) == (LifeState.ACTIVE, ())
    assert len(office.maker.made) == 1
    assert [act for act, _ in office.orders()] == ["speak"]


def outsider(office):
    return office.people.resolve(Alias("external", "wm1")).person_id


def stranger(office):
    person = office.people.resolve(Alias("userid", "nobody"))
    office.people.record(person)
    return person.person_id


@pytest.mark.parametrize("who", [outsider, stranger, lambda _office: "unheard-of"])
def test_with_somebody_who_is_no_colleague_its_proposer_makes_it(who):
    office = RegisterOffice("R01")
    filing = agreed(office, members=(who(office),))
    assert (filing.state, office.maker.made) == (LifeState.AWAITING_APPROVAL, {})
    assert "建好" in office.read_by("chenli")[-1]
    assert office.take(Step.CREATE, "chenli").state is LifeState.FILING_SENT


@pytest.mark.parametrize("who", ["linxiao", "chenli"])
def test_it_is_linked_though_somebody_left_after_it_was_made(who):
    """Whoever made the chat died before the directory knew of it."""
    office = RegisterOffice("R01")
    office.maker.answers.append(Unsure("no answer"))
    agreed(office)
    office.maker.make(CHAT, "质量管理部工作群", [office.people.get(office.ids["linxiao"])] * 2)
    left = PersonFacts(left_at=office.clock.now())
    office.people.note(office.people.get(office.ids[who]), left)
    office.pass_time(office.register.filing("group-1").due)
    assert linked(office).group.roles[Role.OWNER] == (office.ids["linxiao"],)
    assert office.register.filing("group-1").state is LifeState.FILING_SENT


@pytest.mark.parametrize("form", [{"owner": ""}, {"members": (), "administrators": ()}])
def test_without_an_owner_or_with_nobody_else_its_proposer_makes_it(form):
    office = RegisterOffice("R01")
    agreed(office, **form)
    assert office.maker.made == {}


def test_what_the_platform_refuses_its_proposer_makes():
    office = RegisterOffice("R01")
    office.maker.answers.append(Refused(86006))
    assert agreed(office).state is LifeState.AWAITING_APPROVAL
    assert "建好" in office.read_by("chenli")[-1]


def test_a_making_that_nobody_answered_is_tried_again():
    office = RegisterOffice("R01")
    office.maker.answers.append(Unsure("no answer"))
    waiting = agreed(office)
    assert (waiting.state, linked(office)) == (LifeState.AWAITING_APPROVAL, None)
    office.pass_time(waiting.due)
    assert office.register.filing("group-1").state is LifeState.FILING_SENT
    assert len(office.maker.made) == 1


def test_whoever_makes_no_groups_leaves_it_to_who_does():
    office = RegisterOffice("R01")
    made_elsewhere = office.live_on
    office.live_on = replace(office.live_on, make=None)
    waiting = agreed(office)
    assert (waiting.state, linked(office)) == (LifeState.AWAITING_APPROVAL, None)
    made_elsewhere.come_due("group-1", waiting.due)
    assert linked(office) is not None
    assert office.register.filing("group-1").state is LifeState.FILING_SENT


def test_whoever_is_to_make_it_is_reminded():
    office = RegisterOffice("R01")
    waiting = agreed(office, owner="")
    before = len(office.read_by("chenli"))
    office.pass_time(waiting.due)
    assert "建好" in office.read_by("chenli")[-1]
    assert len(office.read_by("chenli")) == before + 1
