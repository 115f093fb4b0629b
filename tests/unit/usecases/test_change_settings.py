"""What a group sets anew: only what the text leaves open, on record, version by version."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.engine.judge import arm
from qungui.errors import InvalidEventError, TransientError
from qungui.model import group_values
from qungui.model.act import Act
from qungui.model.call import Call, ParameterError
from qungui.model.group import Mode
from qungui.model.rulebook import ActCall, Clause, Disposition, Sanction
from qungui.model.span import Span, Unit
from qungui.rulebook.written_values import read_values
from qungui.rules.flooding import Flooding
from qungui.usecases.change_settings import ChangeSettings, Setting
from tests.support.build import ADVERT, GROUP, NIGHT, NOON, edition, group, settings

FLOOD = "R01.3.7b"
FLOODING = Call("flooding", {"window_seconds": 60}, {"max_messages": 8})
APOLOGY = ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 60}, ("wait_minutes",))


def flooding(call=FLOODING):
    return Clause(
        clause_id=FLOOD,
        text="不刷屏。",
        topic="flooding",
        disposition=Disposition.AUTOMATIC,
        rules=(call,),
        sanction=Sanction(acts=(APOLOGY,)),
    )


def with_flooding(call=FLOODING, **changes):
    return edition(clauses=(*edition().clauses, flooding(call)), **changes)


class Office:
    def __init__(self):
        self.ledger, self.clock = MemoryLedger(), ManualClock(NOON)
        self.directory = MemoryDirectory(self.ledger.audit.append)
        self.directory.publish(with_flooding())
        self.directory.link(group(), settings(version=0, values={}, modes={}))

    def change(self, clause_id=FLOOD, **wanted):
        wish = Setting(group_id=GROUP, clause_id=clause_id, by="person-lina", **wanted)
        return ChangeSettings(self.directory, self.clock)(wish)

    @property
    def kept(self):
        return self.directory.group(GROUP).settings

    @property
    def entries(self):
        return self.ledger.audit.verify_chain(GROUP).entries


@pytest.fixture
def office():
    return Office()


def test_an_open_value_is_set_and_judged_by(office):
    now = office.change(values={"max_messages": 10})
    assert (now.version, now.values) == (1, {FLOOD: {"max_messages": 10}})
    assert office.kept == now
    armed = {each.clause.clause_id: each for each in arm(with_flooding(), now)}
    assert armed[FLOOD].rules == (Flooding(window_seconds=60, max_messages=10),)


def test_each_change_is_a_version_of_its_own_and_what_is_so_already_is_none(office):
    office.change(values={"max_messages": 10})
    office.change(clause_id=ADVERT, mode=Mode.OBSERVE)
    again = office.change(values={"max_messages": 10})
    assert (again.version, len(office.entries)) == (2, 2)
    assert again.modes == {ADVERT: Mode.OBSERVE}


def test_a_value_goes_back_to_the_editions_own(office):
    office.change(values={"max_messages": 10})
    assert office.change(reset=("max_messages",)).values == {}
    assert office.change(reset=("max_messages",)).version == 2


def test_what_the_text_fixes_is_closed_and_the_refusal_says_what_is_open(office):
    with pytest.raises(ParameterError) as refused:
        office.change(values={"window_seconds": 30})
    assert (refused.value.problem, refused.value.expected) == (
        "closed", ("wait_minutes", "max_messages"),
    )  # fmt: skip
    with pytest.raises(ParameterError):
        office.change(reset=("window_seconds",))
    assert (office.kept.version, office.entries) == (0, ())


@pytest.mark.parametrize(
    ("value", "problem"), [("ten", "type"), (True, "type"), (999, "range"), (0, "idle")]
)
def test_a_value_is_built_as_that_of_a_rulebook_is(office, value, problem):
    with pytest.raises(ParameterError) as refused:
        office.change(values={"max_messages": value})
    assert refused.value.problem == problem
    assert office.kept.values == {}


def test_what_an_act_leaves_open_is_set_and_the_rule_stays_whole(office):
    now = office.change(values={"wait_minutes": 30})
    armed = {each.clause.clause_id: each for each in arm(with_flooding(), now)}
    assert armed[FLOOD].rules == (Flooding(window_seconds=60, max_messages=8),)
    with pytest.raises(ParameterError):
        office.change(values={"wait_minutes": "soon"})


def test_the_log_names_keys_and_numbers_never_what_may_be_a_name(office):
    office.change(values={"max_messages": 10, "wait_minutes": 30})
    office.change(clause_id=NIGHT, values={"notice_marks": ["【王五】"]}, mode=Mode.ASSIST)
    office.change(reset=("wait_minutes",))
    first, second, third = ({**entry.facts, **entry.people} for entry in office.entries)
    assert first["set"] == "max_messages=10 wait_minutes=30"
    assert (second["clause"], second["set"], second["mode"]) == (NIGHT, "notice_marks", "assist")
    assert (third["reset"], third["settings"], third["by"]) == ("wait_minutes", "3", "person-lina")
    assert "王五" not in str(office.entries)
    assert office.ledger.audit.verify_chain(GROUP).broken_at is None


def test_a_clause_never_does_more_than_the_edition_lets_it(office):
    with pytest.raises(InvalidEventError, match="no further than assist"):
        office.change(clause_id="R01.4.5", mode=Mode.ENFORCE)


def test_all_clauses_of_a_group_are_lowered_at_once_and_on_record(office):
    now = office.change(clause_id="", mode=Mode.OBSERVE)
    assert (now.most, now.modes) == (Mode.OBSERVE, {})
    assert {each.mode for each in arm(with_flooding(), now)} == {Mode.OBSERVE}
    assert office.change(clause_id="", mode=Mode.OBSERVE) == now
    (entry,) = office.entries
    assert (entry.facts["clause"], entry.facts["mode"]) == ("*", "observe")


def test_what_is_set_of_the_group_itself_is_a_version_on_record(office):
    wanted = {
        "cards_a_day": 5,
        "removals_per_hour": 2,
        "work_order_time": "2 days",
        "reminder_gap": "30 minutes",
        "review_within": "2 working days",
        "appeal_within": "10 days",
        "ask_again_after": "60 days",
        "second_person": ["remove", "refer_to_company", "remove"],
        "allowed_words": ["狗哥", " 狗哥", ""],
    }
    now = office.change(clause_id="", values=wanted)
    assert now == replace(
        settings(values={}, modes={}),
        version=1,
        cards_a_day=5,
        removals_per_hour=2,
        work_order_time=timedelta(days=2),
        reminder_gap=timedelta(minutes=30),
        review_within=Span(2, Unit.WORKING_DAY),
        appeal_within=Span(10, Unit.DAY),
        ask_again_after=Span(60, Unit.DAY),
        second_person=(Act.REMOVE, Act.REFER),
        allowed_words=("狗哥",),
    )
    assert office.change(clause_id="", values=wanted) == now
    (entry,) = office.entries
    assert (entry.facts["clause"], entry.people["by"]) == ("", "person-lina")
    assert "cards_a_day=5 removals_per_hour=2 work_order_time=2 days" in entry.facts["set"]
    assert entry.facts["set"].endswith("second_person=remove+refer_to_company+remove allowed_words")


def test_what_is_set_of_the_group_itself_goes_back_to_what_is_usual(office):
    office.change(clause_id="", values={"cards_a_day": 5, "work_order_time": "2 days"})
    now = office.change(clause_id="", reset=("work_order_time",), values={"cards_a_day": 6})
    assert (now.cards_a_day, now.work_order_time) == (6, timedelta(hours=24))
    assert office.entries[-1].facts["reset"] == "work_order_time"


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("max_messages", 10, "unknown"),
        ("version", 7, "unknown"),
        ("cards_a_day", "five", "type"),
        ("cards_a_day", True, "type"),
        ("cards_a_day", -1, "range"),
        ("cards_a_day", 101, "range"),
        ("removals_per_hour", 0, "range"),
        ("work_order_time", 24, "type"),
        ("work_order_time", "24h", "type"),
        ("work_order_time", "2 working days", "type"),
        ("work_order_time", "59 minutes", "range"),
        ("work_order_time", "31 days", "range"),
        ("review_within", "1 month", "type"),
        ("review_within", "31 working days", "range"),
        ("second_person", "remove", "type"),
        ("second_person", ["reinvite"], "type"),
        ("second_person", [["remove"]], "type"),
        ("allowed_words", "狗哥", "type"),
        ("allowed_words", [7], "type"),
        ("allowed_words", ["狗"] * 201, "range"),
    ],
)
def test_of_the_group_itself_only_what_it_takes_is_set(office, key, value, problem):
    with pytest.raises(ParameterError) as refused:
        office.change(clause_id="", values={key: value})
    assert (refused.value.key, refused.value.problem) == (key, problem)
    assert (office.kept.version, office.entries) == (0, ())


def test_only_what_is_known_of_the_group_goes_back(office):
    with pytest.raises(ParameterError):
        office.change(clause_id="", reset=("exempt",))


@pytest.mark.parametrize("end", ["1 hour", "30 days"])
def test_the_ends_of_a_range_belong_to_it(office, end):
    now = office.change(clause_id="", values={"work_order_time": end})
    assert now.work_order_time == Span.parse(end).fixed


def test_whatever_is_shown_of_the_group_can_be_set_so(office):
    shown = list(group_values.shown(office.kept))
    said = read_values(f"{key}={own}" for key, own, _ in shown)
    assert group_values.changed(office.kept, said, ()) == office.kept
    assert [own for _, own, _ in shown] == [usual for _, _, usual in shown]


def test_an_edition_to_come_has_its_say_too(office):
    later = NOON + timedelta(days=3)
    fixed = Call("flooding", {"window_seconds": 60, "max_messages": 5})
    office.directory.publish(with_flooding(fixed, edition="2026-12", in_force_from=later))
    with pytest.raises(ParameterError):
        office.change(values={"max_messages": 10})


def test_what_a_later_edition_closed_can_still_be_taken_back(office):
    office.change(values={"max_messages": 10})
    fixed = Call("flooding", {"window_seconds": 60, "max_messages": 5})
    office.directory.publish(with_flooding(fixed, edition="2026-12", in_force_from=NOON))
    assert office.change(reset=("max_messages",)).values == {}


@pytest.mark.parametrize("wrong", [{"group_id": "nowhere"}, {"clause_id": "R01.9.9"}])
def test_a_group_or_clause_that_is_not_there_is_refused(office, wrong):
    wish = Setting(**{"group_id": GROUP, "clause_id": FLOOD, **wrong}, mode=Mode.OFF)
    with pytest.raises(InvalidEventError):
        ChangeSettings(office.directory, office.clock)(wish)


class Busy(MemoryDirectory):
    """Somebody else is always a moment earlier."""

    def set_up(self, group_id, settings, entry):
        linked = self.group(group_id)
        moved = replace(linked.settings, version=settings.version)
        super().set_up(group_id, moved, entry)
        return super().set_up(group_id, settings, entry)


def test_whoever_is_always_too_late_is_told_so(office):
    busy = Busy()
    busy.publish(with_flooding())
    busy.link(group(), settings(version=0, values={}, modes={}))
    wish = Setting(group_id=GROUP, clause_id=FLOOD, values={"max_messages": 10})
    with pytest.raises(TransientError):
        ChangeSettings(busy, office.clock)(wish)
    assert busy.group(GROUP).settings.values == {}
