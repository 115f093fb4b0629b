"""What a case says of the clauses that found it."""

import pytest

from qungui.model.case import CaseState
from tests.support.build import ADVERT, breach, case, decision

WRONG = decision(why="是工作通知，原话：“下周招聘会，发广告页”")
SAID = "下周招聘会，发广告页"
BOTH = (breach(), breach("R01.4.5", automatic=False))


@pytest.mark.parametrize(
    ("why", "quoted"),
    [
        ("原话 下周招聘会", "下周招聘会"),
        ("误判。原话：「下周招聘会」", "下周招聘会"),
        ("他说这不是原话，原话：下周招聘会", "下周招聘会"),
        ("原话：", ""),
        ("是工作通知", ""),
        ("", ""),
    ],
)
def test_what_is_quoted_stands_last_in_the_reason(why, quoted):
    assert decision(why=why).quoted == quoted


@pytest.mark.parametrize(
    ("state", "decisions", "clauses"),
    [
        (CaseState.VOID, {"voided": WRONG}, [ADVERT, "R01.4.5"]),
        (CaseState.VOID, {"voided": decision(), "decided": WRONG}, []),
        (CaseState.OPEN, {"decided": WRONG}, ["R01.4.5"]),
        (CaseState.DISMISSED, {"decided": WRONG}, ["R01.4.5"]),
        (CaseState.DISMISSED, {"decided": decision()}, []),
        (CaseState.CONFIRMED, {"decided": WRONG}, []),
        (CaseState.OPEN, {}, []),
    ],
)
def test_what_was_quoted_must_pass_under_the_clauses_that_found_it_wrongly(
    state, decisions, clauses
):
    found = case(breaches=BOTH, state=state, **decisions)
    assert found.must_pass == tuple((clause, SAID) for clause in clauses)
