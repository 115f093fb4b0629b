"""Members who ask for somebody's removal report them; enough of them make a matter of it."""

from dataclasses import replace

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.model.call import Call
from qungui.model.decision import Word
from qungui.model.group import Mode, Role
from qungui.model.ids import Alias
from qungui.model.ledger import AuditKind
from qungui.model.rulebook import Clause, Disposition, Sanction
from qungui.usecases.move_member import MoveMember
from qungui.usecases.report_member import ReportMember
from qungui.usecases.review_case import ReviewCase, Reviewed, Verdict
from tests.support.build import GROUP, OWNER, at, edition, facts, group, person, settings

PUBLIC_ANGER = "R01.4.9"
LAO_ZHAO = person(Alias("userid", "laozhao"))
CLAUSE = Clause(
    clause_id=PUBLIC_ANGER,
    text="惹了众怒的，移出。",
    topic="removal-direct",
    disposition=Disposition.ASSISTED,
    rules=(Call("reports", defaults={"distinct_reporters": 3}),),
    sanction=Sanction(confirm=Role.ADMINISTRATOR),
)


class Room:
    def __init__(self, **chosen):
        law = edition()
        law = replace(law, clauses=(*law.clauses, CLAUSE))
        self.ledger, self.people = MemoryLedger(), MemoryPeople()
        directory = MemoryDirectory()
        directory.publish(law)
        directory.link(group(), settings(**chosen))
        self.move = MoveMember(
            ledger=self.ledger, directory=directory, clock=ManualClock(at(hours=1))
        )
        self.people.record(LAO_ZHAO)
        self.report = ReportMember(self.move, self.people, MemoryGroupBook(directory))

    def says(self, who, text="请把laozhao移出去"):
        return self.report(replace(facts(text), person_id=who))

    @property
    def cases(self):
        return self.ledger.discipline(GROUP, LAO_ZHAO.person_id).cases

    @property
    def waits(self):
        return len(self.ledger.undecided(GROUP))


def test_the_matter_waits_for_a_word_once_as_many_different_members_asked():
    room = Room()
    assert [room.says(who) for who in ("a", "b", "a", "c")] == [1, 1, 0, 1]
    (case,) = room.cases
    assert case.reporters == ("a", "b", "c")
    assert case.to_review
    assert room.waits == 1


def test_fewer_ask_nobody_for_their_word():
    room = Room()
    room.says("a")
    room.says("b")
    assert room.cases[0].to_review == ()
    assert room.waits == 0


def test_a_group_may_set_how_many_it_takes():
    room = Room(values={PUBLIC_ANGER: {"distinct_reporters": 1}})
    room.says("a")
    assert room.waits == 1


def test_nobody_reports_themselves_and_nobody_unknown_is_reported():
    room = Room()
    assert room.says(LAO_ZHAO.person_id) == 0
    assert room.says("a", "请把某某移出去") == 0
    assert room.cases == ()


def test_a_clause_that_is_off_takes_no_reports():
    room = Room(modes={PUBLIC_ANGER: Mode.OFF})
    assert room.says("a") == 0


def test_once_it_is_decided_new_reports_begin_a_new_matter():
    room = Room(values={PUBLIC_ANGER: {"distinct_reporters": 1}})
    room.says("a")
    said = ReviewCase(room.move)(room.cases[0].ref, Word(by=OWNER), Verdict.DISMISS)
    assert said is Reviewed.DISMISSED
    assert room.says("a") == 1
    assert len(room.cases) == 2
    assert room.waits == 1


def test_every_report_stands_in_the_log_with_who_made_it():
    room = Room()
    room.says("a")
    entries = room.ledger.audit.verify_chain(GROUP).entries
    assert [(each.kind, each.people["by"]) for each in entries] == [(AuditKind.REPORTED, "a")]


@pytest.mark.parametrize("text", ["我不同意laozhao的说法", "谁把laozhao踢了"])
def test_other_words_about_a_member_are_no_report(text):
    assert Room().says("a", text) == 0
