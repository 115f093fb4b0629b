"""What the platform shows of groups, held against the register."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from qungui.engine.work_orders import handed_over
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.act import Act
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.events import GroupChanged, GroupDetail, GroupDismissed
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Group, GroupKind, GroupSettings, Mode, Role
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState
from qungui.model.ledger import AuditEntry, AuditKind, Change
from qungui.model.order import OrderState
from qungui.model.person import PersonFacts
from qungui.model.roster import Look
from qungui.usecases.ask_about_unfiled import AskAboutUnfiled
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.change_settings import ChangeSettings, Setting
from qungui.usecases.make_group import group_of
from qungui.usecases.order_for_group import Wish
from tests.support.faults import Crashed, FaultPlan, Faulty
from tests.support.register_office import RegisterOffice

CHAT = "wrAAAA"
IN_FORCE = datetime.fromisoformat("2026-12-07T09:00:00+08:00")


def link(office, **more):
    """An operator links the group that the platform calls CHAT."""
    group = Group(
        group_id="g-12",
        name="客户群",
        kind=GroupKind.CUSTOMER,
        aliases=(Alias("chat", CHAT),),
        rulebook=office.rulebook,
        rules_from=office.clock.now(),
        **more,
    )
    office.directory.link(group, GroupSettings())
    office.book.register(Alias("chat", CHAT), GroupKind.CUSTOMER, office.clock.now())


# -- groups that nobody filed --------------------------------------------------------------------


def test_the_owner_of_a_group_that_nobody_filed_is_asked_once():
    office = RegisterOffice("R12", IN_FORCE)
    seen = office.register.filing(office.shows(CHAT, "linxiao", "hubin"))
    assert (seen.state, seen.owner) == (LifeState.UNFILED, office.ids["linxiao"])
    office.shows(CHAT, "linxiao", "hubin", "chenli")
    (asked,) = office.read_by("linxiao")
    assert asked.startswith("【未备案的群】“客户群”没有备案")
    assert office.read_by("zhu") == []


def test_an_owner_who_does_not_answer_is_asked_again_and_the_department_told():
    office = RegisterOffice("R12", IN_FORCE)
    group_id = office.shows(CHAT, "linxiao", "hubin")
    office.pass_time(office.clock.now() + timedelta(days=10))
    assert office.register.filing(group_id).chases == 2
    assert len(office.read_by("linxiao")) == 3
    assert office.read_by("zhu")[-1] == "【未备案的群】“客户群”仍未备案，已提醒 2 次。"


def test_in_the_morning_many_unfiled_groups_are_one_message_for_each_who_is_asked():
    office = RegisterOffice("R12", IN_FORCE)
    chats = [f"wr{number:04d}" for number in range(12)]
    groups = [office.shows(chat, "linxiao", name=f"客户群{chat}") for chat in chats]
    mine = office.shows("wrZZZZ", "zhu", name="行政群")
    morning = AskAboutUnfiled(office.live_on)
    assert morning(office.clock.now()) == 0
    office.clock.advance(timedelta(days=2, hours=1))
    before = len(office.read_by("linxiao")), len(office.read_by("zhu"))
    assert morning(office.clock.now()) == 13
    assert morning(office.clock.now()) == 0
    assert (len(office.read_by("linxiao")), len(office.read_by("zhu"))) == (
        before[0] + 1,
        before[1] + 1,
    )
    told = office.read_by("linxiao")[-1]
    assert "您的 12 个群还没有备案" in told
    assert "另有 2 个" in told
    kept = office.read_by("zhu")[-1]
    assert "您的 1 个群还没有备案" in kept
    assert "12 个群还没有备案，已请群主处理" in kept
    assert [office.register.filing(one).chases for one in (*groups, mine)] == [1] * 13


def test_what_a_morning_missed_is_asked_about_by_itself():
    office = RegisterOffice("R12", IN_FORCE)
    group_id = office.shows(CHAT, "linxiao", "hubin")
    office.pass_time(office.clock.now() + timedelta(days=4))
    assert AskAboutUnfiled(office.live_on)(office.clock.now()) == 0
    assert office.register.filing(group_id).chases == 1
    assert len(office.read_by("linxiao")) == 2


def test_whoever_owns_it_takes_it_on():
    office = RegisterOffice("R12", IN_FORCE)
    group_id = office.shows(CHAT, "linxiao", "hubin")
    assert office.take(Step.ADOPT, "hubin", group_id=group_id) is Denied.NOT_YOU
    assert office.take(Step.ADOPT, "linxiao", group_id=group_id).state is LifeState.ACTIVE


def test_a_regulation_that_asks_for_no_filing_asks_nobody():
    office = RegisterOffice("R04", IN_FORCE)
    assert office.register.filing(office.shows(CHAT, "linxiao", "hubin")) is None
    assert office.read_by("linxiao") == []


def test_a_group_without_a_name_has_one_in_the_register():
    office = RegisterOffice("R12", IN_FORCE)
    assert office.register.filing(office.shows(CHAT, "linxiao", name="")).name == "未命名的群"


def test_a_bridged_group_is_noticed_by_its_bridges_word():
    office = RegisterOffice("R12", IN_FORCE)
    bridged = Alias("bridge", "g1")
    joined = BridgedGroupChanged(
        group=bridged, change=BridgeChange.JOINED, member=Alias("bridge", "m1"), nickname="老王"
    )
    office.notice(joined, office.clock.now())
    assert office.register.filing(office.book.owner(bridged)).state is LifeState.UNFILED


def test_an_unfiled_group_that_is_linked_goes_on_under_its_new_id():
    office = RegisterOffice("R12", IN_FORCE)
    was = office.shows(CHAT, "linxiao", "hubin")
    link(office, filed_as="部门级")
    for _ in range(2):
        assert office.shows(CHAT, "linxiao", "hubin") == "g-12"
    adopted = office.register.filing("g-12")
    assert (adopted.state, adopted.kind) == (LifeState.AWAITING_FILING, "部门级")
    former = office.register.filing(was)
    assert (former.state, former.due) == (LifeState.LINKED, None)
    assert "报备" in office.read_by("linxiao")[-1]


def test_a_group_that_was_linked_from_the_beginning_is_left_alone():
    office = RegisterOffice("R12", IN_FORCE)
    link(office)
    office.shows(CHAT, "linxiao", "hubin")
    assert list(office.register.every()) == []


# -- groups that were asked for and made by hand -------------------------------------------------


def test_a_group_that_may_be_one_that_was_agreed_to_is_shown_to_the_registrar_and_stays_unlinked():
    office = RegisterOffice("R01", IN_FORCE)
    office.propose(owner="")
    group_id = office.shows(CHAT, "chenli", "hubin", name="质量管理部工作群")
    (proposal,) = [text for text in office.read_by("zhu") if "可能就是它" in text]
    assert "等待建好" in proposal
    assert office.directory.group("group-1") is None
    assert office.register.filing(group_id).state is LifeState.UNFILED


@pytest.mark.parametrize(
    ("name", "members"),
    [("别的群", ("chenli", "hubin")), ("质量管理部工作群", ("zhou", "hubin"))],
)
def test_another_name_or_nobody_who_asked_for_it_is_another_group(name, members):
    office = RegisterOffice("R01", IN_FORCE)
    office.propose(owner="")
    office.shows(CHAT, *members, name=name)
    assert not any("可能就是它" in text for text in office.read_by("zhu"))


# -- groups that end by themselves ---------------------------------------------------------------


def active(office, **more):
    """A filed and linked group of linxiao's, in use."""
    named = {Role.OWNER: (office.ids["linxiao"],)}
    link(office, roles=named | {Role.ADMINISTRATOR: more.get("administrators", ())})
    filing = Filing(
        group_id="g-12",
        rulebook=office.rulebook,
        name="客户群",
        state=LifeState.ACTIVE,
        since=office.clock.now(),
        owner=office.ids["linxiao"],
        proposed_by=office.ids["chenli"],
        **more,
    )
    office.register.commit(filing, entry())
    office.shows(CHAT, "linxiao", "hubin")


def entry():
    return AuditEntry(kind=AuditKind.GROUP_MOVED, at=IN_FORCE, facts={})


def state(office, group_id="g-12"):
    return office.register.filing(group_id).state


def leaves(office, userid, at=IN_FORCE):
    person = office.people.resolve(Alias("userid", userid))
    office.people.note(person, PersonFacts(left_at=at))


def test_a_group_whose_owner_left_is_nobodys_until_somebody_takes_it_up():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    assert state(office) is LifeState.ACTIVE
    leaves(office, "linxiao")
    for _ in range(2):
        office.shows(CHAT, "linxiao", "hubin")
    assert state(office) is LifeState.ZOMBIE
    (told,) = office.read_by("zhu")
    assert told.startswith("【无人负责的群】")
    office.take(Step.TAKE_UP, "zhu", group_id="g-12", names=(office.ids["hubin"],))
    office.shows(CHAT, "linxiao", "hubin")
    assert state(office) is LifeState.ACTIVE


def test_a_group_that_somebody_else_owns_by_now_is_not_nobodys():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    leaves(office, "linxiao")
    office.shows(CHAT, "hubin", "chenli")
    assert state(office) is LifeState.ACTIVE


def test_an_unfiled_group_without_an_owner_is_the_departments_matter():
    office = RegisterOffice("R12", IN_FORCE)
    leaves(office, "linxiao")
    assert state(office, office.shows(CHAT, "linxiao", "hubin")) is LifeState.ZOMBIE


@pytest.mark.parametrize(
    ("quiet", "then"), [(89, LifeState.ACTIVE), (90, LifeState.ZOMBIE), (None, LifeState.ACTIVE)]
)
def test_a_group_in_which_nobody_says_a_word_any_more_is_nobodys(quiet, then):
    office = RegisterOffice("R12", IN_FORCE.replace(hour=8, minute=0))
    active(office)
    office.clock.advance(timedelta(days=120))
    if quiet is not None:
        office.book.saw("g-12", office.ids["hubin"], office.clock.now() - timedelta(days=quiet))
    office.shows(CHAT, "linxiao", "hubin")
    assert state(office) is then


def test_how_long_a_silence_is_the_organisation_says():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    change = ChangeOrganisation(office.directory, office.directory, office.clock)
    change(Choice(rulebook=office.rulebook, silence=timedelta(days=7)))
    office.book.saw("g-12", office.ids["hubin"], office.clock.now())
    office.clock.advance(timedelta(days=8))
    office.shows(CHAT, "linxiao", "hubin")
    assert state(office) is LifeState.ZOMBIE


def test_a_group_that_was_taken_up_is_silent_from_then_on_only():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    office.book.saw("g-12", office.ids["hubin"], office.clock.now())
    office.clock.advance(timedelta(days=100))
    office.shows(CHAT, "linxiao", "hubin")
    office.take(Step.TAKE_UP, "zhu", group_id="g-12", names=(office.ids["hubin"],))
    office.clock.advance(timedelta(days=1))
    office.shows(CHAT, "linxiao", "hubin")
    assert state(office) is LifeState.ACTIVE


def test_a_group_that_its_people_dissolved_is_off_the_register_with_a_certificate():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    for _ in range(2):
        office.notice(GroupDismissed(chat_id=CHAT), office.clock.now())
    assert state(office) is LifeState.DISSOLVED
    for who in ("zhu", "chenli"):
        assert [text for text in office.read_by(who) if text.startswith("【解散证明】")] != []
    assert office.register.filing("g-12").due is None


def test_a_group_that_is_gone_before_anybody_agreed_to_it_is_not_made_any_more():
    """It was found and linked, and its people dissolved it while the approvers thought."""
    office = RegisterOffice("R01", IN_FORCE)
    filing = office.propose()
    alias, now = Alias("chat", CHAT), office.clock.now()
    office.directory.link(group_of(filing, GroupKind.CUSTOMER, alias, now), GroupSettings())
    office.notice(GroupDismissed(chat_id=CHAT), now)
    assert office.register.filing("group-1").state is LifeState.DISSOLVED
    assert office.take(Step.AGREE, "zhou") is Denied.NOT_NOW


def test_a_group_that_the_app_may_not_see_is_not_taken_for_gone():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    office.rosters.groups.clear()
    office.notice(GroupChanged(chat_id=CHAT, detail=GroupDetail.NAME), office.clock.now())
    assert state(office) is LifeState.ACTIVE
    office.power.looks["g-12"] = Look(dissolved=True)
    office.notice(GroupChanged(chat_id=CHAT, detail=GroupDetail.NAME), office.clock.now())
    assert state(office) is LifeState.DISSOLVED
    assert office.book.known("g-12").state is GroupState.DISSOLVED


def days_later(office, notice):
    """The schedule asks for the group."""
    office.clock.advance(timedelta(days=2))
    return notice.roster("g-12", office.clock.now())


def looks_at_what_is_gone(plan):
    """A group that the app may look at is gone, and whoever notices it by schedule may die."""
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    office.rosters.groups.clear()
    office.power.looks["g-12"] = Look(dissolved=True)
    book, register = Faulty(office.book, "book", plan), Faulty(office.register, "register", plan)
    live_on = replace(office.live_on, register=register)
    with suppress(Crashed):
        days_later(office, replace(office.notice, book=book, live_on=live_on))
    return office


def test_whoever_dies_over_a_group_that_is_gone_is_made_up_for_by_the_next_look():
    whole = FaultPlan()
    assert state(looks_at_what_is_gone(whole)) is LifeState.DISSOLVED
    for boundary in ("register.commit:before", "register.commit:after"):
        plan = FaultPlan(crash_at=[whole.crossed.index(boundary)])
        office = looks_at_what_is_gone(plan)
        assert plan.crashed == [boundary]
        days_later(office, office.notice)
        assert state(office) is LifeState.DISSOLVED
        assert office.book.known("g-12").state is GroupState.DISSOLVED


def test_what_was_ordered_to_be_dissolved_is_certified_once_it_is_gone():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    filing = office.register.filing("g-12")
    office.register.commit(replace(filing, state=LifeState.DISSOLVED), entry())
    office.notice(GroupDismissed(chat_id=CHAT), office.clock.now())
    assert office.read_by("zhu")[-1].startswith("【解散证明】")


@pytest.mark.parametrize(
    ("act", "is_handed_over", "state"),
    [
        (Act.DISSOLVE, True, OrderState.PROVED),
        (Act.DISSOLVE, False, OrderState.PROVED),
        (Act.CHANGE_OWNER, True, OrderState.VOID),
        (Act.RENAME, False, OrderState.VOID),
    ],
)
def test_once_a_group_is_found_gone_nothing_is_left_to_do_in_it(act, is_handed_over, state):
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    now = office.clock.now()
    wanted = {
        Act.CHANGE_OWNER: {"about": office.ids["hubin"]},
        Act.RENAME: {"wanted": "新名"},
    }.get(act, {})
    wish = Wish(group_id="g-12", act=act, ordered_by="", occasion="its end", **wanted)
    order = office.live_on.order(wish).order
    if is_handed_over:
        handed = handed_over(order, office.ids["linxiao"], now, timedelta(days=1))
        audit = AuditEntry(kind=AuditKind.ORDER_HANDED_OVER, at=now, facts={})
        office.ledger.commit(Change(group_id="g-12", person_id="", audit=audit, orders=(handed,)))

    office.rosters.groups.clear()
    office.power.looks["g-12"] = Look(dissolved=True)
    changed = GroupChanged(chat_id=CHAT, detail=GroupDetail.NAME)
    office.notice(changed, now + timedelta(hours=1))
    (ended,) = office.ledger.discipline("g-12", "").orders
    assert (ended.state, ended.due) == (state, None)


# -- what differs from what is on file -----------------------------------------------------------


def test_another_name_than_on_file_is_put_right_once_and_its_owner_told():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    for _ in range(2):
        office.shows(CHAT, "linxiao", "hubin", name="质量小天地")
    assert office.orders("g-12") == [(Act.RENAME.value, "客户群")]
    (told,) = office.read_by("linxiao")
    assert told.startswith("【群名】")
    assert "质量小天地" in told


def test_another_owner_than_on_file_is_put_right_and_both_are_told():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    for _ in range(2):
        office.shows(CHAT, "hubin", "linxiao")
    (order,) = office.ledger.discipline("g-12", "").orders
    assert (order.act, order.about) == (Act.CHANGE_OWNER, office.ids["linxiao"])
    for who in ("hubin", "linxiao"):
        (told,) = office.read_by(who)
        assert told.startswith("【群主】")


def test_a_changed_notice_is_a_question_to_the_owner():
    office = RegisterOffice("R12", IN_FORCE)
    active(office, purpose="售后对接")
    office.notice(GroupChanged(chat_id=CHAT, detail=GroupDetail.NOTICE), office.clock.now())
    (asked,) = office.read_by("linxiao")
    assert asked.startswith("【群公告】")
    assert "用途：售后对接" in asked
    assert office.orders("g-12") == []


def test_what_only_records_lets_a_difference_stand():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    change = ChangeSettings(directory=office.directory, clock=office.clock)
    change(Setting(group_id="g-12", mode=Mode.OBSERVE))
    office.shows(CHAT, "hubin", "linxiao", name="质量小天地")
    office.notice(GroupChanged(chat_id=CHAT, detail=GroupDetail.NOTICE), office.clock.now())
    assert office.orders("g-12") == []
    assert office.read_by("linxiao") == office.read_by("hubin") == []


def test_what_nobody_filed_has_nothing_to_differ_from():
    office = RegisterOffice("R12", IN_FORCE)
    group_id = office.shows(CHAT, "linxiao", "hubin")
    before = office.read_by("linxiao")
    office.shows(CHAT, "hubin", "linxiao", name="质量小天地")
    assert office.read_by("linxiao") == before
    assert office.orders(group_id) == []


# -- who leaves, and who follows -----------------------------------------------------------------


def holders(office, role):
    return office.directory.group("g-12").group.holders_of(role)


def test_whoever_takes_a_group_up_becomes_its_owner_on_the_platform_too():
    office = RegisterOffice("R12", IN_FORCE)
    active(office)
    leaves(office, "linxiao")
    office.shows(CHAT, "linxiao", "hubin")
    office.take(Step.TAKE_UP, "zhu", group_id="g-12", names=(office.ids["hubin"],))
    (order,) = office.ledger.discipline("g-12", "").orders
    assert (order.act, order.about) == (Act.CHANGE_OWNER, office.ids["hubin"])
    group = office.directory.group("g-12").group
    assert office.ids["linxiao"] not in group.named
    assert group.commanded[Role.OWNER] == (office.ids["hubin"],)
    assert "使用中" in office.read_by("chenli")[-1]


def test_an_administrator_who_left_is_asked_after_daily_until_somebody_follows():
    office = RegisterOffice("R16", IN_FORCE)
    active(office, administrators=(office.ids["hubin"],))
    office.shows(CHAT, "linxiao", "hubin")
    assert office.read_by("linxiao") == []
    leaves(office, "hubin")
    for _ in range(2):
        office.shows(CHAT, "linxiao", "hubin")
    assert len(office.read_by("linxiao")) == 1
    assert "移交" in office.read_by("linxiao")[0]
    office.pass_time(IN_FORCE + timedelta(days=3))
    assert len(office.read_by("linxiao")) == 4
    successor = (office.ids["chenli"],)
    said = office.take(Step.HAND_OVER, "linxiao", group_id="g-12", names=successor)
    assert (said.administrators, said.leaving) == (successor, ())
    assert holders(office, Role.ADMINISTRATOR) == successor
    assert office.orders("g-12") == []
    before = len(office.read_by("linxiao"))
    office.shows(CHAT, "linxiao", "chenli")
    office.pass_time(IN_FORCE + timedelta(days=30))
    assert len(office.read_by("linxiao")) == before


def test_an_administrator_who_left_is_asked_after_weekly_where_no_clause_says_how_soon():
    office = RegisterOffice("R12", IN_FORCE)
    active(office, administrators=(office.ids["hubin"],))
    leaves(office, "hubin")
    for _ in range(2):
        office.shows(CHAT, "linxiao", "hubin")
    assert len(office.read_by("linxiao")) == 1
    office.pass_time(IN_FORCE + timedelta(days=8))
    assert len(office.read_by("linxiao")) == 2
