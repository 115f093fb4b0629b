"""What people say to the desk, carried out: by real use cases, on the adapters in memory."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

import pytest

from qungui.acceptance.desk import desk_on
from qungui.acceptance.stage import Stage
from qungui.desk.verbs import Verb
from qungui.engine.authority import Bar
from qungui.engine.petitions import Denied
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import CaseState
from qungui.model.decision import Decision
from qungui.model.group import Exempt, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.ledger import Change
from qungui.model.order import Order, OrderState
from qungui.model.person import PersonFacts
from qungui.model.petition import PetitionKind, PetitionState, petition_id_of
from qungui.model.rulebook import ActCall, Clause, Disposition, Ladder, Step
from qungui.model.short_number import short_number
from qungui.model.typed_events import TextTyped
from qungui.notices.outcomes import OUTCOMES
from qungui.usecases.decide_petition import Ruled
from qungui.usecases.enter_finding import Entered
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.exempt_member import Exempted
from qungui.usecases.lift_order import Lifted
from qungui.usecases.make_petition import Petitioned
from qungui.usecases.package_evidence import Unpacked
from qungui.usecases.pardon_case import Pardoned
from qungui.usecases.pass_on_report import PassedOn
from qungui.usecases.permit_order import Permitted
from qungui.usecases.review_case import Reviewed
from qungui.usecases.settle_demand import Ended
from tests.support.build import (
    ADVERT,
    GROUP,
    LADDER,
    NOON,
    ROOM,
    ZHANG,
    at,
    breach,
    case,
    clauses,
    edition,
    group,
    order,
    person,
    settings,
)

MEMBER = replace(person(ZHANG), name="张三")
BOSS = replace(person(Alias("userid", "boss")), name="王主任")
CLERK = replace(person(Alias("userid", "clerk")), name="李文员")
SERVED = {"state": OrderState.SERVED, "served_at": at(minutes=1), "told_at": at(minutes=1)}


class Office(Stage):
    """A group with a member, an owner, and an admin department that talk to the desk."""

    def __init__(self, **law):
        super().__init__(at(minutes=10))
        roles = {Role.OWNER: (BOSS.person_id,), Role.ADMIN_DEPARTMENT: (CLERK.person_id,)}
        ours = group(roles=roles)
        self.set_up(edition(**law), ours, settings())
        for one in (MEMBER, BOSS, CLERK):
            self.people.note(one, PersonFacts(name=one.name))
        members = {one.person_id: Member(alias=one.aliases[0]) for one in (MEMBER, BOSS, CLERK)}
        self.admit(ours, members, NOON)
        self.serve = desk_on(self)
        self._said = 0

    def opened(self, *cases):
        for one in cases:
            self.ledger.open_case(one)
            EscalateCase(self.move)(one.ref)

    def kept(self, *orders):
        parts = Change(group_id=GROUP, person_id=MEMBER.person_id, new_orders=orders)
        self.ledger.commit(parts)

    def says(self, who, text):
        self._said += 1
        self.serve(
            TextTyped(sender=who.userid, message_id=f"m{self._said}", agent_id="1", content=text),
            self.clock.now(),
        )
        return self.messenger.told[-1].text.rpartition("\n")[0]

    def again(self, who, text):
        self._said -= 1
        return self.says(who, text)

    @property
    def entries(self):
        return self.ledger.audit.verify_chain(GROUP).entries

    @property
    def on_record(self):
        """What stands against the member."""
        return self.ledger.discipline(GROUP, MEMBER.person_id)


def finding(number=1, **changes):
    found = breach("R01.4.5", topic="incitement", automatic=False)
    return case(
        f"finding-{number}",
        at=at(minutes=number),
        state=CaseState.NEEDS_REVIEW,
        breaches=(found,),
        **changes,
    )


def test_what_waits_is_listed_with_numbers_and_confirmed_by_one():
    office = Office()
    office.opened(finding(1), finding(2))
    first = short_number(finding(1).case_id)
    listed = office.says(BOSS, "待办")
    assert first in listed
    assert short_number(finding(2).case_id) in listed
    assert office.says(BOSS, f"确认{first}") == f"{first}：已认定成立，按规定办理。"
    (removal,) = office.on_record.orders
    assert (removal.act, removal.state, removal.agreed) == (
        Act.REMOVE,
        OrderState.NEW,
        (BOSS.person_id,),
    )
    assert first not in office.says(BOSS, "待办")


def test_a_command_that_is_delivered_again_changes_nothing_more():
    office = Office()
    office.opened(finding())
    text = f"确认 {short_number(finding().case_id)}"
    office.says(BOSS, text)
    before = office.on_record
    office.again(BOSS, text)
    assert office.on_record == before


def test_a_finding_is_dismissed_with_a_reason_that_stays_on_file():
    office = Office()
    office.opened(finding())
    number = short_number(finding().case_id)
    assert office.says(CLERK, f"驳回 {number} 是转述新闻").endswith("不再追究。")
    (kept,) = office.on_record.cases
    assert (kept.state, kept.decided.why) == (CaseState.DISMISSED, "是转述新闻")


def test_what_was_found_wrongly_must_pass_from_then_on():
    office = Office()
    office.opened(finding())
    office.says(CLERK, f"误判 {short_number(finding().case_id)} 是新闻，原话：“外国机场罢工了”")
    assert office.ledger.found_wrongly(finding().rulebook) == [finding().ref]
    (kept,) = office.on_record.cases
    assert kept.must_pass == (("R01.4.5", "外国机场罢工了"),)


def test_what_a_button_dismissed_can_be_quoted_afterwards():
    office = Office()
    office.opened(finding())
    number = short_number(finding().case_id)
    office.says(CLERK, f"驳回 {number} 是新闻")
    told = office.says(CLERK, f"驳回 {number} 原话：外国机场罢工了")
    assert f"“撤销 姓名 {number} 原话：…”" in told
    said = office.says(CLERK, f"撤销 张三 {number} 原话：外国机场罢工了")
    assert said == f"{number}：已记下原话，以后的规定须放过这句话。"
    (kept,) = office.on_record.cases
    assert kept.must_pass == (("R01.4.5", "外国机场罢工了"),)


def test_a_case_that_is_taken_back_can_be_wrong_as_well():
    office = Office()
    office.opened(case())
    number = short_number(case().case_id)
    office.says(CLERK, f"撤销 张三 {number} 原话：广告部三点开会")
    (kept,) = office.on_record.cases
    assert kept.must_pass == ((ADVERT, "广告部三点开会"),)


def test_nobody_decides_about_themselves_and_members_decide_nothing():
    office = Office()
    office.opened(finding())
    number = short_number(finding().case_id)
    assert "没有这个身份" in office.says(MEMBER, f"确认 {number}")
    own = replace(finding(3), person_id=BOSS.person_id)
    office.opened(own)
    number = short_number(own.case_id)
    assert office.says(BOSS, f"确认 {number}") == f"{number}：与本人有关的事不能自己办。"


def test_a_member_sees_their_record_and_appeals_in_one_step():
    office = Office()
    warned = case(at=at(), person_id=MEMBER.person_id)
    office.opened(warned)
    (warning,) = office.on_record.orders
    office.ledger.commit(
        Change(group_id=GROUP, person_id=MEMBER.person_id, orders=(replace(warning, **SERVED),))
    )
    record = office.says(MEMBER, "我的记录")
    assert ADVERT in record
    assert short_number(warned.case_id) in record
    assert office.says(MEMBER, "申诉 我转发的是公司通知").startswith("已收到")
    appeal = office.on_record.petition(petition_id_of(PetitionKind.APPEAL, warned.case_id))
    assert (appeal.words, appeal.state) == ("我转发的是公司通知", PetitionState.OPEN)
    number = short_number(appeal.petition_id)
    assert number in office.says(CLERK, "待办")
    assert "还缺理由" in office.says(CLERK, f"不准 {number}")
    assert "已获准" in office.says(CLERK, f"准许 {number} 理由：确是公司通知")
    decided = office.on_record.petition(appeal.petition_id).decided
    assert (decided.by, decided.why) == (CLERK.person_id, "确是公司通知")
    (kept,) = office.on_record.cases
    assert kept.state is CaseState.VOID
    assert office.on_record.order(warning.order_id).state is OrderState.VOID


def test_whoever_acted_does_not_decide_the_appeal():
    office = Office()
    office.opened(finding())
    office.says(BOSS, f"确认 {short_number(finding().case_id)}")
    office.says(MEMBER, f"申诉 {short_number(finding().case_id)} 我是劝大家冷静")
    appeal = petition_id_of(PetitionKind.APPEAL, finding().case_id)
    number = short_number(appeal)
    assert office.says(BOSS, "待办") == "眼下没有等您决定的事。"
    assert office.says(BOSS, f"准许 {number}") == f"{number}：您办过这件事，申诉须由别人决定。"
    assert office.on_record.petition(appeal).state is PetitionState.OPEN
    assert "已获准" in office.says(CLERK, f"准许 {number}")
    assert "没有这个编号" in office.says(BOSS, f"准许 {number}")


def test_a_strike_and_a_warning_are_entered_by_name_with_a_reason_once():
    office = Office()
    said = "记一次 张三 3.10 当面发传单"
    assert office.says(BOSS, said) == "已记下，按规定办理。"
    office.again(BOSS, said)
    (kept,) = office.on_record.cases
    (warning,) = office.on_record.orders
    assert (kept.breaches[0].clause_id, kept.decided.by) == (ADVERT, BOSS.person_id)
    assert (warning.ladder, warning.step) == (LADDER, 1)
    office.says(BOSS, "警告 @zhangsan R01.3.11 夜里刷屏")
    off_ladder = [each for each in office.on_record.orders if each.ladder is None]
    assert [each.act for each in off_ladder] == [Act.WARN]


def test_a_name_that_nobody_bears_and_a_clause_that_is_none_are_said():
    office = Office()
    assert "没有找到成员“赵六”" in office.says(BOSS, "记一次 赵六 3.10 发广告")
    assert office.says(BOSS, "记一次 张三 9.9 发广告").startswith("本群的规定里没有这一条")
    assert office.on_record.cases == ()


def test_a_case_is_taken_back_by_its_number_in_the_members_file():
    office = Office()
    office.opened(case(at=at(), person_id=MEMBER.person_id))
    number = short_number(case().case_id)
    assert number in office.says(BOSS, "查 张三")
    assert "已撤销" in office.says(BOSS, f"撤销 张三 {number} 经查是工作通知")
    (kept,) = office.on_record.cases
    assert (kept.state, kept.voided.why) == (CaseState.VOID, "经查是工作通知")


def suspension(**changes):
    of = case(person_id=MEMBER.person_id)
    return order(of, act=Act.SUSPEND_POSTING, ladder=None, step=0, **{**SERVED, **changes})


def test_a_suspension_is_lifted_by_the_number_of_its_case():
    office = Office()
    office.opened(case(at=at(), person_id=MEMBER.person_id))
    office.kept(suspension())
    number = short_number(case().case_id)
    assert office.says(BOSS, f"解除 张三 {number} 已整改").endswith("已解除。")
    assert Act.RESTORE_POSTING in {each.act for each in office.on_record.orders}


UNLAWFUL = case(
    "unlawful",
    person_id=MEMBER.person_id,
    state=CaseState.CONFIRMED,
    decided=Decision(by=BOSS.person_id, at=at(hours=1), why="报警", choice="unlawful"),
    escalated=True,
    due=None,
)


def test_the_evidence_of_an_unlawful_act_is_read_on_a_phone_and_each_time_logged():
    office = Office()
    office.ledger.open_case(UNLAWFUL)
    office.kept(order(UNLAWFUL, act=Act.REFER, ladder=None, step=0, **SERVED))
    number = short_number(UNLAWFUL.case_id)
    told = office.says(CLERK, f"证据 张三 {number}")
    assert told.splitlines() == [
        f"【证据】{number} “市场部工作群”成员 zhangsan",
        "时间：11月25日12:00",
        "消息编号：unlawful",
        "规定：《公司微信群管理规定》（2026-11版）",
        "· R01.3.10 群里不发广告。",
        "  所见：含联系方式与推销词，原文“低价**加微信”",
        "认定：11月25日13:00，boss（违法）：“报警”",
        "处理：移交公司处理，11月25日12:01",
        "审计：本群日志第1条，末一条为本次调取",
        "原文已遮盖；系统不存全文，也不代为报送。",
    ]
    assert "本群日志第1、2条" in office.says(BOSS, f"证据 张三 {number}")
    assert [entry.people["by"] for entry in office.entries] == [CLERK.person_id, BOSS.person_id]


def test_evidence_is_given_out_of_nothing_else_and_to_nobody_else():
    office = Office()
    warned = case(person_id=MEMBER.person_id)
    office.opened(warned)
    number, logged = short_number(warned.case_id), len(office.entries)
    assert "没有认定为违法" in office.says(CLERK, f"证据 张三 {number}")
    assert "没有这个身份" in office.says(MEMBER, f"证据 李文员 {number}")
    assert "记录里没有这个编号" in office.says(CLERK, "证据 张三 1")
    assert len(office.entries) == logged


def test_whoever_left_is_found_by_their_account_where_anything_is_on_record():
    office = Office()
    office.ledger.open_case(UNLAWFUL)
    known = office.book.known(office.directory.linked(ROOM).group.group_id)
    left = {who: one for who, one in known.members.items() if who != MEMBER.person_id}
    office.book.replace(known, replace(known, members=left))
    number = short_number(UNLAWFUL.case_id)
    assert "【证据】" in office.says(CLERK, f"证据 @zhangsan {number}")
    assert office.says(CLERK, "查 ZhangSan").startswith("【成员档案】zhangsan")
    assert office.says(CLERK, "查 @lisi").startswith("没有找到成员")


def reports(office):
    return [each for each in office.ledger.discipline(GROUP, "").orders if each.act is Act.REPORT]


def test_a_report_is_passed_on_once_and_no_file_shows_it():
    office = Office()
    said = "举报 李文员 私下推销保险"
    assert office.says(MEMBER, said) == "已转告管理人员核实，不会说出是谁举报的。"
    assert office.again(MEMBER, said) == "已转告管理人员核实，不会说出是谁举报的。"
    (report,) = reports(office)
    assert (report.about, report.wanted) == (CLERK.person_id, "私下推销保险")
    assert [each.facts for each in office.entries] == [{"order": report.order_id}]
    assert office.entries[0].people == {"person": CLERK.person_id, "by": MEMBER.person_id}
    assert office.says(CLERK, "我的记录") == "【我的记录】\n没有记录。"
    assert office.says(MEMBER, "我的记录") == "【我的记录】\n没有记录。"


def test_nobody_reports_themselves_or_somebody_who_is_in_none_of_their_groups():
    office = Office()
    assert "与本人有关" in office.says(MEMBER, "举报 张三 发广告")
    assert office.says(MEMBER, "举报 王五 发广告").startswith("没有找到成员")
    assert reports(office) == []


def test_where_nobody_else_is_in_charge_a_report_is_not_taken():
    office = Office()
    linked = office.directory.linked(ROOM)
    alone = replace(linked.group, roles={Role.OWNER: (BOSS.person_id,)})
    office.directory.link(alone, linked.settings)
    assert "没有登记可以受理的" in office.says(MEMBER, "举报 王主任 骂人")
    assert reports(office) == []


def test_whoever_left_cannot_be_reported_whether_or_not_anything_is_on_record():
    office = Office()
    office.opened(case(person_id=MEMBER.person_id))
    known = office.book.known(office.directory.linked(ROOM).group.group_id)
    left = {who: one for who, one in known.members.items() if who != MEMBER.person_id}
    office.book.replace(known, replace(known, members=left))
    assert office.says(CLERK, "举报 @zhangsan 发广告").startswith("没有找到成员")


def brought_up(clause_id, name, **said):
    return Clause(
        clause_id=clause_id,
        text="有情况就说。",
        topic="feedback" if name == "feedback" else "reporting",
        disposition=Disposition.WORKFLOW,
        procedure=Call(name, said),
    )


BROUGHT_UP = "已转告负责的人，不会说出是谁说的。"


def test_a_matter_is_passed_on_once_to_those_who_decide():
    office = Office()
    said = "反映 有人连发低俗表情"
    assert office.says(MEMBER, said) == BROUGHT_UP
    assert office.again(MEMBER, said) == BROUGHT_UP
    (report,) = reports(office)
    assert (report.about, report.asked) == ("", BOSS.person_id)
    assert "有成员反映：“有人连发低俗表情”" in report.wanted
    assert MEMBER.person_id not in report.wanted
    assert office.entries[0].people == {"by": MEMBER.person_id}


def test_whom_the_regulation_names_hears_of_its_kind_of_matter():
    asks = (
        brought_up("R01.9.1", "feedback", to="行政部"),
        brought_up("R01.9.2", "report", to=["群主"], kinds=["不良信息"]),
    )
    office = Office(clauses=(*clauses(), *asks))
    office.says(MEMBER, "反映 收到不良信息")
    office.says(MEMBER, "建议 增加夜间免打扰时段")
    reported, suggested = reports(office)
    assert (reported.asked, reported.wanted[:6]) == (BOSS.person_id, "【成员反映】")
    assert "（依据 R01.9.2）" in reported.wanted
    assert (suggested.asked, suggested.wanted[:6]) == (CLERK.person_id, "【成员建议】")


def test_long_words_are_cut_and_the_notice_around_them_is_not():
    office = Office()
    office.says(MEMBER, f"反映 {'很吵' * 300}")
    assert reports(office)[0].wanted.endswith("是谁说的不公开。")


def test_whoever_is_in_no_group_or_in_several_reads_what_is_missing():
    office = Office()
    stranger = replace(person(Alias("userid", "stranger")), name="路人")
    assert "没有找到您所在的" in office.says(stranger, "反映 有人刷屏")
    other = group(group_id="group-2", name="项目群", aliases=(Alias("room", "wrB"),))
    office.directory.link(replace(other, roles={Role.OWNER: (BOSS.person_id,)}), settings())
    assert "请先写是哪个群" in office.says(BOSS, "反映 有人刷屏")
    assert reports(office) == []
    assert office.says(BOSS, f"@{group().name} 反映 有人刷屏") == BROUGHT_UP


def test_an_exemption_ends_by_itself():
    office = Office()
    assert office.says(CLERK, "豁免 张三 3.11 3天 夜班").startswith("已豁免")
    kept = office.directory.group(GROUP).settings
    now = office.clock.now()
    granted = Decision(by=CLERK.person_id, at=now, why="夜班")
    exempt = Exempt(until=now + timedelta(days=3), granted=granted)
    assert kept.exempt == {"R01.3.11": {MEMBER.person_id: exempt}}
    assert office.says(CLERK, "查 张三").endswith("\n 决定：clerk：“夜班”")


def fine(number=1, **changes) -> Order:
    of = case(f"fine-{number}", person_id=MEMBER.person_id)
    owed = {"state": OrderState.HANDED_OVER, "told_at": at(), "served_at": at(), "cny": 50}
    return order(of, act=Act.RECORD_FINE, ladder=None, step=0, **{**owed, **changes})


def test_a_debt_is_marked_paid_and_stands_in_the_months_statement():
    office = Office()
    office.kept(fine())
    number = short_number(fine().order_id)
    assert "已记为办到" in office.says(BOSS, f"已交 {number}")
    assert office.on_record.order(fine().order_id).state is OrderState.PROVED
    statement = office.says(CLERK, "结清表 11月")
    assert "50" in statement


APOLOGY = Ladder(
    ladder_id=LADDER,
    steps=(
        Step(
            acts=(ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 60}),), clause_id="R01.4.4a", at=1
        ),
    ),
)


def test_an_apology_to_the_desk_is_looked_at_by_somebody():
    office = Office(ladders={LADDER: APOLOGY})
    assert office.says(MEMBER, "道歉 对不起大家") == "眼下没有要求您道歉。"
    office.opened(case(at=at(), person_id=MEMBER.person_id))
    (demand,) = office.on_record.orders
    told = replace(demand, **{**SERVED, "state": OrderState.HANDED_OVER, "until": at(hours=1)})
    office.ledger.commit(Change(group_id=GROUP, person_id=MEMBER.person_id, orders=(told,)))
    assert office.says(MEMBER, "道歉 对不起大家").startswith("已收到")
    number = short_number(demand.order_id)
    assert "已记为办到" in office.says(BOSS, f"确认 {number}")
    assert office.on_record.order(demand.order_id).state is OrderState.PROVED


def test_a_way_back_is_asked_for_after_a_removal():
    office = Office()
    assert office.says(MEMBER, "申请回群 已学习群规").startswith("没有查到您被移出")
    office.opened(case(at=at(), person_id=MEMBER.person_id))
    of = case(person_id=MEMBER.person_id)
    removal = order(of, act=Act.REMOVE, step=2, clause_ids=("R01.4.4b", ADVERT), **SERVED)
    office.kept(removal)
    assert "已收到" in office.says(MEMBER, "申请回群 已学习群规")
    wish = petition_id_of(PetitionKind.RE_ENTRY, removal.order_id)
    assert "已获准" in office.says(CLERK, f"准许 {short_number(wish)}")
    assert Act.REINVITE in {each.act for each in office.on_record.orders}


def test_whoever_was_refused_a_way_back_hears_from_when_they_may_ask_again():
    office = Office()
    office.opened(case(at=at(), person_id=MEMBER.person_id))
    removal = order(
        case(person_id=MEMBER.person_id),
        act=Act.REMOVE,
        step=2,
        clause_ids=("R01.4.4b", ADVERT),
        **SERVED,
    )
    office.kept(removal)
    office.says(MEMBER, "申请回群 已学习群规")
    wish = petition_id_of(PetitionKind.RE_ENTRY, removal.order_id)
    assert "已记为不准" in office.says(CLERK, f"不准 {short_number(wish)} 再等等")
    answer = office.says(MEMBER, "申请回群 已改正")
    assert "还没到可以申请的时候，请在12月25日" in answer
    assert "回到本群：12月25日起可申请" in office.says(MEMBER, "我的记录")
    office.clock.advance(timedelta(days=31))
    assert "已收到" in office.says(MEMBER, "申请回群 已改正")
    again = petition_id_of(PetitionKind.RE_ENTRY, removal.order_id, 1)
    assert "已获准" in office.says(CLERK, f"准许 {short_number(again)}")


def test_every_command_has_somebody_who_carries_it_out():
    office = Office()
    assert set(office.serve.handlers) == set(Verb) - {Verb.HELP}


@pytest.mark.parametrize(
    "outcomes",
    [
        Reviewed,
        Permitted,
        Ended,
        Ruled,
        Petitioned,
        Pardoned,
        Lifted,
        Entered,
        Exempted,
        Unpacked,
        PassedOn,
        Denied,
        Bar,
    ],
)
def test_every_outcome_has_words(outcomes: type[StrEnum]):
    assert {each.value for each in outcomes} <= set(OUTCOMES)
