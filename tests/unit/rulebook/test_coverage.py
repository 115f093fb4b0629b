"""Which function carries a clause, and what is missing."""

from dataclasses import replace

import pytest

from qungui.model.call import Call
from qungui.model.rulebook import Clause, Disposition, Edition, Sanction, Subject
from qungui.rulebook.coverage import covered, leads_to
from qungui.rulebook.shipped import edition


def clause(**parts):
    made = {"clause_id": "R01.9", "text": "…", "topic": "x", "disposition": Disposition.AUTOMATIC}
    return Clause(**{**made, **parts})


def of(*clauses) -> Edition:
    return replace(edition("R01"), clauses=clauses, ladders={})


def only(**parts):
    (found,) = covered(of(clause(**parts)))
    return found


def test_a_rule_is_carried_by_its_function():
    found = only(rules=(Call("quiet-hours"),))
    assert found.carriers == ("message_judgement",)
    assert found.missing == found.gaps == ()


def test_a_rule_that_no_function_carries_yet_is_missing_and_no_gap():
    found = only(rules=(Call("auto-reply"), Call("insult")))
    assert found.carriers == ("message_judgement",)
    assert found.missing == ("auto-reply",)
    assert found.gaps == ()


def test_a_procedure_counts_as_the_rules_do():
    found = only(disposition=Disposition.WORKFLOW, procedure=Call("training"))
    assert [call.name for call in found.calls] == ["training"]
    assert found.missing == ("training",)


def test_the_life_of_groups_is_carried_and_that_of_accounts_is_not():
    filed = clause(disposition=Disposition.WORKFLOW, procedure=Call("filing"))
    (group,) = covered(of(filed))
    (account,) = covered(replace(of(filed), subject=Subject.OFFICIAL_ACCOUNT))
    assert (group.carriers, group.missing) == (("group_lifecycle",), ())
    assert (account.carriers, account.missing) == ((), ("filing",))


@pytest.mark.parametrize("disposition", [Disposition.AUTOMATIC, Disposition.ASSISTED])
def test_a_clause_that_acts_without_a_rule_or_a_step_is_a_gap(disposition):
    assert only(disposition=disposition).gaps == ("须执行，却既没有规则，也不是阶梯的一步",)


def test_a_rule_that_nobody_knows_is_a_gap():
    assert "clairvoyance" in only(rules=(Call("clairvoyance"),)).gaps[0]


def test_a_clause_that_is_only_shown_needs_nobody():
    found = only(disposition=Disposition.ADVISORY)
    assert found.is_shown_only
    assert found.carriers == found.gaps == ()


def test_a_step_of_a_ladder_is_carried_by_escalation():
    shipped = {one.clause.clause_id: one for one in covered(edition("R01"))}
    assert shipped["R01.4.4a"].orders == ("L01",)
    assert shipped["R01.4.4a"].carriers == ("strike_escalation",)
    assert "R01.3.10" in {one.clause_id for one in leads_to(edition("R01"), "R01.4.4b")}


def test_so_is_a_clause_in_which_the_sanction_of_another_one_stands():
    words = clause(clause_id="R01.8")
    breach = clause(rules=(Call("insult"),), sanction=Sanction(written_in="R01.8"))
    first, _ = covered(of(words, breach))
    assert first.orders == ("R01.9",)
    assert first.gaps == ()
