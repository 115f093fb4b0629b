"""What a regulation can say, and that it is kept as said."""

from datetime import time
from textwrap import dedent

import pytest

from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.condition import Condition, Day, Per
from qungui.model.group import Mode, Role
from qungui.model.rulebook import (
    ActCall,
    Counts,
    Expiry,
    Reset,
    Sanction,
    Section,
    Subject,
    Trigger,
)
from qungui.model.span import Span, Unit
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.rulebook.loader import loads
from qungui.rulebook.problems import RulebookError

HEAD = """\
rulebook: office
regulation: R99
title: 办公室群规
gloss: Office groups
edition: "2026-11"
timezone: Asia/Shanghai
in_force_from: "2026-11-01T00:00:00+08:00"
applies_to: {subject: group, kinds: [部门级, 临时]}
sections:
  "3": {title: 违反的一律警告, sanction: {then: warn}}
  "4": 其他
ladders:
  L1:
    title: 任何违规
    steps:
      - {act: {dissuade: {times: 3}}, clause: S.1, tell: leader}
      - {act: [severe_warning, {persuade_to_leave: {within: 24 hours}}], clause: S.1}
      - {act: {remove: {barred_for: 6 months}}, clause: S.1, on: refusal, confirm: administrator,
         tell: [leader, owner, leader]}
    counts: company
    expires: {clean: 3 months}
    repeats: true
clauses:
  - {id: S.1, text: 处理办法。, topic: warning-ladder, disposition: assisted, step_of: L1}
  - {id: S.2, text: 算总账。, topic: advertising, disposition: automatic, rule: advertising,
     sanction: {ladder: L1, points: 2, straight_to: 2}}
"""


def written(text):
    return HEAD + dedent(text).strip("\n").replace("\n", "\n  ").join(["  ", "\n"])


def edition(text=""):
    return loads(written(text) if text else HEAD).edition


def clause(more):
    """C.1, a clause that forbids insults, with *more* keys."""
    text = f"""
        - id: C.1
          text: 不骂人。
          topic: insult
          disposition: assisted
          rule: insult
          {more}"""
    return edition(text).clause("C.1")


def wrong(more):
    with pytest.raises(RulebookError) as caught:
        clause(more)
    return "\n".join(f"{each.zh} {each.en}" for each in caught.value.problems)


SANCTION = "sanction: {confirm: administrator, then: remind}"


def test_the_head_says_what_it_is_for_and_how_it_is_divided():
    read = edition()
    assert (read.subject, read.kinds) == (Subject.GROUP, ("部门级", "临时"))
    assert read.gloss == "Office groups"
    assert read.sections == (
        Section("3", "违反的一律警告", Sanction(acts=(ActCall(Act.WARN),))),
        Section("4", "其他"),
    )


def test_a_ladder_counts_dissuasions_waits_for_a_refusal_and_forgets():
    ladder = edition().ladders["L1"]
    assert [step.acts[0].act for step in ladder.steps] == [
        *(Act.DISSUADE,) * 3,
        Act.SEVERE_WARNING,
        Act.REMOVE,
    ]
    assert [step.at for step in ladder.steps] == [1, 2, 3, 4, 4]
    assert ladder.steps[3].acts[1] == ActCall(Act.PERSUADE_TO_LEAVE, {"within": "24 hours"})
    assert ladder.steps[4].on is Trigger.REFUSAL
    assert ladder.steps[4].confirm is Role.ADMINISTRATOR
    assert ladder.steps[2].tell == (Role.LEADER,)
    assert ladder.steps[4].tell == (Role.LEADER, Role.OWNER)
    assert ladder.expiry == Expiry(reset=Reset.CLEAN, span=Span(3, Unit.MONTH))
    assert (ladder.counts, ladder.repeats) == (Counts.COMPANY, True)


def test_what_an_act_leaves_open_is_kept_as_open():
    sanction = "{confirm: owner, then: {require_apology: {defaults: {wait_minutes: 60}}}}"
    (act,) = clause(f"sanction: {sanction}").sanction.acts
    assert act == ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 60}, ("wait_minutes",))
    assert "wait_minutes" in wrong("sanction: {then: {require_apology: {defaults: {wait_min: 1}}}}")


def test_a_breach_may_weigh_more_and_go_straight_up():
    assert edition().clause("S.2").sanction == Sanction(ladder="L1", points=2, straight_to=2)


def test_several_rules_stand_in_one_clause():
    text = """
        - id: C.1
          text: 不骂人，不刷屏。
          topic: insult
          also: [flooding]
          disposition: assisted
          rule:
            - insult
            - flooding: {defaults: {window_seconds: 60, max_messages: 8}}
          sanction: {confirm: administrator, then: remind}"""
    read = edition(text).clause("C.1")
    assert read.rules == (
        Call("insult"),
        Call("flooding", {}, {"window_seconds": 60, "max_messages": 8}),
    )
    assert read.also == ("flooding",)


def test_exceptions_and_limits_are_conditions():
    read = clause(
        "unless: [{roles: [owner], marked: [【通知】]}, {days: [friday], times: 1, per: day}]\n"
        '          when: {from: "12:00", to: "13:30"}\n'
        f"          {SANCTION}"
    )
    assert read.unless == (
        Condition(roles=(Role.OWNER,), marked=("【通知】",)),
        Condition(days=(Day.FRIDAY,), times=1, per=Per.DAY),
    )
    assert read.when == (Condition(from_=time(12), to=time(13, 30)),)


def test_gravity_is_chosen_by_a_person():
    read = clause("sanction: {confirm: administrator, choose: {light: warn, grave: remove}}")
    assert read.sanction.choices == {
        "light": (ActCall(Act.WARN),),
        "grave": (ActCall(Act.REMOVE),),
    }


def test_a_sanction_stands_in_the_heading():
    assert clause('section: "3"').sanction == Sanction(acts=(ActCall(Act.WARN),), written_in="3")


def test_a_sanction_stands_in_another_clause_and_keeps_who_confirms():
    read = clause("sanction: {as: S.2, confirm: administrator}")
    assert read.sanction == Sanction(
        ladder="L1", points=2, straight_to=2, confirm=Role.ADMINISTRATOR, written_in="S.2"
    )


def test_what_stands_beside_a_reference_is_kept():
    read = clause("sanction: {as: S.2, points: 3, straight_to: 4}")
    assert (read.sanction.points, read.sanction.straight_to) == (3, 4)


def test_a_message_may_be_taken_back_in_time():
    two, five = Span(2, Unit.MINUTE), Span(5, Unit.MINUTE)
    assert clause("sanction: {then: remind, taken_back: 2 minutes}").sanction.taken_back == two
    assert clause("sanction: {as: S.2, taken_back: 5 minutes}").sanction.taken_back == five
    assert clause("sanction: {as: S.2}").sanction.taken_back is None


def test_a_heading_may_refer_to_a_clause():
    text = """
        - {id: C.1, text: 不骂人。, topic: insult, disposition: assisted, rule: insult,
           section: "5"}"""
    said = written(text).replace('  "4": 其他', '  "5": {title: 照总账, sanction: {as: S.2}}')
    read = loads(said).edition.clause("C.1")
    assert read.sanction == Sanction(ladder="L1", points=2, straight_to=2, written_in="S.2")


def test_a_clause_may_begin_switched_off():
    read = clause(f"starts: off\n          {SANCTION}")
    assert (read.mode, read.starts) == (Mode.ASSIST, Mode.OFF)


def test_a_workflow_names_its_procedure():
    text = """
        - id: C.1
          text: 事情办完五天内解散。
          topic: dissolution
          disposition: workflow
          procedure: {dissolution: {within: 5 days, reasons: [事项结束]}}"""
    read = edition(text).clause("C.1")
    assert read.procedure == Call("dissolution", {"within": "5 days", "reasons": ["事项结束"]})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("sanction: {then: [warn, remve]}", "remove"),
        ("sanction: {then: {record_fine: {cny: 100}}}", "list of whole number"),
        ("sanction: {then: {remove: {barred_for: 6m}}}", "5 days"),
        ("sanction: {then: warn, ladder: L1}", "其中之一"),
        ("sanction: {then: [{list_for_admin: {to: 甲}}, {list_for_admin: {to: 乙}}]}", "写了两次"),
        ("sanction: {ladder: L1, straight_to: 5}", "接在拒绝之后"),
        ("sanction: {then: remind, taken_back: 2m}", "时长写作"),
        ("sanction: {taken_back: 2 minutes}", "其中之一"),
        ("sanction: {as: C.9}", "那里没有写处理"),
        ("sanction: {as: S.1}", "那里没有写处理"),
        ('section: "5"', "没有这一节"),
        (f"unless: {{day: [friday]}}\n          {SANCTION}", "days"),
        (f"unless: {{days: [fryday]}}\n          {SANCTION}", "friday"),
        (f"unless: {{}}\n          {SANCTION}", "条件不能是空的"),
        (f"unless: {{times: 64}}\n          {SANCTION}", "1 到 63"),
        (f"unless: {{after_red_packet: 1 month}}\n          {SANCTION}", "分钟"),
        (f"procedure: desolution\n          {SANCTION}", "dissolution"),
        (f"procedure: {{filing: {{to: [人事]}}}}\n          {SANCTION}", "text"),
    ],
)
def test_what_is_written_wrong_is_said(more, said):
    assert said in wrong(more)


def test_everything_said_comes_back_from_the_compiled_form():
    text = f"""
        - id: C.1
          text: 不骂人。
          gloss: No abuse.
          topic: insult
          disposition: assisted
          rule: {{insult: {{defaults: {{words: [笨]}}}}}}
          section: "4"
          when: {{from: "12:00", to: "13:30", after_red_packet: 1 hour, times: 3}}
          {SANCTION}
          starts: observe"""
    read = edition(text)
    assert edition_from_json(edition_to_json(read)) == read


@pytest.mark.parametrize("text", ["30 minutes", "1 day", "2 working days", "6 months"])
def test_a_span_reads_as_it_is_written(text):
    assert str(Span.parse(text)) == text


@pytest.mark.parametrize("text", ["", "30", "30m", "0 days", "-1 day", "1.5 hours", "5天", "1 Day"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match="a span is written like"):
        Span.parse(text)
