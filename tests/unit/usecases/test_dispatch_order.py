"""Orders carried out, or not: what each answer of the platform makes of an order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.power import MemoryPower
from qungui.engine import work_orders
from qungui.engine.orders import LEASE, served
from qungui.engine.undoing import LESS, OVERPAID, UNCONFIRMED
from qungui.engine.work_orders import told_by_a_person
from qungui.errors import InvalidEventError, TransientError
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.group import GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.order import SAID_NO, OrderRef, OrderState
from qungui.model.outcome import Done, Later, Refused, Rehearsed, Spent, Unsure
from qungui.model.person import PersonFacts
from qungui.model.rulebook import ActCall, Ladder, Step
from qungui.usecases.order_progress import Dispatched
from qungui.wire import order_ref_from_body
from tests.support.build import ADVERT, LADDER, NOON, at, case, edition, order, person
from tests.support.order_desk import MANAGER, MEMBER, OWNER, REMOVAL, ROLES, Desk

SOON = at(minutes=2)


@pytest.mark.parametrize("act", [act for act in Act if act.is_told and not act.is_announced])
def test_what_is_no_warning_before_the_group_goes_to_the_member_alone(act):
    desk = Desk(order(step=0, act=act, ladder=None, clause_ids=(ADVERT,)))
    assert desk.carry_out() is Dispatched.SERVED
    assert len(desk.told(MEMBER)) == 1
    assert desk.appchat.posts == []
    assert (desk.now().state, desk.now().served_at, desk.now().due) == (
        OrderState.SERVED, NOON, None,
    )  # fmt: skip


@pytest.mark.parametrize(("act", "word"), [(Act.WARN, "警告"), (Act.SEVERE_WARNING, "严重警告")])
def test_a_warning_is_told_then_posted_and_the_post_is_known_as_ours(act, word):
    desk = Desk(order(act=act))
    assert desk.carry_out() is Dispatched.SERVED
    (post,) = desk.appchat.posts
    (told,) = desk.told(MEMBER)
    assert f"处理：{word}（" in told
    assert desk.sent.is_ours(post.group_id, post.text, NOON)


@pytest.mark.parametrize("kind", [GroupKind.CUSTOMER, GroupKind.INTERNAL])
def test_where_the_app_cannot_speak_the_owner_gets_the_notice_to_post(kind):
    desk = Desk(kind=kind)
    assert desk.carry_out() is Dispatched.SERVED
    (text,) = desk.told(OWNER)
    assert "中发布以下通知" in text


def test_a_removal_by_api_is_told_done_and_reported():
    desk = Desk(REMOVAL)
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.appchat.removals == [(REMOVAL.group_id, MEMBER.person_id)]
    assert "处理：移出本群" in desk.told(MEMBER)[0]
    assert desk.deliver() == [Dispatched.SERVED]
    assert "已由系统执行" in desk.told(MANAGER)[0]


@pytest.mark.parametrize("kind", [GroupKind.CUSTOMER, GroupKind.INTERNAL])
def test_where_no_api_removes_the_owner_gets_a_card(kind):
    desk = Desk(REMOVAL, kind=kind)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    (handed,) = desk.messenger.handed
    assert handed.person_id == OWNER.person_id
    assert handed.card.task_id == REMOVAL.task_id
    assert (desk.now().state, desk.now().asked) == (OrderState.HANDED_OVER, OWNER.person_id)
    assert desk.now().until == desk.now().due == at(hours=24)
    assert desk.deliver() == [Dispatched.SERVED]
    assert "已交群主执行" in desk.told(MANAGER)[0]


@pytest.mark.parametrize("answer", [Unsure("hung"), Later(SOON, "rate")])
def test_a_report_that_could_not_be_told_is_told_later_and_once(answer):
    desk = Desk(REMOVAL)
    desk.carry_out()
    (report,) = desk.outbound.take()
    desk.messenger.answers.append(answer)
    ref = order_ref_from_body(report.body)
    desk.dispatch(ref)
    assert desk.told(MANAGER) == []
    desk.clock.advance(timedelta(minutes=5))
    assert desk.dispatch(ref) is Dispatched.SERVED
    assert desk.dispatch(ref) is Dispatched.SKIPPED
    assert len(desk.told(MANAGER)) == 1


def test_a_report_counts_for_nothing_on_the_ladder():
    desk = Desk(REMOVAL)
    desk.carry_out()
    kept = desk.ledger.discipline(REMOVAL.group_id, REMOVAL.person_id)
    (report,) = (one for one in kept.orders if one.act is Act.REPORT)
    assert (report.ladder, report.clause_ids, report.case_ids) == (None, (), ())


def test_with_nobody_to_tell_no_report_is_made():
    desk = Desk(REMOVAL, roles={})
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.outbound.sent == []


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [(Later(SOON, "rate"), OrderState.HELD, "rate"), (Unsure("hung"), OrderState.UNKNOWN, "hung")],
)
def test_what_could_not_be_said_now_is_said_later(answer, state, why):
    desk = Desk()
    desk.messenger.answers.append(answer)
    desk.carry_out()
    waiting = desk.now()
    assert (waiting.state, waiting.why, waiting.served_at) == (state, why, None)
    assert waiting.not_before == waiting.due > NOON
    assert desk.carry_out() is Dispatched.SKIPPED
    desk.clock.move_to(waiting.not_before)
    assert desk.carry_out() is Dispatched.SERVED
    assert len(desk.told(MEMBER)) == 1


def test_the_back_off_doubles_up_to_a_quarter_of_an_hour():
    desk, waits = Desk(), []
    for _ in range(8):
        desk.messenger.answers.append(Unsure("hung"))
        desk.carry_out()
        waits.append(desk.now().not_before - desk.clock.now())
        desk.clock.move_to(desk.now().not_before)
    assert waits == [timedelta(seconds=s) for s in (30, 60, 120, 240, 480, 900, 900, 900)]


def test_a_removal_that_may_have_worked_is_checked_before_it_is_repeated():
    desk = Desk(REMOVAL)
    desk.appchat.answers.append(Unsure("hung"))
    assert desk.carry_out() is Dispatched.UNSURE
    desk.appchat.members.clear()  # it had worked
    desk.appchat.answers.append(Refused(86007))  # what a second call would hear
    desk.clock.move_to(desk.now().not_before)
    assert desk.carry_out() is Dispatched.SERVED
    assert len(desk.told(MEMBER)) == 1


@pytest.mark.parametrize("act", [Act.WARN, Act.REMOVE])
def test_a_member_whom_the_app_cannot_reach_is_told_through_the_owner(act):
    desk = Desk(order(act=act))
    desk.messenger.answers.append(Refused(81013))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    (handed,) = desk.messenger.handed
    assert (handed.person_id, handed.card.title) == (OWNER.person_id, "请转告一名成员")
    assert desk.now().served_at is None  # so the ladder stays where it is
    assert desk.appchat.removals == []


def test_an_outsider_is_told_through_the_owner():
    outsider = replace(MEMBER, aliases=(Alias("external", "wmBBBBcustomer000000000000000001"),))
    desk = Desk(known=(outsider,))
    assert desk.carry_out() is Dispatched.HANDED_OVER


def test_a_refused_removal_becomes_the_owners_work():
    desk = Desk(REMOVAL)
    desk.appchat.answers.append(Refused(86008))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert desk.messenger.handed[0].card.title == "请将一名成员移出群"


def test_with_nobody_to_hand_it_to_an_order_is_refused_and_says_so():
    desk = Desk(REMOVAL, kind=GroupKind.CUSTOMER, roles={})
    assert desk.carry_out() is Dispatched.REFUSED
    assert (desk.now().state, desk.now().why) == (OrderState.REFUSED, "nobody to hand it to")


def test_a_card_that_is_refused_is_refused_and_one_that_must_wait_waits():
    for answer, result in ((Refused(60011), "refused"), (Later(SOON, "rate"), "held")):
        desk = Desk(REMOVAL, kind=GroupKind.CUSTOMER)
        desk.messenger.answers.extend((Done(), answer))
        assert desk.carry_out() == result


@pytest.mark.parametrize("kind", [GroupKind.APPCHAT, GroupKind.CUSTOMER])
def test_a_notice_that_finds_no_budget_is_posted_later_and_the_step_counts_at_once(kind):
    desk = Desk(kind=kind)
    if kind is GroupKind.APPCHAT:
        desk.appchat.answers.append(Later(SOON, "budget"))
    else:
        desk.messenger.answers.extend((Done(), Later(SOON, "budget")))
    assert desk.carry_out() is Dispatched.SERVED
    waiting = desk.now()
    assert (waiting.state, waiting.served_at) == (OrderState.HELD, NOON)
    assert waiting.not_before == waiting.due == SOON
    told = len(desk.told(MEMBER))
    desk.clock.move_to(SOON)
    assert desk.carry_out() is Dispatched.SERVED
    assert (desk.now().state, desk.now().served_at) == (OrderState.SERVED, NOON)
    assert len(desk.told(MEMBER)) == told
    assert len(desk.appchat.posts) + len(desk.told(OWNER)) == 1


def test_a_notice_that_may_have_been_posted_is_never_posted_again():
    desk = Desk()
    desk.appchat.answers.append(Unsure("hung"))
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.now().state is OrderState.SERVED


def test_a_work_order_whose_card_is_spent_goes_out_anew_with_an_id_of_its_own():
    desk = Desk(REMOVAL, kind=GroupKind.CUSTOMER)
    desk.by_hand.members.add((REMOVAL.group_id, MEMBER.person_id))
    desk.messenger.answers.extend((Done(), Spent(42014)))
    assert desk.carry_out() is Dispatched.HELD
    assert desk.carry_out() is Dispatched.HANDED_OVER
    (handed,) = desk.messenger.handed
    assert handed.card.task_id == f"{REMOVAL.order_id}-1"


@pytest.mark.parametrize("of", [order(), REMOVAL])
def test_a_dry_run_holds_the_order_for_good_and_says_what_it_would_have_done(of):
    desk = Desk(of)
    desk.messenger.answers.append(Rehearsed("tell"))
    assert desk.carry_out() is Dispatched.HELD
    held = desk.now()
    assert (held.state, held.why, held.due) == (OrderState.HELD, "dry-run: tell", None)
    assert (desk.appchat.posts, desk.appchat.removals) == ([], [])
    desk.clock.advance(timedelta(days=30))
    assert desk.carry_out() is Dispatched.SKIPPED


@pytest.mark.parametrize("state", [state for state in OrderState if state.is_final])
def test_what_is_settled_stays_settled(state):
    desk = Desk(order(state=state))
    assert desk.carry_out() is Dispatched.SKIPPED
    assert desk.messenger.told == []


def test_a_lease_keeps_others_out_until_it_ends():
    desk = Desk(order(state=OrderState.SENDING, lease_until=NOON + LEASE, attempts=1))
    assert desk.carry_out() is Dispatched.SKIPPED
    desk.clock.move_to(NOON + LEASE)
    assert desk.carry_out() is Dispatched.SERVED


def test_an_order_held_for_a_person_does_not_start_by_itself():
    desk = Desk(order(state=OrderState.HELD, why="assist", due=at(days=3)))
    desk.clock.advance(timedelta(days=2))
    assert desk.carry_out() is Dispatched.SKIPPED


def test_an_order_that_nobody_confirms_in_time_lapses_and_does_nothing():
    desk = Desk(order(state=OrderState.HELD, why="assist", due=at(days=3)))
    desk.clock.advance(timedelta(days=3))
    assert desk.carry_out() is Dispatched.ENDED
    assert (desk.now().state, desk.now().closed.why) == (OrderState.VOID, "lapsed")
    assert desk.messenger.told == []


def test_past_the_limit_a_removal_is_held_and_the_manager_is_asked():
    first, second = REMOVAL, order(case(message_id="m-2"), step=2, act=Act.REMOVE, ladder=None)
    desk = Desk(first)
    desk.put(second)
    assert desk.carry_out() is Dispatched.SERVED
    desk.outbound.take()
    assert desk.dispatch(second.ref) is Dispatched.HELD
    (question,) = desk.outbound.take()
    ref = OrderRef(*(question.body[part] for part in ("group", "person", "order")))
    assert ref.person_id == MANAGER.person_id
    assert desk.dispatch(ref) is Dispatched.HANDED_OVER
    assert desk.messenger.handed[-1].card.title == "移出人数已达上限，请您决定"


def test_a_removal_held_after_the_answer_asks_again_and_not_for_each():
    held = [
        order(case(message_id=f"m-{number}"), step=2, act=Act.REMOVE, ladder=None)
        for number in (2, 3, 4)
    ]
    desk = Desk(REMOVAL)
    for one in held:
        desk.put(one)
    desk.carry_out()
    desk.outbound.take()
    desk.dispatch(held[0].ref)
    (question,) = (order_ref_from_body(one.body) for one in desk.outbound.take())
    desk.dispatch(question)
    asked = desk.ledger.discipline(question.group_id, question.person_id).order(question.order_id)
    desk.move(served(asked, NOON))  # the manager said to go on
    for one in held[1:]:
        assert desk.dispatch(one.ref) is Dispatched.HELD
    (again,) = (order_ref_from_body(one.body) for one in desk.outbound.take())
    assert again.order_id != question.order_id
    assert desk.dispatch(again) is Dispatched.HANDED_OVER


def test_an_order_that_is_not_there_can_never_succeed():
    desk = Desk()
    with pytest.raises(InvalidEventError):
        desk.dispatch(replace(desk.order.ref, order_id="unheard-of"))


def test_an_order_whose_person_is_not_stored_ends_refused_and_is_not_tried_for_ever():
    desk = Desk(known=())
    with pytest.raises(InvalidEventError):
        desk.carry_out()
    assert (desk.now().state, desk.now().due) == (OrderState.REFUSED, None)
    assert desk.carry_out() is Dispatched.SKIPPED


def test_a_removal_that_waited_is_counted_in_the_hour_in_which_it_is_carried_out():
    waited = replace(REMOVAL, state=OrderState.HELD, not_before=at(hours=3), counted_hour="earlier")
    other = order(case(message_id="m-2"), step=2, act=Act.REMOVE, ladder=None)
    desk = Desk(waited)
    desk.put(other)
    desk.clock.move_to(at(hours=3))
    assert desk.dispatch(other.ref) is Dispatched.SERVED
    assert desk.carry_out() is Dispatched.HELD
    assert desk.now().why == "limit"


def test_a_removal_that_had_worked_is_served_though_the_hour_is_full():
    begun = replace(REMOVAL, attempts=1, state=OrderState.UNKNOWN, counted_hour="earlier")
    desk = Desk(replace(begun, told_at=at()))
    desk.appchat.members.clear()
    other = order(case(message_id="m-2"), step=2, act=Act.REMOVE, ladder=None)
    desk.put(other)
    assert desk.dispatch(other.ref) is Dispatched.SERVED
    assert desk.carry_out() is Dispatched.SERVED


def test_past_the_limit_with_nobody_to_ask_a_removal_is_refused_and_says_so():
    desk = Desk(REMOVAL, roles={})
    desk.put(other := order(case(message_id="m-2"), step=2, act=Act.REMOVE, ladder=None))
    assert desk.dispatch(other.ref) is Dispatched.SERVED
    assert desk.carry_out() is Dispatched.REFUSED
    assert desk.now().why == "nobody to ask about the limit"


def test_an_owner_who_left_the_company_is_passed_over_for_the_next_who_can_act():
    desk = Desk(REMOVAL, kind=GroupKind.CUSTOMER)
    desk.dispatch.people.note(OWNER, PersonFacts(left_at=NOON))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert {one.person_id for one in desk.messenger.handed} == {MANAGER.person_id}


def test_where_everybody_left_the_owner_is_asked_all_the_same():
    desk = Desk(REMOVAL, kind=GroupKind.CUSTOMER, roles={Role.OWNER: (OWNER.person_id,)})
    desk.dispatch.people.note(OWNER, PersonFacts(left_at=NOON))
    assert desk.carry_out() is Dispatched.HANDED_OVER


class Blind(MemoryPower):
    """A power that cannot tell now who is in a group."""

    def has_member(self, group, person):
        raise TransientError


def test_a_removal_that_cannot_be_checked_now_waits_with_a_back_off():
    desk = Desk(replace(REMOVAL, attempts=3, state=OrderState.UNKNOWN, told_at=NOON))
    blind = Blind()
    desk.dispatch = replace(desk.dispatch, powers=dict.fromkeys(GroupKind, blind))
    assert desk.carry_out() is Dispatched.UNSURE
    assert (desk.now().state, desk.now().not_before) == (OrderState.UNKNOWN, at(minutes=4))
    assert blind.removals == []


def test_the_owner_is_never_asked_to_remove_himself():
    roles = {Role.OWNER: (MEMBER.person_id,), Role.ADMIN_DEPARTMENT: (MANAGER.person_id,)}
    desk = Desk(REMOVAL, kind=GroupKind.CUSTOMER, roles=roles)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert desk.messenger.handed[0].person_id == MANAGER.person_id


def test_the_notice_that_the_owner_posts_is_known_for_ours():
    desk = Desk(kind=GroupKind.CUSTOMER)
    desk.carry_out()
    posted = desk.told(OWNER)[0].partition("\n")[2]
    assert desk.sent.is_ours(desk.order.group_id, posted, at(minutes=5))


LEADER = person(Alias("userid", "leader"))
HEARING = {**ROLES, Role.LEADER: (LEADER.person_id,)}


def telling(*tell, act=Act.WARN, terms=None):
    """An edition whose first step orders *act* and tells others of it."""
    first = Step(acts=(ActCall(act, terms or {}),), clause_id="R01.4.4a", at=1, tell=tell)
    out = Step(acts=(ActCall(Act.REMOVE),), clause_id="R01.4.4b", at=2, tell=tell)
    steps = (first, out)
    return edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=steps)})


def hearing(of=None, *, law, kind=GroupKind.APPCHAT, roles=HEARING):
    return Desk(of, law=law, kind=kind, roles=roles, known=(MEMBER, LEADER))


def test_those_whom_the_step_names_hear_of_it_once_the_member_does():
    desk = hearing(law=telling(Role.LEADER, Role.OWNER))
    assert desk.carry_out() is Dispatched.SERVED
    assert desk.told(LEADER) == []
    assert desk.deliver() == [Dispatched.SERVED, Dispatched.SERVED]
    for who in (LEADER, OWNER):
        (told,) = desk.told(who)
        assert "警告（R01.4.4a" in told
        assert "已告知本人" in told
    assert desk.told(MANAGER) == []


def test_somebody_of_two_roles_hears_it_once():
    both = {**HEARING, Role.LEADER: (OWNER.person_id,)}
    desk = hearing(law=telling(Role.LEADER, Role.OWNER), roles=both)
    desk.carry_out()
    assert desk.deliver() == [Dispatched.SERVED]
    assert len(desk.told(OWNER)) == 1


@pytest.mark.parametrize("leader", [(), (MEMBER.person_id,)], ids=["nobody", "the member"])
def test_where_there_is_no_other_leader_those_who_decide_hear_it(leader):
    desk = hearing(law=telling(Role.LEADER), roles={**ROLES, Role.LEADER: leader})
    desk.carry_out()
    desk.deliver()
    assert len(desk.told(MANAGER)) == 1
    assert all("处理通报" not in text for text in desk.told(MEMBER))


def test_a_removal_is_reported_to_those_who_decide_and_to_those_whom_its_step_names():
    desk = hearing(REMOVAL, law=telling(Role.LEADER, Role.ADMIN_DEPARTMENT))
    desk.carry_out()
    desk.deliver()
    assert [len(desk.told(who)) for who in (LEADER, MANAGER)] == [1, 1]


def test_who_has_the_card_of_a_removal_hears_no_report_of_it():
    desk = hearing(REMOVAL, law=telling(Role.OWNER), kind=GroupKind.CUSTOMER)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    desk.deliver()
    assert (desk.told(OWNER), len(desk.told(MANAGER))) == ([], 1)


def test_a_step_that_the_owner_must_pass_on_is_reported_as_handed_over():
    desk = hearing(law=telling(Role.LEADER), kind=GroupKind.CUSTOMER)
    desk.messenger.answers.append(Refused(81013))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    desk.deliver()
    assert "工作单已发出" in desk.told(LEADER)[0]


@pytest.mark.parametrize("act", [Act.RECORD, Act.LIST, Act.SUSPEND_POSTING, Act.REQUIRE_APOLOGY])
def test_whatever_the_step_orders_they_hear_of_it(act):
    desk = hearing(order(act=act), law=telling(Role.LEADER, act=act))
    desk.carry_out()
    desk.deliver()
    assert len(desk.told(LEADER)) == 1


APOLOGY = order(act=Act.REQUIRE_APOLOGY)


def asking(**terms):
    return hearing(APOLOGY, law=telling(act=Act.REQUIRE_APOLOGY, terms=terms))


def test_the_member_reads_by_when_and_that_is_when_their_time_ends():
    desk = asking(within="90 minutes")
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert "请您在11月25日13:30前在本群向大家道歉" in desk.told(MEMBER)[0]
    asked = desk.now()
    assert asked.until == asked.due == at(minutes=90)
    assert (asked.asked, asked.told_at) == (MEMBER.person_id, NOON)


def test_a_telling_that_may_have_worked_is_repeated_in_the_same_words():
    desk = asking(within="90 minutes")
    desk.messenger.answers.append(Unsure("hung"))
    assert desk.carry_out() is Dispatched.UNSURE
    desk.clock.move_to(desk.now().not_before)
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert "13:30前" in desk.told(MEMBER)[0]
    assert desk.now().until == at(minutes=90)


def test_whoever_is_told_much_later_has_their_time_from_then():
    desk = asking(within="90 minutes")
    desk.messenger.answers.append(Later(at(hours=1), "rate"))
    desk.carry_out()
    desk.clock.move_to(at(hours=1))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert "14:30前" in desk.told(MEMBER)[0]
    assert desk.now().until == at(hours=2, minutes=30)


def test_whom_the_owner_tells_has_their_time_from_then():
    desk = asking(within="90 minutes")
    desk.messenger.answers.append(Refused(81013))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    (card,) = [each.card for each in desk.messenger.handed]
    assert "请其自转告起90分钟内在群里道歉" in card.body
    desk.clock.advance(timedelta(hours=5))
    desk.move(told_by_a_person(desk.now(), desk.clock.now()))
    assert desk.carry_out() is Dispatched.HANDED_OVER
    asked = desk.now()
    assert (asked.asked, asked.until) == (MEMBER.person_id, at(hours=6, minutes=30))
    assert desk.told(MEMBER) == []


def test_where_no_time_is_named_nobodys_time_runs():
    desk = asking()
    assert desk.carry_out() is Dispatched.HANDED_OVER
    assert "请您尽快在本群向大家道歉" in desk.told(MEMBER)[0]
    assert (desk.now().until, desk.now().due) == (None, None)


def test_the_member_and_the_owner_read_what_was_refused_before():
    law = telling(act=Act.REQUIRE_APOLOGY)
    desk = hearing(REMOVAL, law=law, kind=GroupKind.CUSTOMER)
    said = {"state": OrderState.REFUSED, "why": SAID_NO, "wanted": "凭什么道歉"}
    desk.put(replace(APOLOGY, **said, closed=Decision(by=MEMBER.person_id, at=NOON)))
    desk.carry_out()
    assert "您表示不接受：“凭什么道歉”" in desk.told(MEMBER)[0]
    assert "原话“凭什么道歉”" in desk.messenger.handed[0].card.body


@pytest.mark.parametrize(
    ("what", "to", "words"),
    [(LESS, MEMBER, "由100元减为50元"), (OVERPAID, MANAGER, "请退还50元")],
)
def test_who_paid_a_fine_that_is_less_now_and_those_in_charge_hear_by_how_much(what, to, words):
    paid = {"state": OrderState.PROVED, "told_at": NOON, "served_at": NOON}
    fine = order(act=Act.RECORD_FINE, cny=50, lessened=50, back=50, **paid)
    desk = Desk(fine)
    report = work_orders.report(fine, what, to.person_id if to is MEMBER else "", NOON)
    desk.put(report)
    assert desk.dispatch(report.ref) is Dispatched.SERVED
    (told,) = desk.told(to)
    assert words in told


def test_whoever_agreed_alone_reads_that_nobody_else_did_and_nothing_was_done():
    lapsed = replace(REMOVAL, state=OrderState.VOID, agreed=(MANAGER.person_id,))
    desk = Desk(lapsed)
    report = work_orders.report(lapsed, UNCONFIRMED, MANAGER.person_id, NOON)
    desk.put(report)
    assert desk.dispatch(report.ref) is Dispatched.SERVED
    (told,) = desk.told(MANAGER)
    assert "移出本群（R01.4.4b，第2步，共2步）；您已同意，逾期没有第二人同意，没有执行。" in told
    assert desk.told(MEMBER) == []


@pytest.mark.parametrize(
    ("what", "to", "words"),
    [("came-back", "", "又进入了"), ("how-back", MEMBER.person_id, "申请回群")],
)
def test_a_return_is_reported_to_those_in_charge_and_explained_to_the_member(what, to, words):
    out = replace(REMOVAL, state=OrderState.SERVED, served_at=NOON)
    desk = Desk(out)
    report = work_orders.report(out, what, to, at(days=1))
    desk.put(report)
    desk.clock.move_to(at(days=1))
    assert desk.dispatch(report.ref) is Dispatched.SERVED
    (told,) = desk.told(MEMBER if to else MANAGER)
    assert words in told
