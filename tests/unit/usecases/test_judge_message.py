"""A message becomes a case, or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.attachment import Media, MediaKind
from qungui.model.call import Call
from qungui.model.case import CaseState
from qungui.model.condition import Condition
from qungui.model.finding import Abstain, Crash
from qungui.model.group import Exempt, GroupSettings, Mode, Role
from qungui.model.ids import Alias
from qungui.model.inspection import Inspection
from qungui.model.known_group import Member, day_of
from qungui.model.message import MessageKind
from qungui.model.rulebook import ActCall, Clause, Disposition, Sanction
from qungui.model.span import Span
from qungui.text.sighting import sighting_of
from qungui.usecases.judge_message import JudgeMessage, Verdict
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import (
    ADVERT,
    GROUP,
    NOON,
    PERSON,
    ZHANG,
    at,
    clauses,
    edition,
    group,
    message,
)

ADMIN = Alias("userid", "admin")
ADVERT_TEXT = "橙子产地直发，包邮，要的加微信 chengzi66"
STRIKE_TEXT = "大家明天一起罢工"
FLOODING = Clause(
    clause_id="R01.3.7b",
    text="不刷屏。",
    topic="flooding",
    disposition=Disposition.AUTOMATIC,
    rules=(Call("flooding", {}, {"window_seconds": 60, "max_messages": 8, "max_identical": 2}),),
    sanction=Sanction(acts=(ActCall(Act.REMIND),)),
)


class Office:
    """One linked group, everything in memory."""

    def __init__(self, *, settings=None, ledger=None, **changes):
        self.activity = MemoryActivity()
        self.people = MemoryPeople()
        self.ledger = ledger or MemoryLedger()
        self.sent = MemorySentRegister()
        self.directory = MemoryDirectory()
        self.book = MemoryGroupBook(self.directory)
        self.clock = ManualClock(at(seconds=5))
        self.directory.publish(edition(**{"clauses": (*clauses(), FLOODING), **changes}))
        self.directory.link(group(), settings or GroupSettings(version=7))
        self.judge = JudgeMessage(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            directory=self.directory,
            people=self.people,
            activity=self.activity,
            sent=self.sent,
            tally=MemoryTally(),
            ledger=self.ledger,
            book=self.book,
            unlinked=UnlinkedRooms(book=self.book, directory=self.directory, sent=self.sent),
            clock=self.clock,
        )

    @property
    def cases(self):
        return self.ledger.discipline(GROUP, PERSON).cases

    def burst(self, count, text="在吗"):
        return [
            message(f"{text}{number}", message_id=f"m{number}", sent_at=at(seconds=number))
            for number in range(count)
        ]


@pytest.fixture
def office():
    return Office()


def test_a_clean_message_leaves_nothing_in_the_ledger(office):
    assert office.judge(message()).kind is Verdict.CLEAN
    assert office.cases == ()
    assert office.people.get(PERSON) is None


def test_an_advert_becomes_an_open_case(office):
    judged = office.judge(message(ADVERT_TEXT))
    assert judged.kind is Verdict.CASE
    assert office.cases == (judged.case,)
    case = judged.case
    assert (case.state, case.at, case.sender) == (CaseState.OPEN, NOON, ZHANG)
    assert [breach.clause_id for breach in case.breaches] == [ADVERT]
    assert (case.edition, case.settings_version) == ("2026-11", 7)


def test_a_word_that_the_group_allows_opens_no_case():
    office = Office(settings=GroupSettings(allowed_words=("产地直发*加微信",)))
    assert office.judge(message(ADVERT_TEXT)).kind is Verdict.CLEAN


def test_a_case_is_due_two_minutes_after_it_was_written_not_after_the_message(office):
    case = office.judge(message(ADVERT_TEXT, sent_at=NOON - timedelta(hours=1))).case
    assert case.due == office.clock.now() + timedelta(minutes=2)


def test_the_person_is_kept_so_that_an_order_can_reach_them(office):
    office.judge(message(ADVERT_TEXT))
    assert office.people.get(PERSON).userid == "zhangsan"


def test_only_assisted_clauses_make_a_case_that_a_person_reviews(office):
    assert office.judge(message(STRIKE_TEXT)).case.state is CaseState.NEEDS_REVIEW


def test_every_clause_is_cited_and_the_automatic_one_opens_the_case(office):
    case = office.judge(message(f"{STRIKE_TEXT}。{ADVERT_TEXT}")).case
    assert [breach.clause_id for breach in case.breaches] == [ADVERT, "R01.4.5"]
    assert case.state is CaseState.OPEN


def test_what_is_said_in_pieces_is_a_case_of_the_last_one(office):
    pieces = ["加我", "微信", "abc12345", "好的"]
    said = [
        message(text, message_id=f"m{place}", sent_at=at(seconds=place))
        for place, text in enumerate(pieces)
    ]
    kinds = [office.judge(each).kind for each in said]
    assert kinds == [Verdict.CLEAN, Verdict.CLEAN, Verdict.CASE, Verdict.CLEAN]
    (case,) = office.cases
    (breach,) = case.breaches
    assert (case.message_id, breach.evidence) == ("m2", "加我微信***")
    assert breach.reason.endswith("（连续 3 条消息连读）")


def test_pieces_whose_case_could_not_be_written_are_read_together_again():
    class Busy(MemoryLedger):
        tries = 0

        def open_case(self, case):
            self.tries += 1
            if self.tries == 1:
                raise TransientError
            return super().open_case(case)

    office = Office(ledger=Busy())
    office.judge(message("加我微信", message_id="m0"))
    last = message("abc12345", message_id="m1", sent_at=at(seconds=1))
    with pytest.raises(TransientError):
        office.judge(last)
    assert office.judge(last).kind is Verdict.CASE
    assert [case.message_id for case in office.cases] == ["m1"]


def test_pieces_of_two_members_are_not_read_together(office):
    others = Alias("userid", "lisi")
    office.judge(message("加我微信", message_id="m0"))
    said = office.judge(message("abc12345", message_id="m1", sender=others))
    assert said.kind is Verdict.CLEAN


def test_the_same_message_again_is_one_case(office):
    first = office.judge(message(ADVERT_TEXT))
    again = office.judge(message(ADVERT_TEXT))
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.case.case_id == first.case.case_id
    assert office.ledger.opened == [first.case]


def test_a_crash_between_the_ring_and_the_case_loses_nothing(office):
    for each in office.burst(8):
        office.judge(each)
    ninth = message("最后一条", message_id="m9", sent_at=at(seconds=9))
    office.activity.record(GROUP, PERSON, sighting_of(ninth))
    judged = office.judge(ninth)
    assert judged.duplicate
    assert [breach.clause_id for breach in judged.case.breaches] == ["R01.3.7b"]


def test_nine_messages_in_a_minute_are_flooding_and_eight_are_not(office):
    kinds = [office.judge(each).kind for each in office.burst(9)]
    assert kinds == [Verdict.CLEAN] * 8 + [Verdict.CASE]


def test_messages_of_another_member_change_nothing(office):
    for each in office.burst(30):
        office.judge(
            replace(each, sender=Alias("userid", "lisi"), message_id=f"x{each.message_id}")
        )
    assert office.judge(message("在吗0")).kind is Verdict.CLEAN


def test_a_group_that_nobody_linked_is_not_judged_and_not_kept(office):
    stray = message(ADVERT_TEXT, group=Alias("room", "unknown"))
    assert office.judge(stray).kind is Verdict.UNLINKED
    assert office.cases == ()


@pytest.mark.parametrize("before", ["rules_from", "in_force_from"])
def test_what_was_sent_before_the_rules_is_not_judged(before):
    office = Office(**({"in_force_from": at(hours=1)} if before == "in_force_from" else {}))
    if before == "rules_from":
        office.directory.link(group(rules_from=at(hours=1)), GroupSettings())
    hour = at(hours=1)
    early = message(ADVERT_TEXT, sent_at=hour - timedelta(milliseconds=1))
    assert office.judge(early).kind is Verdict.BEFORE_RULES
    assert office.judge(message(ADVERT_TEXT, sent_at=hour)).kind is Verdict.CASE


def test_a_robot_is_ours(office):
    robot = message(ADVERT_TEXT, sender=Alias("robot", "notices"))
    assert office.judge(robot).kind is Verdict.OWN


def test_our_own_post_is_not_judged(office):
    office.sent.note(GROUP, ADVERT_TEXT, NOON)
    assert office.judge(message(ADVERT_TEXT)).kind is Verdict.OWN
    assert office.cases == ()


def test_the_same_words_of_a_member_long_after_our_post_are_judged(office):
    office.sent.note(GROUP, ADVERT_TEXT, NOON - timedelta(minutes=11))
    assert office.judge(message(ADVERT_TEXT)).kind is Verdict.CASE


def test_a_clause_that_does_not_bind_a_member_makes_no_case_of_theirs():
    office = Office(settings=GroupSettings(exempt={ADVERT: {PERSON: Exempt(until=at(hours=1))}}))
    judged = office.judge(message(ADVERT_TEXT))
    assert (judged.kind, office.cases) == (Verdict.CLEAN, ())
    said = {armed.clause.clause_id: outcome for armed, outcome in judged.evaluation.outcomes}
    assert "暂不适用" in said[ADVERT].why


@pytest.mark.parametrize(
    ("exempt", "kind"),
    [
        ({ADVERT: {PERSON: Exempt(until=NOON)}}, Verdict.CASE),  # it ended as it was sent
        ({ADVERT: {"person-2": Exempt(until=at(hours=1))}}, Verdict.CASE),
        ({"R01.3.11": {PERSON: Exempt(until=at(hours=1))}}, Verdict.CASE),
        ({ADVERT: {PERSON: Exempt(until=at(milliseconds=1))}}, Verdict.CLEAN),
    ],
)
def test_an_exemption_is_of_one_member_one_clause_and_a_time(exempt, kind):
    office = Office(settings=GroupSettings(exempt=exempt))
    assert office.judge(message(ADVERT_TEXT)).kind is kind


def test_the_other_clauses_that_the_message_breaks_bind_them_all_the_same():
    office = Office(settings=GroupSettings(exempt={ADVERT: {PERSON: Exempt(until=at(hours=1))}}))
    judged = office.judge(message(f"{ADVERT_TEXT} {STRIKE_TEXT}"))
    assert [breach.clause_id for breach in judged.case.breaches] == ["R01.4.5"]
    assert judged.case.state is CaseState.NEEDS_REVIEW


def test_taking_a_message_back_marks_its_case(office):
    office.judge(message(ADVERT_TEXT))
    back = message(
        "", message_id="r", kind=MessageKind.RECALL, recalls="message-1", sent_at=at(seconds=9)
    )
    assert office.judge(back).kind is Verdict.RECALLED
    assert office.cases[0].recalled_at == at(seconds=9)


def test_a_message_judged_after_it_was_taken_back_makes_a_marked_case(office):
    back = message(
        "", message_id="r", kind=MessageKind.RECALL, recalls="message-1", sent_at=at(seconds=9)
    )
    office.judge(back)
    assert office.judge(message(ADVERT_TEXT)).kind is Verdict.CASE
    assert office.cases[0].recalled_at == at(seconds=9)


def test_a_rule_that_crashes_is_reported_and_punishes_nobody():
    broken = replace(clauses()[0], rules=(Call("advertising", {"nonsense": 1}),))
    office = Office(clauses=(broken, FLOODING))
    judged = office.judge(message(ADVERT_TEXT))
    assert judged.kind is Verdict.CLEAN
    assert [type(crash) for _, crash in judged.evaluation.crashes] == [Crash]


def test_new_settings_are_in_force_with_the_next_message(office):
    assert office.judge(message(ADVERT_TEXT)).kind is Verdict.CASE
    office.directory.link(group(), GroupSettings(version=8, modes={ADVERT: Mode.OFF}))
    assert office.judge(message(ADVERT_TEXT, message_id="m2")).kind is Verdict.CLEAN


PICTURES = Clause(
    clause_id="R01.3.7a",
    text="图片要健康。",
    topic="images",
    disposition=Disposition.ASSISTED,
    rules=(Call("images", {"labels": ["色情"]}),),
    sanction=Sanction(acts=(ActCall(Act.REMIND),)),
)


def picture(seen):
    attached = (Media(kind=MediaKind.IMAGE, inspection=seen),)
    return message("", kind=MessageKind.IMAGE, attached=attached)


def test_what_an_inspector_sees_in_a_picture_is_put_before_a_person():
    judged = Office(clauses=(PICTURES,)).judge(picture(Inspection(labels=frozenset({"色情"}))))
    assert judged.case.state is CaseState.NEEDS_REVIEW
    assert judged.case.breaches[0].evidence == "[图片]"


ONCE = replace(clauses()[0], unless=(Condition(times=1, same_content=True),))
AFTER_A_PACKET = replace(clauses()[0], unless=(Condition(after_red_packet=Span.parse("1 hour")),))


def test_an_advert_that_may_come_once_breaks_the_clause_the_second_time_whoever_sends_it():
    office = Office(clauses=(ONCE,))
    assert office.judge(message(ADVERT_TEXT, message_id="m1")).kind is Verdict.CLEAN
    again = {"message_id": "m2", "sent_at": at(days=3), "sender": Alias("userid", "lisi")}
    assert office.judge(message(ADVERT_TEXT, **again)).kind is Verdict.CASE
    assert office.judge(message(ADVERT_TEXT, message_id="m1")).kind is Verdict.CLEAN


def test_an_advert_passes_after_a_red_packet():
    office = Office(clauses=(AFTER_A_PACKET,))
    advert = message(ADVERT_TEXT)
    packet = message("", message_id="m2", kind=MessageKind.RED_PACKET, sent_at=at(minutes=1))
    soon = replace(advert, message_id="m3", sent_at=at(minutes=2))
    late = replace(advert, message_id="m4", sent_at=at(hours=2))
    said = [office.judge(each).kind for each in (advert, packet, soon, late)]
    assert said == [Verdict.CASE, Verdict.CLEAN, Verdict.CLEAN, Verdict.CASE]


SHARING = replace(clauses()[0], when=(Condition(declared=("sharing-session",)),))


def test_an_advert_counts_only_while_an_administrator_has_a_session_open():
    office = Office(clauses=(SHARING,))
    office.directory.link(
        group(roles={Role.ADMINISTRATOR: (office.people.resolve(ADMIN).person_id,)}),
        GroupSettings(version=8),
    )
    said = [
        (ZHANG, ADVERT_TEXT),
        (ADMIN, "【分享开始】门店经营心得"),
        (ZHANG, ADVERT_TEXT),
        (ADMIN, "今天的分享就到这里"),
        (ZHANG, ADVERT_TEXT),
    ]
    kinds = [
        office.judge(
            message(text, sender=who, message_id=f"m{number}", sent_at=at(minutes=number))
        ).kind
        for number, (who, text) in enumerate(said)
    ]
    assert kinds == [Verdict.CLEAN, Verdict.CLEAN, Verdict.CASE, Verdict.CLEAN, Verdict.CLEAN]


def test_a_picture_into_a_discussion_is_known_by_what_others_just_said():
    busy = Call("image-limit", {"window_minutes": 5, "active_speakers": 2})
    office = Office(clauses=(replace(FLOODING, rules=(busy,)),))
    for number, name in enumerate(("li", "wang")):
        sender = Alias("userid", name)
        office.judge(
            message("我看可以", message_id=name, sender=sender, sent_at=at(seconds=number))
        )
    picture = message("", kind=MessageKind.IMAGE, message_id="p", sent_at=at(seconds=9))
    assert office.judge(picture).kind is Verdict.CASE


def test_the_same_advertisement_of_another_member_is_known_again():
    once = Call("duplicate-ad", {"max_times": 1})
    office = Office(clauses=(replace(FLOODING, rules=(once,)),))
    assert office.judge(message(ADVERT_TEXT)).kind is Verdict.CLEAN
    again = message(ADVERT_TEXT, message_id="m2", sender=Alias("userid", "li"), sent_at=at(hours=9))
    assert office.judge(again).kind is Verdict.CASE


def test_a_picture_that_nobody_looked_into_is_an_abstention():
    judged = Office(clauses=(PICTURES,)).judge(picture(None))
    assert judged.kind is Verdict.CLEAN
    assert [type(said) for _, said in judged.evaluation.outcomes] == [Abstain]


def on_the_roster(office):
    group_id = office.book.register(group().aliases[0], None, NOON)
    read = office.book.known(group_id)
    office.book.replace(read, replace(read, members={PERSON: Member(alias=ZHANG)}))
    return lambda: office.book.known(group_id).members[PERSON].seen_at


def test_a_member_was_last_seen_on_the_day_of_their_last_message(office):
    seen = on_the_roster(office)
    for day in (0, 0, 2):
        office.judge(message(message_id=f"m{day}", sent_at=at(days=day)))
        assert seen() == day_of(at(days=day))


def test_a_crash_before_it_was_kept_is_made_good_by_the_repeat(office):
    seen = on_the_roster(office)
    office.activity.record(GROUP, PERSON, sighting_of(message()))
    office.judge(message())
    assert seen() == day_of(NOON)
